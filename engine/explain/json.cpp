#include "engine/explain/json.hpp"

#include <nlohmann/json.hpp>
#include <string_view>
#include <vector>

namespace fenji::explain {

namespace {

using Json = nlohmann::ordered_json;
using model::State;

std::string_view name_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::no:
      return "fails";
    case Verdict::yes:
      return "holds";
    case Verdict::undecided:
      break;
  }
  return "undecided";
}

std::string_view name_of(State state) {
  switch (state) {
    case State::known:
      return "known";
    case State::not_applicable:
      return "not_applicable";
    case State::uncovered:
      return "uncovered";
    case State::missing:
      return "missing";
    case State::invalid:
      break;
  }
  return "invalid";
}

std::string_view name_of(Fact::Kind kind) {
  switch (kind) {
    case Fact::Kind::field:
      return "field";
    case Fact::Kind::definition:
      return "definition";
    case Fact::Kind::parameter:
      return "parameter";
    case Fact::Kind::expression:
      break;
  }
  return "expression";
}

std::string_view name_of(Table::Reading reading) {
  switch (reading) {
    case Table::Reading::decided:
      return "decided";
    case Table::Reading::undecided:
      return "undecided";
    case Table::Reading::uncovered:
      return "uncovered";
    case Table::Reading::contradiction:
      break;
  }
  return "contradiction";
}

std::string_view name_of(Result::Kind kind) {
  switch (kind) {
    case Result::Kind::arithmetic:
      return "arithmetic";
    case Result::Kind::condition:
      return "condition";
    case Result::Kind::table:
      return "table";
    case Result::Kind::scorecard:
      return "scorecard";
    case Result::Kind::given:
      break;
  }
  return "given";
}

std::string_view name_of(execute::Reason::Kind kind) {
  using Kind = execute::Reason::Kind;
  switch (kind) {
    case Kind::failed:
      return "failed";
    case Kind::unreadable:
      return "unreadable";
    case Kind::out_of_range:
      return "out_of_range";
    case Kind::missing:
      return "missing";
    case Kind::uncovered:
      return "uncovered";
    case Kind::undetermined:
      return "undetermined";
    case Kind::contradiction:
      break;
  }
  return "contradiction";
}

// Functions that call each other in any order.
struct Jsons {
  template <class T>
  static Json of(const std::vector<T>& items) {
    Json array = Json::array();
    for (const T& item : items) array.push_back(of(item));
    return array;
  }

  static Json of(const Place& place) { return {{"file", place.file}, {"line", place.line}}; }

  static Json of(const Quote& quote) {
    Json json{{"text", quote.text}};
    json.update(of(quote.place));
    return json;
  }

  static Json of(const Fact& fact) {
    Json json{{"kind", name_of(fact.kind)}, {"name", fact.name}, {"state", name_of(fact.state)}};
    if (fact.state == State::known) json["value"] = fact.value;
    if (fact.cell) json["cell"] = *fact.cell;
    if (fact.blank) json["blank"] = true;
    if (fact.no_column) json["no_column"] = true;
    if (fact.declaration) json["declaration"] = of(*fact.declaration);
    return json;
  }

  static Json of(const Condition& condition) {
    Json json{{"verdict", name_of(condition.verdict)}, {"words", condition.words}};
    if (condition.join == Condition::Join::none) {
      json["facts"] = of(condition.facts);
    } else {
      json[condition.join == Condition::Join::all ? "all" : "any"] = of(condition.parts);
    }
    return json;
  }

  static Json of(const Element& element) {
    Json json{{"name", element.name}, {"verdict", name_of(element.verdict)}, {"rule", of(element.rule)}};
    if (element.when) json["when"] = of(*element.when);
    json["condition"] = of(element.condition);
    return json;
  }

  static Json of(const Gate& gate) {
    return {{"name", gate.name},
            {"verdict", name_of(gate.verdict)},
            {"place", of(gate.place)},
            {"needed", gate.needed},
            {"elements", of(gate.elements)}};
  }

  static Json of(const Row& row) { return {{"rule", of(row.rule)}, {"fits", name_of(row.fits)}, {"fired", row.fired}}; }

  static Json of(const Table& table) {
    return {{"reading", name_of(table.reading)}, {"facts", of(table.facts)}, {"rows", of(table.rows)}};
  }

  static Json of(const Working& working) {
    Json json = Json::object();
    if (!working.words.empty()) json["words"] = working.words;
    if (!working.numbers.empty()) json["numbers"] = working.numbers;
    json["facts"] = of(working.facts);
    return json;
  }

  static Json of(const NamedValue& value) {
    Json json{{"name", value.name}, {"state", name_of(value.state)}};
    if (value.state == State::known) json["value"] = value.text;
    if (value.working) json["working"] = of(*value.working);
    return json;
  }

  static Json of(const Criterion& criterion) {
    Json json{{"name", criterion.name}, {"state", name_of(criterion.state)}, {"weight", criterion.weight}};
    if (criterion.state == State::known) {
      json["points"] = criterion.points;
      json["part"] = criterion.part;
      json["cell"] = criterion.cell;
    }
    json["table"] = of(criterion.table);
    return json;
  }

  static Json of(const Result& result) {
    Json json{{"name", result.name}, {"kind", name_of(result.kind)}, {"place", of(result.place)}};
    json["values"] = of(result.values);
    if (result.when) json["when"] = of(*result.when);
    if (result.condition) json["condition"] = of(*result.condition);
    if (result.table) json["table"] = of(*result.table);
    if (!result.criteria.empty()) json["criteria"] = of(result.criteria);
    if (!result.note.empty()) json["note"] = result.note;
    if (result.division_by_zero) json["division_by_zero"] = true;
    return json;
  }

  static Json of(const Layer& layer) {
    Json json{{"step", layer.applies ? "applies" : layer.gate ? "eligibility" : "results"}};
    json["results"] = of(layer.results);
    if (layer.applies) json["applies"] = {{"rule", of(layer.applies->rule)}, {"condition", of(layer.applies->condition)}};
    if (layer.gate) json["eligibility"] = of(*layer.gate);
    return json;
  }

  static Json of(const Cause& cause) {
    Json json{{"kind", name_of(cause.kind)}, {"name", cause.name}};
    if (cause.cell) json["cell"] = *cause.cell;
    if (cause.no_column) json["no_column"] = true;
    if (!cause.rule.text.empty()) json["rule"] = of(cause.rule);
    if (!cause.conditions.empty()) json["conditions"] = of(cause.conditions);
    if (!cause.gate.empty()) json["eligibility"] = {{"name", cause.gate}, {"lacking", cause.lacking}};
    return json;
  }
};

}  // namespace

std::string to_json(const Explanation& told) {
  Json json{{"key", told.key}, {"key_field", told.key_name}};
  json["status"] = status_name(told.status);
  json["status_text"] = status_text(told.status, told.language);
  json["note"] = told.note;
  json["reasons"] = Jsons::of(told.causes);
  json["rules"] = {{"title", told.title}, {"version", told.version}, {"file", told.file}};
  json["outputs"] = Jsons::of(told.outputs);
  json["layers"] = Jsons::of(told.layers);
  json["not_reached"] = told.not_reached;
  // The name of a file may be no UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace);
}

}  // namespace fenji::explain
