// Stage: run. What the summary of a run counts, one line each, before it is set as text or as JSON.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "engine/run/list_run.hpp"
#include "grammar/diagnostics/colour.hpp"

namespace fenji::run {

struct CountLine {
  std::string name;
  std::uint64_t count = 0;
  std::string remark;
  std::optional<Paint> paint = std::nullopt;  // of the name
};

// In the order of the statuses and of the labels.
std::vector<CountLine> status_lines(const Tally& tally, Language language);
std::vector<CountLine> label_lines(const model::Rules& rules, const Tally& tally, std::size_t column);

// The most frequent first: elements of gates that were not met, fields that were missing, fields with unreadable cells, fields
// for want of which records were left out of totals and ranks.
std::vector<CountLine> failed_lines(const model::Rules& rules, const Tally& tally);
std::vector<CountLine> missing_lines(const model::Rules& rules, const Tally& tally);
std::vector<CountLine> unreadable_lines(const model::Rules& rules, const Tally& tally, Language language);
std::vector<CountLine> left_out_lines(const model::Rules& rules, const RunOutcome& outcome);

// What to change in the declaration of a field whose column is unreadable as a whole.
std::optional<Message> cure(const model::Rules& rules, model::FieldId id, const Tally& tally);

// Empty where the rules do not speak of it.
std::string as_of_text(const model::Rules& rules);

std::uint64_t per_second(std::uint64_t count, std::uint64_t microseconds);

}  // namespace fenji::run
