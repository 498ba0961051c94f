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

  // Calls visit(place) for the rows that may fit, ascending, until it returns false. digit(k) is that of operand k.
  template <class Digit, class Visit>
  void each_that_may_fit(const Digit& digit, const Visit& visit) const {
    const Node* node = nodes_.data();
    while (node->operand != leaf) node = nodes_.data() + (digit(node->operand) < node->below ? node->left : node->right);
    for (std::uint32_t at = node->left; at < node->right; ++at) {
      const std::uint32_t place = places_[at];
      bool may_fit = true;
      for (std::size_t k = 0; may_fit && k < operands_; ++k) {
        const Side side = sides_[place * operands_ + k];
        may_fit = digit(k) - side.begin < side.size;
      }
      if (may_fit && !visit(place)) return;
    }
  }

  // The same where known(k) tells whether the digit of operand k is known. A row may be visited more than once, in no order.
  template <class Digit, class Known, class Visit>
  void each_that_may_fit(const Digit& digit, const Known& known, const Visit& visit) const {
    std::vector<std::uint32_t> open{0};
    while (!open.empty()) {
      const Node& node = nodes_[open.back()];
      open.pop_back();
      if (node.operand == leaf) {
        for (std::uint32_t at = node.left; at < node.right; ++at) visit(places_[at]);
      } else if (!known(node.operand)) {
        open.insert(open.end(), {node.left, node.right});
      } else {
        open.push_back(digit(node.operand) < node.below ? node.left : node.right);
      }
    }
  }

 private:
  static constexpr std::uint32_t leaf = 0xffffffff;

  struct Node {
    std::uint32_t operand = leaf;
    std::uint32_t below = 0;  // digits below it lead to `left`
    std::uint32_t left = 0;   // of a leaf: where its rows begin and end in places_
    std::uint32_t right = 0;
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
  std::vector<Side> sides_;  // by place and operand
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> places_;  // of the leaves, ascending in each
  std::vector<std::uint32_t> ends_;    // best_cut only
};

}  // namespace fenji::graph
