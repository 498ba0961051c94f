// Conditions: SQL's logic of three values is that of the rules, so unknown operands need nothing said.
#include <algorithm>
#include <cassert>

#include "engine/export/exporter.hpp"

namespace fenji::sql {

using graph::Operation;
using model::Kind;

namespace {

std::vector<graph::DigitRange> ranges_of(const std::vector<std::uint8_t>& truth) {
  std::vector<graph::DigitRange> ranges;
  for (std::uint32_t digit = 0; digit < truth.size(); ++digit) {
    if (truth[digit] != 0) ranges.push_back({digit, digit + 1});
  }
  graph::unite(ranges);
  return ranges;
}

bool same_place(const graph::Cut& left, const graph::Cut& right) { return left.limit == right.limit; }

}  // namespace

// Whether the number, date or fraction passes the cut; `passed` false: that it does not.
Expression Exporter::passes(StepId subject, const graph::Cut& cut, bool passed, const Span& span) {
  const Step& step = this->step(subject);
  const std::string sign = passed ? (cut.above ? ">" : ">=") : (cut.above ? "<=" : "<");
  if (step.type.quotient) return compared_with_limit(*steps_[subject].fraction, sign, cut.limit, span);
  const bool date = step.type.kind == Kind::date;
  const int scale = date ? 0 : step.type.scale;
  if (const auto limit = model::rescaled(cut.limit, scale)) {
    return compared_with_number(subject, sign, *limit);
  }
  // A limit between two mantissas.
  const model::Int128 least = graph::threshold(cut, scale);
  return compared_with_number(subject, passed ? ">=" : "<", {least, scale});
}

Expression Exporter::compared_with_number(StepId subject, const std::string& sign, const model::Decimal& limit) {
  const Step& step = this->step(subject);
  Expression value = steps_[subject].value;
  Width limit_width = spelling_.width_of(graph::Bounds{limit.mantissa, limit.mantissa}).value_or(Width::wide);
  if (step.type.kind == Kind::number && spelling_.writes_long_numbers()) {
    const Width own = width(subject);
    value = spelling_.widened(value, own, std::max(own, limit_width));
    limit_width = std::max(own, limit_width);
  }
  return infix(value, sign, noted(limit, step.type, limit_width));
}

// True where the number, date or fraction is known, unknown where it is not.
Expression Exporter::always(StepId subject) const {
  const auto itself = [](const Expression& value) { return infix(value, "=", value); };
  if (!steps_[subject].fraction) return itself(steps_[subject].value);
  return all_of({itself(steps_[subject].fraction->numerator), itself(steps_[subject].fraction->denominator)});
}

Expression Exporter::in_ranges(StepId subject, const std::vector<graph::Cut>& cuts, Ranges ranges, const Span& span) {
  const auto count = static_cast<std::uint32_t>(cuts.size()) + 1;
  std::vector<Expression> any;
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    const auto [begin, end] = ranges[i];
    const bool point = begin > 0 && end < count && same_place(cuts[begin - 1], cuts[end - 1]);
    if (point && !step(subject).type.quotient) {
      Expression least = passes(subject, cuts[begin - 1], true, span);
      const std::string sign = " >= ";
      const std::size_t place = least.text.find(sign);
      if (place != std::string::npos) least.text.replace(place, sign.size(), " = ");
      any.push_back(std::move(least));
      continue;
    }
    std::vector<Expression> all;
    if (begin > 0) all.push_back(passes(subject, cuts[begin - 1], true, span));
    if (end < count) all.push_back(passes(subject, cuts[end - 1], false, span));
    if (all.empty()) all.push_back(always(subject));
    any.push_back(all_of(all));
  }
  return any.empty() ? negated(always(subject)) : any_of(any);
}

// A label, text or yes/no whose code lies in the ranges; `count` codes there are.
Expression Exporter::among_codes(StepId subject, Ranges ranges, std::size_t count) {
  const Step& step = this->step(subject);
  std::vector<bool> in(count, false);
  for (const auto& [begin, end] : ranges)
    std::fill(in.begin() + begin, in.begin() + std::min<std::ptrdiff_t>(end, count), true);
  const auto members = static_cast<std::size_t>(std::count(in.begin(), in.end(), true));
  const bool is_word = step.operation == Operation::word;
  const StepId held = is_word ? step.operands[0] : subject;
  const Expression& value = steps_[held].value;
  if (!is_word && step.type.kind == Kind::yes_no) {
    if (members == 1) return in[1] ? value : negated(value);
    return infix(value, in[0] ? "=" : "<>", value);
  }
  // The last word stands for all texts that are none of the others.
  const bool others = is_word && in.back();
  const bool shorter_without = others || (!is_word && members > 4 && members * 2 > count);
  std::string list;
  std::size_t listed = 0;
  for (std::size_t code = 0; code < count; ++code) {
    if (in[code] == shorter_without || (is_word && code + 1 == count)) continue;
    const Expression text = is_word ? spelling_.text(step.words[code]) : label(step.type, static_cast<std::uint32_t>(code));
    list += (listed++ > 0 ? ", " : "") + text.text;
  }
  if (listed == 0) return infix(value, shorter_without ? "=" : "<>", value);
  if (listed == 1) return composed(operand(value) + (shorter_without ? " <> " : " = ") + list, Binding::other, {value});
  return spelling_.among(value, list, !shorter_without);
}

// Whether a digit that a table goes by lies in the ranges.
Expression Exporter::digit_in(StepId operand, Ranges ranges, std::size_t count) {
  const Step& step = this->step(operand);
  if (step.operation == Operation::segment) return in_ranges(step.operands[0], step.cuts, ranges, step.span);
  return among_codes(operand, ranges, count);
}

Expression Exporter::within(StepId id) {
  const Step& step = this->step(id);
  const StepId subject = step.operands[0];
  const Step& asked = this->step(subject);
  const std::vector<graph::DigitRange> ranges = ranges_of(step.truth);
  if (asked.type.kind == Kind::number || asked.type.kind == Kind::date) {
    // All but one point: unequal.
    if (ranges.size() == 2 && step.cuts.size() == 2 && same_place(step.cuts[0], step.cuts[1]) && !asked.type.quotient) {
      const graph::DigitRange point{1, 2};
      return negated(in_ranges(subject, step.cuts, {&point, 1}, step.span));
    }
    return in_ranges(subject, step.cuts, ranges, step.span);
  }
  return among_codes(subject, ranges, step.truth.size());
}

Expression Exporter::comparison(StepId id) {
  const Step& step = this->step(id);
  const StepId left = step.operands[0], right = step.operands[1];
  const Step& a = this->step(left);
  const Step& b = this->step(right);
  const std::string sign = step.operation == Operation::equal       ? "="
                           : step.operation == Operation::not_equal ? "<>"
                           : step.operation == Operation::less      ? "<"
                                                                    : "<=";
  const bool equality = step.operation == Operation::equal || step.operation == Operation::not_equal;
  switch (a.type.kind) {
    case Kind::number:
      if (a.type.quotient || b.type.quotient || a.type.scale != b.type.scale) {
        return compared(id, fraction_of(left), sign, fraction_of(right));
      }
      {
        const Width width = std::max(this->width(left), this->width(right));
        return infix(number(left, width), sign, number(right, width));
      }
    case Kind::label:
      // The best label is the greatest and has the smallest code.
      if (!equality) return infix(label_rank(right), sign, label_rank(left));
      break;
    case Kind::date:
    case Kind::text:
    case Kind::yes_no:
      break;
  }
  return infix(steps_[left].value, sign, steps_[right].value);
}

Expression Exporter::at_least(StepId id) const {
  const Step& step = this->step(id);
  std::vector<Expression> yes, possible;
  for (const StepId operand : step.operands) {
    const Expression& value = steps_[operand].value;
    yes.push_back(Case().when(value, spelling_.integer(1)).otherwise(spelling_.integer(0)));
    possible.push_back(Case().when(negated(value), spelling_.integer(0)).otherwise(spelling_.integer(1)));
  }
  const Expression count = spelling_.integer(step.count);
  return Case()
      .when(infix(chained("+", Binding::sum, yes), ">=", count), literal("TRUE"))
      .when(infix(chained("+", Binding::sum, possible), "<", count), literal("FALSE"))
      .end();
}

}  // namespace fenji::sql
