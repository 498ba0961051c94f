// Stage: grammar. One unit of a rule file, a statement line or a table cell, as syntax. The only interface to the PEGTL rules.
#pragma once

#include <optional>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/lines.hpp"
#include "grammar/syntax.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar {

// What the lines `NAME`, `NAME: clauses` and `NAME 按 X: clauses` behind a block's keyword say.
struct Head {
  Name name;
  ExpressionPtr subject;
  Modifiers modifiers;
  std::optional<EligibilityBlock::Mode> mode;
  Span mode_span;
  std::uint32_t at_least = 1;
  std::vector<Name> names;  // labels of a scale
};

struct Assignment {
  Name name;
  ExpressionPtr value;
};

struct DateRange {
  DateLiteral from;
  std::optional<DateLiteral> to;
};

// Every member returns nothing, and adds a diagnostic, where the fragment is not what is asked for.
class UnitParser {
 public:
  UnitParser(const Words& words, Diagnostics& diagnostics) : words_(words), diagnostics_(diagnostics) {}

  ExpressionPtr expression(const Fragment& fragment) const;
  // The same without a diagnostic: a result cell that is no expression may be a label.
  ExpressionPtr expression_if_any(const Fragment& fragment) const;
  std::optional<ConditionCell> condition_cell(const Fragment& fragment) const;
  bool is_condition_cell(const Fragment& fragment) const;
  std::optional<std::vector<ContactSyntax>> plan_cell(const Fragment& fragment) const;
  // The weight at the end of a scorecard's header cell, `毛利率差 (50%)`; `begin` receives where its bracket stands.
  std::optional<NumberLiteral> weight(const Fragment& fragment, std::size_t& begin) const;

  bool starts_definition(const Fragment& fragment) const;
  std::optional<Assignment> assignment(const Fragment& fragment) const;  // NAME = expression
  std::optional<Assignment> assignment_if_any(const Fragment& fragment) const;
  std::optional<Assignment> element(const Fragment& fragment) const;  // NAME: expression
  std::optional<Head> named_head(const Fragment& fragment) const;     // NAME: clauses
  std::optional<Head> head_on(const Fragment& fragment) const;        // NAME 按 X: clauses
  std::optional<Head> scale_head(const Fragment& fragment) const;     // NAME: A、B
  std::optional<std::vector<Name>> names(const Fragment& fragment) const;
  std::optional<DateRange> dates(const Fragment& fragment) const;
  std::optional<FieldSyntax> field(const Fragment& fragment) const;

 private:
  const Words& words_;
  Diagnostics& diagnostics_;
};

}  // namespace fenji::grammar
