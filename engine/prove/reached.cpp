#include "engine/prove/reached.hpp"

#include <algorithm>

namespace fenji::prove {

namespace {

// Goals that a record is tried on, and how many more for each that it meets.
constexpr int tries_of_a_record = 64;
constexpr int tries_of_a_hit = 32;

// Goals for which the search had no answer are tried with all records, this often together.
constexpr std::size_t tries_of_undecided = 2'000'000;

}  // namespace

std::size_t Reached::add(Goal goal) {
  goals_.push_back(std::move(goal));
  verdicts_.push_back(Verdict::open);
  return goals_.size() - 1;
}

void Reached::run() {
  std::vector<FieldValues> found;
  for (std::size_t number = 0; number < goals_.size(); ++number) {
    if (verdicts_[number] != Verdict::open) continue;
    RecordSearch::Answer answer = proof_.find(goals_[number]);
    verdicts_[number] = answer.found() ? Verdict::reached : answer.never() ? Verdict::never : Verdict::undecided;
    if (!answer.found()) continue;
    mark_others(number + 1, answer.record);
    found.push_back(std::move(answer.record));
  }
  mark_undecided(found);
}

Record Reached::record_of(const FieldValues& values) const {
  Record record(proof_.rules());
  for (model::FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
  return record;
}

void Reached::mark_others(std::size_t first, const FieldValues& values) {
  Record record = record_of(values);
  int tries = tries_of_a_record;
  for (std::size_t number = first; number < goals_.size() && tries > 0; ++number) {
    if (verdicts_[number] != Verdict::open) continue;
    --tries;
    if (!holds(record, proof_.knowledge, goals_[number])) continue;
    verdicts_[number] = Verdict::reached;
    tries += tries_of_a_hit;
  }
}

void Reached::mark_undecided(const std::vector<FieldValues>& found) {
  std::vector<std::size_t> undecided;
  for (std::size_t number = 0; number < goals_.size(); ++number) {
    if (verdicts_[number] == Verdict::undecided) undecided.push_back(number);
  }
  std::size_t tries = 0;
  for (const FieldValues& values : found) {
    tries += undecided.size();
    if (undecided.empty() || tries > tries_of_undecided) return;
    Record record = record_of(values);
    std::erase_if(undecided, [&](std::size_t number) {
      const bool met = holds(record, proof_.knowledge, goals_[number]);
      if (met) verdicts_[number] = Verdict::reached;
      return met;
    });
  }
}

}  // namespace fenji::prove
