#include <algorithm>
#include <set>

#include "engine/prove/fields_phrase.hpp"
#include "engine/prove/findings.hpp"
#include "engine/prove/parts.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"

namespace fenji::prove {
namespace {

using model::Definition;
using model::DefinitionId;
using model::Expression;
using model::ExpressionId;
using model::Operation;
using model::Rules;
using model::State;

class LostValueFinder {
 public:
  explicit LostValueFinder(Proof& proof) : proof_(proof), whens_(proof.rules().definitions.size(), model::none) {}

  void run() {
    const Rules& rules = proof_.rules();
    for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
      const Definition& definition = rules.definitions[id];
      const Parts parts(rules, definition);
      find_unapplicable(id, parts);
      Goal goal = circumstances_of(definition);
      goal.push_back(require_body_state(id, State::invalid));
      if (find_invalid(parts, definition.name, goal)) invalid_.insert(id);
    }
    std::uint32_t layer = 1;
    for (const model::Gate& gate : rules.gates) {
      for (const model::Element& element : gate.elements) {
        Goal goal{require_layer(layer), require_state(element.condition, State::invalid)};
        find_invalid(Parts(rules, element.condition), element.name, goal);
      }
      ++layer;
    }
  }

 private:
  // A sum of results that stand and fall together is not applicable where they are: it takes over their condition. What mixes
  // them with others, or decides by them, loses its result.
  void find_unapplicable(DefinitionId id, const Parts& parts) {
    const Rules& rules = proof_.rules();
    const Definition& user = rules.definitions[id];
    std::set<Identity> conditions;
    bool always_there = false;
    const Expression* first = nullptr;
    for (const ExpressionId part : parts.all()) {
      const Expression& expression = rules.expressions[part];
      if (expression.operation != Operation::definition) continue;
      const ExpressionId when = whens_[expression.reference];
      always_there = always_there || when == model::none;
      if (when == model::none) continue;
      conditions.insert(proof_.knowledge.forms.identity(when));
      if (first == nullptr || expression.span < first->span) first = &expression;
    }
    whens_[id] = user.when;
    if (first == nullptr) return;
    ExpressionId when = whens_[first->reference];
    if (user.when != model::none && conditions == std::set<Identity>{proof_.knowledge.forms.identity(user.when)}) return;
    const bool of_expression = user.table == model::none || is_made_of_expression(id);
    if (of_expression && user.when == model::none && ((conditions.size() == 1 && !always_there) || user.table != model::none)) {
      whens_[id] = when;
      return;
    }
    Goal goal = circumstances_of(user);
    goal.push_back(require_body_state(id, State::not_applicable));
    RecordSearch::Answer answer = proof_.find(goal);
    if (!answer.found()) {
      if (!answer.never()) add_open(first->span, messages::unclear_application(name_of(id)));
      return;
    }
    first = lost_by(user, answer.record, first);
    when = whens_[first->reference];
    const Definition& used_definition = rules.definitions[first->reference];
    const bool made = is_made_of_expression(first->reference);
    const std::string used = made ? rules.tables[used_definition.table].name : used_definition.name;
    const Message shown = fields_phrase(proof_.knowledge, answer.record, {when});
    Diagnostic& finding = report(proof_.findings, "not-applicable-used", Severity::error, first->span,
                                 messages::not_applicable_used(used, name_of(id), shown));
    finding.advice = messages::add_when();
    finding.related.push_back({rules.expressions[when].span, messages::declared_when(used)});
    proof_.show({std::move(answer.record), std::move(goal)});
  }

  // What a function over the whole list asks for has neither a name of the author's nor a table: it is named by the function.
  const std::string& name_of(DefinitionId id) const {
    const Rules& rules = proof_.rules();
    const Definition& user = rules.definitions[id];
    if (user.author_named) return user.name;
    if (user.table != model::none) return rules.tables[user.table].name;
    for (const model::Population& each : rules.populations) {
      const bool asks = each.argument == id || each.condition == id || each.amount == id ||
                        std::find(each.groups.begin(), each.groups.end(), id) != each.groups.end();
      if (asks) return rules.fields[each.field].name;
    }
    return user.name;
  }

  // Of a table the result of the row that the record fits, where that is what it lacks.
  const Expression* lost_by(const Definition& user, const FieldValues& values, const Expression* otherwise) const {
    const Rules& rules = proof_.rules();
    if (user.table == model::none) return otherwise;
    Record record(rules);
    for (model::FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
    const auto& rows = rules.tables[user.table].rows;
    for (std::uint32_t row = 0; row < rows.size(); ++row) {
      if (!record.row_fits(user.table, row)) continue;
      const Expression& result = rules.expressions[rows[row].results[user.result_column]];
      const bool lacks = result.operation == Operation::definition && whens_[result.reference] != model::none;
      if (lacks) return &result;
    }
    return otherwise;
  }

  // 最差 / worst and 最好 / best have a table that no author wrote.
  bool is_made_of_expression(DefinitionId id) const {
    const Definition& definition = proof_.rules().definitions[id];
    return definition.table != model::none && !definition.author_named &&
           proof_.rules().tables[definition.table].form == model::TableForm::classify;
  }

  void add_open(Span span, Message message) {
    report(proof_.findings, "not-decided", Severity::note, span, std::move(message));
  }

  bool find_invalid(const Parts& parts, const std::string& name, const Goal& goal) {
    const Rules& rules = proof_.rules();
    const Expression* division = nullptr;
    bool inherited = false;
    for (const ExpressionId part : parts.all()) {
      const Expression& expression = rules.expressions[part];
      if (expression.operation == Operation::divide && division == nullptr) division = &expression;
      inherited = inherited || (expression.operation == Operation::definition && invalid_.contains(expression.reference));
    }
    if (inherited || division == nullptr) return inherited;
    RecordSearch::Answer answer = proof_.find(goal);
    if (!answer.found()) {
      if (!answer.never()) add_open(division->span, messages::unclear_division(name));
      return false;
    }
    const Message shown = fields_phrase(proof_.knowledge, answer.record, {division->operands[1]});
    Diagnostic& finding =
        report(proof_.findings, "overflow", Severity::warning, division->span, messages::division_by_zero(name, shown));
    finding.advice = messages::guard_division();
    proof_.show({std::move(answer.record), goal});
    return true;
  }

  Proof& proof_;
  std::vector<ExpressionId> whens_;  // by definition: outside it there is no value, by its own words or those it takes over
  std::set<DefinitionId> invalid_;   // those told, and those that lean on them
};

}  // namespace

void find_lost_values(Proof& proof) { LostValueFinder(proof).run(); }

}  // namespace fenji::prove
