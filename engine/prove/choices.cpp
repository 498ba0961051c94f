#include "engine/prove/choices.hpp"

#include <algorithm>

#include "engine/prove/axis.hpp"
#include "engine/prove/date_steps.hpp"
#include "engine/prove/natural.hpp"

namespace fenji::prove {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Kind;
using model::Operation;
using model::Value;

// A field whose every value matters is tried in full up to so many values.
constexpr std::int64_t most_values = 1000;

bool is_number_or_date(const model::Type& type) { return type.kind == Kind::number || type.kind == Kind::date; }

Value known(Decimal number, const model::Type& type) {
  Value value;
  value.state = model::State::known;
  if (type.kind == Kind::date) {
    value.day = static_cast<model::Day>(number.mantissa / model::power_of_ten(number.scale));
  } else {
    value.number = number;
  }
  return value;
}

constexpr std::string_view ellipsis = "…";

// (limit - constant) / coefficient, where that is a decimal.
std::optional<Decimal> solved(Decimal limit, const LinearSum& sum) {
  const auto rest = subtract(limit, sum.constant);
  const Decimal coefficient = sum.terms.front().coefficient;
  const auto quotient = rest ? divide_rounded(*rest, coefficient, model::max_scale) : std::nullopt;
  const auto back = quotient ? multiply(*quotient, coefficient) : std::nullopt;
  return back && *back == *rest ? std::optional(normalized(*quotient)) : std::nullopt;
}

// Gives `take` all numbers of a bounded domain, ascending, each once, until it returns false; then false, too. Pieces can lie
// far apart: what lies between them is not gone through.
template <class Take>
bool every_number(Intervals domain, const Grid& grid, Take&& take) {
  std::sort(domain.begin(), domain.end(),
            [](const Interval& left, const Interval& right) { return left.lower->value < right.lower->value; });
  std::optional<Decimal> last;
  for (const Interval& piece : domain) {
    const bool begun = last && !(*last < piece.lower->value);
    auto next = least(begun ? Interval{Bound{*last, false}, piece.upper} : piece, grid);
    for (; next; next = least({Bound{*last, false}, piece.upper}, grid)) {
      last = *next;
      if (!take(*next)) return false;
    }
  }
  return true;
}

// Whether a piece of the domain alone holds more numbers than are tried in full.
bool is_wide(const Intervals& domain, const Grid& grid) {
  const auto most = multiply(grid.step, Decimal{most_values + 1, 0});
  return std::any_of(domain.begin(), domain.end(), [&](const Interval& piece) {
    const auto width = subtract(piece.upper->value, piece.lower->value);
    return !most || !width || *width > *most;
  });
}

}  // namespace

bool stands_for_other_texts(const Value& value) {
  std::string_view rest = value.text;
  while (rest.starts_with(ellipsis)) rest.remove_prefix(ellipsis.size());
  return value.state == model::State::known && !value.text.empty() && rest.empty();
}

void Choices::value_matters(const LinearSum& sum) {
  for (const Term& term : sum.terms) value_matters(knowledge_.forms.expression(term.quantity));
}

void Choices::value_matters(ExpressionId id) {
  const Expression& expression = at(id);
  if (expression.operation == Operation::field) {
    asked_[expression.reference].value = true;
    return;
  }
  if (expression.operation == Operation::definition) return definition_matters(expression.reference);
  if (expression.type.kind == Kind::yes_no) return truth_matters(id);
  if (!seen_.insert(id).second) return;
  for (const ExpressionId operand : expression.operands) value_matters(operand);
}

void Choices::limits_matter(const LinearSum& sum, const std::vector<Interval>& intervals) {
  if (sum.is_constant()) return;
  const Expression* quantity = &at(knowledge_.forms.expression(sum.terms.front().quantity));
  const Expression* const function = quantity;
  const auto stepping = stepping_field(*function, knowledge_.rules);
  if (stepping) quantity = &at(*stepping);
  if (sum.terms.size() == 1 && through_function(*function, sum, intervals)) return;
  if (sum.terms.size() > 1 || quantity->operation != Operation::field) return value_matters(sum);
  Asked& asked = asked_[quantity->reference];
  for (const Interval& interval : intervals) {
    for (const auto& bound : {interval.lower, interval.upper}) {
      if (!bound) continue;
      const auto limit = solved(bound->value, sum);
      if (!limit) {
        asked.value = true;
      } else if (stepping) {
        const std::vector<Decimal> days = step_days(*function, *limit, knowledge_.rules);
        asked.limits.insert(asked.limits.end(), days.begin(), days.end());
      } else {
        asked.limits.push_back(*limit);
      }
    }
  }
}

// Limits of a rounded number, of a quotient by a constant, of a minimum or maximum are limits of what these are made of.
bool Choices::through_function(const Expression& function, const LinearSum& sum, const std::vector<Interval>& intervals) {
  std::vector<Interval> inner;
  const bool rounds = function.operation == Operation::round;
  const bool picks = function.operation == Operation::minimum || function.operation == Operation::maximum;
  const bool divides = function.operation == Operation::divide;
  const LinearSum* const divisor = divides ? &knowledge_.forms.sum(function.operands[1]) : nullptr;
  if (!rounds && !picks && !(divides && divisor->is_constant())) return false;
  for (const Interval& interval : intervals) {
    for (const auto& bound : {interval.lower, interval.upper}) {
      const auto limit = bound ? solved(bound->value, sum) : std::nullopt;
      if (!limit) {
        if (bound) return false;
        continue;
      }
      if (picks) {
        inner.push_back(point(*limit));
      } else if (divides) {
        const auto product = multiply(*limit, divisor->constant);
        if (!product) return false;
        inner.push_back(point(normalized(*product)));
      } else {
        const Decimal half{5, function.digits + 1};
        const auto near = model::rounded(*limit, function.digits);
        if (!near || function.digits < 0 || function.digits >= model::max_scale) return false;
        for (const int steps : {-3, -1, 1, 3}) {
          const auto shift = multiply(half, Decimal{steps, 0});
          const auto edge = shift ? add(*near, *shift) : std::nullopt;
          if (edge) inner.push_back(point(normalized(*edge)));
        }
      }
    }
  }
  const std::size_t operands = picks ? function.operands.size() : 1;
  for (std::size_t i = 0; i < operands; ++i) limits_matter(knowledge_.forms.sum(function.operands[i]), inner);
  return true;
}

void Choices::truth_matters(ExpressionId id) {
  const Expression& expression = at(id);
  if (expression.operation == Operation::field) {
    asked_[expression.reference];
    return;
  }
  if (!seen_.insert(id).second) return;
  switch (expression.operation) {
    case Operation::constant:
      return;
    case Operation::definition:
      return definition_matters(expression.reference);
    case Operation::given:
      asked_[at(expression.operands[0]).reference].given = true;
      return;
    case Operation::within:
      return test_matters(*expression.test, expression.operands[0]);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
      return comparison_matters(expression);
    default:
      for (const ExpressionId operand : expression.operands) truth_matters(operand);
  }
}

void Choices::comparison_matters(const Expression& comparison) {
  const ExpressionId left = comparison.operands[0];
  const ExpressionId right = comparison.operands[1];
  if (is_number_or_date(at(left).type)) {
    const auto difference = NormalForms::difference(knowledge_.forms.sum(left), knowledge_.forms.sum(right));
    if (difference) return limits_matter(*difference, {point({0, 0})});
  }
  for (const auto& [side, other] : {std::pair(left, right), std::pair(right, left)}) {
    if (at(side).operation == Operation::constant) continue;
    if (at(other).operation == Operation::constant && at(other).type.kind == Kind::text) {
      texts_matter(side, {at(other).constant.text});
    } else {
      value_matters(side);
    }
  }
}

void Choices::texts_matter(ExpressionId expression, const std::vector<std::string>& texts) {
  if (at(expression).operation != Operation::field) return value_matters(expression);
  asked_[at(expression).reference].texts.insert(texts.begin(), texts.end());
}

void Choices::test_matters(const model::Test& test, ExpressionId subject) {
  if (!test.intervals.empty()) limits_matter(knowledge_.forms.sum(subject), test.intervals);
  if (!test.labels.empty()) value_matters(subject);
  for (const ExpressionId condition : test.conditions) truth_matters(condition);
}

void Choices::definition_matters(model::DefinitionId id) {
  if (!seen_definitions_.insert(id).second) return;
  const model::Definition& definition = knowledge_.rules.definitions[id];
  if (definition.when != model::none) truth_matters(definition.when);
  if (definition.table != model::none) return table_matters(definition.table);
  if (is_number_or_date(definition.type)) return value_matters(knowledge_.forms.sum(definition.expression));
  value_matters(definition.expression);
}

void Choices::everything_matters() {
  for (model::FieldId field = 0; field < knowledge_.rules.fields.size(); ++field) asked_[field];
  for (ExpressionId id = 0; id < knowledge_.rules.expressions.size(); ++id) {
    const Expression& expression = at(id);
    if (expression.type.kind == Kind::yes_no && expression.operation != Operation::definition) truth_matters(id);
  }
  for (model::TableId table = 0; table < knowledge_.rules.tables.size(); ++table) {
    for (const model::Row& row : knowledge_.rules.tables[table].rows) {
      for (std::size_t column = 0; column < row.tests.size(); ++column) {
        const auto& subjects = knowledge_.rules.tables[table].subjects;
        test_matters(row.tests[column], subjects.empty() ? model::none : subjects[column].expression);
      }
    }
  }
}

void Choices::table_matters(model::TableId id) {
  if (!seen_tables_.insert(id).second) return;
  const model::Table& table = knowledge_.rules.tables[id];
  for (const model::Row& row : table.rows) {
    for (std::size_t column = 0; column < row.tests.size(); ++column) {
      test_matters(row.tests[column], table.subjects.empty() ? model::none : table.subjects[column].expression);
    }
    for (const ExpressionId result : row.results) value_matters(result);
  }
}

FieldSet Choices::asked_fields() const {
  FieldSet fields;
  for (const auto& [field, asked] : asked_) fields.push_back(field);
  return fields;
}

std::vector<FieldChoices> Choices::fields(const std::vector<Decimal>& seeds) const {
  std::vector<FieldChoices> result;
  for (const auto& [field, asked] : asked_) result.push_back(choices_of(field, asked, seeds));
  return result;
}

FieldChoices Choices::choices_of(model::FieldId id, const Asked& asked, const std::vector<Decimal>& seeds) const {
  const model::Field& field = knowledge_.rules.fields[id];
  FieldChoices choices{id, {}, true};
  Value value;
  value.state = model::State::known;
  switch (field.type.kind) {
    case Kind::number:
    case Kind::date:
      choices = numbers_of(id, asked, seeds);
      break;
    case Kind::yes_no:
      for (const bool yes : {true, false}) {
        value.yes = yes;
        choices.values.push_back(value);
      }
      break;
    case Kind::label:
      for (std::uint32_t code = 0; code < knowledge_.rules.labels_of(field.type).labels.size(); ++code) {
        value.label = code;
        choices.values.push_back(value);
      }
      break;
    case Kind::text: {
      for (const std::string& text : asked.texts) {
        value.text = text;
        choices.values.push_back(value);
      }
      value.text = ellipsis;
      while (asked.texts.contains(value.text)) value.text += ellipsis;
      choices.values.push_back(value);
      choices.exhaustive = !asked.value;
      break;
    }
  }
  if (asked.given) {
    Value blank = field.blank_means.value_or(Value{});
    blank.blank = true;
    choices.values.push_back(std::move(blank));
  }
  return choices;
}

FieldChoices Choices::numbers_of(model::FieldId id, const Asked& asked, const std::vector<Decimal>& seeds) const {
  const model::Field& field = knowledge_.rules.fields[id];
  const Intervals domain = values_of_field(field);
  FieldChoices choices{id, {}, !asked.value};
  if (domain.empty()) return choices;
  Axis axis;
  axis.grid = Grid{{1, field.type.kind == Kind::date || field.type.whole ? 0 : field.type.scale}, {}};
  if (asked.value && hull(domain).lower && hull(domain).upper) {
    choices.exhaustive = !is_wide(domain, *axis.grid) && every_number(domain, *axis.grid, [&](const Decimal& number) {
      choices.values.push_back(known(number, field.type));
      choices.spans.push_back(point(number));
      return static_cast<std::int64_t>(choices.values.size()) <= most_values;
    });
    if (choices.exhaustive) return choices;
    choices.values.clear();
    choices.spans.clear();
  }
  std::vector<Decimal> limits = asked.limits;
  for (const Interval& piece : domain) {
    for (const auto& bound : {piece.lower, piece.upper}) {
      if (bound) limits.push_back(bound->value);
    }
  }
  if (!choices.exhaustive) {
    for (const Decimal& seed : seeds) {
      if (on_grid(seed, axis.grid)) limits.push_back(seed);
    }
  }
  axis.cut(std::move(limits), domain);
  choices.values.reserve(axis.intervals.size() + 1);
  choices.spans.reserve(axis.intervals.size());
  for (const Interval& cell : axis.intervals) {
    const auto value = field.type.kind == Kind::date ? natural_day(cell) : natural_number(cell, axis.grid, field.type.percent);
    if (value) {
      choices.values.push_back(known(*value, field.type));
      choices.spans.push_back(cell);
    } else {
      choices.exhaustive = false;
    }
  }
  return choices;
}

}  // namespace fenji::prove
