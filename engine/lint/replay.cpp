#include "engine/lint/replay.hpp"

#include <algorithm>

#include "engine/columns/cell.hpp"
#include "engine/lint/cell_text.hpp"

namespace fenji::lint {
namespace {

using execute::Evaluation;
using execute::Outcome;
using model::State;
using Demand = prove::Requirement::Kind;

bool is(const Outcome& outcome, bool yes) { return outcome.value.state == State::known && outcome.value.yes == yes; }

bool passes_layers(std::uint32_t layer, const model::Rules& rules, const Evaluation& evaluation) {
  if (layer == 0) return true;
  if (!is(evaluation.applies, true)) return false;
  for (std::size_t gate = 0; gate + 1 < layer && gate < rules.gates.size(); ++gate) {
    if (!is(evaluation.gates[gate].passed, true)) return false;
  }
  return true;
}

bool shows(const prove::Requirement& wanted, const model::Rules& rules, const Evaluation& evaluation) {
  switch (wanted.kind) {
    case Demand::yes:
      return is(evaluation.expressions[wanted.first], true);
    case Demand::no:
      return is(evaluation.expressions[wanted.first], false);
    case Demand::fits:
      return is(evaluation.tables[wanted.first].row_fits[wanted.second], true);
    case Demand::misses:
      return is(evaluation.tables[wanted.first].row_fits[wanted.second], false);
    case Demand::fires:
      return is(evaluation.tables[wanted.first].row_fits[wanted.second], true) &&
             (rules.tables[wanted.first].policy == model::HitPolicy::unique ||
              evaluation.tables[wanted.first].row == wanted.second);
    case Demand::uncovered: {
      const auto& fits = evaluation.tables[wanted.first].row_fits;
      return std::all_of(fits.begin(), fits.end(), [](const Outcome& fit) { return is(fit, false); });
    }
    case Demand::label: {
      const model::Value& value = evaluation.definitions[wanted.first].value;
      return value.state == State::known && value.label == wanted.second;
    }
    case Demand::body_state:
      return evaluation.definitions[wanted.first].value.state == wanted.state;
    case Demand::has_state:
      return evaluation.expressions[wanted.first].value.state == wanted.state;
    case Demand::layer:
      return passes_layers(wanted.first, rules, evaluation);
    case Demand::in_values:
    case Demand::with_codes:
    case Demand::with_text:
    case Demand::differs:
    case Demand::known:
    case Demand::lacks:
      return true;  // they only steer the search; what it was for stands beside them
  }
  return false;
}

execute::Wanted looked_at(const prove::Goal& goal) {
  execute::Wanted wanted;
  for (const prove::Requirement& requirement : goal) {
    switch (requirement.kind) {
      case Demand::yes:
      case Demand::no:
      case Demand::has_state:
        wanted.expressions.push_back(requirement.first);
        break;
      case Demand::fits:
      case Demand::misses:
        wanted.rows.emplace_back(requirement.first, requirement.second);
        break;
      case Demand::fires:
      case Demand::uncovered:
        wanted.tables.push_back(requirement.first);
        break;
      case Demand::label:
      case Demand::body_state:
        wanted.definitions.push_back(requirement.first);
        break;
      case Demand::layer:
        wanted.layers = true;
        break;
      case Demand::in_values:
      case Demand::with_codes:
      case Demand::with_text:
      case Demand::differs:
      case Demand::known:
      case Demand::lacks:
        break;
    }
  }
  return wanted;
}

}  // namespace

std::optional<execute::Record> as_read(const std::vector<model::Value>& values, const model::Rules& rules) {
  execute::Record record;
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    if (field.population != model::none) {
      record.fields.push_back(values[id]);
      continue;
    }
    const std::string text = cell_text(values[id], field, rules);
    if (text.empty() && values[id].state == State::known && !values[id].blank) return {};
    record.fields.push_back(columns::read_cell(text, field, rules));
  }
  return record;
}

bool shows(const prove::Goal& goal, const model::Rules& rules, const execute::PlainEvaluator& evaluator,
           const execute::Record& record) {
  const Evaluation evaluation = evaluator.evaluate(record, looked_at(goal));
  return std::all_of(goal.begin(), goal.end(),
                     [&](const prove::Requirement& wanted) { return shows(wanted, rules, evaluation); });
}

}  // namespace fenji::lint
