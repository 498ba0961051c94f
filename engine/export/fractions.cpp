// Exact quotients: a numerator and a positive denominator, compared by multiplying across and divided only to be rounded.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "engine/export/exporter.hpp"

namespace fenji::sql {

using model::Int128;
using model::Kind;

namespace {

Digits digits_of_factor(Int128 factor) { return digits_of(graph::Bounds{factor, factor}); }

Int128 greatest_common_divisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a < 0 ? -a : a;
}

}  // namespace

FractionSql Exporter::fraction_in_columns(StepId id, const FractionSql& fraction) {
  FractionSql result = fraction;
  const std::string name = names_[id].empty() ? block_name(id) : names_[id];
  const Block& block = blocks_[block_[id]];
  if (fraction.numerator.text.find(' ') != std::string::npos) {
    result.numerator = writer_.column(block, name + in_chinese_or("（分子）", " (numerator)"), fraction.numerator);
  }
  if (fraction.denominator.text.find(' ') != std::string::npos) {
    result.denominator = writer_.column(block, name + in_chinese_or("（分母）", " (denominator)"), fraction.denominator);
  }
  return result;
}

// The sign goes to the numerator; a denominator of zero makes both unknown.
FractionSql Exporter::quotient(StepId id) {
  const StepId numerator = step(id).operands[0], denominator = step(id).operands[1];
  const Step& divided = step(numerator);
  const Step& by = step(denominator);
  FractionSql fraction;
  fraction.numerator_width = width(numerator);
  fraction.denominator_width = width(denominator);
  fraction.numerator_digits = digits_of(divided.bounds);
  fraction.denominator_digits = digits_of(by.bounds);
  fraction.exponent = by.type.scale - divided.type.scale;
  const auto part = [this](StepId id_of_part) {
    const bool constant = this->step(id_of_part).operation == graph::Operation::constant;
    return constant ? spelling_.typed(steps_[id_of_part].value, width(id_of_part)) : steps_[id_of_part].value;
  };
  const Expression above = part(numerator);
  const Expression below = part(denominator);
  const Expression zero = beside(0, fraction.denominator_width);
  if (by.bounds.lower > 0) {
    // A limit of zero is compared with the numerator alone.
    fraction.numerator = known_always(denominator) ? above : Case().when(is_not_null(below), above).end();
    fraction.denominator = below;
  } else {
    Case upper, lower;
    upper.when(infix(below, ">", zero), above);
    lower.when(infix(below, ">", zero), below);
    if (by.bounds.lower < 0) {
      upper.when(infix(below, "<", zero), spelling_.negative(above, fraction.numerator_width));
      lower.when(infix(below, "<", zero), spelling_.negative(below, fraction.denominator_width));
    }
    fraction.numerator = upper.end();
    fraction.denominator = lower.end();
  }
  return fraction_in_columns(id, fraction);
}

FractionSql Exporter::fraction_of(StepId id) {
  if (steps_[id].fraction) return *steps_[id].fraction;
  FractionSql fraction;
  fraction.numerator = steps_[id].value;
  fraction.denominator = spelling_.integer(1);
  fraction.numerator_width = width(id);
  fraction.numerator_digits = digits_of(step(id).bounds);
  fraction.exponent = -step(id).type.scale;
  return fraction;
}

FractionSql Exporter::limit_fraction(const model::Decimal& limit) const {
  FractionSql fraction;
  const auto width = spelling_.width_of(graph::Bounds{limit.mantissa, limit.mantissa});
  fraction.numerator_width = width.value_or(Width::wide);
  fraction.numerator = spelling_.integer(limit.mantissa, fraction.numerator_width);
  fraction.denominator = spelling_.integer(1);
  fraction.numerator_digits = digits_of_factor(limit.mantissa);
  fraction.exponent = -limit.scale;
  return fraction;
}

// a/b against c/d as a·d against c·b; each side is brought to what the powers of ten ask for.
Expression Exporter::compared(StepId id, const FractionSql& left, const std::string& sign, const FractionSql& right) {
  const int exponent = left.exponent - right.exponent;
  struct Side {
    const Expression& number;
    Width width;
    const Expression& across;
    Width across_width;
    int places;
    Digits digits;
  };
  const Side sides[] = {{left.numerator, left.numerator_width, right.denominator, right.denominator_width,
                         std::max(exponent, 0), left.numerator_digits + right.denominator_digits + std::max(exponent, 0)},
                        {right.numerator, right.numerator_width, left.denominator, left.denominator_width,
                         std::max(-exponent, 0), right.numerator_digits + left.denominator_digits + std::max(-exponent, 0)}};
  const auto width = spelling_.width_of(std::max(sides[0].digits, sides[1].digits));
  if (!width || sides[0].places > most_places || sides[1].places > most_places) {
    cannot_hold(step(id).span);
    return literal("NULL");
  }
  const auto written_long = [&](const Side& side) {
    const Expression number =
        columns_of(id)(scaled(columns_of(id)(side.number), side.width, *width, model::power_of_ten(side.places)));
    if (side.across.text == "1") return number;
    return computed(columns_of(id), number, *width, '*', side.across, side.across_width, *width);
  };
  const auto written = [&](const Side& side) {
    if (is_long(*width)) return written_long(side);
    std::vector<Expression> factors{scaled(side.number, side.width, *width, 1)};
    if (side.across.text != "1") factors.push_back(spelling_.widened(side.across, side.across_width, *width));
    if (side.places > 0) factors.push_back(spelling_.integer(model::power_of_ten(side.places), *width));
    Expression product = factors.front();
    for (std::size_t i = 1; i < factors.size(); ++i) product = infix(product, "*", factors[i]);
    return product;
  };
  return infix(written(sides[0]), sign, written(sides[1]));
}

Expression Exporter::compared_with_limit(const FractionSql& fraction, const std::string& sign, const model::Decimal& limit,
                                         const Span& span) {
  // numerator × 10^places against denominator × mantissa, without their common factor.
  const int places = fraction.exponent + limit.scale;
  if (std::abs(places) > 38) {
    cannot_hold(span);
    return literal("NULL");
  }
  Int128 above = places > 0 ? model::power_of_ten(places) : 1;
  Int128 below = limit.mantissa;
  const Int128 shared = below == 0 ? above : greatest_common_divisor(above, below);
  above /= shared;
  below /= shared;
  const Int128 more = places < 0 ? model::power_of_ten(-places) : 1;
  const Digits left = fraction.numerator_digits + digits_of_factor(above);
  const Digits right = fraction.denominator_digits + digits_of_factor(below) + digits_of_factor(more);
  const auto width = spelling_.width_of(std::max(left, right));
  Int128 factor = 0;
  if (!width || model::multiply_overflows(below, more, factor)) {
    cannot_hold(span);
    return literal("NULL");
  }
  const Expression by_denominator =
      factor == 0 ? beside(0, *width) : scaled(fraction.denominator, fraction.denominator_width, *width, factor);
  return infix(scaled(fraction.numerator, fraction.numerator_width, *width, above), sign, by_denominator);
}

// The quotient cut off, and one more where what is left is a half or more of the denominator.
Expression Exporter::rounded_quotient(StepId id) {
  const Step& step = this->step(id);
  const FractionSql fraction = fraction_of(step.operands[0]);
  const int places = fraction.exponent + step.type.scale;
  const Digits above = fraction.numerator_digits + std::max(places, 0);
  const Digits below = fraction.denominator_digits + std::max(-places, 0);
  const auto width = spelling_.width_of(std::max(above, below));
  if (!width || std::abs(places) > most_places || !spelling_.width_of(step.bounds)) {
    cannot_hold(step.span);
    return literal("NULL");
  }
  const auto shifted = [&](const Expression& number, Width from, int by) {
    return scaled(number, from, *width, model::power_of_ten(std::max(by, 0)));
  };
  const Expression dividend = in_column(id, shifted(fraction.numerator, fraction.numerator_width, places));
  const Expression divisor = in_column(id, shifted(fraction.denominator, fraction.denominator_width, -places));
  // A result that may have to leave 128 bits.
  const bool may_leave = step.checked && *width == Width::huge;
  if (is_long(*width)) {
    const Width to = may_leave ? *width : this->width(id);
    const Expression result = divided_long(columns_of(id), dividend, divisor, *width, to);
    return may_leave ? limited(id, result, *width) : result;
  }
  const Expression rest = in_column(id, spelling_.remainder(dividend, divisor));
  const Expression minus_rest = spelling_.negative(rest, *width);
  const Expression up = Case()
                            .when(infix(rest, ">=", infix(divisor, "-", rest)), spelling_.integer(1))
                            .when(infix(minus_rest, ">=", infix(divisor, "+", rest)), spelling_.integer(-1))
                            .otherwise(spelling_.integer(0));
  const Expression result = infix(spelling_.quotient(dividend, divisor, *width), "+", up);
  return may_leave ? limited(id, result, *width) : spelling_.widened(result, *width, this->width(id));
}

}  // namespace fenji::sql
