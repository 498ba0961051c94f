// Where to look next: the field that leaves a question open.
#include <algorithm>

#include "engine/prove/outlook.hpp"

namespace fenji::prove {

using model::ExpressionId;
using model::FieldId;
using model::Kind;
using model::Operation;

namespace {

// A part of a cell is halved so often at most; the values of whole numbers are soon all apart.
constexpr int most_halvings = 4;
constexpr int most_halvings_of_whole = 24;

}  // namespace

bool Outlook::can_be_divided(FieldId id) const {
  const FieldRange& range = ranges_[id];
  if (fields_[id].values.empty() || range.exact != nullptr) return false;
  if (range.cells.first < range.cells.last) return true;
  const model::Type& type = knowledge_.rules.fields[id].type;
  const bool ordered = type.kind == Kind::number || type.kind == Kind::date;
  if (!ordered || range.cells.first >= fields_[id].spans.size() || is_point(span(id))) return false;
  return range.halvings < (type.whole || type.kind == Kind::date ? most_halvings_of_whole : most_halvings);
}

// Where the sum is 0, of the one field in it that is not settled.
void Outlook::note_turning_point(const LinearSum& sum) {
  note_open_sum(sum);
  Decimal settled = sum.constant;
  const Term* open = nullptr;
  for (const Term& term : sum.terms) {
    const ExpressionId id = knowledge_.forms.expression(term.quantity);
    const Possible& each = value(id);
    if (each.is_known() && each.few && each.numbers.size() == 1) {
      const auto part = multiply(each.numbers[0], term.coefficient);
      const auto total = part ? add(settled, *part) : std::nullopt;
      if (!total) return;
      settled = normalized(*total);
    } else if (open == nullptr && at(id).operation == Operation::field) {
      open = &term;
    } else {
      return;
    }
  }
  if (open == nullptr) return;
  const FieldId field = at(knowledge_.forms.expression(open->quantity)).reference;
  const model::Type& type = knowledge_.rules.fields[field].type;
  const int scale = type.kind == Kind::date || type.whole ? 0 : type.scale;
  const auto turn = divide_rounded(Decimal{-settled.mantissa, settled.scale}, open->coefficient, scale);
  if (turn) turning_points_.emplace_back(field, normalized(*turn));
}

void Outlook::note_turning_points(const model::Expression& condition) {
  const ExpressionId left = condition.operands[0];
  const ExpressionId right = condition.operands[1];
  if (at(left).type.kind != Kind::number && at(left).type.kind != Kind::date) return;
  const model::Expression* const quotient = quotient_of(left);
  const LinearSum& limit = knowledge_.forms.sum(right);
  if (quotient != nullptr && limit.is_constant()) {
    return note_turning_points(left, {Interval{Bound{limit.constant, true}, {}}});
  }
  const auto difference = NormalForms::difference(knowledge_.forms.sum(left), limit);
  if (difference) note_turning_point(*difference);
}

void Outlook::note_turning_points(ExpressionId subject, const std::vector<Interval>& intervals) {
  const model::Expression* const quotient = quotient_of(subject);
  for (const Interval& interval : intervals) {
    for (const auto& bound : {interval.lower, interval.upper}) {
      if (!bound) continue;
      const LinearSum& number = knowledge_.forms.sum(quotient != nullptr ? quotient->operands[0] : subject);
      auto taken = std::optional(LinearSum{{}, bound->value});
      if (quotient != nullptr) taken = NormalForms::scaled(knowledge_.forms.sum(quotient->operands[1]), bound->value);
      const auto difference = taken ? NormalForms::difference(number, *taken) : std::nullopt;
      if (difference) note_turning_point(*difference);
    }
  }
}

// What has been asked of it has noted its turning points as well.
template <class Find>
std::optional<FieldId> Outlook::asked_once(std::vector<Asked>& asked, std::size_t place, const Find& find) {
  if (asked[place].question == question_ && asked[place].turn == turn_) return asked[place].field;
  const std::optional<FieldId> field = find();
  asked[place] = {question_, turn_, field};
  return field;
}

std::optional<FieldId> Outlook::open_field(ExpressionId id) {
  return asked_once(asked_expressions_, id, [&] { return find_open_field(id); });
}

std::optional<FieldId> Outlook::open_field_of(model::DefinitionId id) {
  return asked_once(asked_definitions_, id, [&] { return find_open_field_of(id); });
}

std::optional<FieldId> Outlook::open_field_of_table(model::TableId id) {
  return asked_once(asked_tables_, id, [&] { return find_open_field_of_table(id); });
}

std::optional<FieldId> Outlook::find_open_field(ExpressionId id) {
  const model::Expression& expression = at(id);
  if (is_single(value(id), expression.type.kind) && !(quotient_of(id) != nullptr)) return {};
  switch (expression.operation) {
    case Operation::constant:
      return {};
    case Operation::field:
      return can_be_divided(expression.reference) ? std::optional(expression.reference) : std::nullopt;
    case Operation::given: {
      const FieldId field = at(expression.operands[0]).reference;
      return can_be_divided(field) ? std::optional(field) : std::nullopt;
    }
    case Operation::definition:
      return open_field_of(expression.reference);
    case Operation::within: {
      if (const auto field = open_field_of_test(*expression.test, expression.operands[0])) return field;
      return open_field(expression.operands[0]);
    }
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::greater:
    case Operation::greater_equal:
      note_turning_points(expression);
      break;
    default:
      break;
  }
  // A value that is spread over many cells is narrowed before one that only waits for its last digits.
  std::optional<FieldId> found;
  for (const ExpressionId operand : expression.operands) {
    const auto field = open_field(operand);
    if (!field) continue;
    const bool many = ranges_[*field].cells.first < ranges_[*field].cells.last;
    if (many) return field;
    if (!found || ranges_[*field].halvings < ranges_[*found].halvings) found = field;
  }
  return found;
}

std::optional<FieldId> Outlook::find_open_field_of(model::DefinitionId id) {
  const model::Definition& definition = knowledge_.rules.definitions[id];
  if (definition.when != model::none) {
    if (const auto field = open_field(definition.when)) return field;
  }
  if (definition.expression != model::none) return open_field(definition.expression);
  if (const auto field = open_field_of_table(definition.table)) return field;
  const std::vector<std::uint32_t> rows = rows_of(definition.table).rows;
  for (const std::uint32_t row : rows) {
    const auto field = open_field(knowledge_.rules.tables[definition.table].rows[row].results[definition.result_column]);
    if (field) return field;
  }
  return {};
}

std::optional<FieldId> Outlook::open_field_of_test(const model::Test& test, ExpressionId subject) {
  if (test.any) return {};
  if (!test.intervals.empty()) note_turning_points(subject, test.intervals);
  if (!test.intervals.empty() || !test.labels.empty()) {
    if (const auto field = open_field(subject)) return field;
  }
  for (const ExpressionId condition : test.conditions) {
    if (const auto field = open_field(condition)) return field;
  }
  return {};
}

std::optional<FieldId> Outlook::open_field_of_fit(model::TableId id, std::uint32_t number) {
  const model::Table& table = knowledge_.rules.tables[id];
  const model::Row& row = table.rows[number];
  if (row.otherwise) return open_field_of_table(id);
  for (std::size_t column = 0; column < row.tests.size(); ++column) {
    const ExpressionId subject = table.subjects.empty() ? model::none : table.subjects[column].expression;
    const Possible met = test(row.tests[column], subject);
    if (met.is_yes() || met.is_no()) continue;
    if (const auto field = open_field_of_test(row.tests[column], subject)) return field;
  }
  return {};
}

std::optional<FieldId> Outlook::find_open_field_of_table(model::TableId id) {
  const model::Table& table = knowledge_.rules.tables[id];
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    if (table.rows[row].otherwise) continue;
    const Possible fit = rows_of(id).fits[row];
    if (fit.is_no()) continue;
    if (!fit.is_yes()) {
      if (const auto field = open_field_of_fit(id, row)) return field;
    } else if (table.policy == model::HitPolicy::first) {
      break;
    }
  }
  return {};
}

std::optional<FieldId> Outlook::open_field_of_layer(std::uint32_t layer) {
  const model::Rules& rules = knowledge_.rules;
  if (layer > 0 && rules.applies != model::none) {
    if (const auto field = open_field(rules.applies)) return field;
  }
  for (std::size_t number = 0; number + 1 < layer && number < rules.gates.size(); ++number) {
    for (const model::Element& element : rules.gates[number].elements) {
      if (const auto field = open_field(element.condition)) return field;
    }
  }
  return {};
}

}  // namespace fenji::prove
