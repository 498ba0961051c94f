#include "engine/prove/meeting.hpp"

#include <algorithm>
#include <iterator>

#include "engine/prove/axes.hpp"
#include "engine/prove/record_search.hpp"
#include "engine/prove/trial.hpp"

namespace fenji::prove {
namespace {

constexpr Budget most_trials = 200'000;
constexpr std::size_t most_boxes = 4096;
constexpr Budget most_steps = 5'000;

// Rules that have an expression for every field, by which the values of a record are read.
struct Readable {
  explicit Readable(const model::Rules& all) : rules(all) {
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      model::Expression expression;
      expression.operation = model::Operation::field;
      expression.type = rules.fields[field].type;
      expression.reference = field;
      fields.push_back(static_cast<model::ExpressionId>(rules.expressions.size()));
      rules.expressions.push_back(std::move(expression));
    }
  }

  model::Rules rules;
  std::vector<model::ExpressionId> fields;
};

// Conditions that hold where `condition` does, of those that are understood.
void add_decided(Formula condition, std::vector<Formula>& to) {
  if (is_decided(condition)) {
    to.push_back(std::move(condition));
  } else if (condition.kind == Formula::Kind::all) {
    for (Formula& part : condition.parts) add_decided(std::move(part), to);
  }
}

// By geometry: what is understood of the conditions cannot be met, or missed, together.
bool apart(const Knowledge& knowledge, const std::vector<model::ExpressionId>& conditions, bool met) {
  Axes axes(knowledge);
  std::vector<Formula> understood;
  for (const model::ExpressionId condition : conditions) {
    Formula formula = axes.condition(condition);
    add_decided(met ? std::move(formula) : negation(std::move(formula)), understood);
  }
  const Formula all = all_of(std::move(understood));
  axes.cut({&all});
  const auto found = boxes(all, axes.all(), most_boxes);
  return found && found->empty();
}

}  // namespace

Meeting find_meeting(const model::Rules& rules, model::ExpressionId left, model::ExpressionId right) {
  const Readable readable(rules);
  const Knowledge knowledge(readable.rules);
  Choices choices(knowledge);
  choices.truth_matters(left);
  choices.truth_matters(right);
  Meeting meeting;
  Budget budget = most_trials;
  const Trial trial = try_out(knowledge, choices, {}, {}, budget, [&](Record& record) {
    for (const model::ExpressionId condition : {left, right}) {
      const model::Value value = record.value(condition);
      if (value.state != model::State::known || !value.yes) return true;
    }
    meeting.outcome = Meeting::Outcome::found;
    for (const model::FieldId chosen : choices.asked_fields()) {
      meeting.record.emplace_back(chosen, record.value(readable.fields[chosen]));
    }
    return false;
  });
  if (meeting.outcome == Meeting::Outcome::found) return meeting;
  if (trial.outcome == Trial::Outcome::all || apart(knowledge, {left, right}, true)) {
    meeting.outcome = Meeting::Outcome::never;
    return meeting;
  }
  RecordSearch search(knowledge);
  Budget steps = most_steps;
  const RecordSearch::Answer answer = search.find({require_yes(left), require_yes(right)}, steps);
  if (answer.never()) meeting.outcome = Meeting::Outcome::never;
  if (!answer.found()) return meeting;
  meeting.outcome = Meeting::Outcome::found;
  for (const model::FieldId chosen : choices.asked_fields()) meeting.record.emplace_back(chosen, answer.record[chosen]);
  return meeting;
}

Meeting find_outsider(const model::Rules& rules, const std::vector<model::ExpressionId>& conditions) {
  const Knowledge knowledge(rules);
  Choices choices(knowledge);
  Goal goal;
  for (const model::ExpressionId condition : conditions) {
    choices.truth_matters(condition);
    goal.push_back(require_no(condition));
  }
  RecordSearch search(knowledge);
  Budget steps = most_steps;
  const RecordSearch::Answer answer = search.find(goal, steps);
  Meeting meeting;
  if (answer.never() || (!answer.found() && apart(knowledge, conditions, false))) meeting.outcome = Meeting::Outcome::never;
  if (!answer.found()) return meeting;
  meeting.outcome = Meeting::Outcome::found;
  for (const model::FieldId chosen : choices.asked_fields()) meeting.record.emplace_back(chosen, answer.record[chosen]);
  return meeting;
}

}  // namespace fenji::prove
