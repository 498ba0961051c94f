#include "engine/prove/coverage.hpp"

#include <algorithm>
#include <numeric>
#include <optional>

namespace fenji::prove {

namespace {

using Numbers = std::vector<std::uint32_t>;

// The part of `cells`, which meet the range, from its first to its last cell in the range.
CellRange reach(const CellSet& cells, CellRange range) {
  CellRange result{range.last, range.first};
  for (const CellRange& own : cells) {
    if (own.last < range.first || own.first > range.last) continue;
    result.first = std::min(result.first, std::max(own.first, range.first));
    result.last = std::max(result.last, std::min(own.last, range.last));
  }
  return result;
}

// The last cell before the first hole of `cells` in the range, whose first cell they hold.
std::uint32_t before_hole(const CellSet& cells, CellRange range) {
  for (const CellRange& own : cells) {
    if (own.first <= range.first && own.last >= range.first) return own.last;
  }
  return range.first;
}

}  // namespace

// Divides an axis behind cell `after`.
struct Coverage::Cut {
  std::size_t axis = 0;
  std::uint32_t after = 0;
  std::uint64_t cost = 0;
};

struct Coverage::Search {
  const Coverage& coverage;
  Budget& budget;
  const Found& found;
  Numbers used;  // boxes that cover parts, as they were found
  // In `consider`: the first and last cells of boxes that begin or end inside the range, and where else it may be cut.
  Numbers first_cells;
  Numbers last_cells;
  Numbers holes;
  Numbers counts;

  bool covers_on(std::uint32_t box, std::size_t axis, CellRange range) const {
    const CellRange hull = coverage.hulls_[box * coverage.axes_ + axis];
    if (hull.first > range.first || hull.last < range.last) return false;
    return coverage.is_solid(box, axis) || prove::covers(coverage.boxes_[box][axis], range);
  }

  bool covers_all(std::uint32_t box, const Region& region) const {
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      if (!covers_on(box, axis, region[axis])) return false;
    }
    return true;
  }

  bool meets_on(std::uint32_t box, std::size_t axis, CellRange range) const {
    const CellRange hull = coverage.hulls_[box * coverage.axes_ + axis];
    if (hull.first > range.last || hull.last < range.first) return false;
    return coverage.is_solid(box, axis) || meets(coverage.boxes_[box][axis], range);
  }

  bool meets_all(std::uint32_t box, const Region& region) const {
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      if (!meets_on(box, axis, region[axis])) return false;
    }
    return true;
  }

  // `cells` of the range in ascending order: counted where they are about as many as the range has.
  void sort(Numbers& cells, CellRange range) {
    const std::size_t width = range.last - range.first + 1;
    if (width > 4 * cells.size()) return std::sort(cells.begin(), cells.end());
    counts.assign(width, 0);
    for (const std::uint32_t cell : cells) ++counts[cell - range.first];
    auto sorted = cells.begin();
    for (std::uint32_t i = 0; i < width; ++i) sorted = std::fill_n(sorted, counts[i], range.first + i);
  }

  // The division of one axis that leaves the least to do on both sides together.
  void consider(std::size_t axis, CellRange range, const Numbers& active, std::optional<Cut>& best) {
    // Whether a box begins or ends inside the range cannot be foretold, so each is put down and kept or not.
    first_cells.resize(active.size());
    last_cells.resize(active.size());
    holes.clear();
    std::size_t firsts = 0, lasts = 0;
    for (const std::uint32_t box : active) {
      const bool solid = coverage.is_solid(box, axis);
      const CellRange part = solid ? coverage.hulls_[box * coverage.axes_ + axis] : reach(coverage.boxes_[box][axis], range);
      const bool begins = part.first > range.first, ends = part.last < range.last;
      first_cells[firsts] = part.first;
      firsts += begins ? 1 : 0;
      last_cells[lasts] = part.last;
      lasts += ends ? 1 : 0;
      if (solid || begins || ends) continue;
      const CellSet& cells = coverage.boxes_[box][axis];
      if (!prove::covers(cells, range)) holes.push_back(before_hole(cells, range));
    }
    first_cells.resize(firsts);
    last_cells.resize(lasts);
    sort(first_cells, range);
    sort(last_cells, range);
    sort(holes, range);
    const std::size_t from_the_first = active.size() - first_cells.size();
    std::size_t first = 0, last = 0, hole = 0;
    while (first < first_cells.size() || last < last_cells.size() || hole < holes.size()) {
      std::uint32_t after = range.last;
      if (first < first_cells.size()) after = std::min(after, first_cells[first] - 1);
      if (last < last_cells.size()) after = std::min(after, last_cells[last]);
      if (hole < holes.size()) after = std::min(after, holes[hole]);
      while (last < last_cells.size() && last_cells[last] <= after) ++last;
      const std::uint64_t left = from_the_first + first;
      const std::uint64_t right = active.size() - last;
      const std::uint64_t cost = left * left + right * right;
      if (!best || cost < best->cost) best = Cut{axis, after, cost};
      while (first < first_cells.size() && first_cells[first] - 1 <= after) ++first;
      while (hole < holes.size() && holes[hole] <= after) ++hole;
    }
  }

  bool admitted(std::uint32_t owner, const Owners& owners) const {
    if (owner == owners.spared) return false;
    return owners.among == nullptr || std::binary_search(owners.among->begin(), owners.among->end(), owner);
  }

  // Calls `use(box)` for those of the owners, then for nobody's, until it returns false.
  template <class Use>
  void each_box(const Owners& owners, const Use& use) const {
    const Numbers& all = coverage.owners_;
    const auto place = [&](std::uint32_t owner) {
      return static_cast<std::uint32_t>(std::lower_bound(all.begin(), all.end(), owner) - all.begin());
    };
    const std::uint32_t end = place(owners.end), of_nobody = place(nobody);
    for (std::uint32_t box = place(owners.first); box < end; ++box) {
      if (admitted(all[box], owners) && !use(box)) return;
    }
    for (std::uint32_t box = std::max(of_nobody, end); box < all.size(); ++box) {
      if (!use(box)) return;
    }
  }

  Outcome start(const Region& region, const Owners& owners) {
    budget -= static_cast<Budget>(coverage.boxes_.size() / 4);
    std::optional<std::uint32_t> alone;
    each_box(owners, [&](std::uint32_t box) {
      if (covers_all(box, region)) alone = box;
      return !alone;
    });
    if (alone) {
      used.push_back(*alone);
      return Outcome::searched;
    }
    const std::vector<std::size_t> axes = coverage.narrow_first(region);
    Numbers active;
    each_box(owners, [&](std::uint32_t box) {
      bool meets = true;
      for (std::size_t i = 0; meets && i < axes.size(); ++i) meets = meets_on(box, axes[i], region[axes[i]]);
      if (meets) active.push_back(box);
      return true;
    });
    Region part = region;
    return divide(part, active);
  }

  // Divides the region where that leaves the least to do, and goes on with both parts.
  template <typename GoOn>
  Outcome both_parts(Region& region, const Numbers& active, const GoOn& go_on) {
    std::optional<Cut> cut;
    for (std::size_t axis = 0; axis < region.size(); ++axis) {
      if (region[axis].first < region[axis].last) consider(axis, region[axis], active, cut);
    }
    const CellRange whole = region[cut->axis];
    for (const CellRange half : {CellRange{whole.first, cut->after}, CellRange{cut->after + 1, whole.last}}) {
      Numbers remaining(active.size());
      std::size_t kept = 0;
      for (const std::uint32_t box : active) {
        remaining[kept] = box;
        kept += meets_on(box, cut->axis, half) ? 1 : 0;
      }
      remaining.resize(kept);
      region[cut->axis] = half;
      const Outcome outcome = go_on(region, std::move(remaining));
      region[cut->axis] = whole;
      if (outcome != Outcome::searched) return outcome;
    }
    return Outcome::searched;
  }

  // As `divide`, for the boxes that come first: those behind one that covers the region do not matter in it.
  Outcome divide_in_order(Region& region, Numbers active, Firsts& seen) {
    budget -= static_cast<Budget>(active.size() * (region.size() + 1)) + 1;
    if (budget < 0) return Outcome::exhausted;
    std::size_t end = 0;
    bool covered = false;
    bool known = true;
    for (; end < active.size() && !covered; ++end) {
      const std::uint32_t owner = coverage.owners_[active[end]];
      if (owner == nobody) break;
      covered = covers_all(active[end], region);
      known = known && seen.owners[owner];
    }
    for (std::size_t i = end; i < active.size(); ++i) {
      if (coverage.owners_[active[i]] == nobody && covers_all(active[i], region)) return Outcome::searched;
    }
    if (known && (covered || seen.uncovered)) return Outcome::searched;
    // Behind a covering box only nobody's still count.
    if (covered) {
      active.erase(std::remove_if(active.begin() + static_cast<std::ptrdiff_t>(end), active.end(),
                                  [&](std::uint32_t box) { return coverage.owners_[box] != nobody; }),
                   active.end());
    }
    const bool single = covered && active.size() == 1;
    if (single) seen.owners[coverage.owners_[active[0]]] = true;
    if (active.empty()) seen.uncovered = true;
    if (single || active.empty()) return Outcome::searched;
    return both_parts(region, active,
                      [&](Region& part, Numbers remaining) { return divide_in_order(part, std::move(remaining), seen); });
  }

  // `active` are the boxes that meet the region.
  Outcome divide(Region& region, const Numbers& active) {
    if (active.empty()) return found(region) ? Outcome::searched : Outcome::stopped;
    budget -= static_cast<Budget>(active.size() * (region.size() + 1));
    if (budget < 0) return Outcome::exhausted;
    for (const std::uint32_t box : active) {
      if (!covers_all(box, region)) continue;
      used.push_back(box);
      return Outcome::searched;
    }
    return both_parts(region, active, [&](Region& part, const Numbers& remaining) { return divide(part, remaining); });
  }
};

std::vector<std::size_t> Coverage::narrow_first(const Region& region) const {
  std::vector<std::size_t> axes(region.size());
  std::iota(axes.begin(), axes.end(), std::size_t{0});
  const auto share = [&](std::size_t axis) {
    const std::uint64_t width = region[axis].last - region[axis].first + 1;
    return (width << 20) / (std::uint64_t{extents_[axis]} + 1);
  };
  std::sort(axes.begin(), axes.end(), [&](std::size_t a, std::size_t b) { return share(a) < share(b); });
  return axes;
}

void Coverage::add(Box box, std::uint32_t owner) {
  const Region around = hull(box);
  hulls_.insert(hulls_.end(), around.begin(), around.end());
  for (std::size_t axis = 0; axis < axes_; ++axis) {
    extents_[axis] = std::max(extents_[axis], around[axis].last);
    solid_.push_back(box[axis].size() == 1);
  }
  boxes_.push_back(std::move(box));
  owners_.push_back(owner);
}

void Coverage::drop_all_but_first(std::size_t boxes) {
  boxes_.resize(boxes);
  owners_.resize(boxes);
  hulls_.resize(boxes * axes_);
  solid_.resize(boxes * axes_);
}

Coverage::Outcome Coverage::search(const Region& region, Budget& budget, const Found& found) const {
  Search search{*this, budget, found, {}, {}, {}, {}, {}};
  return search.start(region, {});
}

Coverage::Outcome Coverage::covers(const Region& region, Budget& budget, const Owners& owners,
                                   std::vector<std::uint32_t>& covering) const {
  const Found found = [](const Region&) { return false; };
  Search search{*this, budget, found, {}, {}, {}, {}, {}};
  const Outcome outcome = search.start(region, owners);
  covering.clear();
  for (const std::uint32_t box : search.used) {
    if (owners_[box] != nobody) covering.push_back(owners_[box]);
  }
  std::sort(covering.begin(), covering.end());
  covering.erase(std::unique(covering.begin(), covering.end()), covering.end());
  return outcome;
}

Coverage::Outcome Coverage::firsts(const Region& region, Budget& budget, Firsts& firsts) const {
  const Found found = [](const Region&) { return true; };
  Search search{*this, budget, found, {}, {}, {}, {}, {}};
  const auto greatest = std::find_if(owners_.rbegin(), owners_.rend(), [](std::uint32_t owner) { return owner != nobody; });
  firsts.owners.assign(greatest == owners_.rend() ? 0 : *greatest + 1, false);
  Numbers active;
  for (std::uint32_t box = 0; box < boxes_.size(); ++box) {
    if (search.meets_all(box, region)) active.push_back(box);
  }
  Region part = region;
  return search.divide_in_order(part, std::move(active), firsts);
}

Box Coverage::widened(const Region& part, const std::vector<std::uint32_t>& cell_counts,
                      const std::vector<bool>& ordered) const {
  Box result = as_box(part);
  Region around = part;
  for (std::size_t axis = 0; axis < axes_; ++axis) {
    std::vector<std::size_t> others = narrow_first(around);
    std::erase(others, axis);
    CellSet blocked;
    for (std::size_t number = 0; number < boxes_.size(); ++number) {
      const Box& box = boxes_[number];
      const CellRange* hulls = hulls_.data() + number * axes_;
      const bool blocks =
          std::all_of(others.begin(), others.end(),
                      [&](std::size_t other) {
                        return hulls[other].first <= around[other].last && hulls[other].last >= around[other].first;
                      }) &&
          std::all_of(others.begin(), others.end(), [&](std::size_t other) { return meet(box[other], result[other]); });
      if (blocks) blocked = united(blocked, box[axis]);
    }
    CellSet free = complement(blocked, cell_counts[axis]);
    if (ordered[axis]) std::erase_if(free, [&](CellRange range) { return !meets({range}, part[axis]); });
    around[axis] = {free.front().first, free.back().last};
    result[axis] = std::move(free);
  }
  return result;
}

}  // namespace fenji::prove
