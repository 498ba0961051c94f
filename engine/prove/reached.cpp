#include "engine/prove/reached.hpp"

#include <algorithm>
#include <random>

namespace fenji::prove {

namespace {

// Goals that a record is tried on, and how many more for each that it meets.
constexpr int tries_of_a_record = 64;
constexpr int tries_of_a_hit = 32;

// Scattered records are tried as long as they meet goals, but for so many in a row.
constexpr int most_scattered_records = 256;
constexpr int most_misses = 8;

// Goals for which the search had no answer are tried with all records, this often together.
constexpr std::size_t tries_of_undecided = 2'000'000;

}  // namespace

std::size_t Reached::add(Goal goal) {
  goals_.push_back(std::move(goal));
  verdicts_.push_back(Verdict::open);
  return goals_.size() - 1;
}

void Reached::run() {
  try_scattered_records();
  std::vector<FieldValues> found;
  for (std::size_t number = 0; number < goals_.size(); ++number) {
    if (verdicts_[number] != Verdict::open) continue;
    RecordSearch::Answer answer = proof_.find(goals_[number]);
    verdicts_[number] = answer.found() ? Verdict::reached : answer.never() ? Verdict::never : Verdict::undecided;
    if (!answer.found()) continue;
    std::size_t next = number + 1;
    mark_met(answer.record, next);
    found.push_back(std::move(answer.record));
  }
  mark_undecided(found);
}

Record Reached::record_of(const FieldValues& values) const {
  Record record(proof_.rules());
  for (model::FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
  return record;
}

// Each field has one of the values that are told apart; which one is drawn, the same in every run.
void Reached::try_scattered_records() {
  std::minstd_rand draw;
  FieldValues values(proof_.rules().fields.size());
  int misses = 0;
  std::size_t at = 0;
  for (int i = 0; i < most_scattered_records && misses < most_misses; ++i) {
    for (const FieldChoices& choices : proof_.search.fields()) {
      const auto count = static_cast<std::minstd_rand::result_type>(choices.values.size());
      if (count > 0) values[choices.field] = choices.values[draw() / 8 % count];
    }
    misses = mark_met(values, at) ? 0 : misses + 1;
    if (at == goals_.size()) at = 0;
  }
}

// Open goals from `at` on, which is moved behind those that were tried; whether the record meets any.
bool Reached::mark_met(const FieldValues& values, std::size_t& at) {
  Record record = record_of(values);
  int tries = tries_of_a_record;
  bool met = false;
  for (; at < goals_.size() && tries > 0; ++at) {
    if (verdicts_[at] != Verdict::open) continue;
    --tries;
    if (!holds(record, proof_.knowledge, goals_[at])) continue;
    verdicts_[at] = Verdict::reached;
    tries += tries_of_a_hit;
    met = true;
  }
  return met;
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
