// Stage: grammar. Makes the concrete tree of a unit while PEGTL tries its rules; included by parse_unit.cpp alone. A node is
// made when its rule has succeeded, so that the many rules that are tried in vain cost next to nothing.
#pragma once

#include <memory>
#include <tao/pegtl.hpp>
#include <utility>
#include <vector>

#include "grammar/parse_node.hpp"

namespace fenji::grammar {

template <typename Rule>
inline constexpr bool makes_node = tag_of<Rule> != Tag::none || is_keyword_rule<Rule>;

// Whether nodes can be made while a rule is tried, as far as `depth` levels of rules below it tell; in doubt they can.
template <typename Rule, unsigned depth>
struct MayMakeNodes {
  template <typename... Subs>
  static constexpr bool any_of(TAO_PEGTL_NAMESPACE::type_list<Subs...>) {
    if constexpr (depth == 0) return sizeof...(Subs) > 0;
    if constexpr (depth > 0) return (MayMakeNodes<Subs, depth - 1>::value || ...);
  }
  static constexpr bool value = makes_node<Rule> || any_of(typename Rule::subs_t{});
};

// A level of precedence without an operator of its own is only its operand.
constexpr bool folds(Tag tag) {
  switch (tag) {
    case Tag::name_or_call:
    case Tag::product:
    case Tag::sum:
    case Tag::condition:
    case Tag::conjunction:
    case Tag::expression:
      return true;
    default:
      return false;
  }
}

class TreeBuilder {
 public:
  TreeBuilder() {
    open_.reserve(64);
    made_.reserve(32);
  }

  void start(std::size_t at) { open_.push_back({at, made_.size()}); }

  void fail() {
    made_.erase(made_.begin() + static_cast<std::ptrdiff_t>(open_.back().made), made_.end());
    open_.pop_back();
  }

  // What was made since the start belongs to the rule around it.
  void hand_up() { open_.pop_back(); }

  template <typename Rule>
  void make(std::size_t end) {
    const Open rule = open_.back();
    open_.pop_back();
    if (folds(tag_of<Rule>) && made_.size() == rule.made + 1) return;
    auto node = std::make_unique<Node>();
    node->tag = tag_of<Rule>;
    if constexpr (is_keyword_rule<Rule>) {
      node->keyword = Rule::spelled;
      if (node->tag == Tag::none) node->tag = Tag::keyword;
    }
    node->begin = rule.begin;
    node->end = end;
    take_parts(*node, rule.made);
    made_.push_back(std::move(node));
  }

  std::unique_ptr<Node> root() {
    auto node = std::make_unique<Node>();
    take_parts(*node, 0);
    return node;
  }

 private:
  struct Open {
    std::size_t begin;  // byte of the fragment
    std::size_t made;   // nodes that stand before it
  };

  void take_parts(Node& node, std::size_t first) {
    for (std::size_t at = first; at < made_.size(); ++at) {
      Node::Children& parts = made_[at]->tag == Tag::keyword ? node.words : node.children;
      parts.push_back(std::move(made_[at]));
    }
    made_.resize(first);
  }

  std::vector<Open> open_;  // rules that are being tried and may make nodes, the innermost last
  Node::Children made_;     // that no node around them has taken yet
};

// PEGTL's control of a parse whose states are the rules' context and a TreeBuilder.
template <typename Rule>
struct BuildsTree : TAO_PEGTL_NAMESPACE::normal<Rule> {
  static constexpr bool may_make_nodes = MayMakeNodes<Rule, 8>::value;
  static constexpr bool enable = may_make_nodes || TAO_PEGTL_NAMESPACE::normal<Rule>::enable;

  template <typename Input, typename Context>
  static void start(const Input& in, Context&, TreeBuilder& tree) {
    if constexpr (may_make_nodes) tree.start(in.byte());
  }
  template <typename Input, typename Context>
  static void success(const Input& in, Context&, TreeBuilder& tree) {
    if constexpr (makes_node<Rule>) {
      tree.make<Rule>(in.byte());
    } else if constexpr (may_make_nodes) {
      tree.hand_up();
    }
  }
  template <typename Input, typename Context>
  static void failure(const Input&, Context&, TreeBuilder& tree) {
    if constexpr (may_make_nodes) tree.fail();
  }
};

}  // namespace fenji::grammar
