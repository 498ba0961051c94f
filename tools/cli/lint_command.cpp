#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "commands.hpp"
#include "engine/lint/catalogue.hpp"
#include "exit_codes.hpp"
#include "grammar/diagnostics/render.hpp"
#include "linter.hpp"
#include "rule_files.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

std::string explanation(const lint::Explained& finding, Language language) {
  const bool chinese = language == Language::chinese;
  return fmt::format("{} ({})\n{}\n\n{}\n{}\n\n{}\n{}\n", finding.name, severity_word(finding.severity, language),
                     finding.meaning.in(language), chinese ? "有问题的写法：" : "Wrong:", finding.wrong.in(language),
                     chinese ? "对的写法：" : "Right:", finding.right.in(language));
}

std::string all_names() {
  std::string names;
  for (const lint::Explained& each : lint::catalogue()) names += (names.empty() ? "" : ", ") + std::string(each.name);
  return names;
}

int explain(const std::string& name, const Context& context) {
  const lint::Explained* found = lint::explained(name);
  if (found != nullptr) return print(explanation(*found, context.own_language())) ? success : file_failed;
  complain({fmt::format("没有“{}”这种问题；有这些：{}", name, all_names()),
            fmt::format("there is no finding `{}`; there are: {}", name, all_names())},
           context.own_language());
  return wrong_usage;
}

int run_lint(const LintSettings& settings, const Context& context) {
  const Language language = context.own_language();
  if (!settings.explain.empty()) return explain(settings.explain, context);
  const auto wrong = [&](Message message) {
    complain(message, language);
    return wrong_usage;
  };
  if (settings.paths.empty()) {
    return wrong({"请给出规则文件或文件夹", "name a rule file or a folder"});
  }
  for (const std::vector<std::string>& words : {settings.select, settings.ignore}) {
    for (const std::string& name : names_in(words)) {
      if (lint::explained(name) == nullptr) {
        return wrong({fmt::format("没有“{}”这种问题；有这些：{}", name, all_names()),
                      fmt::format("there is no finding `{}`; there are: {}", name, all_names())});
      }
    }
  }
  if (settings.unsafe && !settings.fix) return wrong({"--unsafe 要和 --fix 一起用", "--unsafe goes with --fix"});
  const std::vector<std::string> files = rule_files(settings.paths, Books::with);
  if (files.empty()) {
    complain({"这里没有规则文件（*.fenji）", "there are no rule files (*.fenji) here"}, language);
    return file_failed;
  }
  Linter linter(settings, context);
  if (!settings.against.empty()) {
    if (files.size() != 1) return wrong({"--against 一次比较一个规则文件", "--against compares one rule file at a time"});
    linter.compare(settings.against, files.front());
    return linter.finish(1);
  }
  if (!settings.witnesses.empty() && files.size() != 1) {
    return wrong({"--witnesses 一次写一个规则文件的名单", "--witnesses writes the list of one rule file"});
  }
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
                      {"fenji lint 新版.fenji --against 旧版.fenji", "fenji lint new.fenji --against old.fenji"},
                      {"fenji lint --explain step-gap", "fenji lint --explain step-gap"},
                      {"fenji lint 政策.fenji --format json", "fenji lint policy.fenji --format json"}};
  command.remarks = {
      {"规则文件里的 `# fenji: 允许 问题名 因为 理由` 放过同一行（单独成行时是下一行）的这种问题。",
       "`# fenji: allow NAME because …` in a rule file lets a finding on its line pass, or on the next when it stands alone."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  Argument paths = texts_argument(
      {"路径", "PATH"}, Files::rules, settings->paths,
      {"规则文件、册子（*.book.toml），或者放它们的文件夹", "rule files, books (*.book.toml), or folders of them"});
  paths.required = false;
  command.arguments.push_back(std::move(paths));
  command.options.push_back(choice<FailLevel>(
      "--fail-level", {"级别", "LEVEL"},
      {{"note", FailLevel::note}, {"warning", FailLevel::warning}, {"error", FailLevel::error}, {"never", FailLevel::never}},
      settings->fail_level, {"从哪一级问题起退出码为 1", "from which level on to exit with 1"}));
  command.options.push_back(texts_option("--select", {"问题名", "NAME"}, settings->select,
                                         {"只报这些问题（逗号隔开）；默认不报的也由它打开",
                                          "only these findings, separated by commas; also those that are off by default"}));
  command.options.push_back(texts_option("--ignore", {"问题名", "NAME"}, settings->ignore,
                                         {"不报这些问题（逗号隔开）", "without these findings, separated by commas"}));
  command.options.push_back(
      text_option("--explain", {"问题名", "NAME"}, settings->explain,
                  {"解释一种问题，附错和对的写法", "tell what a finding means, with a wrong and a right table"}));
  Option against =
      text_option("--against", {"旧版", "OLD"}, settings->against,
                  {"证明与旧版相比哪些客户的结果不同", "prove for whom the results differ from those of an older version"});
  against.files = Files::rules;
  command.options.push_back(std::move(against));
  Option witnesses = text_option("--witnesses", {"文件", "FILE"}, settings->witnesses,
                                 {"把举出的客户写成名单，fenji run 可读", "write the customers shown as a list for fenji run"});
  witnesses.files = Files::any;
  command.options.push_back(std::move(witnesses));
  command.options.push_back(flag("--fix", settings->fix, {"改掉不影响任何结果的问题", "mend what keeps every result"}));
  command.options.push_back(
      flag("--unsafe", settings->unsafe,
           {"和 --fix 一起：会改变结果的也改，并说明改变了谁", "with --fix: also what changes results, saying whose"}));
  command.options.push_back(as_of_option(settings->as_of));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.options.push_back(quiet_option(settings->quiet, {"只显示问题，不显示合计", "findings only, no count"}));
  command.run = [settings](const Context& context) { return run_lint(*settings, context); };
  return command;
}

}  // namespace fenji::cli
