#include "engine/execute/reason_search.hpp"

#include <algorithm>
#include <cassert>

namespace fenji::execute {

using graph::Operation;
using graph::Step;
using graph::StepId;
using model::State;

void ReasonSearch::find(const std::vector<StepId>& steps, std::size_t record, Reasons& reasons) {
  if (++search_ == 0) {
    std::fill(seen_.begin(), seen_.end(), 0U);
    search_ = 1;
  }
  record_ = record;
  reasons_ = &reasons;
  for (const StepId step : steps) ask(step);
  while (!open_.empty()) {
    const StepId id = open_.back();
    open_.pop_back();
    look_at(id);
  }
  std::sort(reasons.begin(), reasons.end());
  reasons.erase(std::unique(reasons.begin(), reasons.end()), reasons.end());
}

void ReasonSearch::ask(StepId step) {
  if (frame_.vectors[step].known(record_) || seen_[step] == search_) return;
  seen_[step] = search_;
  open_.push_back(step);
}

void ReasonSearch::ask_operands(const Step& step) {
  for (const StepId operand : step.operands) ask(operand);
}

// `id` is unknown in the record.
void ReasonSearch::look_at(StepId id) {
  const Step& step = frame_.graph.steps[id];
  switch (step.operation) {
    case Operation::constant:
      assert(false);
      return;
    case Operation::field:
    case Operation::given:
      return look_at_field(step);
    case Operation::convert:
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::minimum:
    case Operation::maximum:
    case Operation::divide:
    case Operation::round:
    case Operation::add_days:
    case Operation::add_months:
      return look_at_arithmetic(step);
    case Operation::year:
    case Operation::full_months:
    case Operation::full_years:
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
    case Operation::within:
    case Operation::segment:
    case Operation::word:
    case Operation::all:
    case Operation::any:
    case Operation::negation:
    case Operation::at_least:
      return ask_operands(step);
    case Operation::applicable:
      // Where the condition is known to fail there is nothing to name.
      if (!frame_.vectors[step.operands[0]].known(record_)) return ask(step.operands[0]);
      if (frame_.vectors[step.operands[0]].at<std::uint8_t>(record_) != 0) ask(step.operands[1]);
      return;
    case Operation::choose_row:
      return look_at_choice(id);
    case Operation::pick:
      return look_at_pick(id);
  }
}

void ReasonSearch::look_at_field(const Step& step) {
  const State state = frame_.batch->columns[step.reference].states()[record_];
  if (state == State::not_applicable) return;  // a function over the whole list: nothing that a note names
  const Reason::Kind kind = state == State::missing     ? Reason::Kind::missing
                            : state == State::uncovered ? Reason::Kind::undetermined
                                                        : Reason::Kind::unreadable;
  reasons_->push_back({kind, step.reference, 0});
}

void ReasonSearch::look_at_arithmetic(const Step& step) {
  const bool failed = std::all_of(step.operands.begin(), step.operands.end(),
                                  [this](StepId operand) { return frame_.vectors[operand].known(record_); });
  if (failed) {
    reasons_->push_back({Reason::Kind::out_of_range, step.owner, 0});
  } else {
    ask_operands(step);
  }
}

// A row that no record's tests leave open names none: no row fits.
void ReasonSearch::look_at_choice(StepId id) {
  const Step& step = frame_.graph.steps[id];
  const graph::Decision& decision = frame_.graph.decisions[step.reference];
  // Of a table with one subject all rows that ask for anything are open; the first is found at once.
  if (decision.indexed && step.operands.size() == 1 && !frame_.vectors[step.operands[0]].known(record_)) {
    const std::vector<graph::DigitTest>& tests = decision.tests.all();
    if (!std::all_of(tests.begin(), tests.end(), [](const graph::DigitTest& test) { return test.any(); }))
      return ask(step.operands[0]);
  }
  find_fits(frame_, step, record_, fits_);
  fire(decision, fits_, firing_);
  if (firing_.open.empty()) {
    reasons_->push_back({Reason::Kind::uncovered, decision.definition, 0});
    return;
  }
  for (const std::uint32_t place : firing_.open) {
    if (!decision.indexed) {
      ask(step.operands[place]);
      continue;
    }
    for (std::size_t k = 0; k < step.operands.size(); ++k) {
      if (!decision.tests[place][k].any()) ask(step.operands[k]);
    }
  }
}

void ReasonSearch::look_at_pick(StepId id) {
  const Step& step = frame_.graph.steps[id];
  const StepId chooser = step.operands[0];
  const std::uint32_t reference = frame_.graph.steps[chooser].reference;
  const graph::Decision& decision = frame_.graph.decisions[reference];
  const OpenChoices& choices = frame_.choices[reference];
  const std::size_t place = choices.find(record_);
  const bool open = place < choices.records.size();
  const bool agreed = open && frame_.agreed[id][place] != 0;
  if (agreed || (!open && frame_.vectors[chooser].known(record_))) {
    ask(step.operands[1 + frame_.vectors[chooser].at<std::uint32_t>(record_)]);
  } else if (open && choices.records[place].certain && decision.policy == model::HitPolicy::unique) {
    reasons_->push_back({Reason::Kind::contradiction, decision.definition, 0});
  } else {
    ask(chooser);
  }
}

}  // namespace fenji::execute
