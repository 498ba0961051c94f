#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/coverage/coverage.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/examples.hpp"
#include "engine/lint/finding_json.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/run/expected_results.hpp"
#include "engine/run/list_evaluation.hpp"
#include "engine/run/population_run.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "list_options.hpp"
#include "rule_files.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

enum class CoverageDemand { report, full };

// Of one file: behind them only their number is told. JSON has them all.
constexpr std::size_t most_differences_told = 10;

struct TestSettings {
  std::vector<std::string> paths;
  std::optional<model::Day> as_of;  // none: today
  CoverageDemand coverage = CoverageDemand::report;
  lists::ListOptions reading;  // of sample lists
  Format format = Format::text;
  bool quiet = false;
};

// What stands beside a rule file: NAME.fenji, NAME.customers.csv or .xlsx, NAME.expected.csv or .xlsx.
struct Sample {
  std::string list, expected;  // empty where there is none
};

std::string list_of(const std::string& rules) {
  return std::filesystem::path(rules).replace_extension(".customers.csv").string();
}

Sample sample_beside(const std::string& rules) {
  const auto if_any = [](std::filesystem::path path) {
    std::error_code error;
    for (const char* format : {".csv", ".xlsx"}) {
      if (std::filesystem::exists(path.replace_extension(format), error)) return path.string();
    }
    return std::string();
  };
  return {if_any(list_of(rules)), if_any(std::filesystem::path(rules).replace_extension(".expected.csv"))};
}

// What the tests of one rule file found.
struct Outcome {
  Diagnostics failed;     // examples that do not come true, or what forbids to run the rules
  bool runnable = false;  // the rules have no error
  std::size_t examples = 0, records = 0;
  Sample sample;
  std::vector<run::ResultDifference> differences;
  std::vector<Message> problems;  // what keeps the sample from being read
  std::size_t parts = 0, reached = 0;
  Diagnostics unreached;

  bool agrees() const { return runnable && failed.empty() && differences.empty() && problems.empty(); }
};

void grade_sample(const model::Rules& rules, const lists::ListOptions& reading, Language language, coverage::Coverage& coverage,
                  Outcome& outcome) {
  const auto open_list = [&] { return lists::ListFile::open(outcome.sample.list, run::list_options(rules, reading)); };
  run::RunOptions options;
  options.language = language;
  const run::PopulationOutcome whole = run::find_populations(rules, open_list, options);
  outcome.problems = whole.problems;
  if (!outcome.problems.empty()) return;
  run::ExpectedResults expected(rules, language);
  if (!outcome.sample.expected.empty()) {
    auto file = lists::ListFile::open(outcome.sample.expected);
    outcome.problems = file.ok() ? expected.read(*file) : std::vector<Message>{file.failure()};
    if (!outcome.problems.empty()) return;
  }
  auto list = open_list();
  if (!list.ok()) {
    outcome.problems = {list.failure()};
    return;
  }
  outcome.problems =
      run::evaluate_list(rules, *list, whole.populations.get(), language, [&](const run::EvaluatedRecord& record) {
        ++outcome.records;
        if (!record.too_long) coverage.add(record.record, record.evaluation);
        if (!outcome.sample.expected.empty()) expected.compare(record);
      });
  expected.finish();
  outcome.differences = expected.differences();
}

Outcome test_file(const LoadedRules& loaded, const std::string& path, const lists::ListOptions& reading, Language language) {
  Outcome outcome;
  outcome.sample = sample_beside(path);
  outcome.runnable = loaded.rules.has_value();
  if (!outcome.runnable) {
    outcome.failed = loaded.diagnostics;
    mark_extended(outcome.failed, loaded);
    return outcome;
  }
  const model::Rules& rules = *loaded.rules;
  coverage::Coverage coverage(rules);
  outcome.examples = rules.examples.size();
  outcome.failed = explain::failed_examples(
      rules, [&](const execute::Record& record, const execute::Evaluation& evaluation) { coverage.add(record, evaluation); });
  if (!outcome.sample.list.empty()) {
    grade_sample(rules, reading, language, coverage, outcome);
  } else if (!outcome.sample.expected.empty()) {
    outcome.problems = {{fmt::format("有 {}，却没有名单 {}", outcome.sample.expected, list_of(path)),
                         fmt::format("there is {}, but no list {}", outcome.sample.expected, list_of(path))}};
  }
  // Without its records the sample would seem to reach nothing.
  if (!outcome.problems.empty()) return outcome;
  outcome.parts = coverage.parts();
  outcome.reached = coverage.reached();
  outcome.unreached = coverage.unreached(loaded.sources);
  mark_extended(outcome.unreached, loaded);
  return outcome;
}

// A cell as a sentence shows it; what is empty is said.
Message shown(const std::string& cell) {
  if (cell.empty()) return {"空", "empty"};
  const std::string text = columns::quotable(cell);
  return {text, text};
}

Message difference_text(const run::ResultDifference& difference, const Outcome& outcome) {
  const std::string key = columns::quotable(difference.key);
  const std::string& file = outcome.sample.expected;
  if (difference.line == 0) {
    return {fmt::format("{}: 错误：没有“{}”的一行，名单里有它", file, key),
            fmt::format("{}: error: there is no row of `{}`, which is in the list", file, key)};
  }
  if (difference.column.empty()) {
    return {fmt::format("{}:{}: 错误：名单里没有“{}”", file, difference.line, key),
            fmt::format("{}:{}: error: `{}` is not in the list", file, difference.line, key)};
  }
  const Message expected = shown(difference.expected), actual = shown(difference.actual);
  return {fmt::format("{}:{}: 错误：{} 的“{}”应为 {}，实际是 {}", file, difference.line, key, difference.column, expected.zh,
                      actual.zh),
          fmt::format("{}:{}: error: `{}` of {} should be {} but is {}", file, difference.line, difference.column, key,
                      expected.en, actual.en)};
}

std::string differences_text(const Outcome& outcome, const std::string& path, Language language) {
  std::string text;
  std::string explained;
  for (std::size_t i = 0; i < outcome.differences.size() && i < most_differences_told; ++i) {
    text += difference_text(outcome.differences[i], outcome).in(language) + "\n";
    if (explained.empty() && !outcome.differences[i].column.empty()) explained = columns::quotable(outcome.differences[i].key);
  }
  if (outcome.differences.size() > most_differences_told) {
    const std::size_t more = outcome.differences.size() - most_differences_told;
    text += Message{fmt::format("  还有 {} 处不同\n", more), fmt::format("  {} more\n", more)}.in(language);
  }
  if (text.empty()) return text;
  text += Message{"      → 规则没错就改应有的结果，结果没错就改规则",
                  "      -> mend the expected results where the rules are right, else the rules"}
              .in(language);
  if (!explained.empty()) {
    const std::string command = fmt::format("fenji explain {} {} --key {}", path, outcome.sample.list, explained);
    text += Message{"；为什么这样：" + command, "; why it is so: " + command}.in(language);
  }
  return text + "\n";
}

// One line: what was tried, whether it agrees, and how much of the rules it reached.
std::string summary(const Outcome& outcome, const std::string& path, Language language) {
  if (!outcome.runnable) {
    return Message{path + "：规则有错，没有检验\n", path + ": the rules have errors and were not tested\n"}.in(language);
  }
  const bool has_list = !outcome.sample.list.empty();
  const bool compared = !outcome.sample.expected.empty() && has_list;
  const std::size_t examples_failed = outcome.failed.size();
  Message text{fmt::format("{}：{} 个示例", path, outcome.examples),
               fmt::format("{}: {} example{}", path, outcome.examples, outcome.examples == 1 ? "" : "s")};
  if (examples_failed > 0) {
    text.zh += fmt::format("（{} 格不符）", examples_failed);
    text.en += fmt::format(" ({} cell{} wrong)", examples_failed, examples_failed == 1 ? "" : "s");
  }
  text.zh += has_list ? fmt::format("、{} 条样例记录", outcome.records) : "、没有样例名单";
  text.en +=
      has_list ? fmt::format(", {} sample record{}", outcome.records, outcome.records == 1 ? "" : "s") : ", no sample list";
  if (compared && outcome.problems.empty()) {
    const std::size_t differences = outcome.differences.size();
    text.zh += differences == 0 ? "（与应有的结果一致）" : fmt::format("（与应有的结果有 {} 处不同）", differences);
    text.en += differences == 0
                   ? " (as expected)"
                   : fmt::format(" ({} difference{} from what is expected)", differences, differences == 1 ? "" : "s");
  }
  if (!outcome.problems.empty()) {
    text.zh += "，名单或应有的结果读不成";
    text.en += "; the list or what is expected of it cannot be read";
    return text.in(language) + "\n";
  }
  const std::size_t left = outcome.parts - outcome.reached;
  text.zh += left == 0 ? fmt::format("，规则的 {} 处都到过", outcome.parts)
                       : fmt::format("，规则的 {} 处有 {} 处没到过：请补示例或样例记录", outcome.parts, left);
  text.en +=
      left == 0 ? fmt::format("; all {} parts of the rules reached", outcome.parts)
                : fmt::format("; {} of {} parts of the rules not reached: add examples or sample records", left, outcome.parts);
  return text.in(language) + "\n";
}

nlohmann::ordered_json file_json(const Outcome& outcome, const std::string& path, const LoadedRules& loaded,
                                 Language language) {
  using Json = nlohmann::ordered_json;
  const auto diagnostics = [&](const Diagnostics& all) {
    Json json = Json::array();
    for (const Diagnostic& diagnostic : all) json.push_back(Json::parse(lint::to_json(diagnostic, loaded.sources, language)));
    return json;
  };
  const auto path_or_null = [](const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); };
  Json json = {{"file", path}, {"agrees", outcome.agrees()}};
  json["errors"] = outcome.runnable ? Json::array() : diagnostics(outcome.failed);
  json["examples"] = {{"count", outcome.examples}, {"failed", outcome.runnable ? diagnostics(outcome.failed) : Json::array()}};
  json["sample"] = {{"list", path_or_null(outcome.sample.list)},
                    {"expected", path_or_null(outcome.sample.expected)},
                    {"records", outcome.records},
                    {"problems", Json::array()},
                    {"differences", Json::array()}};
  for (const Message& problem : outcome.problems) json["sample"]["problems"].push_back(problem.in(language));
  for (const run::ResultDifference& difference : outcome.differences) {
    const bool both = !difference.column.empty();
    json["sample"]["differences"].push_back({{"line", difference.line == 0 ? Json(nullptr) : Json(difference.line)},
                                             {"key", difference.key},
                                             {"column", both ? Json(difference.column) : Json(nullptr)},
                                             {"expected", both ? Json(difference.expected) : Json(nullptr)},
                                             {"actual", both ? Json(difference.actual) : Json(nullptr)}});
  }
  json["coverage"] = {{"parts", outcome.parts}, {"reached", outcome.reached}, {"unreached", diagnostics(outcome.unreached)}};
  return json;
}

std::string outcome_text(const Outcome& outcome, const LoadedRules& loaded, const std::string& path, Language language,
                         Colour colour) {
  std::string text = findings_text(outcome.failed, loaded.sources, language, colour);
  text += differences_text(outcome, path, language);
  return text + findings_text(outcome.unreached, loaded.sources, language, colour);
}

int test(const TestSettings& settings, const Context& context) {
  const std::vector<std::string> files = rule_files(settings.paths);
  const Language fallback = context.own_language();
  if (files.empty()) {
    complain({"这里没有规则文件（*.fenji）", "there are no rule files (*.fenji) here"}, fallback);
    return file_failed;
  }
  const model::Day as_of = settings.as_of.value_or(today());
  bool failed = false, unreadable = false, unreached = false;
  std::string text;
  auto reports = nlohmann::ordered_json::array();
  for (const std::string& path : files) {
    const LoadedRules loaded = load_rules(path, {}, as_of);
    if (loaded.unreadable) {
      complain(*loaded.unreadable, fallback);
      unreadable = true;
      continue;
    }
    const Language language = context.language_for(loaded.language);
    Outcome outcome = test_file(loaded, path, settings.reading, language);
    if (settings.coverage == CoverageDemand::full) {
      for (Diagnostic& diagnostic : outcome.unreached) diagnostic.severity = Severity::error;
    }
    failed = failed || !outcome.agrees();
    unreadable = unreadable || !outcome.problems.empty();
    unreached = unreached || !outcome.unreached.empty();
    for (const Message& problem : outcome.problems) complain(problem, language);
    if (settings.format == Format::json) {
      reports.push_back(file_json(outcome, path, loaded, language));
      continue;
    }
    text += outcome_text(outcome, loaded, path, language, context.output_colour());
    if (!settings.quiet) text += summary(outcome, path, language);
  }
  const bool passed = !failed && !unreadable && !(unreached && settings.coverage == CoverageDemand::full);
  if (settings.format == Format::json) {
    const nlohmann::ordered_json report = {{"passed", passed}, {"files", reports}};
    text = report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }
  if (!print(text) || unreadable) return file_failed;
  return passed ? success : rules_have_findings;
}

}  // namespace

Command test_command() {
  auto settings = std::make_shared<TestSettings>();
  Command command;
  command.name = "test";
  command.summary = {"用示例和样例名单检验规则，指出没有试到的地方",
                     "try rule files on their examples and sample lists, and tell what those do not reach"};
  command.examples = {{"fenji test 政策.fenji", "fenji test policy.fenji"},
                      {"fenji test 政策文件夹/ --coverage full", "fenji test policies/ --coverage full"},
                      {"fenji test 政策.fenji --format json", "fenji test policy.fenji --format json"}};
  command.remarks = {
      {"政策.fenji 旁边的 政策.customers.csv 是它的样例名单，政策.expected.csv "
       "是应有的结果：编号、输出的列、状态逐格核对，说明不核对。",
       "policy.customers.csv beside policy.fenji is its sample list, policy.expected.csv the results that it should have: key, "
       "output columns and status are compared, notes are not."},
      {"到过：表的每一行、矩阵和评分表的每一格、准入条件的每一项（满足和不满足）、适用（在内和在外）、输出可能的每个级别，"
       "至少有一个示例或一条样例记录用到。",
       "Reached is what at least one example or sample record makes use of: each row of a table, each cell of a matrix or "
       "scorecard, each element of an eligibility block (met and not met), `applies to` both ways, each grade that an output "
       "can have."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(texts_argument({"路径", "PATH"}, Files::rules, settings->paths,
                                             {"规则文件，或者放规则文件的文件夹", "rule files, or folders of them"}));
  command.options.push_back(choice<CoverageDemand>(
      "--coverage", {"要求", "DEMAND"}, {{"report", CoverageDemand::report}, {"full", CoverageDemand::full}},
      settings->coverage,
      {"没到过的地方只报告（report），还是算失败、退出码为 1（full）",
       "whether parts that nothing reaches are only reported, or are a failure and exit with 1 (full)"}));
  command.options.push_back(as_of_option(settings->as_of));
  add_list_options(command, settings->reading);
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.options.push_back(
      quiet_option(settings->quiet, {"只显示问题，不显示每个文件的合计", "findings only, no line for each file"}));
  command.run = [settings](const Context& context) { return test(*settings, context); };
  return command;
}

}  // namespace fenji::cli
