#include <fmt/format.h>

#include "commands.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/run/population_run.hpp"
#include "engine/run/record_search.hpp"
#include "grammar/diagnostics/render.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

explain::Explanation explanation_of(const LoadedRules& loaded, const run::SearchOutcome& search, const run::FoundRecord& found,
                                    const execute::Populations* populations, Language language) {
  const model::Rules& rules = *loaded.rules;
  execute::Record record;
  std::vector<explain::RawCell> cells;
  // Found from the whole list, shown like cells.
  std::vector<std::string> computed(rules.fields.size());
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (const model::PopulationId population = rules.fields[field].population; population != model::none) {
      record.fields.push_back(populations->value(population, found.number));
      computed[field] = model::to_text(record.fields.back(), rules.fields[field].type, rules, language);
      cells.push_back({computed[field], true});
      continue;
    }
    record.fields.push_back(columns::read_cell(found.cells[field], rules.fields[field], rules));
    cells.push_back({found.cells[field], search.columns.positions[field].has_value()});
  }
  execute::Evaluation evaluation = execute::evaluate(rules, record);
  evaluation.reasons =
      execute::named_by_cells(evaluation.reasons, rules, [&](model::FieldId field) { return record.fields[field].state; });
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
  if (!loaded.rules->populations.empty() && command.list == "-") {
    complain({"规则要先看完整个名单，不能从标准输入读：请把名单存成文件",
              "the rules look at the whole list first, which cannot come from standard input: save it as a file"},
             language);
    return wrong_usage;
  }
  run::RunOptions options;
  options.language = language;
  const run::PopulationOutcome whole = run::find_populations(
      *loaded.rules, [&] { return lists::InputFile::open(command.list); }, options);
  if (!whole.problems.empty()) {
    for (const Message& problem : whole.problems) complain(problem, language);
    return file_failed;
  }
  std::string text;
  for (const run::FoundRecord& found : search.records) {
    const explain::Explanation explanation = explanation_of(loaded, search, found, whole.populations.get(), language);
    if (!text.empty()) text += '\n';
    text += command.common.format == Format::json ? explain::to_json(explanation) : explain::to_text(explanation);
  }
  return print(text) ? success : file_failed;
}

}  // namespace fenji::cli
