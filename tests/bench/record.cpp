// bench_record RULES[=LIST] …: nanoseconds that a record takes through the library, one at a time, with compiled rules and
// prepared records, one line a rule file. Records of the list, or seeded ones without a cell that cannot be read; the best of
// many rounds over them.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <vector>

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
};

std::string seeded_list(const model::Rules& rules) {
  generate::Random random(20260301);
  generate::ListOptions options;
  options.rows = most_records;
  options.unreadable_percent = 0;
  options.tidy = true;
  return generate::random_list(random, rules, options);
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
  for (int round = 0; round < rounds; ++round) {
    const auto begin = std::chrono::steady_clock::now();
    measured.rated = 0;
    for (const columns::Batch& record : records) {
      measured.rated += executor.execute(record).statuses[0] == execute::Status::rated ? 1 : 0;
    }
    const std::chrono::duration<double, std::nano> taken = std::chrono::steady_clock::now() - begin;
    const double each = taken.count() / static_cast<double>(records.size());
    measured.nanoseconds = round == 0 ? each : std::min(measured.nanoseconds, each);
  }
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
    fmt::print("{}  {} records, {} rated, {:.0f} ns each\n", arguments[i], measured.records, measured.rated,
               measured.nanoseconds);
  }
  return all ? 0 : 1;
}
