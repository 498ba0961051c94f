#include <fmt/format.h>

#include "commands.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/run/record_search.hpp"
#include "grammar/diagnostics/render.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

explain::Explanation explanation_of(const LoadedRules& loaded, const run::SearchOutcome& search, const run::FoundRecord& found,
                                    Language language) {
  const model::Rules& rules = *loaded.rules;
  execute::Record record;
  std::vector<explain::RawCell> cells;
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    record.fields.push_back(columns::read_cell(found.cells[field], rules.fields[field], rules));
    cells.push_back({found.cells[field], search.columns.positions[field].has_value()});
  }
  const execute::Evaluation evaluation = execute::evaluate(rules, record);
  return explain::explain({rules, loaded.sources, record, evaluation, cells}, language);
}

}  // namespace

int explain(const ExplainCommand& command) {
  const Language fallback = command.common.language.value_or(environment_language());
  const LoadedRules loaded = load_rules(command.rules, command.common.settings);
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
  auto list = lists::InputFile::open(command.list);
  if (!list.ok()) {
    complain(list.failure(), language);
    return file_failed;
  }
  const run::SearchOutcome search = run::find_records(*loaded.rules, *list, command.key);
  if (!search.problems.empty()) {
    for (const Message& problem : search.problems) complain(problem, language);
    return file_failed;
  }
  if (search.no_key) {
    complain({"规则没有唯一编号，不能按编号查找", "the rules have no key to look for"}, language);
    return wrong_usage;
  }
  if (search.records.empty()) {
    complain({fmt::format("名单里没有编号“{}”", command.key), fmt::format("the list has no key `{}`", command.key)}, language);
    return wrong_usage;
  }
  std::string text;
  for (const run::FoundRecord& found : search.records) {
    const explain::Explanation explanation = explanation_of(loaded, search, found, language);
    if (!text.empty()) text += '\n';
    text += command.common.format == Format::json ? explain::to_json(explanation) : explain::to_text(explanation);
  }
  return print(text) ? success : file_failed;
}

}  // namespace fenji::cli
