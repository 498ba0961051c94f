// fenji_agreement SEED COUNT ROWS: random rules and lists through both evaluators, for COUNT seeds from SEED on. Stops at the
// first difference, prints what shows it, and exits with 1.
#include <fmt/format.h>

#include <charconv>
#include <cstdio>
#include <optional>
#include <string_view>

#include "tests/agreement/trial.hpp"

using namespace fenji;

namespace {

std::optional<std::uint64_t> number(std::string_view text) {
  std::uint64_t value = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), value);
  return read.ec == std::errc{} && read.ptr == text.data() + text.size() ? std::optional(value) : std::nullopt;
}

}  // namespace

int main(int count, char** arguments) {
  const auto seed = count == 4 ? number(arguments[1]) : std::nullopt;
  const auto seeds = count == 4 ? number(arguments[2]) : std::nullopt;
  const auto rows = count == 4 ? number(arguments[3]) : std::nullopt;
  if (!seed || !seeds || !rows) {
    fmt::print(stderr, "fenji_agreement SEED COUNT ROWS\n");
    return 2;
  }
  agreement::Tally tally;
  for (std::uint64_t i = 0; i < *seeds; ++i) {
    const agreement::Trial trial = agreement::run_trial(*seed + i, *rows);
    if (!trial.report.empty()) {
      fmt::print("seed {}\n{}", *seed + i, trial.report);
      return 1;
    }
    tally.records += trial.tally.records;
    tally.known_results += trial.tally.known_results;
    tally.list_numbers += trial.tally.list_numbers;
    tally.folded_lists += trial.tally.folded_lists;
    for (std::size_t status = 0; status < execute::status_count; ++status)
      tally.by_status[status] += trial.tally.by_status[status];
  }
  fmt::print("{} rule files, {} records, {} known results, {} numbers over whole lists, {} files with such that fold\n", *seeds,
             tally.records, tally.known_results, tally.list_numbers, tally.folded_lists);
  for (std::size_t status = 0; status < execute::status_count; ++status) {
    fmt::print("{:>16} {}\n", execute::status_name(static_cast<execute::Status>(status)), tally.by_status[status]);
  }
  return 0;
}
