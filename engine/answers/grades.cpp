#include "engine/answers/grades.hpp"

#include <algorithm>

#include "engine/explain/needs.hpp"

namespace fenji::answers {
namespace {

using model::DefinitionId;

bool is_role(const model::Rules& rules, DefinitionId id) {
  const model::TableId table = rules.definitions[id].table;
  return table != model::none && rules.tables[table].form == model::TableForm::plan;
}

std::vector<DefinitionId> labels_in_output(const model::Rules& rules, bool with_order) {
  std::vector<DefinitionId> found;
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition == model::none || is_role(rules, output.definition)) continue;
    const model::Type& type = rules.definitions[output.definition].type;
    if (type.kind != model::Kind::label || (with_order && !rules.labels_of(type).ordered)) continue;
    if (std::find(found.begin(), found.end(), output.definition) == found.end()) found.push_back(output.definition);
  }
  return found;
}

}  // namespace

std::vector<DefinitionId> grade_results(const model::Rules& rules) {
  std::vector<DefinitionId> candidates = labels_in_output(rules, true);
  if (candidates.empty()) candidates = labels_in_output(rules, false);
  const execute::Record no_record;
  std::vector<explain::Needs> needs;
  for (const DefinitionId id : candidates) {
    needs.emplace_back(rules, no_record).add_definition(id);
  }
  const auto leads_on = [&](DefinitionId id) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (candidates[i] != id && needs[i].definition(id)) return true;
    }
    return false;
  };
  const auto graded = [&](std::size_t i) {
    for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
      const model::TableId table = rules.definitions[id].table;
      if (needs[i].definition(id) && table != model::none && rules.tables[table].form == model::TableForm::grade) return true;
    }
    return false;
  };
  std::vector<DefinitionId> results;
  for (const bool by_grade : {true, false}) {
    for (std::size_t i = 0; i < candidates.size(); ++i) {
      if (graded(i) == by_grade && !leads_on(candidates[i])) results.push_back(candidates[i]);
    }
    if (!results.empty()) break;
  }
  return results;
}

}  // namespace fenji::answers
