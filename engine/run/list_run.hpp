// Stage: run. A whole list through compiled rules: blocks of records are read one after the other, graded on all cores, and
// written in the order of the list. Memory does not grow with the list, but for the keys (key_check.hpp).
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/execute/population.hpp"
#include "engine/graph/graph.hpp"
#include "engine/lists/byte_source.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/list_facts.hpp"
#include "engine/lists/output_file.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/extra_columns.hpp"
#include "engine/run/key_check.hpp"
#include "engine/run/list_columns.hpp"
#include "engine/run/portfolio.hpp"
#include "engine/run/result_sink.hpp"
#include "engine/run/tally.hpp"

namespace fenji::run {

struct RunOptions {
  unsigned threads = 0;                        // 0: one for each core
  std::size_t batch = 2048;                    // records executed together, at least 1; results do not depend on it
  std::size_t block = std::size_t{256} << 10;  // bytes of the list that one thread takes at a time; neither on this
  bool plain = false;                          // by the plain evaluator: slow, for comparison
  bool fold_outcomes = true;                   // where the rules allow it (outcome_grader.hpp); results do not depend on it
  // Cells that a spreadsheet would take for formulas begin with an apostrophe (lists/formula_cells.hpp). For results that are
  // CSV to the end: whoever makes another format of the lines leaves it off.
  bool defuse = false;
  Language language = Language::chinese;
  const execute::Populations* populations = nullptr;  // solved, for rules that have any (population_run.hpp)
  std::uint64_t population_records = 0;               // that they were found from: the list must still be the same
  execute::PopulationMemory population_memory;        // where they are found; results do not depend on it
  // Which records of the list the populations see, by number; nothing: all.
  std::function<bool(std::uint64_t record)> takes_part;
  std::vector<Grouping> groupings;      // what is counted by groups, too
  ExtraColumnMaker extra;               // columns behind the notes
  std::vector<std::string> keep;        // columns of the list behind those (kept_columns.hpp)
  const SourceSet* sources = nullptr;   // of the rules; only `extra` asks for them
  std::uint64_t key_limit = 5'000'000;  // records whose keys are checked
  std::function<void(std::uint64_t records, std::uint64_t bytes)> progress;  // called now and then by one thread at a time
};

struct RunOutcome {
  std::optional<Tally> tally;     // nothing where the run failed
  std::vector<Message> problems;  // why
  ListColumns columns;
  lists::ListFacts facts;
  std::uint64_t bytes = 0;                  // of the list
  std::optional<KeyCheck> keys;             // nothing where no field is the key or the list lacks it
  std::vector<PortfolioReport> portfolios;  // by portfolio of the rules
  std::vector<std::uint64_t> left_out;      // by population: records that passed all gates but could not be counted
};

// The first row of the list called `name`; what is wrong where it cannot be read, or there is none.
std::optional<Message> read_header(lists::CsvBlockReader& reader, lists::CsvHeader& header, const Message& name);

// What is wrong with a list that had other records in an earlier pass over it.
Message changed_list(const Message& name);

// Grades `list` into `out`, which the caller commits when there are no problems.
RunOutcome run_list(const model::Rules& rules, const graph::Graph& graph, lists::ByteSource& list, ResultSink& out,
                    const RunOptions& options);
// As CSV.
RunOutcome run_list(const model::Rules& rules, const graph::Graph& graph, lists::ByteSource& list, lists::OutputFile& out,
                    const RunOptions& options);

}  // namespace fenji::run
