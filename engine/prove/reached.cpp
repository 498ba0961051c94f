#include "engine/prove/reached.hpp"

namespace fenji::prove {

std::size_t Reached::add(Goal goal) {
  goals_.push_back(std::move(goal));
  verdicts_.push_back(Verdict::open);
  return goals_.size() - 1;
}

void Reached::run() {
  for (std::size_t number = 0; number < goals_.size(); ++number) {
    if (verdicts_[number] != Verdict::open) continue;
    const RecordSearch::Answer answer = proof_.find(goals_[number]);
    verdicts_[number] = answer.found() ? Verdict::reached : answer.never() ? Verdict::never : Verdict::undecided;
    if (answer.found()) mark_all(answer.record);
  }
}

void Reached::mark_all(const FieldValues& values) {
  Record record(proof_.rules());
  for (model::FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
  for (std::size_t number = 0; number < goals_.size(); ++number) {
    if (verdicts_[number] == Verdict::open && holds(record, proof_.knowledge, goals_[number])) {
      verdicts_[number] = Verdict::reached;
    }
  }
}

}  // namespace fenji::prove
