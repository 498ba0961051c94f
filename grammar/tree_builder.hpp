// Stage: grammar. Has the concrete tree of a unit made while PEGTL tries its rules; included by parse_unit.cpp alone. A node is
// made when its rule has succeeded, so that the many rules that are tried in vain cost next to nothing.
#pragma once

#include <tao/pegtl.hpp>

#include "grammar/node_tree.hpp"

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

// PEGTL's control of a parse whose states are the rules' context and a NodeTree.
template <typename Rule>
struct BuildsTree : TAO_PEGTL_NAMESPACE::normal<Rule> {
  template <TAO_PEGTL_NAMESPACE::apply_mode A, TAO_PEGTL_NAMESPACE::rewind_mode M, template <typename...> class Action,
            template <typename...> class Control, typename Input, typename Context>
  static bool match(Input& in, Context& context, NodeTree& tree) {
    const std::size_t begin = in.byte();
    const std::size_t first = tree.made();
    const bool matched = TAO_PEGTL_NAMESPACE::match<Rule, A, M, Action, Control>(in, context, tree);
    if constexpr (MayMakeNodes<Rule, 8>::value) {
      if (!matched) tree.keep(first);
    }
    if constexpr (makes_node<Rule>) {
      if (!matched || (folds(tag_of<Rule>) && tree.made() == first + 1)) return matched;
      if constexpr (is_keyword_rule<Rule>)
        tree.make(tag_of<Rule> == Tag::none ? Tag::keyword : tag_of<Rule>, Rule::spelled, first, begin, in.byte());
      else
        tree.make(tag_of<Rule>, std::nullopt, first, begin, in.byte());
    }
    return matched;
  }
};

}  // namespace fenji::grammar
