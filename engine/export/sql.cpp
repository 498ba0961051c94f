#include "engine/export/sql.hpp"

#include "engine/export/exporter.hpp"
#include "engine/graph/lower.hpp"

namespace fenji::sql {

namespace {

// With what numbers over the list ask of each record as outputs, behind the rules' own.
model::Rules with_population_parts(const model::Rules& rules, graph::Graph& graph) {
  model::Rules all = rules;
  std::vector<bool> asked(rules.populations.size(), false);
  for (bool more = true; more;) {
    more = false;
    model::Rules lowered = all;
    lowered.plans.clear();  // what they count is no column
    graph = graph::lower(lowered);
    for (const graph::Step& step : graph.steps) {
      if (step.operation != graph::Operation::field) continue;
      const model::PopulationId id = rules.fields[step.reference].population;
      if (id == model::none || asked[id]) continue;
      asked[id] = more = true;
      const model::Population& population = rules.populations[id];
      std::vector<model::DefinitionId> parts = population.groups;
      parts.insert(parts.end(), {population.argument, population.condition, population.amount});
      for (const model::DefinitionId part : parts) {
        if (part == model::none) continue;
        model::OutputColumn column;
        column.definition = part;
        all.outputs.push_back(std::move(column));
      }
    }
  }
  return all;
}

}  // namespace

std::vector<Message> reading_remarks() {
  return {
      {"数都是整数，以字段的最小单位计，注释里是原数；日期是 1970-01-01 起的天数。",
       "Numbers are integers of the field's smallest unit, the comment says which number; dates are days since 1970-01-01."},
      {"“名?”列说明“名”为何不明：每个原因一位，0 是已知。",
       "A column `name?` says why `name` is not known: a bit for each reason, 0 where it is."}};
}

Sql export_sql(const model::Rules& rules, const SourceSet& sources, const SqlOptions& options) {
  const auto spelling = make_spelling(options.dialect);
  graph::Graph graph;
  const model::Rules all = with_population_parts(rules, graph);
  const std::size_t longest = spelling->longest_chain();
  Sql sql;
  for (const bool compact : {false, true}) {
    sql = {};
    Exporter exporter(all, graph, rules.outputs.size(), sources, options, *spelling, compact, sql.problems);
    sql.text = exporter.text(sql.read);
    if (longest == 0 || exporter.ctes() <= longest) break;
  }
  if (!sql.problems.empty()) sql.text.clear();
  return sql;
}

}  // namespace fenji::sql
