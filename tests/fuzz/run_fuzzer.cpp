// libFuzzer: any bytes as a rule file and a list, with the line `====` between them. A list through rules that could be read
// must come out with every record, in order, the same whichever evaluator, however many threads and however it is cut.
//
// What chooses threads and sizes is taken from the end of the input.
#include <fuzzer/FuzzedDataProvider.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/examples.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_block.hpp"
#include "engine/lists/utf8.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/population_run.hpp"
#include "engine/run/record_search.hpp"
#include "engine/run/summary.hpp"
#include "grammar/parse.hpp"
#include "tests/fuzz/promises.hpp"
#include "tests/lists/plain_csv.hpp"

namespace {

using namespace fenji;
using fenji::fuzz::require;

constexpr std::string_view boundary = "\n====\n";
const Message name{"名单", "the list"};

// A file that is nowhere but in memory.
class MemoryFile {
 public:
  MemoryFile() : handle_(::memfd_create("result", MFD_CLOEXEC)) { require(handle_ >= 0); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  ~MemoryFile() { ::close(handle_); }

  std::string path() const { return "/proc/self/fd/" + std::to_string(handle_); }
  void write(std::string_view text) {
    require(::pwrite(handle_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
  }
  std::string content() const {
    const off_t size = ::lseek(handle_, 0, SEEK_END);
    std::string text(static_cast<std::size_t>(size), '\0');
    require(::pread(handle_, text.data(), text.size(), 0) == static_cast<ssize_t>(text.size()));
    return text;
  }

 private:
  int handle_;
};

struct Graded {
  std::string result;
  run::RunOutcome outcome;
};

Graded graded(const model::Rules& rules, const graph::Graph& graph, const std::string& list, run::RunOptions options) {
  MemoryFile file, passes;
  passes.write(list);
  auto out = lists::OutputFile::create(file.path());
  require(out.ok());
  const run::PopulationOutcome found = run::find_populations(
      rules, [&] { return lists::ListFile::open(passes.path()); }, options);
  lists::MemorySource source(list, name);
  if (!found.problems.empty()) {
    Graded failed;
    failed.outcome.problems = found.problems;
    return failed;
  }
  options.populations = found.populations.get();
  options.population_records = found.records;
  Graded graded{{}, run::run_list(rules, graph, source, *out, options)};
  require(!out->commit());
  graded.result = file.content();
  return graded;
}

// One line for each record, in which the output columns, the status and the note stand.
void check_rows(const Graded& graded, const std::string& list, const model::Rules& rules) {
  std::string_view text = list;
  if (const auto mark = lists::find_byte_order_mark(text)) text.remove_prefix(mark->length);
  const std::size_t records = lists::test::PlainCsv(text, lists::CsvLimits{}.multiline_cell).records().size();
  require(graded.outcome.tally->records == records - 1);
  std::string_view result = graded.result;
  require(result.starts_with(lists::utf8_byte_order_mark));
  result.remove_prefix(lists::utf8_byte_order_mark.size());
  const auto rows = lists::test::PlainCsv(result, std::size_t{1} << 30).records();
  require(rows.size() == records);
  for (const auto& row : rows) require(row.cells.size() == rules.outputs.size() + 2 && row.fault == lists::QuoteFault::none);
  std::uint64_t counted = 0;
  for (const std::uint64_t count : graded.outcome.tally->statuses) counted += count;
  require(counted == records - 1);
}

void check_summary(const model::Rules& rules, const run::RunOutcome& outcome) {
  const run::RunFacts facts{"rules.fenji", "list.csv", "result.csv", 1, {}};
  for (const Language language : {Language::chinese, Language::english}) {
    require(!run::summary_text(rules, outcome, facts, language).empty());
    require(nlohmann::json::accept(run::summary_json(rules, outcome, facts, language)));
  }
}

// The first records, as `fenji explain` tells them.
void check_explanations(const model::Rules& rules, const SourceSet& sources, const std::string& list, const std::string& key) {
  lists::MemorySource source(list, name);
  const run::SearchOutcome search = run::find_records(rules, source, key);
  for (std::size_t i = 0; i < search.records.size() && i < 2; ++i) {
    execute::Record record;
    std::vector<explain::RawCell> cells;
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      record.fields.push_back(columns::read_cell(search.records[i].cells[field], rules.fields[field], rules));
      cells.push_back({search.records[i].cells[field], search.columns.positions[field].has_value()});
    }
    const execute::Evaluation evaluation = execute::evaluate(rules, record);
    for (const Language language : {Language::chinese, Language::english}) {
      const explain::Explanation explanation = explain::explain({rules, sources, record, evaluation, cells}, language);
      require(!explain::to_text(explanation).empty());
      require(nlohmann::json::accept(explain::to_json(explanation)));
    }
  }
}

run::RunOptions options_of(unsigned threads, std::size_t batch, std::size_t block, bool plain, Language language) {
  run::RunOptions options;
  options.threads = threads;
  options.batch = batch;
  options.block = block;
  options.plain = plain;
  options.language = language;
  return options;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider choices(data, size);
  const auto threads = choices.ConsumeIntegralInRange<unsigned>(1, 3);
  const auto batch = choices.ConsumeIntegralInRange<std::size_t>(1, 70);
  const auto block = choices.ConsumeIntegralInRange<std::size_t>(1, 500);
  const Language language = choices.ConsumeBool() ? Language::chinese : Language::english;
  const std::string input = choices.ConsumeRemainingBytesAsString();
  const std::size_t at = input.find(boundary);
  if (at == std::string::npos) return 0;
  SourceSet sources;
  sources.add(Source("fuzz.fenji", input.substr(0, at + 1)));
  const std::string list = input.substr(at + boundary.size());

  const grammar::ParseResult parsed = grammar::parse(sources[0].text());
  if (has_errors(parsed.diagnostics)) return 0;
  const check::CheckResult checked = check::check(parsed.tree, model::day_from_civil(2026, 3, 1));
  if (!checked.rules) return 0;
  const model::Rules& rules = *checked.rules;
  const graph::Graph graph = graph::lower(rules);
  explain::failed_examples(rules);

  const Graded whole = graded(rules, graph, list, options_of(1, 2048, std::size_t{1} << 18, false, language));
  const Graded cut = graded(rules, graph, list, options_of(threads, batch, block, false, language));
  const Graded plain = graded(rules, graph, list, options_of(1, 2048, std::size_t{1} << 18, true, language));
  require(whole.outcome.problems.empty() == cut.outcome.problems.empty());
  require(whole.outcome.problems.empty() == plain.outcome.problems.empty());
  for (const Message& problem : whole.outcome.problems) require(!problem.zh.empty() && !problem.en.empty());
  if (!whole.outcome.problems.empty()) return 0;
  require(whole.result == cut.result);
  require(whole.result == plain.result);
  check_rows(whole, list, rules);
  check_summary(rules, whole.outcome);
  const run::RunFacts facts{"rules.fenji", "list.csv", "result.csv", 1, {}};
  const std::string said = run::summary_json(rules, whole.outcome, facts, language);
  require(said == run::summary_json(rules, cut.outcome, facts, language));
  require(said == run::summary_json(rules, plain.outcome, facts, language));
  const std::size_t key = list.find('\n');
  if (key != std::string::npos) {
    check_explanations(rules, sources, list, list.substr(key + 1, list.find_first_of(",\r\n", key + 1) - key - 1));
  }
  return 0;
}
