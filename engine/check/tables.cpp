#include "engine/check/tables.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/check/blocks.hpp"
#include "engine/check/messages.hpp"
#include "engine/check/results.hpp"

namespace fenji::check {

using model::none;

model::DefinitionId add_definition(Scope& scope, model::Definition definition) {
  scope.rules.definitions.push_back(std::move(definition));
  const auto id = static_cast<model::DefinitionId>(scope.rules.definitions.size() - 1);
  const model::Definition& added = scope.rules.definitions.back();
  if (added.author_named) scope.define(added.name, added.span, Symbol::Kind::definition, id);
  return id;
}

model::TableId add_table(Scope& scope, model::Table table) {
  scope.rules.tables.push_back(std::move(table));
  return static_cast<model::TableId>(scope.rules.tables.size() - 1);
}

model::Definition table_result(const model::Table& table, model::TableId id, std::uint32_t column, model::ExpressionId when,
                               Span span) {
  model::Definition definition;
  definition.name = table.results[column];
  definition.type = table.result_types[column];
  definition.table = id;
  definition.result_column = column;
  definition.when = when;
  definition.span = span;
  return definition;
}

bool check_when(const grammar::Modifiers& modifiers, Expressions& expressions, model::ExpressionId& when) {
  if (!modifiers.when) return true;
  const Checked checked = expressions.condition(*modifiers.when);
  if (!checked) return false;
  when = *checked;
  return true;
}

namespace {

model::HitPolicy policy_of(const grammar::Modifiers& modifiers) {
  return modifiers.first_match ? model::HitPolicy::first : model::HitPolicy::unique;
}

std::optional<model::Subject> check_subject(const grammar::ExpressionPtr& syntax, std::string header, Scope& scope,
                                            Expressions& expressions) {
  const Checked subject = syntax ? expressions.value(*syntax) : std::nullopt;
  if (!subject) return std::nullopt;
  if (syntax->kind == grammar::ExpressionKind::text && scope.find(syntax->text) != nullptr) {
    scope.error("type-mismatch", syntax->span, messages::expected_type({"名称", "a name"}, {"文本", "text"}),
                messages::write_instead(syntax->text), Fix{syntax->span, syntax->text});
    return std::nullopt;
  }
  if (syntax->kind == grammar::ExpressionKind::name) header = syntax->text;
  if (header.empty()) header = scope.language() == Language::chinese ? "取值" : "value";
  return model::Subject{*subject, std::move(header), syntax->span};
}

std::optional<model::Test> check_cell(const grammar::ConditionCell& cell, const model::Subject& subject, Span span,
                                      Expressions& expressions) {
  if (!cell.any) return expressions.test(subject.expression, subject.name, cell.items, span);
  model::Test test;
  test.any = true;
  test.span = span;
  return test;
}

// The tests of a row's condition cells; 其余 must be the last row, and stand for all of its cells.
bool check_row(const std::vector<grammar::ConditionCell>& cells, const std::vector<model::Subject>& subjects, bool last,
               Span span, Scope& scope, Expressions& expressions, model::Row& row) {
  row.span = span;
  const auto is_otherwise = [](const grammar::ConditionCell& cell) { return cell.otherwise || cell.any; };
  if (std::any_of(cells.begin(), cells.end(), [](const grammar::ConditionCell& cell) { return cell.otherwise; })) {
    if (!std::all_of(cells.begin(), cells.end(), is_otherwise)) {
      scope.error("syntax", span, messages::otherwise_alone());
      return false;
    }
    if (!last) {
      scope.error("syntax", span, messages::otherwise_last());
      return false;
    }
    row.otherwise = true;
    return true;
  }
  bool complete = true;
  row.tests.reserve(cells.size());
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const Span place = cells[i].items.empty() ? span : cover(cells[i].items.front().span, cells[i].items.back().span);
    auto test = check_cell(cells[i], subjects[i], place, expressions);
    complete = complete && test.has_value();
    if (test) row.tests.push_back(std::move(*test));
  }
  return complete;
}

// Adds a result column with a cell for each row of `table`, in their order; false, reported, where it is no column.
bool add_results(const std::string& name, const std::vector<const grammar::ResultCell*>& cells, bool labels_only, Scope& scope,
                 Expressions& expressions, model::Table& table) {
  const auto checked = result_column(scope, expressions, name, cells, labels_only);
  if (!checked) return false;
  table.results.push_back(name);
  table.result_types.push_back(checked->type);
  for (std::size_t r = 0; r < table.rows.size(); ++r) table.rows[r].results.push_back(checked->cells[r]);
  return true;
}

void define_results(model::Table table, const std::vector<grammar::Name>& names, model::ExpressionId when, Scope& scope) {
  const model::TableId id = add_table(scope, std::move(table));
  for (std::uint32_t column = 0; column < names.size(); ++column) {
    add_definition(scope, table_result(scope.rules.tables[id], id, column, when, names[column].span));
  }
}

model::TableForm form_of(grammar::Keyword form) {
  switch (form) {
    case grammar::Keyword::grade:
      return model::TableForm::grade;
    case grammar::Keyword::bands:
      return model::TableForm::bands;
    default:
      return model::TableForm::table;
  }
}

// The intervals between and around `intervals`.
std::vector<model::Interval> complement(std::vector<model::Interval> intervals) {
  const auto turned = [](const model::Bound& bound) { return model::Bound{bound.value, !bound.closed}; };
  std::sort(intervals.begin(), intervals.end(), [](const model::Interval& left, const model::Interval& right) {
    if (!left.lower || !right.lower) return !left.lower && right.lower;
    const auto order = model::compare(left.lower->value, right.lower->value);
    return order < 0 || (order == 0 && left.lower->closed && !right.lower->closed);
  });
  std::vector<model::Interval> gaps;
  model::Interval gap;  // its lower limit is where the intervals so far end
  for (const model::Interval& interval : intervals) {
    if (interval.lower) {
      gap.upper = turned(*interval.lower);
      const auto order = gap.lower ? model::compare(gap.lower->value, gap.upper->value) : std::strong_ordering::less;
      if (order < 0 || (order == 0 && gap.lower->closed && gap.upper->closed)) gaps.push_back(gap);
    }
    if (!interval.upper) return gaps;
    const model::Bound end = turned(*interval.upper);
    const auto order = gap.lower ? model::compare(gap.lower->value, end.value) : std::strong_ordering::less;
    if (order < 0 || (order == 0 && gap.lower->closed)) gap.lower = end;
  }
  gap.upper.reset();
  gaps.push_back(gap);
  return gaps;
}

}  // namespace

model::Test none_of(const std::vector<model::Test>& tests, const model::Subject& subject, Span span, Scope& scope,
                    Expressions& expressions) {
  model::Test all;
  for (const model::Test& test : tests) {
    all.any = all.any || test.any;
    all.intervals.insert(all.intervals.end(), test.intervals.begin(), test.intervals.end());
    all.labels.insert(all.labels.end(), test.labels.begin(), test.labels.end());
    all.conditions.insert(all.conditions.end(), test.conditions.begin(), test.conditions.end());
  }
  model::Test result;
  result.span = span;
  if (tests.empty()) result.any = true;  // all there is
  if (all.any || tests.empty()) return result;
  const model::Type& type = scope.type(subject.expression);
  if (!all.conditions.empty()) {
    result.conditions = {expressions.negation(expressions.within(subject.expression, std::move(all), span), span)};
  } else if (type.kind == model::Kind::label || type.kind == model::Kind::yes_no) {
    const std::size_t count = type.kind == model::Kind::label ? scope.rules.label_sets[type.labels].labels.size() : 2;
    for (std::uint32_t code = 0; code < count; ++code) {
      if (std::find(all.labels.begin(), all.labels.end(), code) == all.labels.end()) result.labels.push_back(code);
    }
  } else {
    result.intervals = complement(std::move(all.intervals));
  }
  return result;
}

namespace {

// Room for as many expressions more, so that those of a long table are not moved again and again.
void expect_expressions(std::size_t count, model::Rules& rules) {
  const std::size_t wanted = rules.expressions.size() + count;
  const std::size_t room = rules.expressions.capacity();
  if (wanted > room) rules.expressions.reserve(std::max(wanted, 2 * room));
}

}  // namespace

void check_table(const grammar::TableBlock& block, Span place, Scope& scope, Expressions& expressions) {
  const std::vector<grammar::Name> names = block.results.empty() ? std::vector{block.name} : block.results;
  model::Table table;
  table.form = form_of(block.form);
  table.policy = policy_of(block.modifiers);
  table.name = block.name.text;
  table.span = place;
  for (const grammar::ColumnSyntax& column : block.columns) {
    auto subject = check_subject(column.subject, column.header.text, scope, expressions);
    if (subject) table.subjects.push_back(std::move(*subject));
  }
  model::ExpressionId when = none;
  bool complete = table.subjects.size() == block.columns.size();
  complete = check_when(block.modifiers, expressions, when) && complete && !block.incomplete;
  table.rows.reserve(block.rows.size());
  // A cell of words is a comparison with a constant.
  expect_expressions(block.rows.size() * (2 * block.columns.size() + names.size()), scope.rules);
  for (std::size_t r = 0; r < block.rows.size() && table.subjects.size() == block.columns.size(); ++r) {
    model::Row row;
    complete = check_row(block.rows[r].conditions, table.subjects, r + 1 == block.rows.size(), block.rows[r].span, scope,
                         expressions, row) &&
               complete;
    table.rows.push_back(std::move(row));
  }
  for (std::size_t column = 0; column < names.size() && table.rows.size() == block.rows.size(); ++column) {
    std::vector<const grammar::ResultCell*> cells;
    for (const grammar::TableRow& row : block.rows) cells.push_back(&row.results[column]);
    const bool labels_only = table.form == model::TableForm::grade && column == 0;
    complete = add_results(names[column].text, cells, labels_only, scope, expressions, table) && complete;
  }
  if (complete) return define_results(std::move(table), names, when, scope);
  for (const grammar::Name& name : names) scope.define_broken(name);
}

namespace {

// The headers of one axis as tests; 其余 stands last and holds where none of the others does.
template <typename Line>
std::optional<std::vector<model::Test>> check_axis(const std::vector<Line>& lines, const model::Subject& subject, Scope& scope,
                                                   Expressions& expressions) {
  std::vector<model::Test> tests;
  bool complete = true;
  for (const Line& line : lines) {
    if (!line.condition.otherwise) {
      auto test = check_cell(line.condition, subject, line.header.span, expressions);
      complete = complete && test.has_value();
      if (test) tests.push_back(std::move(*test));
    } else if (&line != &lines.back()) {
      scope.error("syntax", line.header.span, messages::otherwise_last());
      complete = false;
    } else if (complete) {
      tests.push_back(none_of(tests, subject, line.header.span, scope, expressions));
    }
  }
  return complete ? std::optional(std::move(tests)) : std::nullopt;
}

}  // namespace

void check_matrix(const grammar::MatrixBlock& block, Span place, Scope& scope, Expressions& expressions) {
  model::Table table;
  table.form = model::TableForm::matrix;
  table.name = block.name.text;
  table.span = place;
  model::ExpressionId when = none;
  bool complete = check_when(block.modifiers, expressions, when) && !block.incomplete;
  auto row_subject = check_subject(block.row_subject, {}, scope, expressions);
  auto column_subject = check_subject(block.column_subject, {}, scope, expressions);
  const auto rows = row_subject ? check_axis(block.rows, *row_subject, scope, expressions) : std::nullopt;
  const auto columns = column_subject ? check_axis(block.columns, *column_subject, scope, expressions) : std::nullopt;
  if (rows && columns) {
    table.subjects = {std::move(*row_subject), std::move(*column_subject)};
    std::vector<const grammar::ResultCell*> cells;
    for (std::size_t r = 0; r < rows->size(); ++r) {
      for (std::size_t c = 0; c < columns->size(); ++c) {
        cells.push_back(&block.rows[r].results[c]);
        model::Row row;
        row.tests = {(*rows)[r], (*columns)[c]};
        row.span = cells.back()->cell.span;
        table.rows.push_back(std::move(row));
      }
    }
    complete = add_results(block.name.text, cells, false, scope, expressions, table) && complete;
  } else {
    complete = false;
  }
  if (complete) return define_results(std::move(table), {block.name}, when, scope);
  scope.define_broken(block.name);
}

void check_classify(const grammar::ClassifyBlock& block, Span place, Scope& scope, Expressions& expressions) {
  model::Table table;
  table.form = model::TableForm::classify;
  table.policy = model::HitPolicy::first;
  table.name = block.name.text;
  table.span = place;
  model::ExpressionId when = none;
  bool complete = check_when(block.modifiers, expressions, when) && !block.incomplete;
  std::vector<grammar::ResultCell> labels;
  for (const grammar::ClassSyntax& line : block.classes) {
    model::Row row;
    row.span = line.span;
    labels.push_back({{line.label.text, line.label.span}, nullptr, false, {}});
    if (line.condition) {
      const Checked condition = expressions.condition(*line.condition);
      complete = complete && condition.has_value();
      model::Test test;
      test.span = line.condition->span;
      if (condition) test.conditions = {*condition};
      row.tests = {std::move(test)};
    } else {
      row.otherwise = true;
      if (&line != &block.classes.back()) {
        scope.error("syntax", line.span, messages::otherwise_last());
        complete = false;
      }
    }
    table.rows.push_back(std::move(row));
  }
  std::vector<const grammar::ResultCell*> cells;
  for (const grammar::ResultCell& label : labels) cells.push_back(&label);
  complete = complete && add_results(block.name.text, cells, true, scope, expressions, table);
  if (complete) return define_results(std::move(table), {block.name}, when, scope);
  scope.define_broken(block.name);
}

}  // namespace fenji::check
