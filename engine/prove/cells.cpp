#include "engine/prove/cells.hpp"

#include <algorithm>
#include <iterator>

namespace fenji::prove {

CellSet all_cells(std::uint32_t count) { return count == 0 ? CellSet{} : CellSet{{0, count - 1}}; }

CellSet intersection(const CellSet& left, const CellSet& right) {
  CellSet result;
  auto a = left.begin();
  auto b = right.begin();
  while (a != left.end() && b != right.end()) {
    const std::uint32_t first = std::max(a->first, b->first);
    const std::uint32_t last = std::min(a->last, b->last);
    if (first <= last) result.push_back({first, last});
    a->last < b->last ? ++a : ++b;
  }
  return result;
}

namespace {

CellSet merged(const std::vector<CellRange>& ascending) {
  CellSet result;
  for (const CellRange& range : ascending) {
    if (!result.empty() && range.first <= result.back().last + 1) {
      result.back().last = std::max(result.back().last, range.last);
    } else {
      result.push_back(range);
    }
  }
  return result;
}

bool starts_before(CellRange a, CellRange b) { return a.first < b.first; }

}  // namespace

CellSet united(const CellSet& left, const CellSet& right) {
  std::vector<CellRange> all;
  all.reserve(left.size() + right.size());
  std::merge(left.begin(), left.end(), right.begin(), right.end(), std::back_inserter(all), starts_before);
  return merged(all);
}

CellSet joined(std::vector<CellRange> ranges) {
  std::sort(ranges.begin(), ranges.end(), starts_before);
  return merged(ranges);
}

CellSet complement(const CellSet& cells, std::uint32_t count) {
  CellSet result;
  std::uint32_t next = 0;
  for (const CellRange& range : cells) {
    if (range.first > next) result.push_back({next, range.first - 1});
    next = range.last + 1;
  }
  if (next < count) result.push_back({next, count - 1});
  return result;
}

CellSet from_cells(const std::vector<std::uint32_t>& ascending) {
  CellSet result;
  for (const std::uint32_t cell : ascending) {
    if (!result.empty() && cell == result.back().last + 1) {
      result.back().last = cell;
    } else {
      result.push_back({cell, cell});
    }
  }
  return result;
}

bool meets(const CellSet& cells, CellRange range) {
  return std::any_of(cells.begin(), cells.end(),
                     [range](CellRange own) { return own.first <= range.last && own.last >= range.first; });
}

bool meet(const CellSet& left, const CellSet& right) {
  return std::any_of(left.begin(), left.end(), [&right](CellRange range) { return meets(right, range); });
}

bool covers(const CellSet& cells, CellRange range) {
  return std::any_of(cells.begin(), cells.end(),
                     [range](CellRange own) { return own.first <= range.first && own.last >= range.last; });
}

bool covers(const CellSet& outer, const CellSet& inner) {
  return std::all_of(inner.begin(), inner.end(), [&outer](CellRange range) { return covers(outer, range); });
}

bool contains(const CellSet& cells, std::uint32_t cell) { return meets(cells, {cell, cell}); }

bool is_all(const CellSet& cells, std::uint32_t count) { return cells.size() == 1 && cells[0] == CellRange{0, count - 1}; }

std::uint64_t size(const CellSet& cells) {
  std::uint64_t total = 0;
  for (const CellRange& range : cells) total += range.last - range.first + 1;
  return total;
}

bool is_empty(const Box& box) {
  return std::any_of(box.begin(), box.end(), [](const CellSet& side) { return side.empty(); });
}

Box intersection(const Box& left, const Box& right) {
  Box result(left.size());
  for (std::size_t axis = 0; axis < left.size(); ++axis) result[axis] = intersection(left[axis], right[axis]);
  return result;
}

bool covers(const Box& outer, const Box& inner) {
  for (std::size_t axis = 0; axis < outer.size(); ++axis) {
    if (!covers(outer[axis], inner[axis])) return false;
  }
  return true;
}

Box as_box(const Region& region) {
  Box box;
  for (const CellRange& range : region) box.push_back({range});
  return box;
}

Region hull(const Box& box) {
  Region region;
  for (const CellSet& side : box) region.push_back({side.front().first, side.back().last});
  return region;
}

}  // namespace fenji::prove
