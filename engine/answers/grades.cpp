#include "engine/answers/grades.hpp"

#include <algorithm>
#include <initializer_list>
#include <set>
#include <string>

#include "engine/explain/needs.hpp"

namespace fenji::answers {
namespace {

using model::DefinitionId;

bool has_form(const model::Rules& rules, DefinitionId id, std::initializer_list<model::TableForm> forms) {
  const model::TableId table = rules.definitions[id].table;
  return table != model::none && std::find(forms.begin(), forms.end(), rules.tables[table].form) != forms.end();
}

bool same_labels(const model::LabelSet& left, const model::LabelSet& right) {
  const std::set<std::string> words(left.labels.begin(), left.labels.end());
  return words == std::set<std::string>(right.labels.begin(), right.labels.end());
}

// By set of labels: a scale that the rules declare, or what a 定级 / grade or a 矩阵 / matrix decides.
std::vector<bool> grading_sets(const model::Rules& rules) {
  std::vector<bool> grading(rules.label_sets.size(), true);
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (definition.type.kind != model::Kind::label) continue;
    // A set that is no scale is called like the result that it was made for.
    if (rules.labels_of(definition.type).name == definition.name) grading[definition.type.labels] = false;
  }
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Type& type = rules.definitions[id].type;
    if (type.kind == model::Kind::label && has_form(rules, id, {model::TableForm::grade, model::TableForm::matrix}))
      grading[type.labels] = true;
  }
  // What is decided further on in the same words is a grade, too.
  for (DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Type& type = rules.definitions[id].type;
    if (type.kind != model::Kind::label || grading[type.labels]) continue;
    for (model::LabelSetId other = 0; other < grading.size() && !grading[type.labels]; ++other) {
      grading[type.labels] = grading[other] && same_labels(rules.label_sets[type.labels], rules.label_sets[other]);
    }
  }
  return grading;
}

}  // namespace

std::vector<DefinitionId> grade_results(const model::Rules& rules) {
  const std::vector<bool> grading = grading_sets(rules);
  const auto labels_in_output = [&](const auto& counts) {
    std::vector<DefinitionId> found;
    for (const model::OutputColumn& output : rules.outputs) {
      const DefinitionId id = output.definition;
      if (id == model::none || has_form(rules, id, {model::TableForm::plan})) continue;
      const model::Type& type = rules.definitions[id].type;
      if (type.kind != model::Kind::label || !counts(type)) continue;
      if (std::find(found.begin(), found.end(), id) == found.end()) found.push_back(id);
    }
    return found;
  };
  const auto ordered = [&](const model::Type& type) { return rules.labels_of(type).ordered; };
  std::vector<DefinitionId> candidates =
      labels_in_output([&](const model::Type& type) { return ordered(type) && grading[type.labels]; });
  if (candidates.empty()) candidates = labels_in_output(ordered);
  if (candidates.empty()) candidates = labels_in_output([](const model::Type&) { return true; });
  const execute::Record no_record;
  std::vector<explain::Needs> needs;
  for (const DefinitionId id : candidates) needs.emplace_back(rules, no_record).add_definition(id);
  std::vector<DefinitionId> results;
  for (const DefinitionId id : candidates) {
    bool leads_on = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) leads_on = leads_on || (candidates[i] != id && needs[i].definition(id));
    if (!leads_on) results.push_back(id);
  }
  return results;
}

}  // namespace fenji::answers
