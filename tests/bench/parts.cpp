// bench_parts RULES LIST [options of Google Benchmark]: what each part of grading a list takes, on one thread, in memory.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/columns/batch.hpp"
#include "engine/execute/executor.hpp"
#include "engine/execute/folded_executor.hpp"
#include "engine/execute/outcome_keys.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/list_columns.hpp"
#include "engine/run/outcome_grader.hpp"
#include "grammar/parse.hpp"

using namespace fenji;

namespace {

constexpr std::size_t batch_rows = 1024;

std::string file_text(const char* path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Compiled rules, the first blocks of a list, and their cells as an index finds them.
struct Workload {
  model::Rules rules;
  graph::Graph graph;
  std::string list;
  run::ListColumns columns;
  std::vector<lists::CsvBlock> blocks;
  std::size_t records = 0;

  bool load(const char* rules_path, const char* list_path) {
    grammar::ParseResult parsed = grammar::parse(file_text(rules_path));
    check::CheckResult checked = check::check(parsed.tree, model::day_from_civil(2026, 3, 1));
    if (!parsed.diagnostics.empty() || !checked.rules) return false;
    rules = std::move(*checked.rules);
    graph = graph::lower(rules);
    list = file_text(list_path);
    lists::MemorySource source(list, {});
    lists::CsvBlockReader reader(source);
    lists::CsvHeader header;
    if (reader.read_header(header) != lists::CsvBlockReader::Status::ready) return false;
    columns = run::match_columns(rules, header.cells);
    lists::CsvBlock block;
    while (blocks.size() < 8 && reader.next(block) == lists::CsvBlockReader::Status::ready) {
      records += block.records;
      blocks.push_back(std::move(block));
      block = {};
    }
    return columns.problems.empty() && !blocks.empty();
  }

  // Those of the block's plain records from `first` on.
  std::vector<columns::CellSpans> spans(const lists::CsvBlock& block, const lists::CsvIndex& index, std::size_t first) const {
    std::vector<columns::CellSpans> spans(rules.fields.size());
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      if (const auto& at = columns.positions[field]) {
        spans[field] = {block.bytes.data(), index.places() + *at, index.rows() + first, index.quotes()};
      }
    }
    return spans;
  }
};

Workload workload;

void count(benchmark::State& state, std::size_t records) {
  state.SetItemsProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(records));
}

// Raw bytes → where cells are.
void find_cells(benchmark::State& state) {
  lists::CsvIndex index(workload.columns.width);
  for (auto _ : state) {
    for (const lists::CsvBlock& block : workload.blocks) index.build(block);
    benchmark::DoNotOptimize(index.places());
  }
  count(state, workload.records);
}

// The cells of `fields` → columns.
void read_cells(benchmark::State& state, const std::vector<model::FieldId>& fields) {
  const lists::CsvBlock& block = workload.blocks.front();
  lists::CsvIndex index(workload.columns.width);
  index.build(block);
  const std::size_t rows = std::min(batch_rows, index.plain_records());
  const std::vector<columns::CellSpans> spans = workload.spans(block, index, 0);
  columns::Batch batch = columns::empty_batch(workload.rules, batch_rows);
  std::vector<std::unique_ptr<columns::FieldReader>> readers;
  for (const model::FieldId field : fields) readers.push_back(columns::make_field_reader(workload.rules, field));
  for (auto _ : state) {
    for (std::size_t i = 0; i < fields.size(); ++i) readers[i]->read(spans[fields[i]], rows, batch.columns[fields[i]]);
    benchmark::ClobberMemory();
  }
  count(state, rows);
}

// A batch of prepared columns.
struct Prepared {
  lists::CsvIndex index{workload.columns.width};
  columns::BatchReader reader;
  const columns::Batch* batch = nullptr;

  explicit Prepared(std::size_t rows) : reader(workload.rules, rows) {
    index.build(workload.blocks.front());
    batch = &reader.read(workload.spans(workload.blocks.front(), index, 0), std::min(rows, index.plain_records()));
  }
};

// Columns → result columns, statuses and reasons; with one row, one record through the library.
void evaluate(benchmark::State& state) {
  const auto rows = static_cast<std::size_t>(state.range(0));
  const Prepared prepared(rows);
  execute::Executor executor(workload.graph, workload.rules, rows);
  for (auto _ : state) benchmark::DoNotOptimize(executor.execute(*prepared.batch).statuses.data());
  count(state, prepared.batch->rows);
}

// Columns → the number of each record's outcome, where the rules fold.
void fold(benchmark::State& state) {
  const Prepared prepared(static_cast<std::size_t>(state.range(0)));
  const auto executor = execute::FoldedExecutor::make(workload.graph, workload.rules, prepared.batch->rows);
  if (executor == nullptr) {
    state.SkipWithError("these rules' outcomes do not fold");
    return;
  }
  for (auto _ : state) benchmark::DoNotOptimize(executor->execute(*prepared.batch).outcomes.data());
  count(state, prepared.batch->rows);
}

// Columns → keys of outcomes.
void key(benchmark::State& state) {
  const Prepared prepared(batch_rows);
  const auto keys = execute::OutcomeKeys::make(workload.graph, workload.rules, batch_rows);
  if (keys == nullptr) {
    state.SkipWithError("these rules' outcomes do not fold");
    return;
  }
  for (auto _ : state) {
    keys->find(*prepared.batch);
    benchmark::DoNotOptimize(keys->by_results());
  }
  count(state, prepared.batch->rows);
}

// Blocks of raw text → result lines.
void grade(benchmark::State& state) {
  const model::FieldId key = run::key_field(workload.rules, workload.columns);
  const auto outcomes = run::OutcomeGrader::make(workload.rules, workload.graph, workload.columns, Language::english, key, true,
                                                 batch_rows, nullptr, {});
  if (outcomes == nullptr) {
    state.SkipWithError("these rules' outcomes do not fold");
    return;
  }
  run::Tally tally(workload.rules);
  lists::ByteBuffer out;
  for (auto _ : state) {
    for (const lists::CsvBlock& block : workload.blocks) {
      run::KeyRun keys;
      out.clear();
      outcomes->grade(block, out, tally, keys);
    }
  }
  outcomes->finish(tally);
  count(state, workload.records);
}

}  // namespace

int main(int count, char** arguments) {
  benchmark::Initialize(&count, arguments);
  if (count != 3 || !workload.load(arguments[1], arguments[2])) {
    std::fputs("usage: bench_parts RULES LIST [options of Google Benchmark]\n", stderr);
    return 2;
  }
  benchmark::RegisterBenchmark("index", find_cells);
  std::vector<model::FieldId> all;
  for (model::FieldId field = 0; field < workload.rules.fields.size(); ++field) {
    if (!workload.rules.fields[field].used || !workload.columns.positions[field]) continue;
    all.push_back(field);
    benchmark::RegisterBenchmark(("read " + workload.rules.fields[field].name).c_str(), read_cells, std::vector{field});
  }
  benchmark::RegisterBenchmark("read", read_cells, all);
  benchmark::RegisterBenchmark("evaluate", evaluate)->Arg(1)->Arg(1024)->Arg(2048);
  benchmark::RegisterBenchmark("fold", fold)->Arg(1)->Arg(1024)->Arg(2048);
  benchmark::RegisterBenchmark("key", key);
  benchmark::RegisterBenchmark("grade", grade);
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
