#include "tests/agreement/whole_runs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>
#include <sstream>

#include "engine/graph/lower.hpp"
#include "engine/run/population_run.hpp"
#include "engine/run/portfolio.hpp"
#include "tests/agreement/list_forms.hpp"
#include "tests/lists/plain_csv.hpp"

namespace fenji::agreement {

namespace {

constexpr std::size_t longest_cell = std::size_t{1} << 30;

// A file of this process, gone with the object.
class ScratchFile {
 public:
  explicit ScratchFile(const std::string& content)
      : path_(std::filesystem::temp_directory_path() /
              fmt::format("fenji_agreement_{}_{}.csv", static_cast<const void*>(this), std::random_device{}())) {
    std::ofstream(path_, std::ios::binary) << content;
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }

  std::string path() const { return path_.string(); }
  std::string content() const {
    std::ostringstream text;
    text << std::ifstream(path_, std::ios::binary).rdbuf();
    return text.str();
  }

 private:
  std::filesystem::path path_;
};

struct Graded {
  std::vector<std::vector<std::string>> rows;  // with the header
  std::string sums;                            // portfolios, and what was left out
  bool failed = false;
};

std::string sums_of(const run::RunOutcome& outcome) {
  std::string text;
  for (const run::PortfolioReport& report : outcome.portfolios) {
    text += fmt::format("{}: {} short\n", report.name, report.short_groups);
    for (const run::PortfolioGroup& group : report.groups) {
      text += "  " + group.name;
      for (const std::string& failed : group.failed) text += ", fails " + failed;
      for (const std::string& undecided : group.undecided) text += ", undecided " + undecided;
      text += "\n";
    }
  }
  for (const std::uint64_t count : outcome.left_out) text += fmt::format("{} ", count);
  const run::Tally& tally = *outcome.tally;
  text += fmt::format("\nstatuses {}, missing {}, unreadable {}, longer {}\n", fmt::join(tally.statuses, " "),
                      fmt::join(tally.missing, " "), fmt::join(tally.unreadable, " "), tally.too_long);
  for (const auto& failed : tally.failed) text += fmt::format("failed {}\n", fmt::join(failed, " "));
  for (const auto& [reason, records] : tally.faults)
    text += fmt::format("fault {} {} {}: {}\n", static_cast<int>(reason.kind), reason.first, reason.second, records);
  for (const auto& labels : tally.labels) text += fmt::format("labels {}\n", fmt::join(labels, " "));
  for (const auto& rows : tally.plan_rows) text += fmt::format("plan {}\n", fmt::join(rows, " "));
  return text;
}

Graded graded(const model::Rules& rules, const graph::Graph& graph, const ListForm& list, run::RunOptions options) {
  Graded graded;
  const ScratchFile file(list.bytes), result("");
  const auto open = [&] { return lists::ListFile::open(file.path(), list.options); };
  const run::PopulationOutcome found = run::find_populations(rules, open, options);
  options.populations = found.populations.get();
  options.population_records = found.records;
  auto source = open();
  auto out = lists::OutputFile::create(result.path());
  if (!found.problems.empty() || !source.ok() || !out.ok()) {
    graded.failed = true;
    return graded;
  }
  const run::RunOutcome outcome = run::run_list(rules, graph, *source, *out, options);
  graded.failed = !outcome.problems.empty() || out->commit().has_value();
  if (graded.failed) return graded;
  graded.sums = sums_of(outcome);
  for (lists::test::PlainRecord& record : lists::test::PlainCsv(result.content(), longest_cell).records())
    graded.rows.push_back(std::move(record.cells));
  return graded;
}

Graded graded(const model::Rules& rules, const graph::Graph& graph, const List& list, const run::RunOptions& options) {
  return graded(rules, graph, comma_form(list), options);
}

std::string line_of(const std::vector<std::string>& cells) { return fmt::format("{}", fmt::join(cells, " | ")); }

// `place`: by row of `left` that of `right`.
std::optional<std::string> difference(const Graded& left, const Graded& right, const std::vector<std::size_t>& place) {
  if (left.failed != right.failed) return "one of both runs fails";
  if (left.failed) return std::nullopt;
  if (left.rows.size() != right.rows.size()) return fmt::format("{} rows, {}", left.rows.size(), right.rows.size());
  for (std::size_t row = 0; row < left.rows.size(); ++row) {
    const auto& other = right.rows[place[row]];
    if (left.rows[row] != other) return fmt::format("row {}\n{}\n{}", row, line_of(left.rows[row]), line_of(other));
  }
  if (left.sums != right.sums) return left.sums + "\n" + right.sums;
  return std::nullopt;
}

// Equal keys leave it to the order of the rows who gets the last part.
bool may_be_shuffled(const model::Rules& rules, const List& list) {
  const bool parts = std::any_of(rules.populations.begin(), rules.populations.end(), [](const auto& population) {
    return population.function == model::PopulationFunction::apportion;
  });
  if (!parts) return true;
  for (const model::Field& field : rules.fields) {
    if (!field.key) continue;
    const auto is_key = [&](const std::string& cell) {
      return cell == field.name ||
             std::find(field.other_headers.begin(), field.other_headers.end(), cell) != field.other_headers.end();
    };
    const auto column =
        static_cast<std::size_t>(std::find_if(list.header.begin(), list.header.end(), is_key) - list.header.begin());
    std::set<std::string> keys;
    for (const auto& record : list.records) {
      if (column >= record.size() || !keys.insert(record[column]).second) return false;
    }
  }
  return true;
}

// Some cells are what a spreadsheet takes for formulas.
List with_formulas(const List& list, generate::Random& random) {
  static const std::vector<std::string> formulas{"=1+1", "-甲", "'=x", "+", "＝1", "@a,b", "=\"q\"", "\t=1", "--", "-1,5"};
  List changed = list;
  const int percent = random.chance(50) ? 0 : random.between(1, 10);
  for (std::vector<std::string>& record : changed.records) {
    for (std::string& cell : record) {
      if (random.chance(percent)) cell = random.pick(formulas);
    }
  }
  return changed;
}

}  // namespace

run::RunOptions whole_run() {
  run::RunOptions options;
  options.threads = 1;
  options.defuse = true;
  return options;
}

run::RunOptions random_cut(generate::Random& random) {
  run::RunOptions options = whole_run();
  options.threads = static_cast<unsigned>(random.between(1, 4));
  options.batch = static_cast<std::size_t>(random.between(1, 40));
  options.block = static_cast<std::size_t>(random.between(1, 3000));
  if (random.chance(50)) options.population_memory = {0, static_cast<std::size_t>(random.between(1, 40))};
  return options;
}

std::unique_ptr<execute::Populations> find_populations(const model::Rules& rules, const List& list,
                                                       const run::RunOptions& options) {
  const ListForm form = comma_form(list);
  const ScratchFile file(form.bytes);
  return run::find_populations(
             rules, [&] { return lists::ListFile::open(file.path(), form.options); }, options)
      .populations;
}

std::optional<std::string> find_difference_of_runs(const model::Rules& rules, const List& declared, generate::Random& random) {
  const List list = with_formulas(declared, random);
  const graph::Graph graph = graph::lower(rules);
  run::RunOptions plain = whole_run();
  plain.plain = true;
  std::vector<std::size_t> place(list.records.size() + 1);
  for (std::size_t i = 0; i < place.size(); ++i) place[i] = i;
  const Graded whole = graded(rules, graph, list, whole_run());
  const run::RunOptions cut = random_cut(random);
  if (auto found = difference(whole, graded(rules, graph, list, cut), place))
    return fmt::format("{} threads, batches of {}, blocks of {}: {}", cut.threads, cut.batch, cut.block, *found);
  if (auto found = difference(whole, graded(rules, graph, list, plain), place)) return "plain evaluator: " + *found;
  if (const auto form = other_form(rules, list, random)) {
    if (auto found = difference(whole, graded(rules, graph, *form, random_cut(random)), place))
      return form->name + ": " + *found;
  }
  if (!may_be_shuffled(rules, list)) return std::nullopt;
  std::vector<std::size_t> order(list.records.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  random.shuffle(order);
  List shuffled{list.header, {}};
  for (std::size_t i = 0; i < order.size(); ++i) {
    shuffled.records.push_back(list.records[order[i]]);
    place[order[i] + 1] = i + 1;
  }
  if (auto found = difference(whole, graded(rules, graph, shuffled, random_cut(random)), place))
    return "shuffled rows: " + *found;
  return std::nullopt;
}

}  // namespace fenji::agreement
