#include "engine/run/outcome_cache.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <utility>

namespace fenji::run {
namespace {

// Up to so many keys an array is no larger than what it saves.
constexpr std::uint64_t most_direct = std::uint64_t{1} << 18;

void append_number(std::string& text, std::uint64_t number) {
  for (int i = 0; i < 4; ++i) text += static_cast<char>(number >> 8 * i & 0xff);
}

std::string identity(const Outcome& outcome) {
  std::string text = outcome.text;
  text += '\0';
  for (const std::uint32_t end : outcome.ends) append_number(text, end);
  for (const std::uint8_t shown : outcome.shown) text += static_cast<char>(shown);
  const GradedRecord& record = outcome.record;
  append_number(text, static_cast<std::uint64_t>(record.status));
  append_number(text, record.reasons.size());
  for (const execute::Reason& reason : record.reasons) {
    append_number(text, static_cast<std::uint64_t>(reason.kind));
    append_number(text, reason.first);
    append_number(text, reason.second);
  }
  for (const auto* pairs : {&record.labels, &record.plan_rows, &outcome.dated_plan_rows}) {
    append_number(text, pairs->size());
    for (const auto& [first, second] : *pairs) {
      append_number(text, first);
      append_number(text, second);
    }
  }
  for (const std::string& key : record.group_keys) {
    append_number(text, key.size());
    text += key;
  }
  return text;
}

}  // namespace

void count_outcome(const GradedRecord& record, std::uint64_t count, Counts& counts) {
  counts.records += count;
  counts.statuses[static_cast<std::size_t>(record.status)] += count;
  for (const execute::Reason& reason : record.reasons) counts.count_reason(reason, count);
  for (const auto& [column, label] : record.labels) counts.labels[column][label] += count;
  for (const auto& [plan, row] : record.plan_rows) counts.plan_rows[plan][row] += count;
  for (const auto& [column, amount] : record.amounts) counts.sums[column].add(amount, count);
}

void count_dated_plans(const model::Rules& rules, const Outcome& outcome, const columns::Batch& batch, std::size_t row,
                       Counts& counts) {
  for (const auto& [plan, fired] : outcome.dated_plan_rows) {
    const columns::Column& dates = batch.columns[rules.plans[plan].window_field];
    std::optional<model::Day> date;
    if (dates.states()[row] == model::State::known) date = static_cast<model::Day>(dates.values<std::int64_t>()[row]);
    counts.count_plan(rules, plan, fired, date);
  }
}

OutcomeCache::Map::Map(std::uint64_t keys) : keys_(keys) {
  if (keys <= most_direct) direct_.resize(keys + 1, unknown);
}

std::uint32_t& OutcomeCache::Map::find(std::uint64_t key) {
  if ((used_ + 1) * 2 > slots_.size()) grow();
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = (key * 0x9E3779B97F4A7C15U >> 20) & mask;
  while (slots_[at].key != key) {
    if (slots_[at].key == ~std::uint64_t{0}) {
      slots_[at] = {key, unknown};
      ++used_;
      break;
    }
    at = (at + 1) & mask;
  }
  return slots_[at].value;
}

void OutcomeCache::Map::grow() {
  std::vector<Slot> old(slots_.empty() ? 1024 : slots_.size() * 2);
  old.swap(slots_);
  used_ = 0;
  for (const Slot& slot : old) {
    if (slot.key != ~std::uint64_t{0}) find(slot.key) = slot.value;
  }
}

OutcomeCache::OutcomeCache(std::uint64_t gate_keys, std::uint64_t result_keys) : gates_(gate_keys), results_(result_keys) {}

std::uint32_t OutcomeCache::add(Outcome outcome) {
  const auto number = static_cast<std::uint32_t>(outcomes_.size()) + first_outcome;
  const auto [place, is_new] = numbers_.emplace(identity(outcome), number);
  if (is_new) {
    lines_.push_back(line_of(outcome));
    counts_.push_back(0);
    longest_line_ = std::max(longest_line_, outcome.text.size());
    outcomes_.push_back(std::move(outcome));
  }
  return place->second;
}

OutcomeLine OutcomeCache::line_of(const Outcome& outcome) {
  const lists::ByteBuffer& text = texts_.emplace_back(outcome.text);
  const std::size_t count = outcome.ends.size();
  OutcomeLine::Step* const steps = steps_.emplace_back(std::make_unique<OutcomeLine::Step[]>(count)).get();
  for (std::size_t i = 0; i < count; ++i) {
    steps[i].size = outcome.ends[i] - (i == 0 ? 0 : outcome.ends[i - 1]);
    steps[i].shown = i < outcome.shown.size() ? outcome.shown[i] : 0;
  }
  OutcomeLine line;
  line.text = text.data();
  line.size = static_cast<std::uint32_t>(text.size());
  line.steps = steps;
  line.rated = outcome.record.status == execute::Status::rated;
  line.dated = !outcome.dated_plan_rows.empty();
  if (outcome.shown.size() == 1 && steps[0].shown != 0 && !line.dated) line.before_only = steps[0].size;
  return line;
}

std::size_t OutcomeCache::look_up(const std::uint64_t* gate_keys, const std::uint64_t* result_keys, std::size_t rows,
                                  std::uint32_t* outcomes, std::uint32_t* rest) const {
  const std::uint32_t* const gates = gates_.table();
  const std::uint32_t* const results = results_.table();
  if (gates == nullptr || results == nullptr) {
    for (std::uint32_t row = 0; row < rows; ++row) rest[row] = row;
    return rows;
  }
  std::uint32_t* next = rest;
  for (std::uint32_t row = 0; row < rows; ++row) {
    const std::uint32_t by_gates = gates[std::min(gate_keys[row], gates_.keys())];
    const std::uint32_t by_results = results[std::min(result_keys[row], results_.keys())];
    // Without a branch, which nothing could foretell.
    const std::uint32_t passed = by_gates == passes ? ~std::uint32_t{0} : 0;
    const std::uint32_t known = (by_results & passed) | (by_gates & ~passed);
    outcomes[row] = known;
    *next = row;
    next += known < first_outcome ? 1 : 0;
  }
  return static_cast<std::size_t>(next - rest);
}

void OutcomeCache::count(Tally& tally) {
  for (std::size_t i = 0; i < outcomes_.size(); ++i) {
    const std::uint64_t count = std::exchange(counts_[i], 0);
    if (count != 0) count_outcome(outcomes_[i].record, count, tally);
  }
}

}  // namespace fenji::run
