#include "engine/prove/outlook.hpp"

#include <algorithm>

#include "engine/prove/date_ranges.hpp"

namespace fenji::prove {

using model::DefinitionId;
using model::Expression;
using model::ExpressionId;
using model::FieldId;
using model::Kind;
using model::Operation;

namespace {

// Definitions that lean on each other in a longer chain are taken to be anything.
constexpr int deepest = 1000;

// Those in whose sum something does not stand that they take 0 times, by themselves or in what they are made of.
std::vector<bool> expressions_that_lose_terms(const Knowledge& knowledge) {
  const model::Rules& rules = knowledge.rules;
  const auto has_all = [](const LinearSum& sum, const LinearSum& part) {
    return std::all_of(part.terms.begin(), part.terms.end(), [&](const Term& term) {
      return std::any_of(sum.terms.begin(), sum.terms.end(), [&](const Term& own) { return own.quantity == term.quantity; });
    });
  };
  std::vector<bool> loses(rules.expressions.size(), false);
  bool changed = true;
  while (changed) {
    changed = false;
    for (ExpressionId id = 0; id < rules.expressions.size(); ++id) {
      if (loses[id]) continue;
      const Expression& expression = rules.expressions[id];
      const LinearSum& sum = knowledge.forms.sum(id);
      const bool is_own = sum.terms.size() == 1 && sum.terms.front().quantity == knowledge.forms.identity(id);
      const auto is_lost = [&](ExpressionId part) {
        return loses[part] || (!is_own && !has_all(sum, knowledge.forms.sum(part)));
      };
      loses[id] = std::any_of(expression.operands.begin(), expression.operands.end(), is_lost);
      if (expression.operation == Operation::definition) {
        const ExpressionId meant = rules.definitions[expression.reference].expression;
        loses[id] = meant != model::none && is_lost(meant);
      }
      changed = changed || loses[id];
    }
  }
  return loses;
}

}  // namespace

Outlook::Outlook(const Knowledge& knowledge, const std::vector<FieldChoices>& fields)
    : knowledge_(knowledge),
      fields_(fields),
      ranges_(fields.size()),
      field_turns_(fields.size(), 1),
      expressions_(knowledge.rules.expressions.size()),
      definitions_(knowledge.rules.definitions.size()),
      tables_(knowledge.rules.tables.size()),
      asked_expressions_(knowledge.rules.expressions.size()),
      asked_definitions_(knowledge.rules.definitions.size()),
      asked_tables_(knowledge.rules.tables.size()),
      expression_fields_(knowledge.rules.expressions.size()),
      table_fields_(knowledge.rules.tables.size()) {
  for (FieldId id = 0; id < fields.size(); ++id) {
    const auto count = static_cast<std::uint32_t>(fields[id].values.size());
    ranges_[id].cells = {0, count == 0 ? 0 : count - 1};
  }
  for (DefinitionId id = 0; id < knowledge.rules.definitions.size(); ++id) {
    const model::Definition& definition = knowledge.rules.definitions[id];
    if (definition.table == model::none) continue;
    FieldSet& fields_of_table = table_fields_[definition.table];
    fields_of_table = united(fields_of_table, knowledge.dependencies.of_definition(id));
  }
  for (ExpressionId id = 0; id < knowledge.rules.expressions.size(); ++id)
    expression_fields_[id] = knowledge.dependencies.of(id);
  loses_terms_ = expressions_that_lose_terms(knowledge);
}

void Outlook::set(FieldId field, FieldRange range) {
  ranges_[field] = std::move(range);
  note_change(field);
}

void Outlook::note_change(FieldId field) {
  field_turns_[field] = ++turn_;
  last_changes_[turn_ % last_changes_.size()] = field;
}

bool Outlook::is_current(const FieldSet& fields, std::uint64_t& turn) const {
  if (turn == 0) return false;
  const std::uint64_t changes = turn_ - turn;
  if (changes < fields.size() && changes <= last_changes_.size()) {
    for (std::uint64_t later = turn + 1; later <= turn_; ++later) {
      if (std::binary_search(fields.begin(), fields.end(), last_changes_[later % last_changes_.size()])) return false;
    }
  } else if (std::any_of(fields.begin(), fields.end(), [&](FieldId field) { return field_turns_[field] > turn; })) {
    return false;
  }
  turn = turn_;
  return true;
}

Interval Outlook::span(FieldId field) const {
  const FieldRange& range = ranges_[field];
  if (range.part) return *range.part;
  const FieldChoices& choices = fields_[field];
  const auto last = std::min<std::size_t>(range.cells.last, choices.spans.size() - 1);
  return {choices.spans[range.cells.first].lower, choices.spans[last].upper};
}

// Between its cells there may be numbers that no cell of a list can hold.
bool Outlook::admits(FieldId field, Decimal number) const {
  const FieldRange& range = ranges_[field];
  const auto& spans = fields_[field].spans;
  if (range.part && !contains(*range.part, number)) return false;
  for (std::size_t cell = range.cells.first; cell <= range.cells.last && cell < spans.size(); ++cell) {
    if (contains(spans[cell], number)) return true;
  }
  return false;
}

Possible Outlook::field(FieldId id) const {
  const FieldChoices& choices = fields_[id];
  const FieldRange& range = ranges_[id];
  const model::Type& type = knowledge_.rules.fields[id].type;
  if (range.exact != nullptr) return from_value(*range.exact, type);
  if (choices.values.empty()) return anything(type, knowledge_.rules);
  Possible result;
  std::uint32_t last = range.cells.last;
  std::optional<Possible> blank;
  if (choices.values[last].blank) {
    blank = from_value(choices.values[last], type);
    if (last == range.cells.first) return *blank;
    --last;
  }
  if (type.kind == Kind::number || type.kind == Kind::date) {
    constexpr std::uint32_t most_listed = 40;
    const auto is_listed = [&](std::uint32_t cell) { return is_point(choices.spans[cell]); };
    result.states = known_only;
    result.few = !range.part && last - range.cells.first < most_listed;
    for (std::uint32_t cell = range.cells.first; result.few && cell <= last; ++cell) {
      result.few = is_listed(cell);
      if (result.few) result.numbers.push_back(choices.spans[cell].lower->value);
    }
    if (!result.few) result.numbers.clear();
    result.range = range.part ? *range.part : Interval{choices.spans[range.cells.first].lower, choices.spans[last].upper};
    if (is_point(result.range) && !result.few) result = one_number(result.range.lower->value);
  } else {
    for (std::uint32_t cell = range.cells.first; cell <= last; ++cell) {
      if (type.kind == Kind::text) {
        const bool other = stands_for_other_texts(choices.values[cell]);
        result.other_texts = result.other_texts || other;
        if (!other) result.texts.push_back(choices.values[cell].text);
      } else if (type.kind == Kind::yes_no) {
        (choices.values[cell].yes ? result.yes : result.no) = true;
      } else {
        result.codes.push_back(choices.values[cell].label);
      }
    }
    std::sort(result.codes.begin(), result.codes.end());
    result.states = known_only;
  }
  return blank ? either(std::move(result), *blank, type.kind) : result;
}

// Numbers of all operands are combined with one another, where they are few.
std::uint64_t Outlook::work_of(const model::Expression& expression) const {
  std::uint64_t pairs = 1;
  for (const ExpressionId operand : expression.operands) {
    if (expressions_[operand]) pairs *= std::max<std::uint64_t>(expressions_[operand]->value.numbers.size(), 1);
    if (pairs > most_pairs) return most_pairs;
  }
  return pairs;
}

const Possible& Outlook::value(ExpressionId id) {
  if (!expressions_[id]) expressions_[id] = std::make_unique<Cached>();
  Cached& cached = *expressions_[id];
  if (is_current(expression_fields_[id], cached.turn)) return cached.value;
  if (depth_ > deepest) {
    cached.value = anything(at(id).type, knowledge_.rules);
    return cached.value;
  }
  ++depth_;
  Possible result = compute(id);
  --depth_;
  work_ += work_of(at(id));
  cached = {std::move(result), turn_};
  return cached.value;
}

Possible Outlook::compute(ExpressionId id) {
  const Expression& expression = at(id);
  const bool is_sum = (expression.type.kind == Kind::number || expression.type.kind == Kind::date) && !expression.type.quotient;
  if (is_sum) {
    const LinearSum& sum = knowledge_.forms.sum(id);
    const bool lone = sum.terms.size() == 1 && sum.constant.mantissa == 0 && sum.terms[0].coefficient == Decimal{1, 0};
    if (!lone) {
      Possible total = of_sum(sum);
      // 0 times what has no value has none either.
      if (loses_terms_[id]) {
        if (expression.operation == Operation::definition)
          total.states = joined(total.states, value_of(expression.reference).states);
        for (const ExpressionId operand : expression.operands) total.states = joined(total.states, value(operand).states);
      }
      return total;
    }
    const ExpressionId representative = knowledge_.forms.expression(sum.terms[0].quantity);
    if (representative != id) return value(representative);
  }
  switch (expression.operation) {
    case Operation::constant:
      return from_value(expression.constant, expression.type);
    case Operation::field:
      return field(expression.reference);
    case Operation::definition:
      return value_of(expression.reference);
    case Operation::all:
    case Operation::any:
    case Operation::negation:
    case Operation::within:
    case Operation::given:
      return logic(expression);
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
      return comparison(expression);
    case Operation::divide:
      return quotient(expression);
    case Operation::year:
    case Operation::add_period:
    case Operation::subtract_period:
    case Operation::days_between:
    case Operation::full_months:
    case Operation::full_years:
      return dates(expression);
    default:
      return number(expression);
  }
}

}  // namespace fenji::prove
