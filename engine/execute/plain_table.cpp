#include "engine/execute/plain_table.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>
#include <optional>
#include <utility>

#include "engine/execute/plain_logic.hpp"

namespace fenji::execute::plain {

using model::HitPolicy;
using model::Row;
using model::State;
using model::Table;

Outcome fit_of(const Row& row, const Table& table, const Context& context) {
  std::vector<Outcome> open;
  for (std::size_t i = 0; i < row.tests.size(); ++i) {
    if (row.tests[i].any) continue;
    const model::ExpressionId subject = i < table.subjects.size() ? table.subjects[i].expression : model::none;
    Outcome test = outcome_of(row.tests[i], subject, context);
    if (certainly(false, test)) return test;
    if (!is_known(test)) open.push_back(std::move(test));
  }
  return open.empty() ? known_yes_no(true) : undecided(open);
}

namespace {

// The same where it hangs on known subjects alone; nothing where what is not known, or a condition, has a say.
std::optional<bool> plain_fit(const Row& row, const Table& table, const Context& context) {
  std::optional<bool> fit = true;
  for (std::size_t i = 0; i < row.tests.size(); ++i) {
    const model::ExpressionId subject = i < table.subjects.size() ? table.subjects[i].expression : model::none;
    const auto answer = plain_answer(row.tests[i], subject, context);
    if (!answer) fit.reset();
    if (answer && !*answer) return false;
  }
  return fit;
}

}  // namespace

// A row fits when all its tests hold; the `otherwise` row when no other row does.
Outcomes fits(const Table& table, const Context& context, const RowScreen* screen) {
  Outcomes result;
  result.assign_no(table.rows.size());
  std::vector<std::uint32_t> rows(screen == nullptr ? table.rows.size() : 0);
  if (screen != nullptr)
    screen->rows_left(context.expressions, rows);
  else
    std::iota(rows.begin(), rows.end(), 0u);
  std::vector<std::uint32_t> last;
  std::vector<Outcome> others;  // that do not certainly fail to fit
  for (const std::uint32_t row : rows) {
    if (table.rows[row].otherwise) {
      last.push_back(row);
      continue;
    }
    if (const auto fit = plain_fit(table.rows[row], table, context))
      result.set_yes_no(row, *fit);
    else
      result.set(row, fit_of(table.rows[row], table, context));
    if (!certainly(false, result[row])) others.push_back(result[row]);
  }
  if (last.empty()) return result;
  const Outcome none_fits = negation(any(std::move(others)));
  for (const std::uint32_t row : last) result.set(row, none_fits);
  return result;
}

// Policy `unique` asks the rows that certainly fit to agree. Policy `first` asks the first such row and the undecided rows
// before it, each of which may turn out to be the one that fires; `otherwise` is certain when it is reached.
Firing firing(const Table& table, const Outcomes& row_fits) {
  const bool first = table.policy == HitPolicy::first;
  Firing result;
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const Outcome& fit = row_fits[row];
    if (certainly(true, fit) || (first && table.rows[row].otherwise)) {
      result.rows.push_back(row);
      if (!result.certain) result.certain = row;
      if (first) break;
    } else if (!is_known(fit)) {
      result.open.push_back(fit);
      if (first) result.rows.push_back(row);
    }
  }
  return result;
}

Results results(model::TableId id, const Firing& fired, const Context& context) {
  const Table& table = context.rules.tables[id];
  const std::vector<model::DefinitionId>& definitions = context.columns[id];
  const auto without_result = [&](Reason::Kind kind) {
    return without_value(State::uncovered, {kind, definitions.front(), 0});
  };

  Results decided;
  for (std::size_t column = 0; column < table.results.size(); ++column) {
    if (!fired.certain) {
      decided.columns.push_back(fired.open.empty() ? without_result(Reason::Kind::uncovered) : undecided(fired.open));
      continue;
    }
    const model::Type& type = table.result_types[column];
    const auto result_of = [&](std::size_t row) {
      const Outcome& cell = context.expressions[table.rows[row].results[column]];
      return in_type(cell, type, {Reason::Kind::out_of_range, definitions[column], 0});
    };
    const Outcome result = result_of(*fired.certain);
    const bool agreed = std::all_of(fired.rows.begin(), fired.rows.end(),
                                    [&](std::size_t row) { return same(result_of(row), result, type.kind); });
    if (agreed) {
      decided.row = static_cast<std::uint32_t>(*fired.certain);
      decided.columns.push_back(result);
    } else if (table.policy == HitPolicy::unique) {
      decided.columns.push_back(without_result(Reason::Kind::contradiction));
    } else {
      decided.columns.push_back(undecided(fired.open));
    }
  }
  return decided;
}

}  // namespace fenji::execute::plain
