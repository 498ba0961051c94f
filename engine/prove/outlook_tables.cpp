// What definitions and tables can give.
#include "engine/prove/outlook.hpp"

#include <algorithm>

#include "engine/prove/connection.hpp"
#include "engine/prove/date_ranges.hpp"

namespace fenji::prove {

using model::DefinitionId;
using model::ExpressionId;
using model::State;
using model::TableId;

const Possible& Outlook::value_of(DefinitionId id) {
  Cached& cached = definitions_[id];
  if (is_current(knowledge_.dependencies.of_definition(id), cached.turn)) return cached.value;
  const model::Definition& definition = knowledge_.rules.definitions[id];
  Possible result;
  if (definition.when == model::none) {
    result = body(id);
  } else {
    const Possible& when = value(definition.when);
    if (when.can_be_yes()) result = body(id);
    result.states |= when.states & without_known;
    if (when.can_be_no()) result.states |= bit(State::not_applicable);
  }
  definitions_[id] = {std::move(result), turn_};
  return definitions_[id].value;
}

Possible Outlook::body(DefinitionId id) {
  const model::Definition& definition = knowledge_.rules.definitions[id];
  if (definition.expression != model::none) return value(definition.expression);
  const TableRows& found = rows_of(definition.table);
  const States states = found.states;
  const std::vector<std::uint32_t> rows = found.rows;
  if (found.certain && rows.size() > 1) {
    if (const auto agreed = agreement(definition, rows)) return *agreed;
  }
  // A row that certainly stays open before one that fits leaves the result open, unless both give the same.
  if (found.stays_open && rows.size() > 1) {
    const auto agreed = agreement(definition, rows);
    if (agreed && !agreed->is_known()) return without_value(states & without_known);
  }
  Possible result;
  for (const std::uint32_t row : rows) {
    const Possible& given = value(knowledge_.rules.tables[definition.table].rows[row].results[definition.result_column]);
    result = result.states == 0 ? given : either(std::move(result), given, definition.type.kind);
  }
  result.states |= states & without_known;
  return result;
}

// Of rows that certainly fit together, each with one result: that result where it is the same, else none.
std::optional<Possible> Outlook::agreement(const model::Definition& definition, const std::vector<std::uint32_t>& rows) {
  const auto result_of = [&](std::uint32_t row) -> const Possible& {
    return value(knowledge_.rules.tables[definition.table].rows[row].results[definition.result_column]);
  };
  const Possible& first = result_of(rows.front());
  for (const std::uint32_t row : rows) {
    const Possible& result = result_of(row);
    if (!result.is_known() || !is_single(result, definition.type.kind)) return {};
    const bool same = result.codes == first.codes && result.numbers == first.numbers && result.texts == first.texts &&
                      result.yes == first.yes;
    if (!same) return without_value(bit(State::uncovered));
  }
  return first;
}

const Possible& Outlook::fit(TableId table, std::uint32_t row) { return rows_of(table).fits[row]; }

const Outlook::TableRows& Outlook::rows_of(TableId id) {
  auto& [rows, turn] = tables_[id];
  if (is_current(table_fields_[id], turn)) return rows;
  const model::Table& table = knowledge_.rules.tables[id];
  TableRows found;
  Connection others(false);
  for (const model::Row& row : table.rows) {
    if (row.otherwise) {
      found.fits.push_back(negated(others.result()));
      continue;
    }
    Connection tests(true);
    for (std::size_t column = 0; column < row.tests.size(); ++column) {
      const ExpressionId subject = table.subjects.empty() ? model::none : table.subjects[column].expression;
      tests.add(test(row.tests[column], subject));
      if (tests.is_decided()) break;
    }
    found.fits.push_back(tests.result());
    others.add(found.fits.back());
  }
  bool certain = false;
  if (table.policy == model::HitPolicy::first) {
    for (std::uint32_t row = 0; row < table.rows.size() && !certain; ++row) {
      const Possible& fit = found.fits[row];
      if (fit.is_no()) continue;
      found.stays_open = (found.rows.empty() || found.stays_open) && (!fit.can_be(State::known) || fit.is_yes()) &&
                         (!found.rows.empty() || !fit.can_be(State::known));
      found.states |= fit.states & without_known;
      found.rows.push_back(row);
      certain = fit.is_yes() || table.rows[row].otherwise;
      if (fit.can_be_yes() || table.rows[row].otherwise) found.states |= known_only;
    }
  } else {
    std::vector<std::uint32_t> sure;
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      const Possible& fit = found.fits[row];
      if (fit.is_yes()) sure.push_back(row);
      if (fit.can_be_yes()) found.rows.push_back(row);
      found.states |= fit.states & without_known;
    }
    certain = !sure.empty();
    if (!found.rows.empty()) found.states |= known_only;
    bool contradicts = false;
    const auto& results = table.rows;
    for (const std::uint32_t row : found.rows) {
      for (std::size_t column = 0; column < table.results.size(); ++column) {
        contradicts = contradicts || knowledge_.forms.identity(results[row].results[column]) !=
                                         knowledge_.forms.identity(results[found.rows.front()].results[column]);
      }
    }
    if (contradicts) found.states |= bit(State::uncovered);
    if (certain) {
      // Others that may fit as well may contradict it.
      found.certain = found.rows.size() == sure.size();
      found.rows = std::move(sure);
      found.states &=
          static_cast<States>(known_only | bit(State::uncovered));  // a certain row stands whatever is unknown of the others
    }
  }
  const bool all_can_fail =
      std::all_of(found.fits.begin(), found.fits.end(), [](const Possible& fit) { return fit.can_be_no(); });
  if (!certain && all_can_fail) found.states |= bit(State::uncovered);
  rows = std::move(found);
  turn = turn_;
  return rows;
}

Possible Outlook::fires(TableId id, std::uint32_t row) {
  const TableRows& rows = rows_of(id);
  if (knowledge_.rules.tables[id].policy == model::HitPolicy::unique) return rows.fits[row];
  Connection parts(true);
  parts.add(rows.fits[row]);
  for (std::uint32_t before = 0; before < row && !parts.is_decided(); ++before) parts.add(negated(rows.fits[before]));
  return parts.result();
}

Possible Outlook::uncovered(TableId id) {
  const TableRows& rows = rows_of(id);
  bool fits = false;
  bool open = true;
  for (const Possible& fit : rows.fits) {
    fits = fits || fit.is_yes();
    open = open && !fit.is_yes() && (fit.can_be_no());
  }
  if (fits) return truth(false, true, 0);
  const bool all_fail = std::all_of(rows.fits.begin(), rows.fits.end(), [](const Possible& fit) { return fit.is_no(); });
  return truth(open, !all_fail, all_fail ? States{0} : rows.states);
}

Possible Outlook::reaches(std::uint32_t layer) {
  const model::Rules& rules = knowledge_.rules;
  Connection parts(true);
  if (layer > 0 && rules.applies != model::none) parts.add(value(rules.applies));
  for (std::size_t number = 0; number + 1 < layer && number < rules.gates.size(); ++number)
    parts.add(passes(static_cast<std::uint32_t>(number)));
  return parts.result();
}

Possible Outlook::passes(std::uint32_t number) {
  const model::Gate& gate = knowledge_.rules.gates[number];
  const std::size_t needed = gate.mode == model::Gate::Mode::all ? gate.elements.size() : gate.at_least;
  std::size_t sure = 0;
  std::size_t possible = 0;
  std::size_t failable = 0;
  std::size_t failed = 0;
  States states = 0;
  for (const model::Element& element : gate.elements) {
    const Possible& met = value(element.condition);
    sure += met.is_yes();
    possible += met.can_be_yes();
    failable += met.can_be_no();
    failed += met.is_no();
    states |= met.states & without_known;
  }
  if (sure >= needed) return truth(true, false, 0);
  if (gate.elements.size() - failed < needed) return truth(false, true, 0);
  return truth(possible >= needed, gate.elements.size() - failable < needed, states);
}

}  // namespace fenji::prove
