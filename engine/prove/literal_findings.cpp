#include <algorithm>
#include <map>

#include "engine/prove/findings.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::ExpressionId;
using model::Rules;

struct Place {
  std::size_t block = 0;
  Span span;
  const model::Type* type = nullptr;
};

class LiteralFinder {
 public:
  explicit LiteralFinder(Proof& proof) : proof_(proof), rules_(proof.rules()) {}

  void run() {
    for (const model::Definition& definition : rules_.definitions) {
      if (definition.expression == model::none) continue;
      ++block_;
      expression(definition.expression);
    }
    if (rules_.applies != model::none) {
      ++block_;
      expression(rules_.applies);
    }
    for (const model::Gate& gate : rules_.gates) {
      ++block_;
      for (const model::Element& element : gate.elements) expression(element.condition);
    }
    for (const model::Table& table : rules_.tables) {
      ++block_;
      for (const model::Row& row : table.rows) {
        for (std::size_t column = 0; column < row.tests.size(); ++column) {
          const bool has_subject = column < table.subjects.size();
          test(row.tests[column], has_subject ? &rules_.expressions[table.subjects[column].expression].type : nullptr);
        }
      }
    }
    tell();
  }

 private:
  void test(const model::Test& test, const model::Type* type) {
    for (const Interval& interval : test.intervals) {
      for (const auto& bound : {interval.lower, interval.upper}) {
        if (bound && type != nullptr) note(bound->value, *type, test.span);
      }
    }
    for (const ExpressionId condition : test.conditions) expression(condition);
  }

  void expression(ExpressionId id) {
    const model::Expression& expression = rules_.expressions[id];
    if (expression.operation == model::Operation::within) {
      test(*expression.test, &rules_.expressions[expression.operands[0]].type);
    }
    for (const ExpressionId operand : expression.operands) {
      const model::Expression& part = rules_.expressions[operand];
      const bool is_number = part.operation == model::Operation::constant && part.type.kind == model::Kind::number &&
                             part.constant.state == model::State::known && expression.type.kind == model::Kind::yes_no;
      // A plain number counts in the unit of what it is compared with.
      const ExpressionId other =
          operand == expression.operands.front() ? expression.operands.back() : expression.operands.front();
      if (is_number) note(part.constant.number, rules_.expressions[other].type, part.span);
      this->expression(operand);
    }
  }

  // 0 and 1 are no thresholds that change.
  void note(Decimal value, const model::Type& type, Span span) {
    if (value.mantissa == 0 || value == Decimal{1, 0} || type.kind != model::Kind::number) return;
    // Where a parameter's name stands there is no digit of it.
    const std::string key = to_text(normalized(value)) + (type.percent ? "%" : "") + to_text(type.unit);
    places_[key].push_back({block_, span, &type});
    values_[key] = value;
  }

  void tell() {
    for (auto& [key, places] : places_) {
      // Neighbouring rows share their limit: a block counts once.
      std::vector<Place> once;
      for (const Place& place : places) {
        if (once.empty() || once.back().block != place.block) once.push_back(place);
      }
      if (once.size() < 2) continue;
      const auto& value = values_[key];
      const bool is_parameter =
          std::any_of(rules_.parameters.begin(), rules_.parameters.end(), [&](const model::Parameter& parameter) {
            return parameter.type.kind == model::Kind::number && parameter.type.unit == once.front().type->unit &&
                   parameter.value.number == value;
          });
      if (is_parameter) continue;
      const std::string words = number_words(value, *once.front().type, rules_.language);
      Diagnostic& finding = report(proof_.findings, "repeated-literal", Severity::note, once.front().span,
                                   messages::repeated_literal(words, once.size()));
      finding.advice = messages::make_parameter();
      for (std::size_t i = 1; i < once.size(); ++i) finding.related.push_back({once[i].span, messages::also_here()});
    }
  }

  Proof& proof_;
  const Rules& rules_;
  std::size_t block_ = 0;
  std::map<std::string, std::vector<Place>> places_;
  std::map<std::string, Decimal> values_;
};

}  // namespace

void find_repeated_literals(Proof& proof) { LiteralFinder(proof).run(); }

}  // namespace fenji::prove
