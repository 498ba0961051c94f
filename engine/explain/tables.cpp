#include "engine/explain/tables.hpp"

#include <algorithm>

#include "engine/explain/facts.hpp"

namespace fenji::explain {

using execute::Reason;
using model::DefinitionId;

namespace {

bool has_reason(Reason::Kind kind, DefinitionId first, const std::vector<DefinitionId>& results, const Context& context) {
  return std::any_of(results.begin(), results.end(), [&](DefinitionId id) {
    const execute::Reasons& reasons = context.evaluation.definitions[id].reasons;
    return std::find(reasons.begin(), reasons.end(), Reason{kind, first, 0}) != reasons.end();
  });
}

// The first result column's definition, by which reasons name the table.
DefinitionId first_definition(model::TableId table, const model::Rules& rules) {
  const auto first = std::find_if(rules.definitions.begin(), rules.definitions.end(), [&](const model::Definition& definition) {
    return definition.table == table && definition.result_column == 0;
  });
  return static_cast<DefinitionId>(first - rules.definitions.begin());
}

// The rows that have a say: policy `first` those before the first certain row that may still fire, and that row; policy
// `unique` all that certainly fit or, without any, those that may.
struct Candidates {
  std::vector<std::uint32_t> rows;
  std::uint32_t certain = model::none;
};

Candidates candidates(const model::Table& table, const execute::Outcomes& fits) {
  const bool first = table.policy == model::HitPolicy::first;
  Candidates result;
  std::vector<std::uint32_t> open;
  std::vector<std::uint32_t> certain;
  for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
    const Verdict fit = verdict_of(fits[row]);
    if (fit == Verdict::yes || (first && table.rows[row].otherwise)) {
      certain.push_back(row);
      if (first) break;
    } else if (fit == Verdict::undecided) {
      open.push_back(row);
    }
  }
  if (!certain.empty()) result.certain = certain.front();
  if (first || certain.empty()) result.rows = open;
  result.rows.insert(result.rows.end(), certain.begin(), certain.end());
  return result;
}

}  // namespace

std::uint32_t fired_row(model::TableId id, const std::vector<DefinitionId>& results, const Context& context) {
  const execute::TableOutcome& outcome = context.evaluation.tables[id];
  if (outcome.row == model::none) return model::none;
  // In a column whose rows disagree the row did not fire.
  const DefinitionId first = first_definition(id, context.rules);
  if (has_reason(Reason::Kind::contradiction, first, results, context)) return model::none;
  const model::Table& table = context.rules.tables[id];
  if (table.policy == model::HitPolicy::unique || candidates(table, outcome.row_fits).rows.size() == 1) return outcome.row;
  const bool stands = std::all_of(results.begin(), results.end(), [&](DefinitionId result) {
    const std::uint32_t column = context.rules.definitions[result].result_column;
    const execute::Outcome& cell = context.evaluation.expressions[table.rows[outcome.row].results[column]];
    const execute::Outcome& given = context.evaluation.definitions[result];
    return cell.value.state == given.value.state && cell.reasons == given.reasons;
  });
  return stands ? outcome.row : model::none;
}

Table table_of(model::TableId id, const std::vector<DefinitionId>& results, const Context& context) {
  const model::Table& table = context.rules.tables[id];
  const execute::TableOutcome& outcome = context.evaluation.tables[id];
  const std::uint32_t fired = fired_row(id, results, context);
  Candidates candidate = candidates(table, outcome.row_fits);

  Table told;
  if (fired == model::none) {
    const DefinitionId first = first_definition(id, context.rules);
    told.reading = has_reason(Reason::Kind::contradiction, first, results, context) ? Table::Reading::contradiction
                   : candidate.rows.empty()                                         ? Table::Reading::uncovered
                                                                                    : Table::Reading::undecided;
  }
  if (told.reading == Table::Reading::uncovered) {
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) candidate.rows.push_back(row);
  }

  told.any_row = std::all_of(outcome.row_fits.begin(), outcome.row_fits.end(),
                             [](const execute::Outcome& fit) { return verdict_of(fit) == Verdict::undecided; });

  FactList facts(context);
  for (const model::Subject& subject : table.subjects) facts.add(subject);
  // Without a subject, every row that was tried says what was looked at.
  std::vector<bool> speaks(table.rows.size(), false);
  const bool stops = table.policy == model::HitPolicy::first && candidate.certain != model::none;
  const std::size_t tried = stops ? candidate.certain + 1 : table.rows.size();
  if (table.subjects.empty()) std::fill_n(speaks.begin(), tried, true);
  for (const std::uint32_t row : candidate.rows) speaks[row] = true;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (!speaks[row]) continue;
    for (const model::Test& test : table.rows[row].tests) facts.add(test);
  }
  told.facts = facts.facts();
  for (const std::uint32_t row : candidate.rows) {
    const bool fires = row == fired;
    const Verdict fit = fires ? Verdict::yes : verdict_of(outcome.row_fits[row]);  // 其余 fits when it is reached
    told.rows.push_back({context.quotes.row(table, table.rows[row]), fit, fires});
  }
  return told;
}

std::string cell_words(const model::Row& row, const Context& context) {
  const bool chinese = context.rules.language == Language::chinese;
  if (row.otherwise) return chinese ? "其余" : "otherwise";
  if (row.tests.front().any) return chinese ? "不限" : "any";
  return context.quotes.words(row.tests.front().span);
}

}  // namespace fenji::explain
