#include <memory>

#include "commands.hpp"
#include "engine/graph/lower.hpp"
#include "engine/graph/print.hpp"
#include "exit_codes.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

struct GraphSettings {
  std::string rules;
  std::vector<std::string> parameters;  // NAME=VALUE
  std::optional<model::Day> as_of;      // none: today
  bool dot = false;
};

int graph(const GraphSettings& settings, const Context& context) {
  const LoadedRules loaded = load_rules(settings.rules, settings.parameters, settings.as_of.value_or(today()));
  if (const auto exit_code = unrunnable(loaded, context)) return *exit_code;
  const graph::Graph steps = graph::lower(*loaded.rules);
  const bool printed = print(settings.dot ? graph::print_dot(steps, *loaded.rules) : graph::print_text(steps, *loaded.rules));
  return printed ? success : file_failed;
}

}  // namespace

Command graph_command() {
  auto settings = std::make_shared<GraphSettings>();
  Command command;
  command.name = "graph";
  command.summary = {"显示规则的计算步骤图", "print the evaluation graph of a rule file"};
  command.examples = {
      {"fenji graph 政策.fenji", "fenji graph policy.fenji"},
      {"fenji graph 政策.fenji --dot | dot -Tsvg > 政策.svg", "fenji graph policy.fenji --dot | dot -Tsvg > policy.svg"}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(text_argument({"规则", "RULES"}, Files::rules, settings->rules, {"规则文件", "rule file"}));
  command.options.push_back(flag("--dot", settings->dot, {"输出 Graphviz 的格式", "for Graphviz"}));
  command.options.push_back(set_option(settings->parameters));
  command.options.push_back(as_of_option(settings->as_of));
  command.run = [settings](const Context& context) { return graph(*settings, context); };
  return command;
}

}  // namespace fenji::cli
