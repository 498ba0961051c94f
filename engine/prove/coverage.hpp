// Stage: prove. Whether boxes cover a region together, by dividing the region until one box covers a part or none touches it.
// Exact, and quick on tables as people write them; what it costs is bounded by a budget of work.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/prove/cells.hpp"

namespace fenji::prove {

// Steps that may still be taken, each about the comparison of a box with a region on one axis.
using Budget = std::int64_t;

class Coverage {
 public:
  enum class Outcome : std::uint8_t {
    searched,   // the whole region: what was not found is covered
    stopped,    // by `found`
    exhausted,  // the budget is: nothing is known of the rest
  };

  explicit Coverage(std::size_t axes) : axes_(axes), extents_(axes, 0) {}

  // `owner` is what `owners` tells of the box; boxes that are nobody's have `nobody`, and come last. Owners ascend.
  static constexpr std::uint32_t nobody = 0xffffffff;
  void add(Box box, std::uint32_t owner);
  std::size_t size() const { return boxes_.size(); }
  void drop_all_but_first(std::size_t boxes);

  // Calls found(part) for disjoint parts of `region` that together are all that no box covers, until it returns false.
  using Found = std::function<bool(const Region&)>;
  Outcome search(const Region& region, Budget& budget, const Found& found) const;

  // Whether nobody's boxes and those of the owners from `first` to below `end` but `spared` cover the region: `searched` when
  // they do, `stopped` when not. `covering` receives the owners of boxes that do it, each once, ascending: a single one
  // wherever one box does.
  struct Owners {
    std::uint32_t first = 0;
    std::uint32_t end = nobody;
    const std::vector<std::uint32_t>* among = nullptr;  // ascending; null: all of these
    std::uint32_t spared = nobody;
  };
  Outcome covers(const Region& region, Budget& budget, const Owners& owners, std::vector<std::uint32_t>& covering) const;

  // Which owners have a cell of the region in which no box of a smaller owner lies, and whether some cell lies in no box at
  // all. What nobody covers does not count.
  struct Firsts {
    std::vector<bool> owners;
    bool uncovered = false;
  };
  Outcome firsts(const Region& region, Budget& budget, Firsts& firsts) const;

  // The greatest box around `part` that no box covers any of: widened axis by axis. `ordered` axes stay contiguous.
  Box widened(const Region& part, const std::vector<std::uint32_t>& cell_counts, const std::vector<bool>& ordered) const;

 private:
  struct Search;
  struct Cut;

  // The axes on which the region is smallest beside all boxes, which tell soonest that a box does not meet it, come first.
  std::vector<std::size_t> narrow_first(const Region& region) const;

  bool is_solid(std::size_t box, std::size_t axis) const { return solid_[box * axes_ + axis] != 0; }

  std::size_t axes_;
  std::vector<Box> boxes_;
  std::vector<std::uint32_t> owners_;
  std::vector<CellRange> hulls_;        // by box and axis
  std::vector<std::uint8_t> solid_;     // likewise: whether the box has all cells of its hull
  std::vector<std::uint32_t> extents_;  // by axis, the last cell of any box
};

}  // namespace fenji::prove
