// Stage: graph. Finds the rows of a long table that digits may fit without looking at each of them: a tree that divides the
// combinations of digits until few rows are left, or until a row would stand in too many places.
#pragma once

#include <cstdint>
#include <vector>

namespace fenji::graph {

struct DigitTest;

class RowTree {
 public:
  RowTree() = default;
  // `tests` by place of the row, then by operand; operand k has digits below sizes[k].
  RowTree(const std::vector<std::vector<DigitTest>>& tests, const std::vector<std::uint32_t>& sizes);

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

  // The rows that may fit one record, known(k) telling whether the digit of operand k is known, digit(k) which it is. A row may
  // be visited more than once, in no order.
  template <class Digit, class Known, class Visit>
  void each_that_may_fit(const Digit& digit, const Known& known, const Visit& visit) const {
    std::vector<std::uint32_t> open{0};
    while (!open.empty()) {
      const std::uint32_t number = open.back();
      const Node& node = nodes_[number];
      open.pop_back();
      if (node.right == number) {
        for (std::uint32_t at = leaves_[node.left].begin; at < leaves_[node.left].end; ++at) visit(places_[at]);
      } else if (!known(node.operand)) {
        open.insert(open.end(), {node.left, node.right});
      } else {
        open.push_back(digit(node.operand) < node.below ? node.left : node.right);
      }
    }
  }

 private:
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

  std::size_t operands_ = 0;
  std::vector<Side> sides_;            // by place and operand
  std::vector<std::uint8_t> certain_;  // by place
  std::vector<Node> nodes_;
  std::vector<Leaf> leaves_;
  std::vector<std::uint32_t> places_;  // of the leaves, ascending in each
  std::vector<std::uint32_t> ends_;    // best_cut only
};

}  // namespace fenji::graph
