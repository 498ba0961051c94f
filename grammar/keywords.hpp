// Stage: grammar. The words of the language in both keyword languages: one table, from which the parser, messages and the
// formatter take their spellings. The first spelling is the canonical one.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

enum class Keyword : std::uint8_t {
  // blocks
  rules,
  parameters,
  fields,
  scale,
  eligibility,
  scorecard,
  bands,
  grade,
  matrix,
  table,
  classify,
  plan,
  portfolio,
  examples,
  output,
  // the lines of a rules header
  version,
  owner,
  approval,
  notes,
  applies_to,
  effective,
  extends,
  // types and clauses of fields
  text,
  yes_no,
  one_of,
  money,
  percent,
  percent_in_points,
  percent_as_fraction,
  number,
  whole_number,
  date,
  key,
  optional,
  fixed,
  blank_means,
  also,
  // modifiers
  on,
  axis_and,
  per,
  first_match,
  window,
  before,
  when,
  all_of,
  any_of,
  at_least_of,
  items_of,
  // conditions
  logical_and,
  logical_or,
  logical_not,
  in,
  not_in,
  given,
  missing,
  // values that have a name; what an author declares wins
  as_of,
  // ranges
  at_least,
  at_most,
  over,
  under,
  suffix_at_least,
  suffix_at_most,
  suffix_over,
  to,
  // whole cells and headers
  any,
  otherwise,
  none,
  points,
  status,
  // plans
  times,
  per_period,
  day,
  week,
  month,
  quarter,
  half_year,
  year_period,
  on_site,
  phone,
  on_site_or_phone,
  // functions
  year,
  full_years,
  full_months,
  minimum,
  maximum,
  round,
  worst,
  best,
  // functions over the whole list
  total,
  count,
  average,
  share,
  share_above,
  rank,
  percentile,
  apportion,
};

enum class KeywordGroup : std::uint8_t { block, header_line, field, modifier, condition, value, range, cell, plan, function };

struct KeywordEntry {
  Keyword keyword;
  KeywordGroup group;
  std::vector<std::string_view> zh;
  std::vector<std::string_view> en;

  const std::vector<std::string_view>& in(Language language) const { return language == Language::chinese ? zh : en; }
};

std::span<const KeywordEntry> all_keywords();
const KeywordEntry& entry(Keyword keyword);

// The canonical spelling.
std::string_view spelling(Keyword keyword, Language language);

// The keyword of `group` that is spelled exactly `word`.
std::optional<Keyword> find_keyword(std::string_view word, KeywordGroup group, Language language);

// How many bytes at the front of `text` a spelling of `keyword` takes, the longest that fits; 0 for none. Blanks inside an
// English spelling match any run of blanks. What follows the spelling is not looked at.
std::size_t match_spelling(std::string_view text, Keyword keyword, Language language);

}  // namespace fenji::grammar
