#include "engine/export/exporter.hpp"
#include "engine/export/long_numbers.hpp"

namespace fenji::sql {

bool Exporter::is_column(const Expression& expression) {
  return expression.level >= 0 && expression.binding == Binding::atom && expression.text.starts_with('"');
}

Exporter::InColumn Exporter::columns_of(StepId id) {
  return [this, id](const Expression& value) { return writer_.column(blocks_[block_[id]], block_name(id) + " ·", value); };
}

// A literal that a number of that width is compared with.
Expression Exporter::beside(model::Int128 value, Width width) const {
  return is_long(width) ? spelling_.integer(value, width) : spelling_.integer(value);
}

Expression Exporter::computed(const InColumn& column, const Expression& left, Width left_width, char sign,
                              const Expression& right, Width right_width, Width width) const {
  // Each is named often.
  const auto named = [&](const Expression& number) { return number.level < 0 || is_column(number) ? number : column(number); };
  return long_numbers::computed(named(left), left_width, sign, named(right), right_width, width);
}

// A power of ten lower, towards zero.
Expression Exporter::cut_long(const InColumn& column, const Expression& number, int places, Width width) const {
  const Expression whole = is_column(number) ? number : column(number);
  return long_numbers::cut(whole, column(long_numbers::magnitude(whole, width)), places, spelling_.integer(0), width, width);
}

// Half away from zero.
Expression Exporter::rounded_long(const InColumn& column, const Expression& number, int places, Width width, Width to) const {
  const Expression whole = is_column(number) ? number : column(number);
  const Expression magnitude = column(long_numbers::magnitude(whole, width));
  return long_numbers::cut(whole, magnitude, places, long_numbers::is_half(magnitude, places, width), width, to);
}

Expression Exporter::divided_long(const InColumn& column, const Expression& dividend, const Expression& divisor, Width width,
                                  Width to) const {
  const Expression whole = is_column(dividend) ? dividend : column(dividend);
  const Expression by = column(divisor);
  const Expression divided = column(long_numbers::division(column(long_numbers::magnitude(whole, width)), by, width));
  const Expression rest = column(long_numbers::rest_in(divided, width));
  const Expression more = infix(rest, ">=", long_numbers::computed(by, width, '-', rest, width, width));
  return long_numbers::cut(whole, column(long_numbers::quotient_in(divided, width)), 0, more, width, to);
}

// Of days or months; unknown where it is beyond any calendar.
Expression Exporter::narrow_count(StepId id, StepId operand) {
  const Width width = this->width(operand);
  const Expression count = in_column(id, number(operand, width));
  if (!is_long(width)) return count;
  constexpr model::Int128 beyond_calendars = 10'000'000;
  const Expression inside = all_of({infix(count, ">=", spelling_.integer(-beyond_calendars, width)),
                                    infix(count, "<=", spelling_.integer(beyond_calendars, width))});
  return in_column(id, Case().when(inside, spelling_.widened(count, width, Width::narrow)).end());
}

}  // namespace fenji::sql
