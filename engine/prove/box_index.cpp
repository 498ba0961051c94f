#include "engine/prove/box_index.hpp"

#include <algorithm>
#include <limits>
#include <numeric>

namespace fenji::prove {
namespace {

constexpr std::uint32_t most_in_a_leaf = 8;
constexpr int deepest = 48;

bool regions_meet(const Region& left, const Region& right) {
  for (std::size_t axis = 0; axis < left.size(); ++axis) {
    if (left[axis].first > right[axis].last || right[axis].first > left[axis].last) return false;
  }
  return true;
}

}  // namespace

// Behind cell `after` of `axis`. The worst side decides: what lies across the cut counts for both.
struct BoxIndex::Cut {
  std::size_t axis = 0;
  std::uint32_t after = 0;
  std::uint32_t worst = std::numeric_limits<std::uint32_t>::max();
};

BoxIndex::BoxIndex(std::vector<Region> hulls) : hulls_(std::move(hulls)), order_(hulls_.size()) {
  std::iota(order_.begin(), order_.end(), 0);
  if (!hulls_.empty()) add_node(0, static_cast<std::uint32_t>(hulls_.size()), 0);
}

BoxIndex::Cut BoxIndex::best_cut(std::uint32_t begin, std::uint32_t end) {
  Cut best;
  for (std::size_t axis = 0; axis < hulls_.front().size(); ++axis) {
    middles_.clear();
    for (std::uint32_t i = begin; i < end; ++i) {
      const CellRange range = hulls_[order_[i]][axis];
      middles_.push_back(range.first + (range.last - range.first) / 2);
    }
    const auto median = middles_.begin() + static_cast<std::ptrdiff_t>(middles_.size() / 2);
    std::nth_element(middles_.begin(), median, middles_.end());
    for (const std::uint32_t after : {*median, *median - 1}) {
      std::uint32_t below = 0;
      std::uint32_t above = 0;
      for (std::uint32_t i = begin; i < end; ++i) {
        const CellRange range = hulls_[order_[i]][axis];
        below += range.last <= after;
        above += range.first > after;
      }
      const std::uint32_t across = end - begin - below - above;
      const std::uint32_t worst = std::max(below, above) + across;
      if (worst < best.worst && worst < end - begin) best = {axis, after, worst};
      if (*median == 0) break;
    }
  }
  return best;
}

std::uint32_t BoxIndex::add_node(std::uint32_t begin, std::uint32_t end, int depth) {
  const auto number = static_cast<std::uint32_t>(nodes_.size());
  nodes_.emplace_back();
  Node node;
  node.begin = begin;
  node.end = end;
  node.least = *std::min_element(order_.begin() + begin, order_.begin() + end);
  node.around = hulls_[order_[begin]];
  for (std::uint32_t i = begin; i < end; ++i) {
    const Region& hull = hulls_[order_[i]];
    for (std::size_t axis = 0; axis < hull.size(); ++axis) {
      node.around[axis].first = std::min(node.around[axis].first, hull[axis].first);
      node.around[axis].last = std::max(node.around[axis].last, hull[axis].last);
    }
  }
  const Cut cut = end - begin > most_in_a_leaf && depth < deepest ? best_cut(begin, end) : Cut{};
  if (cut.worst < end - begin) {
    const auto first = order_.begin() + begin;
    const auto last = order_.begin() + end;
    const auto below =
        std::partition(first, last, [&](std::uint32_t hull) { return hulls_[hull][cut.axis].last <= cut.after; });
    const auto above =
        std::partition(below, last, [&](std::uint32_t hull) { return hulls_[hull][cut.axis].first > cut.after; });
    const std::uint32_t ends[] = {static_cast<std::uint32_t>(below - order_.begin()),
                                  static_cast<std::uint32_t>(above - order_.begin()), end};
    std::uint32_t from = begin;
    for (const std::uint32_t to : ends) {
      if (from < to) node.parts.push_back(add_node(from, to, depth + 1));
      from = to;
    }
  }
  nodes_[number] = std::move(node);
  return number;
}

std::size_t BoxIndex::find(const Region& region, std::uint32_t end, std::vector<std::uint32_t>& found) const {
  found.clear();
  if (nodes_.empty()) return 0;
  std::size_t steps = 0;
  std::vector<std::uint32_t> open{0};
  while (!open.empty()) {
    const Node& node = nodes_[open.back()];
    open.pop_back();
    ++steps;
    if (node.least >= end || !regions_meet(node.around, region)) continue;
    if (!node.parts.empty()) {
      open.insert(open.end(), node.parts.begin(), node.parts.end());
      continue;
    }
    steps += node.end - node.begin;
    for (std::uint32_t i = node.begin; i < node.end; ++i) {
      if (order_[i] < end && regions_meet(hulls_[order_[i]], region)) found.push_back(order_[i]);
    }
  }
  std::sort(found.begin(), found.end());
  return steps;
}

}  // namespace fenji::prove
