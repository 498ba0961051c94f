#include "tests/agreement/whole_runs.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "engine/graph/lower.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/summary.hpp"

namespace fenji::agreement {

namespace {

std::string result_of(const model::Rules& rules, const graph::Graph& graph, const std::string& csv,
                      const run::RunOptions& options) {
  const std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("fenji_agreement_{}.csv", ::getpid());
  lists::MemorySource source(csv, {"名单", "the list"});
  run::RunOutcome outcome;
  {
    auto out = lists::OutputFile::create(path.string());
    if (!out.ok()) return "cannot write " + path.string();
    outcome = run::run_list(rules, graph, source, *out, options);
    if (!outcome.problems.empty()) return outcome.problems.front().en;
    if (out->commit()) return "cannot write " + path.string();
  }
  std::ifstream file(path, std::ios::binary);
  std::string text(std::istreambuf_iterator<char>(file), {});
  std::filesystem::remove(path);
  return text + run::summary_json(rules, outcome, {}, options.language);
}

// The list with its records several times, in other orders.
std::string repeated(const std::string& csv) {
  const std::size_t header = csv.find('\n') + 1;
  std::string text = csv;
  for (int i = 0; i < 2; ++i) {
    if (text.back() != '\n') text += '\n';
    text += csv.substr(header);
  }
  return text;
}

std::string first_difference(const std::string& left, const std::string& right) {
  std::size_t line = 0, at = 0;
  for (;; ++line) {
    const std::size_t left_end = left.find('\n', at), right_end = right.find('\n', at);
    const std::string a = left.substr(at, left_end - at), b = right.substr(at, right_end - at);
    if (a != b || left_end == left.npos) return fmt::format("line {}\nplain: {}\nfast:  {}\n", line + 1, a, b);
    at = left_end + 1;
  }
}

}  // namespace

std::optional<std::string> find_run_difference(const model::Rules& rules, const std::string& csv) {
  const graph::Graph graph = graph::lower(rules);
  const std::string list = repeated(csv);
  run::RunOptions options;
  options.threads = 1;
  options.plain = true;
  const std::string plain = result_of(rules, graph, list, options);
  options.plain = false;
  for (const bool fold : {true, false}) {
    for (const std::size_t block : {std::size_t{256} << 10, std::size_t{700}}) {
      for (const unsigned threads : {1u, 2u}) {
        options.fold_outcomes = fold;
        options.block = block;
        options.threads = threads;
        options.batch = threads == 1 ? 2048 : 7;
        const std::string fast = result_of(rules, graph, list, options);
        if (fast == plain) continue;
        return fmt::format("{}, blocks of {} bytes, {} threads: {}", fold ? "folded outcomes" : "executor", block, threads,
                           first_difference(plain, fast));
      }
    }
  }
  return std::nullopt;
}

}  // namespace fenji::agreement
