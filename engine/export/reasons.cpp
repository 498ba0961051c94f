#include "engine/export/reasons.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace fenji::sql {

using graph::Operation;
using graph::Step;
using model::State;

namespace {

constexpr int bits_of_a_word = 62;

Possible of_field(const Step& step, const model::Rules& rules, const std::vector<CellStates>& cells) {
  Possible possible;
  const Reason missing{Reason::Kind::missing, step.reference, 0};
  const Reason unreadable{Reason::Kind::unreadable, step.reference, 0};
  if (rules.fields[step.reference].population != model::none) {
    possible.not_applicable = true;
    possible.reasons = {missing, unreadable, {Reason::Kind::undetermined, step.reference, 0}};
    return possible;
  }
  if (cells[step.reference].missing && step.operation == Operation::field) possible.reasons.insert(missing);
  if (cells[step.reference].invalid) possible.reasons.insert(unreadable);
  return possible;
}

bool may_be_uncovered(const graph::Decision& decision) {
  if (decision.otherwise != model::none) return false;
  const std::vector<std::uint32_t>& rows = decision.row_by_index;
  return rows.empty() || std::find(rows.begin(), rows.end(), graph::no_row_fits) != rows.end();
}

}  // namespace

bool may_contradict(const graph::Decision& decision) {
  if (decision.policy == model::HitPolicy::first || decision.rows.size() < 2) return false;
  const std::vector<std::uint32_t>& rows = decision.row_by_index;
  return rows.empty() || std::find(rows.begin(), rows.end(), graph::rows_disagree) != rows.end();
}

std::vector<Possible> possible_reasons(const graph::Graph& graph, const model::Rules& rules,
                                       const std::vector<CellStates>& cells) {
  std::vector<Possible> all(graph.steps.size());
  for (std::size_t id = 0; id < graph.steps.size(); ++id) {
    const Step& step = graph.steps[id];
    Possible& possible = all[id];
    if (step.operation == Operation::field || step.operation == Operation::given) {
      possible = of_field(step, rules, cells);
      continue;
    }
    for (const graph::StepId operand : step.operands) possible.add(all[operand]);
    if (step.checked) possible.reasons.insert({Reason::Kind::out_of_range, step.owner, 0});
    if (step.operation == Operation::applicable) possible.not_applicable = true;
    if (step.operation == Operation::choose_row) {
      const graph::Decision& decision = graph.decisions[step.reference];
      if (may_be_uncovered(decision)) possible.reasons.insert({Reason::Kind::uncovered, decision.definition, 0});
    }
    if (step.operation == Operation::pick) {
      const graph::Decision& decision = graph.decisions[graph.steps[step.operands[0]].reference];
      if (may_contradict(decision)) possible.reasons.insert({Reason::Kind::contradiction, decision.definition, 0});
    }
  }
  return all;
}

State state_of(Reason::Kind kind) {
  switch (kind) {
    case Reason::Kind::unreadable:
    case Reason::Kind::out_of_range:
      return State::invalid;
    case Reason::Kind::missing:
      return State::missing;
    case Reason::Kind::uncovered:
    case Reason::Kind::contradiction:
    case Reason::Kind::undetermined:
      return State::uncovered;
    case Reason::Kind::failed:
      break;
  }
  assert(false && "no value hangs on it");
  return State::known;
}

ReasonBits::ReasonBits(const std::set<Reason>& reasons) {
  int place = 1;  // behind not_applicable
  for (const State state : {State::uncovered, State::missing, State::invalid}) {
    for (const Reason& reason : reasons) {
      if (state_of(reason.kind) != state) continue;
      bits_[reason] = {static_cast<std::size_t>(place / bits_of_a_word), std::int64_t{1} << (place % bits_of_a_word)};
      ++place;
    }
  }
  words_ = static_cast<std::size_t>((place + bits_of_a_word - 1) / bits_of_a_word);
}

std::int64_t ReasonBits::mask(State state, std::size_t word) const {
  if (state == State::not_applicable) return word == 0 ? not_applicable().mask : 0;
  std::int64_t mask = 0;
  for (const auto& [reason, bit] : bits_) {
    if (bit.word == word && state_of(reason.kind) == state) mask |= bit.mask;
  }
  return mask;
}

void Why::add(const Why& more) {
  if (words.size() < more.words.size()) words.resize(more.words.size());
  for (std::size_t word = 0; word < more.words.size(); ++word) {
    for (const Expression& term : more.words[word]) {
      const auto same = [&](const Expression& each) { return each.text == term.text; };
      if (std::none_of(words[word].begin(), words[word].end(), same)) words[word].push_back(term);
    }
  }
}

}  // namespace fenji::sql
