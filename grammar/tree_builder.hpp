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
  TreeBuilder() { made_.reserve(32); }

  // Nodes that no node around them has taken yet.
  std::size_t made() const { return made_.size(); }

  // Takes back what a rule has made that then failed.
  void keep(std::size_t made) {
    if (made_.size() > made) made_.resize(made);
  }

  // Of the nodes from number `first` on, which the rule has made.
  template <typename Rule>
  void make(std::size_t first, std::size_t begin, std::size_t end) {
    if (folds(tag_of<Rule>) && made_.size() == first + 1) return;
    auto node = std::make_unique<Node>();
    node->tag = tag_of<Rule>;
    if constexpr (is_keyword_rule<Rule>) {
      node->keyword = Rule::spelled;
      if (node->tag == Tag::none) node->tag = Tag::keyword;
    }
    node->begin = begin;
    node->end = end;
    take_parts(*node, first);
    made_.push_back(std::move(node));
  }

  std::unique_ptr<Node> root() {
    auto node = std::make_unique<Node>();
    take_parts(*node, 0);
    return node;
  }

 private:
  void take_parts(Node& node, std::size_t first) {
    for (std::size_t at = first; at < made_.size(); ++at) {
      Node::Children& parts = made_[at]->tag == Tag::keyword ? node.words : node.children;
      parts.push_back(std::move(made_[at]));
    }
    made_.resize(first);
  }

  Node::Children made_;
};

// PEGTL's control of a parse whose states are the rules' context and a TreeBuilder.
template <typename Rule>
struct BuildsTree : TAO_PEGTL_NAMESPACE::normal<Rule> {
  template <TAO_PEGTL_NAMESPACE::apply_mode A, TAO_PEGTL_NAMESPACE::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input, typename Context>
  static bool match(Input& in, Context& context, TreeBuilder& tree) {
    const std::size_t begin = in.byte();
    const std::size_t first = tree.made();
    const bool matched = TAO_PEGTL_NAMESPACE::match<Rule, A, M, Action, Control>(in, context, tree);
    if constexpr (MayMakeNodes<Rule, 8>::value) {
      if (!matched) tree.keep(first);
    }
    if constexpr (makes_node<Rule>) {
      if (matched) tree.make<Rule>(first, begin, in.byte());
    }
    return matched;
  }
};

}  // namespace fenji::grammar
