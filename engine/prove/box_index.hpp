// Stage: prove. Finds those of many boxes that may meet a region without looking at each of them.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/prove/cells.hpp"

namespace fenji::prove {

class BoxIndex {
 public:
  // The smallest regions around the boxes, all of the same number of axes, at least one.
  explicit BoxIndex(std::vector<Region> hulls);

  // The numbers of the hulls that meet `region`, ascending, of those below `end`. Returns how many steps that took.
  std::size_t find(const Region& region, std::uint32_t end, std::vector<std::uint32_t>& found) const;

  const Region& hull(std::uint32_t number) const { return hulls_[number]; }

 private:
  // Hulls order_[begin] to order_[end - 1]: those on either side of a cut and those across it, where it has them.
  struct Node {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    std::uint32_t least = 0;  // the smallest number of a hull
    std::vector<std::uint32_t> parts;
    Region around;
  };
  struct Cut;

  std::uint32_t add_node(std::uint32_t begin, std::uint32_t end, int depth);
  Cut best_cut(std::uint32_t begin, std::uint32_t end);

  std::vector<Region> hulls_;
  std::vector<std::uint32_t> order_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> middles_;  // best_cut only
};

}  // namespace fenji::prove
