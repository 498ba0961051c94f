// Stage: answers. Answers in words, in Chinese or English: values as a manager writes them (620万, 35%), so that they can be
// typed into a cell.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "engine/answers/possible_results.hpp"
#include "engine/answers/upgrade.hpp"
#include "engine/explain/explanation.hpp"

namespace fenji::answers {

class Words {
 public:
  // `rules` must outlive it.
  Words(const model::Rules& rules, Language language) : rules_(rules), language_(language) {}

  // A 或 B; each result with its name where there are several. Not decided: that.
  std::string possible(const PossibleResults& possible) const;
  // The same for a list: A 或 B；待补：预算金额；先补：预算金额. `cell` gives a field's cell as it stands in the list.
  std::string possible_cell(const PossibleResults& possible, const std::function<std::string_view(model::FieldId)>& cell) const;
  explain::Answer possible_answer(const PossibleResults& possible) const;

  // 年度潜在销售额 620万 → 800万：A. `present` are the fields of the record.
  std::string change(const Change& change, const std::vector<model::Value>& present) const;
  // For a list: the change of one field with the least effort, or that there is none. Empty where there is nothing to better.
  std::string upgrade_cell(const Upgrades& upgrades, const std::vector<model::Value>& present) const;
  explain::Answer upgrade_answer(const Upgrades& upgrades, const std::vector<model::Value>& present) const;

  // As JSON, for machines: keys are English and stay, values are texts as a result list shows them.
  std::string possible_json(const PossibleResults& possible) const;
  std::string upgrade_json(const Upgrades& upgrades, const std::vector<model::Value>& present) const;

 private:
  std::string words(std::string_view zh, std::string_view en) const;
  std::string standing(const Standing& standing, model::DefinitionId result) const;
  std::string names(const std::vector<model::FieldId>& fields) const;
  std::string label(std::uint32_t code, model::DefinitionId result) const;
  bool shows_several_labels() const;
  std::string from(const Step& step, const model::Value& now) const;
  std::string to(const Step& step, const model::Value& now) const;
  std::string value(const model::Value& value, const model::Field& field) const;
  std::string cell(const model::Value& value, const model::Field& field) const;

  const model::Rules& rules_;
  Language language_;
};

}  // namespace fenji::answers
