// Stage: run. What a run has to say when it is over: as text for people, as JSON for programs.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "engine/run/list_run.hpp"
#include "grammar/diagnostics/colour.hpp"

namespace fenji::run {

// What the run itself does not know.
struct RunFacts {
  std::string rules_file, list, result;  // as the user wrote them
  std::uint64_t microseconds = 0;
  std::vector<Message> remarks;  // such as: the rules have findings, see `fenji lint`
};

// What was counted, without a word about the run; `outcome` must have a tally.
std::string counts_text(const model::Rules& rules, const RunOutcome& outcome, Language language, Colour colour = Colour::off);

// What is odd about the keys of `outcome` and the rows that `tally` counted; empty where nothing is. Part of counts_text().
std::string list_text(const RunOutcome& outcome, const Tally& tally, Language language, Colour colour = Colour::off);

// About the run: remarks, encoding, time, result.
std::string closing_text(const RunOutcome& outcome, std::uint64_t records, const RunFacts& facts, Language language,
                         Colour colour = Colour::off);

// Both. `outcome` must have a tally.
std::string summary_text(const model::Rules& rules, const RunOutcome& outcome, const RunFacts& facts, Language language,
                         Colour colour = Colour::off);

// One object, names in snake_case English whatever the language; times in microseconds, exact decimals as strings.
std::string summary_json(const model::Rules& rules, const RunOutcome& outcome, const RunFacts& facts, Language language);

}  // namespace fenji::run
