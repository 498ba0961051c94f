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
using model::State;
using model::TableId;

namespace {

// Definitions that lean on each other in a longer chain are taken to be anything.
constexpr int deepest = 1000;

constexpr States without_known = any_state & static_cast<States>(~known_only);

// What nothing is known of.
Possible anything(const model::Type& type, const model::Rules& rules) {
  Possible result;
  result.states = any_state;
  result.other_texts = true;
  result.yes = result.no = type.kind == Kind::yes_no;
  const std::size_t codes = type.kind == Kind::label ? rules.labels_of(type).labels.size() : 0;
  for (std::uint32_t code = 0; code < codes; ++code) result.codes.push_back(code);
  return result;
}

// Takes the parts of an `all`, or of an `any`, one by one.
class Connection {
 public:
  explicit Connection(bool all) : all_(all) {}

  void add(const Possible& part) {
    met_ = met_ && (all_ ? part.can_be_yes() : part.can_be_no());
    failed_ = failed_ || (all_ ? part.can_be_no() : part.can_be_yes());
    decided_ = decided_ || (all_ ? part.is_no() : part.is_yes());
    open_ |= part.states & without_known;
  }
  bool is_decided() const { return decided_; }  // whatever the other parts are
  Possible result() const {
    if (decided_) return truth(!all_, all_, 0);
    return all_ ? truth(met_, failed_, open_) : truth(failed_, met_, open_);
  }

 private:
  bool all_;
  bool met_ = true, failed_ = false, decided_ = false;
  States open_ = 0;
};

Possible negated(const Possible& value) { return truth(value.can_be_no(), value.can_be_yes(), value.states); }

}  // namespace

Outlook::Outlook(const Knowledge& knowledge, const std::vector<FieldChoices>& fields)
    : knowledge_(knowledge),
      fields_(fields),
      ranges_(fields.size()),
      field_turns_(fields.size(), 1),
      expressions_(knowledge.rules.expressions.size()),
      definitions_(knowledge.rules.definitions.size()),
      tables_(knowledge.rules.tables.size()),
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
}

void Outlook::set(FieldId field, FieldRange range) {
  ranges_[field] = std::move(range);
  field_turns_[field] = ++turn_;
}

bool Outlook::is_current(const FieldSet& fields, std::uint64_t turn) const {
  return turn != 0 && std::all_of(fields.begin(), fields.end(), [&](FieldId field) { return field_turns_[field] <= turn; });
}

Interval Outlook::span(FieldId field) const {
  const FieldRange& range = ranges_[field];
  if (range.part) return *range.part;
  const FieldChoices& choices = fields_[field];
  const auto last = std::min<std::size_t>(range.cells.last, choices.spans.size() - 1);
  return {choices.spans[range.cells.first].lower, choices.spans[last].upper};
}

Possible Outlook::field(FieldId id) const {
  const FieldChoices& choices = fields_[id];
  const FieldRange& range = ranges_[id];
  const model::Type& type = knowledge_.rules.fields[id].type;
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
        const bool other = choices.values[cell].text.ends_with("…");
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

const Possible& Outlook::value(ExpressionId id) {
  Cached& cached = expressions_[id];
  if (is_current(expression_fields_[id], cached.turn)) return cached.value;
  if (depth_ > deepest) {
    cached.value = anything(at(id).type, knowledge_.rules);
    return cached.value;
  }
  ++depth_;
  Possible result = compute(id);
  --depth_;
  expressions_[id] = {std::move(result), turn_};
  return expressions_[id].value;
}

Possible Outlook::compute(ExpressionId id) {
  const Expression& expression = at(id);
  const bool is_sum = (expression.type.kind == Kind::number || expression.type.kind == Kind::date) && !expression.type.quotient;
  if (is_sum) {
    const LinearSum& sum = knowledge_.forms.sum(id);
    const bool lone = sum.terms.size() == 1 && sum.constant.mantissa == 0 && sum.terms[0].coefficient == Decimal{1, 0};
    if (!lone) return of_sum(sum);
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

Possible Outlook::of_sum(const LinearSum& sum) {
  Possible total = one_number(sum.constant);
  for (const Term& term : sum.terms) {
    const Possible part = product(value(knowledge_.forms.expression(term.quantity)), one_number(term.coefficient));
    total = prove::sum(total, part);
  }
  return total;
}

Possible Outlook::number(const Expression& expression) {
  if (expression.operation == Operation::round) {
    const Expression* inner = quotient_of(expression.operands[0]);
    if (inner != nullptr) {
      const Possible& numerator = value(inner->operands[0]);
      const Possible& denominator = value(inner->operands[1]);
      if (is_single(numerator, Kind::number) && is_single(denominator, Kind::number) && numerator.is_known() &&
          denominator.is_known()) {
        const auto exact = divide_rounded(numerator.numbers[0], denominator.numbers[0], expression.digits);
        return exact ? one_number(normalized(*exact)) : without_value(bit(State::invalid));
      }
    }
    return rounded(value(expression.operands[0]), expression.digits);
  }
  Possible total = value(expression.operands[0]);
  for (std::size_t i = 1; i < expression.operands.size(); ++i) {
    const Possible& next = value(expression.operands[i]);
    switch (expression.operation) {
      case Operation::multiply: {
        const bool same = expression.operands.size() == 2 && knowledge_.forms.identity(expression.operands[0]) ==
                                                                 knowledge_.forms.identity(expression.operands[1]);
        if (same && !total.few) {
          total.range = square(total.range);
        } else {
          total = product(total, next);
        }
        break;
      }
      case Operation::minimum:
        total = lesser(total, next);
        break;
      case Operation::maximum:
        total = greater(total, next);
        break;
      default:
        return anything(expression.type, knowledge_.rules);
    }
  }
  return total;
}

const Expression* Outlook::quotient_of(ExpressionId id) const {
  const Expression* expression = &at(id);
  while (expression->operation == Operation::definition) {
    const model::Definition& definition = knowledge_.rules.definitions[expression->reference];
    if (definition.expression == model::none || definition.when != model::none) return nullptr;
    expression = &at(definition.expression);
  }
  return expression->operation == Operation::divide ? expression : nullptr;
}

// Its limits are rounded outwards; comparisons go by numerator and denominator.
Possible Outlook::quotient(const Expression& expression) {
  constexpr int digits = 12;
  const Possible& numerator = value(expression.operands[0]);
  const Possible& denominator = value(expression.operands[1]);
  Possible result;
  result.states = joined(numerator.states, denominator.states);
  if (!result.can_be(State::known)) return result;
  const bool may_be_zero = denominator.few
                               ? std::binary_search(denominator.numbers.begin(), denominator.numbers.end(), Decimal{})
                               : contains(denominator.range, Decimal{});
  if (may_be_zero) result.states |= bit(State::invalid);
  const bool is_zero = is_single(denominator, Kind::number) && denominator.is_known() && may_be_zero;
  if (is_zero) return without_value(static_cast<States>((result.states & without_known) | bit(State::invalid)));
  const bool positive = denominator.range.lower && denominator.range.lower->value.mantissa >= 0;
  const bool negative = denominator.range.upper && denominator.range.upper->value.mantissa <= 0;
  if (!positive && !negative) return result;
  std::vector<std::pair<Decimal, Decimal>> corners;
  const bool bounded = numerator.range.lower && numerator.range.upper && denominator.range.lower && denominator.range.upper &&
                       denominator.range.lower->value.mantissa != 0 && denominator.range.upper->value.mantissa != 0;
  if (!bounded) {
    // Only the sign is followed.
    const Interval& top = numerator.range;
    const bool not_negative = top.lower && top.lower->value.mantissa >= 0;
    const bool not_positive = top.upper && top.upper->value.mantissa <= 0;
    if ((not_negative && positive) || (not_positive && negative)) result.range.lower = Bound{{}, true};
    if ((not_positive && positive) || (not_negative && negative)) result.range.upper = Bound{{}, true};
    return result;
  }
  std::optional<Interval> range;
  for (const Decimal& top : {numerator.range.lower->value, numerator.range.upper->value}) {
    for (const Decimal& below : {denominator.range.lower->value, denominator.range.upper->value}) {
      const auto exact = divide_exact(top, below, digits);
      const auto near = divide_rounded(top, below, digits);
      const auto low = near ? subtract(*near, Decimal{exact ? 0 : 1, digits}) : std::nullopt;
      const auto high = near ? add(*near, Decimal{exact ? 0 : 1, digits}) : std::nullopt;
      if (!low || !high) return result;
      const Interval corner{Bound{normalized(*low), true}, Bound{normalized(*high), true}};
      range = range ? hull(*range, corner) : corner;
    }
  }
  result.range = *range;
  if (is_point(result.range)) {
    result.few = true;
    result.numbers = {result.range.lower->value};
  }
  return result;
}

Possible Outlook::dates(const Expression& expression) {
  const Possible& first = value(expression.operands[0]);
  const Possible second = expression.operands.size() > 1 ? value(expression.operands[1]) : first;
  const States states = joined(first.states, second.states);
  if ((states & known_only) == 0) return without_value(states);
  Interval range;
  States more = 0;
  switch (expression.operation) {
    case Operation::year:
      range = years_of(first.range);
      break;
    case Operation::full_months:
    case Operation::full_years:
      range = full_counts(expression.operation, first.range, second.range);
      break;
    case Operation::add_period:
    case Operation::subtract_period: {
      const bool forward = expression.operation == Operation::add_period;
      const auto period = model::period_of(at(expression.operands[1]).type.unit);
      if (!second.few || second.numbers.size() != 1 || !period) {
        range = calendar();
        more = bit(State::invalid);
        break;
      }
      const Decimal count = second.numbers[0];
      bool leaves = false;
      const Interval days = intersection(first.range, calendar());
      for (const auto& day : {least(days, Grid{}), greatest(days, Grid{})}) {
        const auto date = static_cast<model::Day>(rescaled(*day, 0)->mantissa);
        leaves = leaves || !(forward ? model::plus(date, count, *period) : model::minus(date, count, *period));
      }
      if (leaves && is_point(first.range)) return without_value(bit(State::invalid));
      if (leaves) more = bit(State::invalid);
      range = moved(first.range, count, *period, forward);
      break;
    }
    default:
      return anything(expression.type, knowledge_.rules);
  }
  Possible result = numbers_in(range);
  result.states = states | more;
  return result;
}

Possible Outlook::logic(const Expression& expression) {
  switch (expression.operation) {
    case Operation::given: {
      const FieldId field = at(expression.operands[0]).reference;
      const FieldChoices& choices = fields_[field];
      if (choices.values.empty()) return truth(true, true, 0);
      const CellRange cells = ranges_[field].cells;
      const bool can_be_blank = choices.values[cells.last].blank;
      return truth(!can_be_blank || cells.first < cells.last, can_be_blank, 0);
    }
    case Operation::within:
      return test(expression.test, expression.operands[0]);
    case Operation::negation:
      return negated(value(expression.operands[0]));
    default: {
      Connection parts(expression.operation == Operation::all);
      for (const ExpressionId operand : expression.operands) {
        parts.add(value(operand));
        if (parts.is_decided()) break;
      }
      return parts.result();
    }
  }
}

namespace {

struct Signs {
  bool negative = false, zero = false, positive = false;
};

Signs signs_of(const Possible& value) {
  Signs signs;
  if (!value.can_be(State::known)) return signs;
  if (value.few) {
    for (const Decimal& number : value.numbers) {
      (number.mantissa < 0 ? signs.negative : number.mantissa > 0 ? signs.positive : signs.zero) = true;
    }
    return signs;
  }
  signs.negative = !value.range.lower || value.range.lower->value.mantissa < 0;
  signs.positive = !value.range.upper || value.range.upper->value.mantissa > 0;
  signs.zero = contains(value.range, Decimal{});
  return signs;
}

Signs flipped(Signs signs) { return {signs.positive, signs.zero, signs.negative}; }

Possible truth_of(Operation operation, Signs signs, States states) {
  switch (operation) {
    case Operation::equal:
      return truth(signs.zero, signs.negative || signs.positive, states);
    case Operation::not_equal:
      return truth(signs.negative || signs.positive, signs.zero, states);
    case Operation::less:
      return truth(signs.negative, signs.zero || signs.positive, states);
    case Operation::less_equal:
      return truth(signs.negative || signs.zero, signs.positive, states);
    case Operation::greater:
      return truth(signs.positive, signs.zero || signs.negative, states);
    default:
      return truth(signs.positive || signs.zero, signs.negative, states);
  }
}

}  // namespace

// Of numbers and dates. A quotient is brought to its denominator.
Possible Outlook::order_of_numbers(ExpressionId left, ExpressionId right, Operation operation) {
  const Expression* const quotient = quotient_of(left);
  const Expression* const other = quotient_of(right);
  const States states = joined(value(left).states, value(right).states);
  if ((states & known_only) == 0) return without_value(states);
  if (quotient == nullptr && other == nullptr) {
    const auto difference = NormalForms::difference(knowledge_.forms.sum(left), knowledge_.forms.sum(right));
    if (!difference) return truth(true, true, states);
    const Possible distance = of_sum(*difference);
    return truth_of(operation, signs_of(distance), states | distance.states);
  }
  const Possible minus_one = one_number(Decimal{-1, 0});
  const auto top = [&](const Expression* of, ExpressionId plain) {
    return of != nullptr ? value(of->operands[0]) : value(plain);
  };
  const auto below = [&](const Expression* of) { return of != nullptr ? value(of->operands[1]) : one_number(Decimal{1, 0}); };
  Possible distance;
  const LinearSum* const constant = other == nullptr ? &knowledge_.forms.sum(right) : nullptr;
  if (quotient != nullptr && constant != nullptr && constant->is_constant()) {
    const auto taken = NormalForms::scaled(knowledge_.forms.sum(quotient->operands[1]), constant->constant);
    const auto difference = taken ? NormalForms::difference(knowledge_.forms.sum(quotient->operands[0]), *taken) : std::nullopt;
    if (!difference) return truth(true, true, states);
    distance = of_sum(*difference);
  } else {
    distance =
        prove::sum(product(top(quotient, left), below(other)), product(product(top(other, right), below(quotient)), minus_one));
  }
  const Signs denominators = signs_of(product(below(quotient), below(other)));
  const Signs signs = signs_of(distance);
  Signs total;
  if (denominators.positive) total = signs;
  if (denominators.negative) {
    const Signs turned = flipped(signs);
    total = {total.negative || turned.negative, total.zero || turned.zero, total.positive || turned.positive};
  }
  return truth_of(operation, total, states);
}

Possible Outlook::comparison(const Expression& expression) {
  const ExpressionId left = expression.operands[0];
  const ExpressionId right = expression.operands[1];
  const Kind kind = at(left).type.kind;
  if (kind == Kind::number || kind == Kind::date) return order_of_numbers(left, right, expression.operation);
  const Possible& a = value(left);
  const Possible& b = value(right);
  const States states = joined(a.states, b.states);
  if ((states & known_only) == 0) return without_value(states);
  const bool same = knowledge_.forms.identity(left) == knowledge_.forms.identity(right);
  Signs signs;
  if (same) {
    signs.zero = true;
  } else if (kind == Kind::text) {
    for (const std::string& text : a.texts) {
      const bool shared = std::find(b.texts.begin(), b.texts.end(), text) != b.texts.end();
      signs.zero = signs.zero || shared || b.other_texts;
    }
    signs.zero = signs.zero || (a.other_texts && (b.other_texts || !b.texts.empty()));
    const bool one_each = a.texts.size() == 1 && b.texts.size() == 1 && !a.other_texts && !b.other_texts;
    // What stands for any other text is none of those that the rules name.
    if (a.other_texts != b.other_texts && a.texts.empty() != b.texts.empty()) {
      const bool apart = (a.texts.empty() && !b.other_texts) || (b.texts.empty() && !a.other_texts);
      signs.zero = signs.zero && !apart;
    }
    signs.negative = signs.positive = !(one_each && signs.zero);
  } else {
    const Codes right_codes = codes_of(b, kind);
    for (const std::uint32_t code : codes_of(a, kind)) {
      for (const std::uint32_t with : right_codes)
        (code < with ? signs.negative : code > with ? signs.positive : signs.zero) = true;
    }
  }
  return truth_of(expression.operation, signs, states);
}

Possible Outlook::test_of_quotient(const Expression& quotient, const Interval& interval) {
  const Possible& denominator = value(quotient.operands[1]);
  const Signs below = signs_of(denominator);
  Connection parts(true);
  for (const bool lower : {true, false}) {
    const auto& bound = lower ? interval.lower : interval.upper;
    if (!bound) continue;
    const auto taken = NormalForms::scaled(knowledge_.forms.sum(quotient.operands[1]), bound->value);
    const auto difference = taken ? NormalForms::difference(knowledge_.forms.sum(quotient.operands[0]), *taken) : std::nullopt;
    if (!difference || (below.negative && below.positive)) {
      parts.add(truth(true, true, 0));
      continue;
    }
    Signs signs = signs_of(of_sum(*difference));
    if (below.negative) signs = flipped(signs);
    const Operation operation = lower ? (bound->closed ? Operation::greater_equal : Operation::greater)
                                      : (bound->closed ? Operation::less_equal : Operation::less);
    parts.add(truth_of(operation, signs, 0));
  }
  return parts.result();
}

Possible Outlook::test(const model::Test& test, ExpressionId subject) {
  if (test.any) return truth(true, false, 0);
  Connection items(false);
  if (!test.intervals.empty()) {
    const Possible& number = value(subject);
    const Expression* const quotient = quotient_of(subject);
    if (!number.can_be(State::known)) {
      items.add(without_value(number.states));
    } else if (quotient != nullptr) {
      for (const Interval& interval : test.intervals) items.add(test_of_quotient(*quotient, interval));
      items.add(truth(false, true, number.states));
    } else if (number.few) {
      bool inside = false;
      bool outside = false;
      for (const Decimal& each : number.numbers) {
        const bool met = std::any_of(test.intervals.begin(), test.intervals.end(),
                                     [&](const Interval& interval) { return contains(interval, each); });
        (met ? inside : outside) = true;
      }
      items.add(truth(inside, outside, number.states));
    } else {
      bool inside = false;
      for (const Interval& interval : test.intervals) inside = inside || !is_empty(intersection(interval, number.range));
      const Intervals all = united(test.intervals);
      const bool outside =
          std::none_of(all.begin(), all.end(), [&](const Interval& interval) { return includes(interval, number.range); });
      items.add(truth(inside, outside, number.states));
    }
  }
  if (!test.labels.empty()) {
    const Possible& label = value(subject);
    bool inside = false;
    bool outside = false;
    for (const std::uint32_t code : codes_of(label, at(subject).type.kind)) {
      const bool met = std::find(test.labels.begin(), test.labels.end(), code) != test.labels.end();
      (met ? inside : outside) = true;
    }
    items.add(label.can_be(State::known) ? truth(inside, outside, label.states) : without_value(label.states));
  }
  for (const ExpressionId condition : test.conditions) {
    if (items.is_decided()) break;
    items.add(value(condition));
  }
  return items.result();
}

const Possible& Outlook::value_of(DefinitionId id) {
  Cached& cached = definitions_[id];
  if (is_current(knowledge_.dependencies.of_definition(id), cached.turn)) return cached.value;
  const model::Definition& definition = knowledge_.rules.definitions[id];
  Possible result;
  if (definition.when == model::none) {
    result = body(id);
  } else {
    const Possible& when = value(definition.when);
    if (when.can_be_yes()) result = body(id);
    result.states |= when.states & without_known;
    if (when.can_be_no()) result.states |= bit(State::not_applicable);
  }
  definitions_[id] = {std::move(result), turn_};
  return definitions_[id].value;
}

Possible Outlook::body(DefinitionId id) {
  const model::Definition& definition = knowledge_.rules.definitions[id];
  if (definition.expression != model::none) return value(definition.expression);
  const TableRows& found = rows_of(definition.table);
  const States states = found.states;
  const std::vector<std::uint32_t> rows = found.rows;
  if (found.certain && rows.size() > 1) {
    if (const auto agreed = agreement(definition, rows)) return *agreed;
  }
  // A row that certainly stays open before one that fits leaves the result open, unless both give the same.
  if (found.stays_open && rows.size() > 1) {
    const auto agreed = agreement(definition, rows);
    if (agreed && !agreed->is_known()) return without_value(states & without_known);
  }
  Possible result;
  for (const std::uint32_t row : rows) {
    const Possible& given = value(knowledge_.rules.tables[definition.table].rows[row].results[definition.result_column]);
    result = result.states == 0 ? given : either(std::move(result), given, definition.type.kind);
  }
  result.states |= states & without_known;
  return result;
}

// Of rows that certainly fit together, each with one result: that result where it is the same, else none.
std::optional<Possible> Outlook::agreement(const model::Definition& definition, const std::vector<std::uint32_t>& rows) {
  const auto result_of = [&](std::uint32_t row) -> const Possible& {
    return value(knowledge_.rules.tables[definition.table].rows[row].results[definition.result_column]);
  };
  const Possible& first = result_of(rows.front());
  for (const std::uint32_t row : rows) {
    const Possible& result = result_of(row);
    if (!result.is_known() || !is_single(result, definition.type.kind)) return {};
    const bool same = result.codes == first.codes && result.numbers == first.numbers && result.texts == first.texts &&
                      result.yes == first.yes;
    if (!same) return without_value(bit(State::uncovered));
  }
  return first;
}

const Possible& Outlook::fit(TableId table, std::uint32_t row) { return rows_of(table).fits[row]; }

const Outlook::TableRows& Outlook::rows_of(TableId id) {
  auto& [rows, turn] = tables_[id];
  if (is_current(table_fields_[id], turn)) return rows;
  const model::Table& table = knowledge_.rules.tables[id];
  TableRows found;
  Connection others(false);
  for (const model::Row& row : table.rows) {
    if (row.otherwise) {
      found.fits.push_back(negated(others.result()));
      continue;
    }
    Connection tests(true);
    for (std::size_t column = 0; column < row.tests.size(); ++column) {
      const ExpressionId subject = table.subjects.empty() ? model::none : table.subjects[column].expression;
      tests.add(test(row.tests[column], subject));
      if (tests.is_decided()) break;
    }
    found.fits.push_back(tests.result());
    others.add(found.fits.back());
  }
  bool certain = false;
  if (table.policy == model::HitPolicy::first) {
    for (std::uint32_t row = 0; row < table.rows.size() && !certain; ++row) {
      const Possible& fit = found.fits[row];
      if (fit.is_no()) continue;
      found.stays_open = (found.rows.empty() || found.stays_open) && (!fit.can_be(State::known) || fit.is_yes()) &&
                         (!found.rows.empty() || !fit.can_be(State::known));
      found.states |= fit.states & without_known;
      found.rows.push_back(row);
      certain = fit.is_yes() || table.rows[row].otherwise;
      if (fit.can_be_yes() || table.rows[row].otherwise) found.states |= known_only;
    }
  } else {
    std::vector<std::uint32_t> sure;
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      const Possible& fit = found.fits[row];
      if (fit.is_yes()) sure.push_back(row);
      if (fit.can_be_yes()) found.rows.push_back(row);
      found.states |= fit.states & without_known;
    }
    certain = !sure.empty();
    if (!found.rows.empty()) found.states |= known_only;
    bool contradicts = false;
    const auto& results = table.rows;
    for (const std::uint32_t row : found.rows) {
      for (std::size_t column = 0; column < table.results.size(); ++column) {
        contradicts = contradicts || knowledge_.forms.identity(results[row].results[column]) !=
                                         knowledge_.forms.identity(results[found.rows.front()].results[column]);
      }
    }
    if (contradicts) found.states |= bit(State::uncovered);
    if (certain) {
      // Others that may fit as well may contradict it.
      found.certain = found.rows.size() == sure.size();
      found.rows = std::move(sure);
      found.states &=
          static_cast<States>(known_only | bit(State::uncovered));  // a certain row stands whatever is unknown of the others
    }
  }
  const bool all_can_fail =
      std::all_of(found.fits.begin(), found.fits.end(), [](const Possible& fit) { return fit.can_be_no(); });
  if (!certain && all_can_fail) found.states |= bit(State::uncovered);
  rows = std::move(found);
  turn = turn_;
  return rows;
}

Possible Outlook::fires(TableId id, std::uint32_t row) {
  const TableRows& rows = rows_of(id);
  if (knowledge_.rules.tables[id].policy == model::HitPolicy::unique) return rows.fits[row];
  Connection parts(true);
  parts.add(rows.fits[row]);
  for (std::uint32_t before = 0; before < row && !parts.is_decided(); ++before) parts.add(negated(rows.fits[before]));
  return parts.result();
}

Possible Outlook::uncovered(TableId id) {
  const TableRows& rows = rows_of(id);
  bool fits = false;
  bool open = true;
  for (const Possible& fit : rows.fits) {
    fits = fits || fit.is_yes();
    open = open && !fit.is_yes() && (fit.can_be_no());
  }
  if (fits) return truth(false, true, 0);
  const bool all_fail = std::all_of(rows.fits.begin(), rows.fits.end(), [](const Possible& fit) { return fit.is_no(); });
  return truth(open, !all_fail, all_fail ? States{0} : rows.states);
}

Possible Outlook::reaches(std::uint32_t layer) {
  const model::Rules& rules = knowledge_.rules;
  Connection parts(true);
  if (layer > 0 && rules.applies != model::none) parts.add(value(rules.applies));
  for (std::size_t number = 0; number + 1 < layer && number < rules.gates.size(); ++number) {
    const model::Gate& gate = rules.gates[number];
    const std::size_t needed = gate.mode == model::Gate::Mode::all ? gate.elements.size() : gate.at_least;
    std::size_t sure = 0;
    std::size_t possible = 0;
    States states = 0;
    for (const model::Element& element : gate.elements) {
      const Possible& met = value(element.condition);
      sure += met.is_yes();
      possible += met.can_be_yes();
      states |= met.states & without_known;
    }
    if (sure >= needed) continue;
    parts.add(truth(possible >= needed, true, states));
  }
  return parts.result();
}

}  // namespace fenji::prove
