#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <nlohmann/json.hpp>
#include <set>

#include "commands.hpp"
#include "diagnostic_json.hpp"
#include "engine/books/book_findings.hpp"
#include "engine/prove/prove.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "rule_files.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

enum class FailLevel { note, warning, error, never };

struct LintSettings {
  std::vector<std::string> paths;
  std::optional<model::Day> as_of;  // none: today
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

// Lints file after file and keeps what is to be printed.
class Linter {
 public:
  Linter(const LintSettings& settings, const Context& context)
      : settings_(settings),
        context_(context),
        as_of_(settings.as_of.value_or(today())),
        last_language_(context.own_language()) {}

  void lint(const std::string& path) {
    if (books::is_book(path)) return lint_book(path);
    LoadedRules loaded = load_rules(path, {}, as_of_);
    if (loaded.unreadable) return fail(*loaded.unreadable);
    last_language_ = context_.language_for(loaded.language);
    add_rules(loaded);
  }

  int finish(std::size_t files) {
    bool printed = false;
    if (settings_.format == Format::json) {
      const nlohmann::ordered_json report = {{"files", files},
                                             {"errors", counts_.errors},
                                             {"warnings", counts_.warnings},
                                             {"notes", counts_.notes},
                                             {"findings", findings_json_}};
      printed = print(report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
    } else {
      if (!settings_.quiet) text_ += counts_text(counts_, files, last_language_);
      printed = print(text_);
    }
    if (failed_ || !printed) return file_failed;
    return counts_.reaches(settings_.fail_level) ? rules_have_findings : success;
  }

 private:
  void fail(const Message& message) {
    complain(message, context_.own_language());
    failed_ = true;
  }

  void lint_book(const std::string& path) {
    const books::BookFiles all = books::load_book(path, settings_.as_of, today());
    if (all.unreadable) return fail(*all.unreadable);
    last_language_ = context_.language_for(all.book.language);
    for (const books::BookFile& file : all.files) {
      if (file.loaded.unreadable) continue;
      add_rules(load_rules(file.path, {}, all.as_of));  // examples hold for the declared parameters
      if (file.loaded.rules) add_proved(file.loaded);
    }
    Diagnostics findings = all.diagnostics;
    if (all.runnable()) {
      const Diagnostics proved = books::book_findings(all);
      findings.insert(findings.end(), proved.begin(), proved.end());
    }
    add(findings, all.sources);
  }

  void add_rules(const LoadedRules& loaded) {
    Diagnostics findings = loaded.diagnostics;
    if (loaded.rules) {
      Diagnostics proved = findings_of(*loaded.rules);
      findings.insert(findings.end(), proved.begin(), proved.end());
    }
    std::stable_sort(findings.begin(), findings.end(),
                     [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
    mark_extended(findings, loaded);
    add(findings, loaded.sources);
  }

  // With the parameters that the book gives.
  void add_proved(const LoadedRules& loaded) {
    Diagnostics proved = prove::prove(*loaded.rules);
    mark_extended(proved, loaded);
    add(proved, loaded.sources);
  }

  // A file that stands in a book, or that several extend, is told of once.
  void add(const Diagnostics& findings, const SourceSet& sources) {
    text_ += findings_text(findings, sources, last_language_, context_.output_colour(),
                           [&](const Diagnostic& finding, const std::string& rendered) {
                             if (!told_.insert(rendered).second) return false;
                             counts_.count(finding.severity);
                             if (settings_.format == Format::json)
                               findings_json_.push_back(diagnostic_json(finding, sources, last_language_));
                             return true;
                           });
  }

  const LintSettings& settings_;
  const Context& context_;
  model::Day as_of_;
  Counts counts_;
  bool failed_ = false;
  Language last_language_;
  std::string text_;
  std::set<std::string> told_;
  nlohmann::ordered_json findings_json_ = nlohmann::ordered_json::array();
};

int lint(const LintSettings& settings, const Context& context) {
  const std::vector<std::string> files = rule_files(settings.paths, Books::with);
  if (files.empty()) {
    complain({"这里没有规则文件（*.fenji）", "there are no rule files (*.fenji) here"}, context.own_language());
    return file_failed;
  }
  Linter linter(settings, context);
  for (const std::string& path : files) linter.lint(path);
  return linter.finish(files.size());
}

}  // namespace

Command lint_command() {
  auto settings = std::make_shared<LintSettings>();
  Command command;
  command.name = "lint";
  command.summary = {"证明规则没有空缺、没有矛盾", "prove that rule files have no hole and no contradiction"};
  command.examples = {{"fenji lint 政策.fenji", "fenji lint policy.fenji"},
                      {"fenji lint 政策文件夹/ --fail-level warning", "fenji lint policies/ --fail-level warning"},
                      {"fenji lint 各产品线.book.toml", "fenji lint lines.book.toml"},
                      {"fenji lint 政策.fenji --format json", "fenji lint policy.fenji --format json"}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(texts_argument(
      {"路径", "PATH"}, Files::rules, settings->paths,
      {"规则文件、册子（*.book.toml），或者放它们的文件夹", "rule files, books (*.book.toml), or folders of them"}));
  command.options.push_back(choice<FailLevel>(
      "--fail-level", {"级别", "LEVEL"},
      {{"note", FailLevel::note}, {"warning", FailLevel::warning}, {"error", FailLevel::error}, {"never", FailLevel::never}},
      settings->fail_level, {"从哪一级问题起退出码为 1", "from which level on to exit with 1"}));
  command.options.push_back(as_of_option(settings->as_of));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.options.push_back(quiet_option(settings->quiet, {"只显示问题，不显示合计", "findings only, no count"}));
  command.run = [settings](const Context& context) { return lint(*settings, context); };
  return command;
}

}  // namespace fenji::cli
