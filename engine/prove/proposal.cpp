#include "engine/prove/proposal.hpp"

#include "engine/prove/phrases.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
using model::TableForm;

std::optional<RangeCell> range_cell(const model::Rules& rules, const Space& space, std::uint32_t number, std::size_t axis) {
  const model::Row& row = space.table.rows[number];
  if (space.table.subjects.size() != row.tests.size()) return {};
  for (std::size_t column = 0; column < row.tests.size(); ++column) {
    const model::ExpressionId subject = space.table.subjects[column].expression;
    const model::Test& test = row.tests[column];
    const auto view = space.found.view(subject);
    const model::Kind kind = rules.expressions[subject].type.kind;
    if (!view || view->axis != axis || (kind != model::Kind::number && kind != model::Kind::date)) continue;
    const bool one_range = !test.any && test.intervals.size() == 1 && test.conditions.empty();
    if (!one_range || !(view->factor == Decimal{1, 0})) return {};
    return RangeCell{number, column, test.intervals.front()};
  }
  return {};
}

Interval in_column(const Space& space, const Interval& interval, const RangeCell& cell) {
  const auto view = space.found.view(space.table.subjects[cell.column].expression);
  return sum(interval, point(view->offset));
}

std::string cell_text(const model::Rules& rules, const Space& space, const Interval& interval, std::size_t column) {
  return interval_words(interval, type_in_words(rules, space.table, column), rules.language);
}

std::optional<std::string> row_text(const model::Rules& rules, const Space& space, const Box& box) {
  const model::Table& table = space.table;
  const bool takes_rows = table.form == TableForm::bands || table.form == TableForm::grade || table.form == TableForm::table;
  if (!takes_rows) return {};
  const bool chinese = rules.language == Language::chinese;
  std::vector<bool> told(box.size(), false);
  std::string text = "|";
  for (const model::Subject& subject : table.subjects) {
    const auto view = space.found.view(subject.expression);
    std::string cell = chinese ? "不限" : "any";
    if (view && space.restricts(box[view->axis], view->axis)) {
      if (!(view->factor == Decimal{1, 0}) || view->offset.mantissa != 0) return {};
      cell = cells_words(rules, space.axes()[view->axis], box[view->axis], rules.language);
      told[view->axis] = true;
    }
    text += " " + cell + " |";
  }
  for (std::size_t axis = 0; axis < box.size(); ++axis) {
    if (space.restricts(box[axis], axis) && !told[axis]) return {};
  }
  for (std::size_t result = 0; result < table.results.size(); ++result) text += " ? |";
  return text;
}

}  // namespace fenji::prove
