// bench_record RULES[=LIST] …: nanoseconds that a record takes through the library, one at a time, with compiled rules and
// prepared records, and by the C functions from texts to results, one line a rule file. Records of the list, or seeded ones
// without a cell that cannot be read; the best of many rounds over them.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

#include "engine/abi/fenji.h"
#include "engine/books/rule_loader.hpp"
#include "engine/columns/batch.hpp"
#include "engine/execute/record_executor.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/run/list_columns.hpp"
#include "tests/generate/list_generator.hpp"

namespace {

using namespace fenji;

constexpr std::size_t most_records = 256;
constexpr int rounds = 500;

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

struct Measured {
  std::size_t records = 0;
  std::size_t rated = 0;
  double nanoseconds = 0;  // a record
  double by_c = 0;         // the same by the functions of fenji.h: cells put as texts, graded, results looked at
};

std::string seeded_list(const model::Rules& rules) {
  generate::Random random(20260301);
  generate::ListOptions options;
  options.rows = most_records;
  options.unreadable_percent = 0;
  options.tidy = true;
  return generate::random_list(random, rules, options);
}

// Nanoseconds of each of so many records.
template <class Round>
double best_of_rounds(std::size_t records, const Round& grade) {
  double best = 0;
  for (int round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    grade();
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    const double each = taken.count() / static_cast<double>(records);
    best = round == 0 ? each : std::min(best, each);
  }
  return best;
}

// 0 for rules that the C functions do not grade one by one.
double by_c(const std::string& rules_path, const std::vector<std::string>& header, const lists::CsvBlock& block,
            const lists::CsvIndex& index, std::size_t records) {
  fenji_compile_options options{};
  options.size = sizeof options;
  options.as_of = "2026-03-01";
  fenji_rules* rules = nullptr;
  fenji_grader* grader = nullptr;
  if (fenji_compile_file(rules_path.c_str(), &options, &rules, nullptr) != FENJI_OK) return 0;
  std::vector<const char*> names;
  for (const std::string& name : header) names.push_back(name.c_str());
  const fenji_code code = fenji_grader_new(rules, names.data(), names.size(), FENJI_ENGLISH, &grader, nullptr);
  fenji_rules_free(rules);
  if (code != FENJI_OK) return 0;
  std::vector<std::string> cells;
  for (std::size_t row = 0; row < records; ++row) {
    for (std::uint32_t column = 0; column < names.size(); ++column) {
      const columns::CellSpans spans{block.bytes.data(), index.places() + column, index.rows() + row, index.quotes()};
      cells.emplace_back(spans[0]);
    }
  }
  const double best = best_of_rounds(records, [&] {
    const std::string* cell = cells.data();
    for (std::size_t row = 0; row < records; ++row) {
      for (std::size_t column = 0; column < names.size(); ++column, ++cell) {
        fenji_put_text(grader, column, cell->data(), cell->size());
      }
      fenji_status status;
      fenji_value value;
      fenji_grade(grader, &status);
      for (std::size_t result = 0; result < fenji_result_count(grader); ++result) fenji_result(grader, result, &value);
      fenji_notes(grader);
    }
  });
  fenji_grader_free(grader);
  return best;
}

// `argument` as the comment at the top has it.
bool measure(std::string_view argument, Measured& measured) {
  const std::string rules_path(argument.substr(0, argument.find('=')));
  const books::LoadedRules loaded = books::load_rules(rules_path, {}, model::day_from_civil(2026, 3, 1));
  if (!loaded.rules || has_errors(loaded.diagnostics)) return false;
  const model::Rules& rules = *loaded.rules;
  const graph::Graph graph = graph::lower(rules);

  const bool with_list = rules_path.size() < argument.size();
  const std::string list = with_list ? file_text(std::string(argument.substr(rules_path.size() + 1))) : seeded_list(rules);
  lists::MemorySource source(list, {});
  lists::CsvBlockReader reader(source);
  lists::CsvHeader header;
  lists::CsvBlock block;
  if (reader.read_header(header) != lists::CsvBlockReader::Status::ready) return false;
  const run::ListColumns columns = run::match_columns(rules, header.cells);
  if (!columns.problems.empty() || reader.next(block) != lists::CsvBlockReader::Status::ready) return false;
  lists::CsvIndex index(columns.width);
  index.build(block);
  std::vector<columns::Batch> records;
  for (std::size_t row = 0; row < std::min(most_records, index.plain_records()); ++row) {
    std::vector<columns::CellSpans> spans(rules.fields.size());
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      if (const auto& at = columns.positions[field]) {
        spans[field] = {block.bytes.data(), index.places() + *at, index.rows() + row, index.quotes()};
      }
    }
    records.push_back(columns::BatchReader(rules, 1).read(spans, 1));
  }

  const execute::RecordProgram program(graph);
  execute::RecordExecutor executor(program, rules);
  measured.nanoseconds = best_of_rounds(records.size(), [&] {
    measured.rated = 0;
    for (const columns::Batch& record : records) {
      measured.rated += executor.execute(record).statuses[0] == execute::Status::rated ? 1 : 0;
    }
  });
  measured.by_c = by_c(rules_path, header.cells, block, index, records.size());
  measured.records = records.size();
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  bool all = count > 1;
  for (int i = 1; i < count; ++i) {
    Measured measured;
    if (!measure(arguments[i], measured)) {
      fmt::print("{}  cannot be measured\n", arguments[i]);
      all = false;
      continue;
    }
    fmt::print("{}  {} records, {} rated, {:.0f} ns each", arguments[i], measured.records, measured.rated,
               measured.nanoseconds);
    if (measured.by_c > 0) fmt::print(", by the C functions from texts {:.0f} ns", measured.by_c);
    fmt::print("\n");
  }
  return all ? 0 : 1;
}
