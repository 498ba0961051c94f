#include "engine/graph/row_tree.hpp"

#include <algorithm>
#include <numeric>
#include <span>

namespace fenji::graph {
namespace {

constexpr std::size_t few_rows = 16;

// Of more rows than these the cut is chosen by a part of them.
constexpr std::size_t sampled_rows = 32;

// Places that all leaves together may have, by row.
constexpr std::size_t room_of_a_row = 64;

}  // namespace

struct RowTree::Cut {
  std::size_t operand = 0;
  std::uint32_t below = 0;
  std::size_t left = 0;  // rows that reach to either side
  std::size_t right = 0;
  std::size_t worth = 0;
};

RowTree::RowTree(const DigitTests& tests, std::size_t rows, const std::vector<std::uint32_t>& sizes) : operands_(sizes.size()) {
  certain_.reserve(rows);
  sides_.reserve(rows * operands_);
  for (std::size_t row = 0; row < rows; ++row) {
    bool certain = true;
    for (std::size_t k = 0; k < operands_; ++k) {
      const DigitTest& test = tests[row][k];
      if (test.any()) {
        sides_.push_back({0, sizes[k]});
        continue;
      }
      const std::span<const DigitRange> ranges = test.ranges();
      certain &= ranges.size() == 1;
      // A test that no digit meets is open where the digit is unknown, so it must be found there.
      sides_.push_back(ranges.empty() ? Side{0, sizes[k]}
                                      : Side{ranges.front().begin, ranges.back().end - ranges.front().begin});
    }
    certain_.push_back(certain);
  }
  std::vector<std::uint32_t> places(rows);
  std::iota(places.begin(), places.end(), 0);
  std::vector<Side> region;
  for (const std::uint32_t size : sizes) region.push_back({0, size});
  add(places, region, room_of_a_row * rows, 0);
}

// The cut that spares the most rows on both sides together, about the middle of the rows' ends on each operand. Of many rows
// some tell which it is, and all are asked only where these have none.
RowTree::Cut RowTree::best_cut(const std::vector<std::uint32_t>& places, const std::vector<Side>& region) {
  Cut best;
  for (std::size_t stride = places.size() / sampled_rows + 1; best.worth == 0 && stride > 0; stride = stride > 1 ? 1 : 0) {
    for (std::size_t k = 0; k < operands_; ++k) {
      const std::uint32_t end = region[k].begin + region[k].size;
      ends_.clear();
      for (std::size_t i = 0; i < places.size(); i += stride) {
        const Side side = sides_[places[i] * operands_ + k];
        if (side.begin > region[k].begin) ends_.push_back(side.begin);
        if (side.begin + side.size < end) ends_.push_back(side.begin + side.size);
      }
      if (ends_.empty()) continue;
      const auto middle = ends_.begin() + static_cast<std::ptrdiff_t>(ends_.size() / 2);
      std::nth_element(ends_.begin(), middle, ends_.end());
      const Cut cut = cut_at(k, *middle, places, stride);
      if (cut.worth > best.worth) best = cut;
    }
    if (stride > 1 && best.worth > 0) best = cut_at(best.operand, best.below, places, 1);
  }
  return best;
}

// As far as every `stride`th row tells.
RowTree::Cut RowTree::cut_at(std::size_t operand, std::uint32_t below, const std::vector<std::uint32_t>& places,
                             std::size_t stride) const {
  Cut cut{operand, below, 0, 0, 0};
  std::size_t rows = 0;
  for (std::size_t i = 0; i < places.size(); i += stride, ++rows) {
    const Side side = sides_[places[i] * operands_ + operand];
    cut.left += side.begin < below;
    cut.right += side.begin + side.size > below;
  }
  cut.worth = (rows - cut.left) * cut.right + (rows - cut.right) * cut.left;
  return cut;
}

std::uint32_t RowTree::add(const std::vector<std::uint32_t>& places, std::vector<Side>& region, std::size_t room, int depth) {
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  const Cut cut = places.size() > few_rows && depth < deepest ? best_cut(places, region) : Cut{};
  if (cut.worth == 0 || cut.left + cut.right > room) {
    const auto begin = static_cast<std::uint32_t>(places_.size());
    places_.insert(places_.end(), places.begin(), places.end());
    nodes_[number] = {0, 0, static_cast<std::uint32_t>(leaves_.size()), number};
    leaves_.push_back({begin, static_cast<std::uint32_t>(places_.size())});
    return number;
  }
  const Side whole = region[cut.operand];
  const auto part = [&](Side side, std::size_t count) {
    const std::uint32_t end = side.begin + side.size;
    std::vector<std::uint32_t> reaching;
    reaching.reserve(count);
    for (const std::uint32_t place : places) {
      const Side own = sides_[place * operands_ + cut.operand];
      if (own.begin < end && own.begin + own.size > side.begin) reaching.push_back(place);
    }
    region[cut.operand] = side;
    const std::uint32_t child = add(reaching, region, room * count / (cut.left + cut.right), depth + 1);
    region[cut.operand] = whole;
    return child;
  };
  const std::uint32_t left = part({whole.begin, cut.below - whole.begin}, cut.left);
  const std::uint32_t right = part({cut.below, whole.begin + whole.size - cut.below}, cut.right);
  nodes_[number] = {static_cast<std::uint32_t>(cut.operand), cut.below, left, right};
  return number;
}

void RowTree::find_leaves(const std::uint32_t* digits, std::size_t records, std::uint32_t* leaves) const {
  std::fill_n(leaves, records, 0U);
  for (bool moved = true; moved;) {
    moved = false;
    for (std::size_t record = 0; record < records; ++record) {
      const Node node = nodes_[leaves[record]];
      const std::uint32_t next = digits[record * operands_ + node.operand] < node.below ? node.left : node.right;
      moved |= next != leaves[record];
      leaves[record] = next;
    }
  }
  for (std::size_t record = 0; record < records; ++record) leaves[record] = nodes_[leaves[record]].left;
}

}  // namespace fenji::graph
