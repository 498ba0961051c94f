// Dates: days since 1970-01-01 all along; years and months as the calendar of the model counts them.
#include "engine/export/exporter.hpp"
#include "engine/model/calendar.hpp"

namespace fenji::sql {

using graph::Operation;

namespace {

constexpr int months_of_year = 12;
constexpr int last_year = 9999;

Expression plain(int value) { return literal(std::to_string(value)); }

}  // namespace

Expression Exporter::date_value(StepId id) {
  const Step& step = this->step(id);
  switch (step.operation) {
    case Operation::year:
      return spelling_.date_part(steps_[step.operands[0]].value, DatePart::year);
    case Operation::add_days:
      return shifted_by_days(id);
    case Operation::add_months:
      return shifted_by_months(id);
    default:
      return full_count(id);
  }
}

// Without a sum that could leave any range: the count itself must lie between what the calendar leaves on both sides.
Expression Exporter::shifted_by_days(StepId id) {
  const Step& step = this->step(id);
  const Expression day = in_column(id, number(step.operands[0], Width::narrow));
  const Expression count = narrow_count(id, step.operands[1]);
  const auto beyond = [&](model::Day limit) { return infix(spelling_.integer(limit), "-", day); };
  const Expression inside = all_of({infix(count, ">=", beyond(model::day_from_civil(1, 1, 1))),
                                    infix(count, "<=", beyond(model::day_from_civil(last_year, months_of_year, 31)))});
  const Width width = this->width(step.operands[1]);
  const Expression narrow = is_long(width) ? count : spelling_.widened(count, width, Width::narrow);
  return Case().when(inside, infix(day, "+", narrow)).end();
}

Expression Exporter::shifted_by_months(StepId id) {
  const Step& step = this->step(id);
  const Expression day = in_column(id, number(step.operands[0], Width::narrow));
  const Expression count = narrow_count(id, step.operands[1]);
  const auto part = [&](DatePart which) { return operand(spelling_.date_part(day, which)); };
  // Months since January of the year 0.
  const Expression months =
      in_column(id, composed(part(DatePart::year) + " * 12 + " + part(DatePart::month) + " - 1", Binding::other, {day}));
  const auto beyond = [&](int limit) { return infix(spelling_.integer(limit), "-", months); };
  const Expression inside =
      all_of({infix(count, ">=", beyond(months_of_year)), infix(count, "<=", beyond((last_year + 1) * months_of_year - 1))});
  const Width width = this->width(step.operands[1]);
  const Expression narrow = is_long(width) ? count : spelling_.widened(count, width, Width::narrow);
  const Expression sum = in_column(id, Case().when(inside, infix(months, "+", narrow)).end());
  const Expression twelve = spelling_.integer(months_of_year);
  const Expression year = in_column(id, spelling_.quotient(sum, twelve, Width::narrow));
  const Expression month = in_column(id, infix(spelling_.remainder(sum, twelve), "+", spelling_.integer(1)));
  const Expression last = in_column(id, last_day(year, month));
  const Expression own_day = spelling_.date_part(day, DatePart::day);
  const Expression clipped = Case().when(infix(own_day, "<", last), own_day).otherwise(last);
  return day_from_civil(in_column(id, march_year(year, month)), month, clipped);
}

// Of the month.
Expression Exporter::last_day(const Expression& year, const Expression& month) const {
  const auto multiple = [&](int of) { return infix(spelling_.remainder(year, plain(of)), "=", literal("0")); };
  const Expression leap = any_of({all_of({multiple(4), negated(multiple(100))}), multiple(400)});
  const Expression february = Case().when(leap, spelling_.integer(29)).otherwise(spelling_.integer(28));
  const Expression short_month = composed(month.text + " IN (4, 6, 9, 11)", Binding::other, {month});
  return Case()
      .when(infix(month, "=", literal("2")), february)
      .when(short_month, spelling_.integer(30))
      .otherwise(spelling_.integer(31));
}

// Years that begin in March, so that a leap day is their last one.
Expression Exporter::march_year(const Expression& year, const Expression& month) const {
  return Case().when(infix(month, "<=", literal("2")), infix(year, "-", literal("1"))).otherwise(year);
}

// Days since 1970-01-01.
Expression Exporter::day_from_civil(const Expression& march_year, const Expression& month, const Expression& day) const {
  const Expression march_month =
      Case().when(infix(month, "<=", literal("2")), infix(month, "+", literal("9"))).otherwise(infix(month, "-", literal("3")));
  const auto divided = [&](const Expression& by, int divisor) {
    return operand(spelling_.quotient(by, plain(divisor), Width::narrow));
  };
  const Expression before_month = composed("153 * " + operand(march_month) + " + 2", Binding::other, {march_month});
  return composed(march_year.text + " * 365 + " + divided(march_year, 4) + " - " + divided(march_year, 100) + " + " +
                      divided(march_year, 400) + " + " + divided(before_month, 5) + " + " + operand(day) + " - 719469",
                  Binding::other, {march_year, month, day});
}

Expression Exporter::full_count(StepId id) {
  const Step& step = this->step(id);
  const Expression from = in_column(id, number(step.operands[0], Width::narrow));
  const Expression to = in_column(id, number(step.operands[1], Width::narrow));
  const auto part = [&](const Expression& day, DatePart which) { return spelling_.date_part(day, which); };
  const auto months = [&](const Expression& day) {
    return composed(operand(part(day, DatePart::year)) + " * 12 + " + operand(part(day, DatePart::month)), Binding::other,
                    {day});
  };
  const Expression from_day = part(from, DatePart::day), to_day = part(to, DatePart::day);
  const Expression short_of = Case()
                                  .when(all_of({infix(to, ">=", from), infix(to_day, "<", from_day)}), spelling_.integer(-1))
                                  .when(all_of({infix(to, "<", from), infix(to_day, ">", from_day)}), spelling_.integer(1))
                                  .otherwise(spelling_.integer(0));
  const Expression full =
      composed(operand(months(to)) + " - " + operand(months(from)) + " + " + operand(short_of), Binding::other, {to, from});
  if (step.operation == Operation::full_months) return full;
  return spelling_.quotient(in_column(id, full), spelling_.integer(months_of_year), Width::narrow);
}

}  // namespace fenji::sql
