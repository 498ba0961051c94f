#include <nlohmann/json.hpp>

#include "engine/answers/words.hpp"

namespace fenji::answers {

using Json = nlohmann::ordered_json;
using model::FieldId;
using model::State;
using model::Value;

namespace {

Json names_of(const model::Rules& rules, const std::vector<FieldId>& fields) {
  Json all = Json::array();
  for (const FieldId field : fields) all.push_back(rules.fields[field].name);
  return all;
}

std::string_view name_of(Upgrades::Standing standing) {
  switch (standing) {
    case Upgrades::Standing::no_grades:
      return "no_grades";
    case Upgrades::Standing::not_graded:
      return "not_graded";
    case Upgrades::Standing::best:
      return "best";
    case Upgrades::Standing::open:
      break;
  }
  return "open";
}

}  // namespace

std::string Words::possible_json(const PossibleResults& possible) const {
  Json json{{"decided", possible.decided}};
  json["results"] = Json::array();
  for (const GradeStandings& grade : possible.grades) {
    if (!possible.decided) break;
    Json result{{"name", rules_.definitions[grade.result].name}, {"labels", Json::array()}, {"statuses", Json::array()}};
    for (const Standing& each : grade.standings) {
      if (each.is_status) {
        result["statuses"].push_back(execute::status_name(static_cast<execute::Status>(each.code)));
      } else {
        result["labels"].push_back(standing(each, grade.result));
      }
    }
    json["results"].push_back(std::move(result));
  }
  json["fill_in"] = Json::array();
  for (const auto& [field, state] : possible.needed) json["fill_in"].push_back(rules_.fields[field].name);
  if (possible.first != model::none) json["first"] = rules_.fields[possible.first].name;
  return json.dump();
}

std::string Words::upgrade_json(const Upgrades& upgrades, const std::vector<Value>& present) const {
  Json json{{"standing", name_of(upgrades.standing)}};
  if (upgrades.result != model::none) json["result"] = rules_.definitions[upgrades.result].name;
  if (upgrades.label) json["grade"] = label(*upgrades.label, upgrades.result);
  if (upgrades.standing != Upgrades::Standing::open) return json.dump();
  const auto told = [&](const std::vector<Change>& changes) {
    Json all = Json::array();
    for (const Change& each : changes) {
      Json steps = Json::array();
      for (const Step& step : each.steps) {
        const model::Field& field = rules_.fields[step.field];
        const Value& now = present[step.field];
        Json one{{"field", field.name}};
        if (now.state == State::known) one["from"] = model::to_text(now, field.type, rules_, language_);
        if (is_any_text(step.to, field.type)) {
          one["any_other_text"] = true;
        } else {
          one["to"] = model::to_text(step.to, field.type, rules_, language_);
          one["cell"] = cell(step.to, field);  // what to write into the list
        }
        if (step.any) one["any_value"] = true;
        steps.push_back(std::move(one));
      }
      all.push_back(
          {{"steps", std::move(steps)}, {"grade", label(each.label, upgrades.result)}, {"words", change(each, present)}});
    }
    return all;
  };
  json["changes"] = told(upgrades.singles);
  json["not_enough"] = names_of(rules_, upgrades.not_enough);
  json["not_decided"] = names_of(rules_, upgrades.undecided);
  json["pairs"] = told(upgrades.pairs);
  json["more_pairs"] = upgrades.more_pairs;
  json["other_mixtures"] = upgrades.other_mixtures;
  json["all_pairs_tried"] = upgrades.all_pairs_tried;
  json["fixed"] = names_of(rules_, upgrades.fixed);
  json["whole_list_held"] = upgrades.holds_populations;
  return json.dump();
}

}  // namespace fenji::answers
