#include "commands.hpp"
#include "engine/graph/lower.hpp"
#include "engine/graph/print.hpp"
#include "grammar/diagnostics/render.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {

int graph(const GraphCommand& command) {
  const LoadedRules loaded = load_rules(command.rules, command.common.settings);
  const Language language = command.common.language.value_or(loaded.unreadable ? environment_language() : loaded.language);
  if (loaded.unreadable) {
    complain(*loaded.unreadable, language);
    return file_failed;
  }
  if (!loaded.wrong_settings.empty()) {
    for (const Message& problem : loaded.wrong_settings) complain(problem, language);
    return wrong_usage;
  }
  if (!loaded.rules) {
    for (const Diagnostic& diagnostic : loaded.diagnostics) print_error(render(diagnostic, loaded.sources, language));
    return rules_have_findings;
  }
  const graph::Graph steps = graph::lower(*loaded.rules);
  const bool printed = print(command.dot ? graph::print_dot(steps, *loaded.rules) : graph::print_text(steps, *loaded.rules));
  return printed ? success : file_failed;
}

}  // namespace fenji::cli
