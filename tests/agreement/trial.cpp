#include "tests/agreement/trial.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/execute/outcome_keys.hpp"
#include "engine/graph/lower.hpp"
#include "tests/agreement/whole_runs.hpp"
#include "tests/generate/compiled.hpp"
#include "tests/generate/describe.hpp"
#include "tests/generate/list_generator.hpp"
#include "tests/generate/shrink.hpp"
#include "tests/generate/spell.hpp"

namespace fenji::agreement {

using generate::Description;

namespace {

std::optional<Difference> difference_of(const Description& description, const List& list) {
  const generate::Compiled compiled = generate::compile(generate::spell(description, Language::chinese, nullptr));
  if (!compiled.rules || !compiled.complaints.empty()) return std::nullopt;
  const auto populations = find_populations(*compiled.rules, list, whole_run());
  return find_difference(*compiled.rules, list, populations.get());
}

// Drops records, in halves, then in smaller runs.
List with_fewer_records(const Description& description, List list) {
  for (std::size_t run = std::max<std::size_t>(1, list.records.size() / 2);; run /= 2) {
    for (std::size_t end = list.records.size(); end > 0;) {
      const std::size_t begin = end - std::min(run, end);
      List tried = list;
      tried.records.erase(tried.records.begin() + static_cast<std::ptrdiff_t>(begin),
                          tried.records.begin() + static_cast<std::ptrdiff_t>(end));
      if (difference_of(description, tried)) list = std::move(tried);
      end = begin;
    }
    if (run == 1) return list;
  }
}

// Drops columns and empties cells.
List with_fewer_cells(const Description& description, List list) {
  for (std::size_t column = list.header.size(); column-- > 0;) {
    List tried = list;
    const auto at = static_cast<std::ptrdiff_t>(column);
    tried.header.erase(tried.header.begin() + at);
    for (auto& record : tried.records) {
      if (column < record.size()) record.erase(record.begin() + at);
    }
    if (difference_of(description, tried)) list = std::move(tried);
  }
  for (auto& record : list.records) {
    for (std::string& cell : record) {
      for (const char* simpler : {"", "0", "1"}) {
        if (cell == simpler) break;
        const std::string before = std::exchange(cell, simpler);
        if (difference_of(description, list)) break;
        cell = before;
      }
    }
  }
  return list;
}

std::string report_of(const std::string& rules, const List& list, const Difference& difference) {
  return fmt::format("{}\n{}\nrecord {} in batches of {}\nplain evaluator: {}\nexecutor:        {}\n", rules, as_csv(list),
                     difference.record + 1, difference.capacity, difference.plain, difference.fast);
}

std::string smallest_report(const Description& description, const List& list) {
  List small = with_fewer_records(description, list);
  const Description shrunk =
      generate::shrunk(description, [&](const Description& tried) { return difference_of(tried, small).has_value(); });
  small = with_fewer_cells(shrunk, std::move(small));
  return report_of(generate::spell(shrunk, Language::chinese, nullptr), small, *difference_of(shrunk, small));
}

}  // namespace

Trial run_trial(std::uint64_t seed, std::size_t rows) {
  generate::Random random(seed);
  generate::RulesOptions options;
  options.language = random.chance(50) ? Language::chinese : Language::english;
  options.size = random.between(1, 12);
  options.with_faults = random.chance(35);
  options.near_overflow = random.chance(25);
  const Description description = generate::describe(random, options);
  generate::Random variation = random.fork();
  const std::string text = generate::spell(description, options.language, &variation);

  Trial trial;
  const generate::Compiled compiled = generate::compile(text);
  if (!compiled.rules || !compiled.complaints.empty()) {
    trial.report = fmt::format("the generated rules do not compile:\n{}\n{}", compiled.complaints, text);
    return trial;
  }
  generate::ListOptions list_options;
  list_options.rows = rows;
  list_options.extreme = options.near_overflow || random.chance(20);
  list_options.broken_bytes = random.chance(30);
  list_options.repeated_keys = random.chance(30);
  list_options.blank_percent = random.between(0, 15);
  list_options.unreadable_percent = random.between(0, 8);
  const List list = read_list(generate::random_list(random, *compiled.rules, list_options));
  const auto populations = find_populations(*compiled.rules, list, random_cut(random));
  const auto difference = find_difference(*compiled.rules, list, populations.get(), &trial.tally);
  const bool looks_at_list = populations != nullptr && populations->levels() > 0;
  if (looks_at_list && execute::OutcomeKeys::make(graph::lower(*compiled.rules), *compiled.rules, 1))
    ++trial.tally.folded_lists;
  if (!difference) {
    // Each run writes files; of all seeds a part is enough.
    const auto other = seed % 4 == 0 ? find_difference_of_runs(*compiled.rules, list, random) : std::nullopt;
    if (other) trial.report = fmt::format("{}\n{}\n{}\n", text, as_csv(list), *other);
    return trial;
  }
  // Spelled otherwise the rules mean the same, so the difference stays; where it does not, that is worth knowing too.
  trial.report = difference_of(description, list) ? smallest_report(description, list) : report_of(text, list, *difference);
  return trial;
}

}  // namespace fenji::agreement
