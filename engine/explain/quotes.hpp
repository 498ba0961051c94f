// Stage: explain. The author's own words: what stands at a place of a rule file, on one line.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/explain/explanation.hpp"
#include "engine/model/rules.hpp"

namespace fenji::explain {

// A name as it stands in an expression: `3M公司` only in quotes, `base score` as it is.
std::string in_expression(std::string_view name, Language language);

class Quotes {
 public:
  // Both must outlive it.
  Quotes(const model::Rules& rules, const SourceSet& sources) : rules_(rules), sources_(sources) {}

  Place place(Span span) const;
  // Blanks run together, comments left out; brackets that the span cuts off at its ends are put back.
  std::string words(Span span) const;
  // As it would stand in a table: | 超过0 | 5% |
  Quote row(const model::Table& table, const model::Row& row) const;
  // What follows `name` and its colon, up to the end of the line that holds `end`.
  Quote statement(Span name, std::uint32_t end) const;
  // What follows the first colon of the line on which `first` begins, likewise.
  Quote statement_behind_colon(Span first, std::uint32_t end) const;
  // The whole line that holds the span.
  Quote line(Span span) const;

  // What a quotient of these spans is divided by.
  std::string divisor(Span dividend, Span quotient) const;

  bool is_parameter(std::string_view words) const;
  // The parameters that `words` names, in their order there.
  std::vector<std::uint32_t> parameters_in(std::string_view words) const;

 private:
  std::string_view text(std::uint32_t file, std::size_t begin, std::size_t end) const;
  std::size_t line_end(std::uint32_t file, std::uint32_t offset) const;

  const model::Rules& rules_;
  const SourceSet& sources_;
};

}  // namespace fenji::explain
