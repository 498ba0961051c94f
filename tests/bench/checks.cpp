// bench_checks FILE…: milliseconds of processor time for the steps of a run to begin (parse, check, lower) and for each prover
// of `fenji lint` on a rule file, one line a file.
#include <fmt/format.h>

#include <chrono>
#include <ctime>
#include <fstream>
#include <iterator>

#include "engine/check/check.hpp"
#include "engine/execute/plain.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lint/lint.hpp"
#include "engine/prove/findings.hpp"
#include "grammar/parse.hpp"

namespace {

using namespace fenji;

// As generous as those of `fenji lint`.
constexpr prove::Budget steps = 100'000'000;
constexpr prove::Budget trials = 400'000;
constexpr prove::Budget search_steps = 60'000;

class Line {
 public:
  explicit Line(const std::string& name) { fmt::print("{}", name); }
  ~Line() { fmt::print("\n"); }
  template <typename Stage>
  auto time(const char* name, const Stage& stage) {
    const std::clock_t begin = std::clock();
    auto result = stage();
    fmt::print("  {} {:.1f}", name, 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
    return result;
  }
};

bool measure(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Line line(path);
  const grammar::ParseResult parsed = line.time("parse", [&] { return grammar::parse(text); });
  const check::CheckResult checked = line.time("check", [&] { return check::check(parsed.tree); });
  if (!checked.rules || has_errors(parsed.diagnostics)) return false;
  const model::Rules& rules = *checked.rules;

  line.time("lower", [&] { return graph::lower(rules).steps.size(); });

  Diagnostics found;
  std::map<std::size_t, prove::Evidence> evidence;
  const auto knowledge = line.time("knowledge", [&] { return std::make_unique<prove::Knowledge>(rules); });
  const auto search = line.time("search", [&] { return std::make_unique<prove::RecordSearch>(*knowledge); });
  prove::Proof proof{*knowledge, *search, found, evidence, search_steps};
  std::vector<std::unique_ptr<prove::Space>> spaces;
  line.time("space", [&] {
    for (model::TableId table = 0; table < rules.tables.size(); ++table) {
      spaces.push_back(std::make_unique<prove::Space>(prove::space_of(*knowledge, table)));
    }
    return 0;
  });
  const std::pair<const char*, void (*)(prove::TableProof&)> provers[] = {
      {"gap", prove::find_gaps},
      {"overlap", prove::find_overlaps},
      {"masked-row", prove::find_masked_rows},
      {"blank-result", prove::find_blank_results},
      {"irrelevant-column", prove::find_irrelevant_columns},
      {"non-monotone", prove::find_falling_points},
  };
  for (const auto& [name, prover] : provers) {
    line.time(name, [&, prove = prover] {
      for (model::TableId table = 0; table < rules.tables.size(); ++table) {
        prove::TableProof of_table{proof, table, *spaces[table], steps, trials};
        prove(of_table);
      }
      return 0;
    });
  }
  line.time("dead", [&] { return prove::find_dead_conditions(proof), 0; });
  line.time("lost", [&] { return prove::find_lost_values(proof), 0; });
  line.time("unused", [&] { return prove::find_unused(proof), 0; });
  SourceSet sources;
  sources.add(Source(path, text));
  line.time("= lint", [&] { return lint::lint(rules, sources).size(); });
  return true;
}

}  // namespace

int main(int count, char** arguments) {
  bool measured = count > 1;
  for (int i = 1; i < count; ++i) measured = measure(arguments[i]) && measured;
  return measured ? 0 : 1;
}
