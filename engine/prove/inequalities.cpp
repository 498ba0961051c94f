#include "engine/prove/inequalities.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

using model::Int128;
using model::normalized;

constexpr std::size_t most_rows = 400;

Int128 magnitude(Int128 value) { return value < 0 ? -value : value; }

Int128 greatest_common_divisor(Int128 a, Int128 b) {
  a = magnitude(a);
  b = magnitude(b);
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

Int128 floor_division(Int128 numerator, Int128 denominator) {
  const Int128 quotient = numerator / denominator;
  return numerator % denominator < 0 ? quotient - 1 : quotient;
}

// Whether no numbers are left that could meet 0 <= limit.
bool contradicts(const std::vector<Int128>& coefficients, Int128 limit, bool strict) {
  const bool empty = std::all_of(coefficients.begin(), coefficients.end(), [](Int128 each) { return each == 0; });
  return empty && (limit < 0 || (limit == 0 && strict));
}

}  // namespace

void Inequalities::add(const std::vector<Term>& terms, const Interval& range) {
  if (range.upper) add(terms, *range.upper, true);
  if (range.lower) add(terms, *range.lower, false);
}

void Inequalities::add(const std::vector<Term>& terms, const Bound& limit, bool upper) {
  int scale = limit.value.scale;
  for (const Term& term : terms) scale = std::max(scale, term.coefficient.scale);
  Row row;
  row.coefficients.assign(numbers_, 0);
  row.strict = !limit.closed;
  const int sign = upper ? 1 : -1;
  for (const Term& term : terms) {
    const auto whole = rescaled(term.coefficient, scale);
    if (!whole) return;
    row.coefficients[term.number] += sign * whole->mantissa;
  }
  const auto whole = rescaled(limit.value, scale);
  if (!whole) return;
  row.limit = sign * whole->mantissa;
  insert(rows_, std::move(row));
}

// In lowest terms; of rows that differ only in their limit the tighter stays.
void Inequalities::insert(std::vector<Row>& rows, Row row) {
  Int128 divisor = row.limit;
  for (const Int128 coefficient : row.coefficients) divisor = greatest_common_divisor(divisor, coefficient);
  if (divisor > 1) {
    row.limit /= divisor;
    for (Int128& coefficient : row.coefficients) coefficient /= divisor;
  }
  for (Row& other : rows) {
    if (other.coefficients != row.coefficients) continue;
    if (row.limit < other.limit || (row.limit == other.limit && row.strict)) other = std::move(row);
    return;
  }
  if (rows.size() < most_rows) rows.push_back(std::move(row));
}

std::optional<Inequalities::Row> Inequalities::combined(const Row& positive, const Row& negative, std::size_t number) {
  const Int128 shared = greatest_common_divisor(positive.coefficients[number], negative.coefficients[number]);
  const Int128 of_positive = -negative.coefficients[number] / shared;
  const Int128 of_negative = positive.coefficients[number] / shared;
  const auto mixed = [&](Int128 left, Int128 right, Int128& result) {
    Int128 a = 0;
    Int128 b = 0;
    return !model::multiply_overflows(left, of_positive, a) && !model::multiply_overflows(right, of_negative, b) &&
           !model::add_overflows(a, b, result);
  };
  Row row;
  row.coefficients.assign(positive.coefficients.size(), 0);
  row.strict = positive.strict || negative.strict;
  for (std::size_t i = 0; i < row.coefficients.size(); ++i) {
    if (!mixed(positive.coefficients[i], negative.coefficients[i], row.coefficients[i])) return {};
  }
  if (!mixed(positive.limit, negative.limit, row.limit)) return {};
  return row;
}

std::optional<std::vector<Inequalities::Row>> Inequalities::eliminated(std::optional<std::size_t> kept) const {
  std::vector<Row> rows = rows_;
  std::vector<bool> done(numbers_, false);
  if (kept) done[*kept] = true;
  while (true) {
    for (const Row& row : rows) {
      if (contradicts(row.coefficients, row.limit, row.strict)) return {};
    }
    // The number whose elimination leaves the fewest rows.
    std::optional<std::size_t> next;
    std::size_t fewest = 0;
    for (std::size_t number = 0; number < numbers_; ++number) {
      if (done[number]) continue;
      std::size_t positive = 0;
      std::size_t negative = 0;
      for (const Row& row : rows) {
        positive += row.coefficients[number] > 0;
        negative += row.coefficients[number] < 0;
      }
      if (!next || positive * negative < fewest) {
        next = number;
        fewest = positive * negative;
      }
    }
    if (!next) return rows;
    done[*next] = true;
    std::vector<Row> left;
    for (const Row& row : rows) {
      if (row.coefficients[*next] == 0) insert(left, row);
    }
    for (const Row& positive : rows) {
      if (positive.coefficients[*next] <= 0) continue;
      for (const Row& negative : rows) {
        if (negative.coefficients[*next] >= 0) continue;
        if (auto row = combined(positive, negative, *next)) insert(left, std::move(*row));
      }
    }
    rows = std::move(left);
  }
}

bool Inequalities::can_hold() const { return eliminated({}).has_value(); }

std::optional<Interval> Inequalities::range_of(std::size_t number, int scale) const {
  const auto rows = eliminated(number);
  if (!rows) return {};
  std::optional<Int128> least;
  std::optional<Int128> greatest;
  for (const Row& row : *rows) {
    const Int128 coefficient = row.coefficients[number];
    Int128 limit = 0;
    if (coefficient == 0 || model::multiply_overflows(row.limit, model::power_of_ten(scale), limit)) continue;
    // Rounded down to the greatest multiple of |coefficient| that the row admits, for a lower limit of -number.
    const Int128 divisor = magnitude(coefficient);
    Int128 bound = floor_division(limit, divisor);
    if (row.strict && limit % divisor == 0) --bound;
    if (coefficient > 0) {
      greatest = greatest ? std::min(*greatest, bound) : bound;
    } else {
      least = least ? std::max(*least, -bound) : -bound;
    }
  }
  if (least && greatest && *least > *greatest) return {};
  Interval range;
  if (least) range.lower = Bound{normalized({*least, scale}), true};
  if (greatest) range.upper = Bound{normalized({*greatest, scale}), true};
  return range;
}

}  // namespace fenji::prove
