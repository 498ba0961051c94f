#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "diagnostic_json.hpp"
#include "exit_codes.hpp"
#include "grammar/diagnostics/render.hpp"
#include "rule_files.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

enum class FailLevel { note, warning, error, never };

struct LintSettings {
  std::vector<std::string> paths;
  FailLevel fail_level = FailLevel::error;
  Format format = Format::text;
  bool quiet = false;
};

struct Counts {
  std::size_t errors = 0, warnings = 0, notes = 0;

  void count(Severity severity) { ++(severity == Severity::error ? errors : severity == Severity::warning ? warnings : notes); }
  bool reaches(FailLevel level) const {
    switch (level) {
      case FailLevel::note:
        return errors + warnings + notes > 0;
      case FailLevel::warning:
        return errors + warnings > 0;
      case FailLevel::error:
        return errors > 0;
      case FailLevel::never:
        break;
    }
    return false;
  }
};

std::string counts_text(const Counts& counts, std::size_t files, Language language) {
  if (language == Language::chinese) {
    return fmt::format("{} 个规则文件：{} 个错误，{} 个警告，{} 个提示\n", files, counts.errors, counts.warnings, counts.notes);
  }
  return fmt::format("{} rule file{}: {} error{}, {} warning{}, {} note{}\n", files, files == 1 ? "" : "s", counts.errors,
                     counts.errors == 1 ? "" : "s", counts.warnings, counts.warnings == 1 ? "" : "s", counts.notes,
                     counts.notes == 1 ? "" : "s");
}

int lint(const LintSettings& settings, const Context& context) {
  const std::vector<std::string> files = rule_files(settings.paths);
  const Language fallback = context.own_language();
  if (files.empty()) {
    complain({"这里没有规则文件（*.fenji）", "there are no rule files (*.fenji) here"}, fallback);
    return file_failed;
  }
  Counts counts;
  bool failed = false;
  Language last_language = fallback;
  std::string text;
  auto findings_json = nlohmann::ordered_json::array();
  for (const std::string& path : files) {
    LoadedRules loaded = load_rules(path, {});
    if (loaded.unreadable) {
      complain(*loaded.unreadable, fallback);
      failed = true;
      continue;
    }
    const Language language = context.language_for(loaded.language);
    last_language = language;
    Diagnostics findings = std::move(loaded.diagnostics);
    if (loaded.rules) {
      Diagnostics proved = findings_of(*loaded.rules);
      findings.insert(findings.end(), proved.begin(), proved.end());
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
    mark_extended(findings, loaded);
    for (const Diagnostic& finding : findings) {
      counts.count(finding.severity);
      if (settings.format == Format::json)
        findings_json.push_back(diagnostic_json(finding, loaded.sources, language));
      else
        text += render(finding, loaded.sources, language, context.output_colour());
    }
  }
  bool printed = false;
  if (settings.format == Format::json) {
    const nlohmann::ordered_json report = {{"files", files.size()},
                                           {"errors", counts.errors},
                                           {"warnings", counts.warnings},
                                           {"notes", counts.notes},
                                           {"findings", findings_json}};
    printed = print(report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else {
    if (!settings.quiet) text += counts_text(counts, files.size(), last_language);
    printed = print(text);
  }
  if (failed || !printed) return file_failed;
  return counts.reaches(settings.fail_level) ? rules_have_findings : success;
}

}  // namespace

Command lint_command() {
  auto settings = std::make_shared<LintSettings>();
  Command command;
  command.name = "lint";
  command.summary = {"证明规则没有空缺、没有矛盾", "prove that rule files have no hole and no contradiction"};
  command.examples = {{"fenji lint 政策.fenji", "fenji lint policy.fenji"},
                      {"fenji lint 政策文件夹/ --fail-level warning", "fenji lint policies/ --fail-level warning"},
                      {"fenji lint 政策.fenji --format json", "fenji lint policy.fenji --format json"}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(texts_argument({"路径", "PATH"}, Files::rules, settings->paths,
                                             {"规则文件，或者放规则文件的文件夹", "rule files, or folders of them"}));
  command.options.push_back(choice<FailLevel>(
      "--fail-level", {"级别", "LEVEL"},
      {{"note", FailLevel::note}, {"warning", FailLevel::warning}, {"error", FailLevel::error}, {"never", FailLevel::never}},
      settings->fail_level, {"从哪一级问题起退出码为 1", "from which level on to exit with 1"}));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.options.push_back(quiet_option(settings->quiet, {"只显示问题，不显示合计", "findings only, no count"}));
  command.run = [settings](const Context& context) { return lint(*settings, context); };
  return command;
}

}  // namespace fenji::cli
