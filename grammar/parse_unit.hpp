// Stage: grammar. One unit of a rule file, a statement line or a table cell, as syntax. The only interface to the PEGTL rules.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/lines.hpp"
#include "grammar/node_tree.hpp"
#include "grammar/syntax.hpp"
#include "grammar/words.hpp"

namespace fenji::grammar {

// What the lines `NAME`, `NAME: clauses`, `NAME 按 X: clauses` and `NAME 按 X 与 Y: clauses` behind a block's keyword say.
struct Head {
  Name name;
  std::vector<ExpressionPtr> subjects;
  Modifiers modifiers;
  std::optional<EligibilityBlock::Mode> mode;
  Span mode_span;
  std::uint32_t at_least = 1;
  std::vector<Name> names;  // labels of a scale
};

struct Assignment {
  Name name;
  ExpressionPtr value;  // none: 其余 of a class
};

struct DateRange {
  DateLiteral from;
  std::optional<DateLiteral> to;
};

// A fragment that could be read, and what each part of it is.
struct ParsedUnit {
  Fragment fragment;
  std::shared_ptr<const Node> tree;
};

// Every member returns nothing, and adds a diagnostic, where the fragment is not what is asked for.
class UnitParser {
 public:
  // Adds what it reads to `units`, where there are any.
  UnitParser(const Words& words, Diagnostics& diagnostics, std::vector<ParsedUnit>* units = nullptr)
      : words_(words), diagnostics_(diagnostics), units_(units) {}

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
  std::optional<Assignment> element(const Fragment& fragment) const;     // NAME: expression
  std::optional<Assignment> class_line(const Fragment& fragment) const;  // LABEL: expression, or LABEL: 其余
  std::optional<Head> named_head(const Fragment& fragment) const;        // NAME: clauses
  std::optional<Head> head_on(const Fragment& fragment) const;           // NAME 按 X: clauses
  std::optional<Head> head_on_two(const Fragment& fragment) const;       // NAME 按 X 与 Y: clauses
  std::optional<Head> portfolio_head(const Fragment& fragment) const;    // NAME 每 X、Y
  std::optional<Head> scale_head(const Fragment& fragment) const;        // NAME: A、B
  std::optional<std::vector<Name>> names(const Fragment& fragment) const;
  std::optional<DateRange> dates(const Fragment& fragment) const;
  std::optional<FieldSyntax> field(const Fragment& fragment) const;

 private:
  // The concrete tree of a fragment, or of what was meant by it where a mistake could be mended, so that it counts as read.
  struct Unit {
    const Node* root = nullptr;  // lives until the next fragment is read
    std::optional<Fragment> meant;

    const Fragment& text(const Fragment& fragment) const { return meant ? *meant : fragment; }
  };

  bool lacks_name(const Fragment& fragment) const;  // and says so

  // The whole fragment as `Rule`; nothing, with a diagnostic where `diagnostics` is given, if it does not fit.
  template <typename Rule>
  std::optional<Unit> tree(const Fragment& fragment, const Words& words, Diagnostics* diagnostics,
                           bool comma_ends_list = false) const;

  const Words& words_;
  Diagnostics& diagnostics_;
  std::vector<ParsedUnit>* units_;
  mutable std::shared_ptr<NodeTree> tree_;  // of the fragment read last, which `units_` may keep
};

}  // namespace fenji::grammar
