// Stage: explain. What all parts of one explanation share.
#pragma once

#include <string>

#include "engine/execute/plain.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/quotes.hpp"
#include "engine/explain/words.hpp"

namespace fenji::explain {

struct Context {
  Context(const GradedRecord& graded, Language told_in)
      : rules(graded.rules),
        record(graded.record),
        evaluation(graded.evaluation),
        cells(graded.cells),
        language(told_in),
        quotes(rules, graded.sources),
        words(rules, quotes) {}
  Context(const Context&) = delete;
  Context& operator=(const Context&) = delete;

  // The sentence for reasons, as a result list has it.
  std::string note(const execute::Reasons& reasons) const {
    return execute::note(reasons, rules, language, [this](model::FieldId field) { return cells[field].text; });
  }

  const model::Rules& rules;
  const execute::Record& record;
  const execute::Evaluation& evaluation;
  const std::vector<RawCell>& cells;
  const Language language;
  const Quotes quotes;
  const ExpressionWords words;
};

inline Verdict verdict_of(const execute::Outcome& outcome) {
  if (outcome.value.state != model::State::known) return Verdict::undecided;
  return outcome.value.yes ? Verdict::yes : Verdict::no;
}

}  // namespace fenji::explain
