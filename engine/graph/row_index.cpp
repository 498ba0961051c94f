#include "engine/graph/row_index.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/graph/comparison.hpp"
#include "engine/graph/fold.hpp"

namespace fenji::graph {

using model::HitPolicy;
using model::Kind;

namespace {

// A subject that some row asks for and that differs from record to record.
struct Digits {
  std::size_t column = 0;            // among the table's subjects
  std::optional<Segments> segments;  // of a number, date or fraction
  std::size_t count = 0;
  Step step;  // that yields them; of a label, yes or no the subject itself
};

bool has_conditions(const model::Row& row) {
  return std::any_of(row.tests.begin(), row.tests.end(), [](const model::Test& test) { return !test.conditions.empty(); });
}

std::vector<std::uint8_t> truth_of(const Digits& digits, const model::Test& test) {
  return digits.segments ? digits.segments->truth(test.intervals) : label_truth(test.labels, digits.count);
}

Digits digits_of(const StepBuilder& builder, const std::vector<std::uint32_t>& rows, const model::Table& table,
                 std::size_t column, const TableSite& site) {
  Digits digits{column, std::nullopt, 0, {}};
  const StepId id = site.expressions[table.subjects[column].expression];
  const Step& subject = builder[id];
  if (has_codes(subject)) {
    digits.count = code_count(subject.type, site.rules);
    digits.step = subject;
    return digits;
  }
  digits.segments = segments_of(subject);
  for (const std::uint32_t row : rows) {
    for (const model::Interval& interval : table.rows[row].tests[column].intervals) digits.segments->add(interval);
  }
  digits.segments->close();
  digits.count = digits.segments->count();
  digits.step.operation = Operation::segment;
  digits.step.representation = model::Representation::code;
  digits.step.type.kind = Kind::label;
  digits.step.type.labels = model::none;
  digits.step.operands = {compared_step(builder, id)};
  digits.step.cuts = digits.segments->cuts();
  digits.step.span = table.subjects[column].span;
  return digits;
}

// The digit of a subject that is the same in every record.
std::optional<std::size_t> constant_digit(const StepBuilder& builder, const Digits& digits) {
  if (digits.segments) {
    const auto value = fold(digits.step, builder.steps());
    return value ? std::optional<std::size_t>(value->label) : std::nullopt;
  }
  if (digits.step.operation != Operation::constant) return std::nullopt;
  const model::Value& value = digits.step.constant;
  return digits.step.type.kind == Kind::yes_no ? std::size_t{value.yes} : value.label;
}

bool same_result(const model::Rules& rules, model::ExpressionId left, model::ExpressionId right) {
  if (left == right) return true;
  const model::Expression& a = rules.expressions[left];
  const model::Expression& b = rules.expressions[right];
  if (a.operation != model::Operation::constant || b.operation != model::Operation::constant) return false;
  switch (a.type.kind) {
    case Kind::yes_no:
      return a.constant.yes == b.constant.yes;
    case Kind::number:
      return !a.type.quotient && !b.type.quotient && a.constant.number == b.constant.number;
    case Kind::date:
      return a.constant.day == b.constant.day;
    case Kind::label:
      return a.constant.label == b.constant.label;
    case Kind::text:
      return a.constant.text == b.constant.text;
  }
  return false;
}

// Whatever the record, both rows give the same results.
bool same_results(const model::Rules& rules, const model::Row& left, const model::Row& right) {
  return std::equal(left.results.begin(), left.results.end(), right.results.begin(), right.results.end(),
                    [&](model::ExpressionId a, model::ExpressionId b) { return same_result(rules, a, b); });
}

// Places in decision.rows of those that fit the digits of `index`.
std::vector<std::size_t> fitting_rows(const Decision& decision, std::size_t index) {
  std::vector<std::size_t> digits(decision.sizes.size());
  for (std::size_t k = digits.size(); k-- > 0; index /= decision.sizes[k]) digits[k] = index % decision.sizes[k];
  std::vector<std::size_t> result;
  for (std::size_t place = 0; place < decision.rows.size(); ++place) {
    bool fits = true;
    for (std::size_t k = 0; k < digits.size() && fits; ++k) {
      const std::vector<std::uint8_t>& truth = decision.tests[place][k];
      fits = truth.empty() || truth[digits[k]] != 0;
    }
    if (fits) result.push_back(place);
  }
  return result;
}

// What fires where exactly the rows fit that `fits` names by their place in decision.rows.
std::uint32_t firing_row(const Decision& decision, const std::vector<std::size_t>& fits, const model::Rules& rules) {
  if (fits.empty()) return decision.otherwise == model::none ? no_row_fits : decision.otherwise;
  const std::vector<model::Row>& rows = rules.tables[decision.table].rows;
  const std::uint32_t first = decision.rows[fits.front()];
  if (decision.policy == HitPolicy::first) return first;
  const bool agree = std::all_of(fits.begin(), fits.end(), [&](std::size_t place) {
    return same_results(rules, rows[first], rows[decision.rows[place]]);
  });
  return agree ? first : rows_disagree;
}

}  // namespace

std::optional<std::vector<StepId>> index_rows(StepBuilder& builder, Decision& decision, const TableSite& site) {
  const model::Table& table = site.rules.tables[decision.table];
  std::vector<std::uint32_t> rows = decision.rows;
  for (const std::uint32_t row : rows) {
    if (has_conditions(table.rows[row]) || table.rows[row].tests.size() > table.subjects.size()) return std::nullopt;
  }

  std::vector<Digits> subjects;
  std::size_t combinations = 1;
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    const auto has_no_condition = [&](std::uint32_t row) { return table.rows[row].tests[column].any; };
    if (std::all_of(rows.begin(), rows.end(), has_no_condition)) continue;
    Digits digits = digits_of(builder, rows, table, column, site);
    if (const auto digit = constant_digit(builder, digits)) {
      std::erase_if(rows, [&](std::uint32_t row) {
        return !has_no_condition(row) && truth_of(digits, table.rows[row].tests[column])[*digit] == 0;
      });
      continue;
    }
    combinations *= digits.count;
    if (combinations > largest_index) return std::nullopt;
    subjects.push_back(std::move(digits));
  }

  decision.indexed = true;
  decision.rows = std::move(rows);
  for (const std::uint32_t row : decision.rows) {
    std::vector<std::vector<std::uint8_t>> tests;
    for (const Digits& digits : subjects) {
      const model::Test& test = table.rows[row].tests[digits.column];
      tests.push_back(test.any ? std::vector<std::uint8_t>{} : truth_of(digits, test));
    }
    decision.tests.push_back(std::move(tests));
  }
  std::vector<StepId> steps;
  for (Digits& digits : subjects) {
    decision.sizes.push_back(static_cast<std::uint32_t>(digits.count));
    const StepId subject = site.expressions[table.subjects[digits.column].expression];
    steps.push_back(digits.segments ? builder.add(std::move(digits.step)) : subject);
  }
  for (std::size_t index = 0; index < combinations; ++index) {
    decision.row_by_index.push_back(firing_row(decision, fitting_rows(decision, index), site.rules));
  }
  return steps;
}

}  // namespace fenji::graph
