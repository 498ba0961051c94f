#include <algorithm>
#include <set>

#include "engine/prove/fields_phrase.hpp"
#include "engine/prove/findings.hpp"
#include "engine/prove/parts.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"

namespace fenji::prove {
namespace {

using model::Expression;
using model::ExpressionId;
using model::FieldId;
using model::Int128;
using model::Operation;
using model::State;
using model::Value;

// No cell of a list holds more digits than this (see columns::cell_mantissa_limit).
constexpr Int128 greatest_mantissa = 999'999'999'999'999'999;

// Of so many fields every combination of extremes is tried; of more, all at once only.
constexpr std::size_t most_fields = 8;

using Mantissa = std::optional<Int128>;

Mantissa mantissa_at(Decimal value, int scale) {
  const auto scaled = rescaled(value, scale);
  return scaled ? Mantissa(scaled->mantissa) : std::nullopt;
}

// Whether the operation itself leaves 128 bits, given the operands as decimals: each at the scale of its type, the result at
// that of its own.
bool leaves_range(const Expression& expression, const model::Rules& rules, const std::vector<Decimal>& operands) {
  const int scale = expression.type.scale;
  Int128 total = expression.operation == Operation::multiply ? 1 : 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (expression.operation == Operation::multiply) {
      const auto factor = mantissa_at(operands[i], rules.expressions[expression.operands[i]].type.scale);
      if (!factor || model::multiply_overflows(total, *factor, total)) return true;
      continue;
    }
    const auto term = mantissa_at(operands[i], scale);
    const bool taken_away = expression.operation == Operation::subtract && i > 0;
    if (!term) return true;
    if (taken_away ? model::subtract_overflows(total, *term, total) : model::add_overflows(total, *term, total)) return true;
  }
  return false;
}

bool is_arithmetic(const Expression& expression) {
  const bool computes = expression.operation == Operation::add || expression.operation == Operation::subtract ||
                        expression.operation == Operation::multiply;
  return computes && expression.type.kind == model::Kind::number && !expression.type.quotient;
}

class OverflowFinder {
 public:
  explicit OverflowFinder(Proof& proof) : proof_(proof), magnitudes_(proof.knowledge.forms.size()) {}

  void run() {
    const model::Rules& rules = proof_.rules();
    for (const model::Definition& definition : rules.definitions) {
      look(Parts(rules, definition), definition.author_named ? definition.name : std::string(), circumstances_of(definition));
    }
    if (rules.applies != model::none) look(Parts(rules, rules.applies), {}, {});
    for (std::uint32_t layer = 1; layer <= rules.gates.size(); ++layer) {
      for (const model::Element& element : rules.gates[layer - 1].elements)
        look(Parts(rules, element.condition), element.name, {require_layer(layer)});
    }
  }

 private:
  void look(const Parts& parts, const std::string& name, const Goal& circumstances) {
    for (const ExpressionId id : parts.all()) {
      const Expression& expression = proof_.rules().expressions[id];
      if (is_arithmetic(expression) && told_.insert({id, expression.span}).second && could_leave(expression))
        find_record(id, name, circumstances);
    }
  }

  // How great its value can be at most, by the limits of fields and cells; nothing: no limit is known.
  std::optional<Decimal> magnitude(ExpressionId id) {
    const Expression& expression = proof_.rules().expressions[id];
    const Interval range = hull_or_nothing(proof_.knowledge.ranges.values(proof_.knowledge.forms.sum(id)));
    if (range.lower && range.upper) return std::max(absolute(range.lower->value), absolute(range.upper->value));
    auto& known = magnitudes_[proof_.knowledge.forms.identity(id)];
    if (!known) known = computed_magnitude(expression);
    return *known;
  }

  std::optional<Decimal> computed_magnitude(const Expression& expression) {
    const Decimal cell{greatest_mantissa, expression.type.scale};
    switch (expression.operation) {
      case Operation::field:
        return cell;
      case Operation::definition: {
        const model::Definition& definition = proof_.rules().definitions[expression.reference];
        if (definition.expression != model::none) return magnitude(definition.expression);
        std::optional<Decimal> most = Decimal{};
        for (const model::Row& row : proof_.rules().tables[definition.table].rows) {
          const auto each = magnitude(row.results[definition.result_column]);
          if (!each) return {};
          most = std::max(*most, *each);
        }
        return most;
      }
      default:
        break;
    }
    std::optional<Decimal> total;
    for (const ExpressionId operand : expression.operands) {
      const auto each = magnitude(operand);
      if (!each) return {};
      if (!total) {
        total = each;
      } else {
        total = expression.operation == Operation::multiply ? multiply(*total, *each) : add(*total, *each);
      }
      if (!total) return {};
    }
    return total;
  }

  bool could_leave(const Expression& expression) {
    std::vector<Decimal> operands;
    for (const ExpressionId operand : expression.operands) {
      if (proof_.rules().expressions[operand].type.quotient) return false;
      const auto each = magnitude(operand);
      if (!each) return false;  // then the operand itself leaves the range
      operands.push_back(*each);
    }
    // Amounts without their signs: a difference is at most their sum.
    Expression worst = expression;
    if (worst.operation == Operation::subtract) worst.operation = Operation::add;
    return leaves_range(worst, proof_.rules(), operands);
  }

  void find_record(ExpressionId id, const std::string& name, const Goal& circumstances) {
    const Expression& expression = proof_.rules().expressions[id];
    const RecordSearch::Answer start = proof_.find(circumstances);
    if (start.never()) return;
    Goal goal = circumstances;
    goal.push_back(require_state(id, State::invalid));
    if (start.found()) {
      for (const FieldValues& record : extremes(id, start.record)) {
        if (!shows(id, record, circumstances)) continue;
        const Message shown = fields_phrase(proof_.knowledge, record, {id});
        Diagnostic& finding =
            report(proof_.findings, "overflow", Severity::warning, expression.span, messages::too_great(name, shown));
        finding.advice = messages::bound_fields();
        proof_.show({record, std::move(goal)});
        return;
      }
    }
    report(proof_.findings, "not-decided", Severity::note, expression.span, messages::unclear_overflow(name));
  }

  bool shows(ExpressionId id, const FieldValues& values, const Goal& circumstances) {
    const Expression& expression = proof_.rules().expressions[id];
    Record record(proof_.rules());
    for (FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
    std::vector<Decimal> operands;
    for (const ExpressionId operand : expression.operands) {
      const Value value = record.value(operand);
      if (value.state != State::known || !(value.denominator == Decimal{1, 0})) return false;
      operands.push_back(value.number);
    }
    return leaves_range(expression, proof_.rules(), operands) && holds(record, proof_.knowledge, circumstances);
  }

  // The numbers that the expression hangs on as great or as small as they can be, round ones first.
  std::vector<FieldValues> extremes(ExpressionId id, const FieldValues& start) {
    FieldSet fields;
    for (const FieldId field : proof_.knowledge.dependencies.of(id)) {
      const model::Field& declared = proof_.rules().fields[field];
      if (declared.type.kind == model::Kind::number && declared.population == model::none) fields.push_back(field);
    }
    std::vector<FieldValues> records;
    const bool each = fields.size() <= most_fields;
    const std::size_t combinations = each ? std::size_t{1} << fields.size() : 2;
    for (const bool round : {true, false}) {
      for (std::size_t choice = 0; choice < combinations; ++choice) {
        FieldValues record = start;
        for (std::size_t i = 0; i < fields.size(); ++i) {
          const bool least = each ? ((choice >> i) & 1) != 0 : choice == 1;
          record[fields[i]].state = State::known;
          record[fields[i]].blank = false;
          record[fields[i]].number = extreme(proof_.rules().fields[fields[i]], least, round);
        }
        records.push_back(std::move(record));
      }
    }
    return records;
  }

  static Decimal extreme(const model::Field& field, bool least, bool round) {
    const int scale = digits_of(field.type);
    const Interval cells{Bound{{-greatest_mantissa, field.type.scale}, true},
                         Bound{{greatest_mantissa, field.type.scale}, true}};
    const Interval values = intersection(cells, field.bounds.value_or(Interval{}));
    const Granularity grid = Grid{{1, scale}, {}};
    const Decimal limit = (least ? prove::least(values, grid) : greatest(values, grid)).value_or(Decimal{});
    if (!round || limit.mantissa == 0) return limit;
    const int sign = limit.mantissa < 0 ? -1 : 1;
    for (int zeros = 18; zeros > 0; --zeros) {
      const Decimal candidate{sign * model::power_of_ten(zeros), 0};
      if (absolute(candidate) <= absolute(limit) && contains(values, candidate)) return candidate;
    }
    return limit;
  }

  static Decimal absolute(Decimal value) { return {value.mantissa < 0 ? -value.mantissa : value.mantissa, value.scale}; }
  static Interval hull_or_nothing(const Intervals& values) { return values.empty() ? Interval{} : hull(values); }

  Proof& proof_;
  std::vector<std::optional<std::optional<Decimal>>> magnitudes_;  // by identity, as far as asked
  std::set<std::pair<ExpressionId, Span>> told_;
};

}  // namespace

void find_overflows(Proof& proof) { OverflowFinder(proof).run(); }

}  // namespace fenji::prove
