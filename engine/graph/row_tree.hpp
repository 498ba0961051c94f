// Stage: graph. Finds the rows of a long table that digits may fit without looking at each of them: a tree that divides the
// combinations of digits until few rows are left, or until a row would stand in too many places.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "engine/graph/digits.hpp"

namespace fenji::graph {

class RowTree {
 public:
  RowTree() = default;
  // `tests` of so many rows; operand k has digits below sizes[k].
  RowTree(const DigitTests& tests, std::size_t rows, const std::vector<std::uint32_t>& sizes);

  bool empty() const { return nodes_.empty(); }

  // The leaves of records whose digits are all known, digits[record * operands + k]: as many at once as may be wanted, since
  // each waits for memory at every node.
  void find_leaves(const std::uint32_t* digits, std::size_t records, std::uint32_t* leaves) const;

  // Calls visit(place) for the rows of a leaf that may fit the record, ascending, until it returns false.
  template <class Visit>
  void each_that_may_fit(std::uint32_t leaf, const std::uint32_t* digits, const Visit& visit) const {
    for (std::uint32_t at = leaves_[leaf].begin; at < leaves_[leaf].end; ++at) {
      const std::uint32_t place = places_[at];
      const Side* const sides = sides_.data() + place * operands_;
      bool may_fit = true;
      for (std::size_t k = 0; k < operands_; ++k) may_fit &= digits[k] - sides[k].begin < sides[k].size;
      if (may_fit && !visit(place)) return;
    }
  }
  // Whether a row that may fit does fit: nothing else is asked.
  bool certain(std::uint32_t place) const { return certain_[place] != 0; }

  // One record's digit of an operand, whatever it is where it is unknown.
  struct Digit {
    std::uint32_t value = 0;
    bool known = false;
  };

  // Calls visit(place) for the rows that may fit a record some of whose digits are unknown. A row may be visited more than
  // once, in no order.
  template <class Visit>
  void each_that_may_fit(const std::vector<Digit>& digits, const Visit& visit) const {
    std::array<std::uint32_t, deepest + 2> open{0};
    for (std::size_t count = 1; count > 0;) {
      const std::uint32_t number = open[--count];
      const Node& node = nodes_[number];
      if (node.right == number) {
        for (std::uint32_t at = leaves_[node.left].begin; at < leaves_[node.left].end; ++at) {
          const Side* const sides = sides_.data() + places_[at] * operands_;
          bool may_fit = true;
          for (std::size_t k = 0; k < operands_; ++k) {
            may_fit &= !digits[k].known | (digits[k].value - sides[k].begin < sides[k].size);
          }
          if (may_fit) visit(places_[at]);
        }
      } else if (!digits[node.operand].known) {
        open[count++] = node.left;
        open[count++] = node.right;
      } else {
        open[count++] = digits[node.operand].value < node.below ? node.left : node.right;
      }
    }
  }

 private:
  static constexpr int deepest = 64;  // levels of nodes below the first

  // A leaf is its own right side, where all digits lead; its number is on the left.
  struct Node {
    std::uint32_t operand = 0;
    std::uint32_t below = 0;  // digits below it lead to `left`
    std::uint32_t left = 0;
    std::uint32_t right = 0;
  };
  struct Leaf {
    std::uint32_t begin = 0;  // in places_
    std::uint32_t end = 0;
  };
  // Around the digits that a row's test of an operand takes.
  struct Side {
    std::uint32_t begin = 0;
    std::uint32_t size = 0;
  };
  struct Cut;

  std::uint32_t add(const std::vector<std::uint32_t>& places, std::vector<Side>& region, std::size_t room, int depth);
  Cut best_cut(const std::vector<std::uint32_t>& places, const std::vector<Side>& region);
  Cut cut_at(std::size_t operand, std::uint32_t below, const std::vector<std::uint32_t>& places, std::size_t stride) const;

  std::size_t operands_ = 0;
  std::vector<Side> sides_;            // by place and operand
  std::vector<std::uint8_t> certain_;  // by place
  std::vector<Node> nodes_;
  std::vector<Leaf> leaves_;
  std::vector<std::uint32_t> places_;  // of the leaves, ascending in each
  std::vector<std::uint32_t> ends_;    // best_cut only
};

}  // namespace fenji::graph
