#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "commands.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/output_file.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/population_run.hpp"
#include "engine/run/summary.hpp"
#include "grammar/diagnostics/render.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

using Clock = std::chrono::steady_clock;

std::uint64_t microseconds_since(Clock::time_point start) {
  return static_cast<std::uint64_t>(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - start).count());
}

// How far the run is, on a terminal, once it has taken a second.
class ProgressLine {
 public:
  ProgressLine(Language language, Clock::time_point start) : language_(language), start_(start) {}
  ~ProgressLine() {
    if (shown_) print_error("\r\x1b[K");
  }
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(std::uint64_t records, std::uint64_t bytes) {
    const Clock::time_point now = Clock::now();
    if (now - start_ < std::chrono::seconds(1) || now - last_ < std::chrono::milliseconds(100)) return;
    last_ = now;
    shown_ = true;
    const std::uint64_t megabytes = bytes >> 20;
    print_error(language_ == Language::chinese ? fmt::format("\r\x1b[K已处理 {} 条，{} MB", records, megabytes)
                                               : fmt::format("\r\x1b[K{} records, {} MB", records, megabytes));
  }

 private:
  Language language_;
  Clock::time_point start_;
  Clock::time_point last_;
  bool shown_ = false;
};

// One line that says how many findings `fenji lint` would show.
std::vector<Message> findings_remark(const LoadedRules& loaded, const std::string& path) {
  Diagnostics findings = loaded.diagnostics;
  const Diagnostics proved = findings_of(*loaded.rules);
  findings.insert(findings.end(), proved.begin(), proved.end());
  std::vector<std::string> names;
  std::size_t count = 0;
  for (const Diagnostic& finding : findings) {
    if (finding.severity == Severity::note) continue;
    ++count;
    if (std::find(names.begin(), names.end(), finding.name) == names.end()) names.push_back(finding.name);
  }
  if (count == 0) return {};
  const std::string list = fmt::format("{}", fmt::join(names, ", "));
  return {{fmt::format("规则有 {} 处问题（{}），请看 fenji lint {}", count, list, path),
           fmt::format("the rules have {} findings ({}), see fenji lint {}", count, list, path)}};
}

std::vector<Message> effective_remark(const model::Rules& rules) {
  const auto today = std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now()).time_since_epoch().count();
  const bool early = rules.effective_from && today < *rules.effective_from;
  const bool late = rules.effective_to && today > *rules.effective_to;
  if (early) return {{"注意：规则的有效期还没有开始", "note: the rules are not in force yet"}};
  if (late) return {{"注意：规则的有效期已过", "note: the rules are no longer in force"}};
  return {};
}

}  // namespace

int run(const RunCommand& command) {
  const Clock::time_point start = Clock::now();
  lists::ignore_write_signals();
  lists::remove_temporary_files_on_signals();
  const Language fallback = command.common.language.value_or(environment_language());
  LoadedRules loaded = load_rules(command.rules, command.common.settings);
  if (loaded.unreadable) {
    complain(*loaded.unreadable, fallback);
    return file_failed;
  }
  const Language language = command.common.language.value_or(loaded.language);
  if (!loaded.wrong_settings.empty()) {
    for (const Message& problem : loaded.wrong_settings) complain(problem, language);
    return wrong_usage;
  }
  if (!loaded.rules) {
    for (const Diagnostic& diagnostic : loaded.diagnostics) print_error(render(diagnostic, loaded.sources, language));
    return rules_have_findings;
  }
  if (command.list != "-" && command.out != "-" && same_file(command.list, command.out)) {
    complain({"结果会盖掉名单：请给 -o 换一个文件名", "the result would replace the list: give -o another name"}, language);
    return wrong_usage;
  }
  const graph::Graph graph = graph::lower(*loaded.rules);
  auto list = lists::InputFile::open(command.list);
  if (!list.ok()) {
    complain(list.failure(), language);
    return file_failed;
  }
  run::RunOptions options;
  options.threads = command.threads;
  options.batch = command.batch_size;
  options.plain = command.plain;
  options.language = language;
  if (!loaded.rules->populations.empty() && command.list == "-") {
    complain({"规则要先看完整个名单，不能从标准输入读：请把名单存成文件",
              "the rules look at the whole list first, which cannot come from standard input: save it as a file"},
             language);
    return wrong_usage;
  }
  const run::PopulationOutcome found = run::find_populations(
      *loaded.rules, [&] { return lists::InputFile::open(command.list); }, options);
  if (!found.problems.empty()) {
    for (const Message& problem : found.problems) complain(problem, language);
    return file_failed;
  }
  options.populations = found.populations.get();
  auto out = lists::OutputFile::create(command.out);
  if (!out.ok()) {
    complain(out.failure(), language);
    return file_failed;
  }
  if (command.check_keys) options.key_limit = ~std::uint64_t{0};
  run::RunOutcome outcome;
  {
    ProgressLine progress(language, start);
    if (error_is_terminal() && !command.common.quiet) {
      options.progress = [&](std::uint64_t records, std::uint64_t bytes) { progress.show(records, bytes); };
    }
    outcome = run::run_list(*loaded.rules, graph, *list, *out, options);
  }
  if (outcome.problems.empty()) {
    if (const lists::Failure failure = out->commit()) outcome.problems.push_back(*failure);
  }
  if (!outcome.problems.empty()) {
    for (const Message& problem : outcome.problems) complain(problem, language);
    return file_failed;
  }
  run::RunFacts facts{command.rules, command.list, command.out, microseconds_since(start),
                      findings_remark(loaded, command.rules)};
  for (Message& remark : effective_remark(*loaded.rules)) facts.remarks.push_back(std::move(remark));
  if (command.common.format == Format::json)
    print_error(run::summary_json(*loaded.rules, outcome, facts, language));
  else if (!command.common.quiet)
    print_error(run::summary_text(*loaded.rules, outcome, facts, language));
  const bool invalid = outcome.tally->statuses[static_cast<std::size_t>(execute::Status::invalid)] > 0;
  return command.strict && invalid ? invalid_records : success;
}

}  // namespace fenji::cli
