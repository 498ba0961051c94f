// Stage: grammar. The concrete tree of one unit, between the PEGTL rules and the syntax tree.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>

#include "grammar/keywords.hpp"

namespace fenji::grammar {

// Named as the rule that makes the node.
enum class Tag : std::uint8_t {
  none,
  digits,
  percent_sign,
  unit,
  number,
  date,
  year_digits,
  month_digits,
  day_digits,
  text,
  quoted_name,
  declared_name,
  words,
  name_or_call,
  arguments,
  group,
  per_argument,
  name_before_per,
  window,
  window_count,
  window_field,
  negative,
  times_or_divide,
  product,
  plus_or_minus,
  sum,
  not_equal_sign,
  at_most_sign,
  at_least_sign,
  equal_sign,
  less_sign,
  greater_sign,
  at_least_word,
  at_most_word,
  over_word,
  under_word,
  suffix_at_least,
  suffix_at_most,
  suffix_over,
  or_suffix,
  upper_under,
  to_limit,
  word_range,
  sign_range,
  opening_interval,
  closing_interval,
  interval,
  value_or_range,
  not_in_word,
  within_tail,
  given_tail,
  missing_tail,
  compare_tail,
  condition,
  negated,
  conjunction,
  expression,
  any_mark,
  otherwise_mark,
  count,
  period_count,
  day_period,
  week_period,
  month_period,
  quarter_period,
  half_year_period,
  year_period,
  on_site_or_phone,
  on_site,
  phone,
  other_action,
  contact,
  name_before_colon,
  name_before_sign,
  name_before_on,
  first_match,
  when_clause,
  all_of,
  any_of,
  at_least_of,
  needed_count,
  label,
  option,
  first_date,
  last_date,
  text_type,
  yes_no_type,
  money_type,
  percent_type,
  number_type,
  whole_type,
  date_type,
  in_points,
  as_fraction,
  type_unit,
  option_type,
  key_clause,
  optional_clause,
  fixed_clause,
  blank_means_clause,
  also_name,
  output_name,
  bounds_clause,
  weight,
  keyword,  // a keyword whose rule makes no node of its own
};

// Specialised beside the rules for those that make a node.
template <typename Rule>
inline constexpr Tag tag_of = Tag::none;

// A rule that reads one keyword says which in its member `spelled`.
template <typename Rule>
inline constexpr bool is_keyword_rule = requires {
  Rule::spelled;
};

// Owned, like the lists of its parts, by the NodeTree that made it.
struct Node {
  using Children = std::span<const Node* const>;

  Tag tag = Tag::none;
  std::size_t begin = 0;  // bytes of the fragment
  std::size_t end = 0;
  Children children;
  std::optional<Keyword> keyword;
  Children words;  // the keywords between the children, which mean nothing beyond what the node's rule says

  bool is_root() const { return tag == Tag::none; }
};

}  // namespace fenji::grammar
