#include <algorithm>
#include <set>

#include "engine/prove/findings.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/reached.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::ExpressionId;
using model::Operation;
using model::Rules;
using Verdict = Reached::Verdict;

struct Condition {
  ExpressionId expression = model::none;
  std::optional<std::size_t> whole;  // of which it is a part, by number
  Message place;                     // behind the words
  bool of_block = false;             // a `仅当` / when
  std::size_t yes = 0, no = 0;       // goals
};

class ConditionFinder {
 public:
  explicit ConditionFinder(Proof& proof) : proof_(proof), reached_(proof) {}

  void run() {
    const Rules& rules = proof_.rules();
    if (rules.applies != model::none) add(rules.applies, {}, {"（适用）", " (applies to)"});
    for (std::uint32_t number = 0; number < rules.gates.size(); ++number) {
      const model::Gate& gate = rules.gates[number];
      for (const model::Element& element : gate.elements) {
        add(element.condition, {require_layer(number + 1)},
            {"（准入条件 " + gate.name + "）", " (eligibility " + gate.name + ")"});
      }
    }
    std::set<ExpressionId> whens;
    for (const model::Definition& definition : rules.definitions) {
      if (definition.when != model::none && whens.insert(definition.when).second) {
        add(definition.when, {require_layer(definition.layer)}, {"（仅当）", " (when)"}, true);
      }
      const bool is_condition =
          definition.author_named && definition.expression != model::none && definition.type.kind == model::Kind::yes_no;
      if (is_condition)
        add(definition.expression, circumstances_of(definition), {"（" + definition.name + "）", " (" + definition.name + ")"});
    }
    for (model::TableId id = 0; id < rules.tables.size(); ++id) {
      const model::Table& table = rules.tables[id];
      if (table.form != model::TableForm::classify || table.span == Span{}) continue;
      const bool authored =
          std::any_of(rules.definitions.begin(), rules.definitions.end(),
                      [&](const model::Definition& definition) { return definition.table == id && definition.author_named; });
      if (!authored) continue;
      const Message phrase = table_phrase(rules, id);
      for (const model::Row& row : table.rows) {
        for (const model::Test& test : row.tests) {
          // The line as a whole is judged as a row.
          for (const ExpressionId condition : test.conditions) {
            add_parts(condition, circumstances_of(rules, id), {"（" + phrase.zh + "）", " (" + phrase.en + ")"}, {});
          }
        }
      }
    }
    reached_.run();
    tell();
  }

 private:
  void add(ExpressionId condition, const Goal& circumstances, const Message& place, bool of_block = false) {
    const std::size_t number = conditions_.size();
    if (!add_one(condition, circumstances, place, {})) return;
    conditions_[number].of_block = of_block;
    add_parts(condition, circumstances, place, number);
  }

  void add_parts(ExpressionId id, const Goal& circumstances, const Message& place, std::optional<std::size_t> whole) {
    const model::Expression& expression = proof_.rules().expressions[id];
    const bool is_compound = expression.operation == Operation::all || expression.operation == Operation::any ||
                             expression.operation == Operation::negation;
    if (!is_compound) return;
    for (const ExpressionId part : expression.operands) {
      const Operation operation = proof_.rules().expressions[part].operation;
      if (operation == Operation::all || operation == Operation::any || operation == Operation::negation) {
        add_parts(part, circumstances, place, whole);
      } else {
        add_one(part, circumstances, place, whole);
      }
    }
  }

  bool add_one(ExpressionId id, const Goal& circumstances, const Message& place, std::optional<std::size_t> whole) {
    const model::Expression& expression = proof_.rules().expressions[id];
    // What parameters alone decide is switched by them.
    if (proof_.knowledge.dependencies.of(id).empty() || expression.operation == Operation::field) return false;
    if (!seen_.insert({id, expression.span}).second) return false;
    Condition condition{id, whole, place, false, 0, 0};
    Goal goal = circumstances;
    goal.push_back(require_yes(id));
    condition.yes = reached_.add(goal);
    goal.back() = require_no(id);
    condition.no = reached_.add(goal);
    conditions_.push_back(std::move(condition));
    return true;
  }

  std::optional<bool> constant_of(const Condition& condition) const {
    const Verdict yes = reached_.verdict(condition.yes);
    const Verdict no = reached_.verdict(condition.no);
    if (no == Verdict::never && yes == Verdict::reached) return true;
    if (yes == Verdict::never && no == Verdict::reached) return false;
    return {};
  }

  bool is_open(const Condition& condition) const {
    const Verdict yes = reached_.verdict(condition.yes);
    const Verdict no = reached_.verdict(condition.no);
    return yes == Verdict::undecided || no == Verdict::undecided;
  }

  // Records for which the condition has no outcome, since what it speaks of does not apply to them, do not meet it either.
  bool holds_for_all_it_applies_to(const Condition& condition) {
    for (const model::State state : {model::State::not_applicable, model::State::uncovered, model::State::invalid}) {
      Goal goal = reached_.goal(condition.yes);
      goal.back() = require_state(condition.expression, state);
      if (!proof_.find(goal).never()) return false;
    }
    return true;
  }

  void tell() {
    for (const Condition& condition : conditions_) {
      const Rules& rules = proof_.rules();
      if (is_open(condition) && !(condition.whole && is_open(conditions_[*condition.whole]))) {
        const std::string words = expression_words(condition.expression, rules, rules.language);
        report(proof_.findings, "not-decided", Severity::note, rules.expressions[condition.expression].span,
               messages::unclear_condition(words, condition.place));
        continue;
      }
      const auto outcome = constant_of(condition);
      if (!outcome || (condition.whole && constant_of(conditions_[*condition.whole]))) continue;
      if (*outcome && !holds_for_all_it_applies_to(condition)) continue;
      const std::string words = expression_words(condition.expression, rules, rules.language);
      const bool dead_block = condition.of_block && !*outcome;
      Diagnostic& finding =
          report(proof_.findings, "dead-element", Severity::warning, rules.expressions[condition.expression].span,
                 dead_block ? messages::block_never_counts(words) : messages::always(words, *outcome, condition.place));
      finding.advice = messages::why_always(*outcome);
    }
  }

  Proof& proof_;
  Reached reached_;
  std::vector<Condition> conditions_;
  std::set<std::pair<ExpressionId, Span>> seen_;
};

}  // namespace

void find_dead_conditions(Proof& proof) { ConditionFinder(proof).run(); }

}  // namespace fenji::prove
