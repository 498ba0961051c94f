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

Sql exported(const model::Rules& rules, const SourceSet& sources, const SqlOptions& options, const Spelling& spelling,
             model::Int128 cell_limit, const graph::Graph& graph, std::size_t outputs) {
  Sql sql;
  sql.text = Exporter(rules, graph, outputs, sources, options, spelling, cell_limit, sql.problems).text(sql.read);
  if (!sql.problems.empty()) sql.text.clear();
  return sql;
}

// Cells with at most so many digits; those of declared bounds keep them.
model::Rules with_fewer_digits(model::Rules rules, int digits) {
  for (model::Field& field : rules.fields) {
    if (field.type.kind != model::Kind::number) continue;
    const model::Decimal limit{model::power_of_ten(digits) - 1, field.type.scale};
    model::Interval interval = field.bounds.value_or(model::Interval{});
    const model::Decimal least{-limit.mantissa, limit.scale};
    if (!interval.lower || interval.lower->value < least) interval.lower = model::Bound{least, true};
    if (!interval.upper || interval.upper->value > limit) interval.upper = model::Bound{limit, true};
    field.bounds = interval;
  }
  return rules;
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
  Sql sql = exported(all, sources, options, *spelling, 0, graph, rules.outputs.size());
  // Where the engine's integers are short, cells may be; one that is longer then ends the query.
  constexpr int longest = 17, shortest = 13;
  for (int digits = longest; spelling->stops() && !sql.problems.empty() && digits >= shortest; --digits) {
    graph::Graph narrow;
    with_population_parts(with_fewer_digits(rules, digits), narrow);
    const Sql tried = exported(all, sources, options, *spelling, model::power_of_ten(digits) - 1, narrow, rules.outputs.size());
    if (tried.problems.empty()) return tried;
  }
  return sql;
}

}  // namespace fenji::sql
