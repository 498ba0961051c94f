// The words that say why a value is not known.
#include "engine/export/exporter.hpp"

namespace fenji::sql {

using graph::Operation;

Why Exporter::of_bit(const Bit& bit) const {
  Why why;
  why.words.resize(bit.word + 1);
  why.words[bit.word].push_back(spelling_.integer(bit.mask));
  return why;
}

Why Exporter::of_reason(const Reason& reason) const { return of_bit(bits_->of(reason)); }

Expression Exporter::word(const Why& why, std::size_t index) const {
  if (index >= why.words.size() || why.words[index].empty()) return spelling_.integer(0);
  return why.words[index].size() == 1 ? why.words[index].front() : spelling_.bits_or(why.words[index]);
}

// The words of the first branch whose condition holds.
Why Exporter::cases(const std::vector<std::pair<Expression, Why>>& branches, const Why& otherwise) const {
  Why result;
  result.words.resize(bits_->words());
  for (std::size_t index = 0; index < bits_->words(); ++index) {
    const auto is_empty = [&](const Why& why) { return index >= why.words.size() || why.words[index].empty(); };
    bool empty = is_empty(otherwise);
    Case cases;
    for (const auto& [condition, why] : branches) {
      empty = empty && is_empty(why);
      cases.when(condition, word(why, index));
    }
    if (!empty) result.words[index] = {cases.otherwise(word(otherwise, index))};
  }
  return result;
}

Expression Exporter::is_set(const Why& why) const {
  std::vector<Expression> any;
  for (std::size_t index = 0; index < why.words.size(); ++index) {
    if (!why.words[index].empty()) any.push_back(infix(word(why, index), "<>", spelling_.integer(0)));
  }
  return any_of(any);
}

// Of two unknown values: they hang on the same. What is not applicable is not named beside reasons.
Expression Exporter::same_unknown(const Why& left, const Why& right) const {
  std::vector<Expression> all;
  for (std::size_t index = 0; index < bits_->words(); ++index) {
    Expression a = word(left, index), b = word(right, index);
    if (a.text == b.text) continue;
    if (index == 0) {
      a = spelling_.bits_or({a, spelling_.integer(ReasonBits::not_applicable().mask)});
      b = spelling_.bits_or({b, spelling_.integer(ReasonBits::not_applicable().mask)});
    }
    all.push_back(infix(a, "=", b));
  }
  return all_of(all);
}

Why Exporter::why_columns(const Block& block, const std::string& wanted, const Why& why) {
  Why result;
  result.words.resize(why.words.size());
  for (std::size_t index = 0; index < why.words.size(); ++index) {
    const std::vector<Expression>& terms = why.words[index];
    if (terms.empty()) continue;
    const bool ready = terms.size() == 1 && terms.front().text.find(' ') == std::string::npos;
    const std::string suffix = index == 0 ? "?" : "?" + std::to_string(index + 1);
    result.words[index] = {ready ? terms.front() : writer_.column(block, wanted + suffix, word(why, index))};
  }
  return result;
}

Why Exporter::undecided(StepId id) const {
  Why why;
  for (const StepId operand : step(id).operands) why.add(steps_[operand].why);
  return why;
}

// The step's value stands already.
Why Exporter::why_of(StepId id) {
  const Step& step = this->step(id);
  if (known_always(id)) return {};
  const Expression& value = steps_[id].value;
  switch (step.operation) {
    case Operation::field:
      return fields_[step.reference].why;
    case Operation::given:
      return cases({{is_null(value), of_reason({Reason::Kind::unreadable, step.reference, 0})}}, {});
    case Operation::all:
    case Operation::any:
    case Operation::at_least:
      return cases({{is_null(value), undecided(id)}}, {});
    case Operation::applicable: {
      const Expression& condition = steps_[step.operands[0]].value;
      return cases({{condition, steps_[step.operands[1]].why}, {negated(condition), of_bit(ReasonBits::not_applicable())}},
                   steps_[step.operands[0]].why);
    }
    default:
      break;
  }
  const Why why = undecided(id);
  if (!step.checked) return why;
  // All operands are known, and still there is no value.
  const Expression gone = steps_[id].fraction ? is_null(steps_[id].fraction->denominator) : is_null(value);
  const Why failed = of_reason({Reason::Kind::out_of_range, step.owner, 0});
  if (why.never()) return cases({{gone, failed}}, {});
  Why own = cases({{all_of({gone, negated(is_set(why))}), failed}}, {});
  own.add(why);
  return own;
}

}  // namespace fenji::sql
