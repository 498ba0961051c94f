#include "engine/execute/plain_screen.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace fenji::execute::plain {

namespace {

using model::Kind;

constexpr std::int64_t lowest = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t highest = std::numeric_limits<std::int64_t>::max();

// The end of a range as an integer at `scale`; `open` where it has none there. A range whose end does not fit the integers
// gets wider by that, never narrower.
std::int64_t end_at(const std::optional<model::Bound>& bound, int scale, std::int64_t open) {
  const auto end = bound ? model::rescaled(bound->value, scale) : std::nullopt;
  if (!end) return open;
  return static_cast<std::int64_t>(std::clamp<model::Int128>(end->mantissa, lowest, highest));
}

}  // namespace

RowScreen::RowScreen(const model::Table& table, const model::Rules& rules) : row_count_(table.rows.size()) {
  for (std::size_t place = 0; place < table.subjects.size(); ++place) {
    const model::ExpressionId subject = table.subjects[place].expression;
    const model::Type& type = rules.expressions[subject].type;
    const bool date = type.kind == Kind::date;
    if (!date && (type.kind != Kind::number || type.quotient)) continue;
    Column column{subject, date, date ? 0 : type.scale, {}, {}};
    bool narrows = false;
    for (const model::Row& row : table.rows) {
      const model::Test* test = row.otherwise ? nullptr : &row.tests[place];
      const bool everything = test == nullptr || test->any || !test->conditions.empty() || test->intervals.empty();
      std::int64_t least = everything ? lowest : highest;
      std::int64_t greatest = everything ? highest : lowest;
      for (std::size_t i = 0; !everything && i < test->intervals.size(); ++i) {
        least = std::min(least, end_at(test->intervals[i].lower, column.scale, lowest));
        greatest = std::max(greatest, end_at(test->intervals[i].upper, column.scale, highest));
      }
      column.least.push_back(least);
      column.greatest.push_back(greatest);
      narrows = narrows || least != lowest || greatest != highest;
    }
    if (narrows) columns_.push_back(std::move(column));
  }
}

void RowScreen::rows_left(const Outcomes& expressions, std::vector<std::uint32_t>& rows) const {
  rows.resize(row_count_);
  for (std::uint32_t row = 0; row < row_count_; ++row) rows[row] = row;
  for (const Column& column : columns_) {
    const model::Value& value = expressions[column.subject].value;
    if (value.state != model::State::known || (!column.date && value.number.scale != column.scale)) continue;
    const model::Int128 wide = column.date ? model::Int128{value.day} : value.number.mantissa;
    if (wide < lowest || wide > highest) continue;
    const auto at = static_cast<std::int64_t>(wide);
    std::size_t left = 0;
    for (const std::uint32_t row : rows) {
      rows[left] = row;
      left += column.least[row] <= at && at <= column.greatest[row];
    }
    rows.resize(left);
  }
}

}  // namespace fenji::execute::plain
