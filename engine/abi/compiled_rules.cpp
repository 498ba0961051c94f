#include "engine/abi/compiled_rules.hpp"

#include <nlohmann/json.hpp>

#include "engine/graph/lower.hpp"
#include "engine/lint/finding_json.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::abi {
namespace {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json) { return json.dump(-1, ' ', false, Json::error_handler_t::replace); }

Json type_json(const model::Type& type, const model::Rules& rules) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return {{"type", "yes/no"}};
    case model::Kind::date:
      return {{"type", "date"}};
    case model::Kind::text:
      return {{"type", "text"}};
    case model::Kind::label:
      return {{"type", "label"}, {"labels", rules.labels_of(type).labels}};
    case model::Kind::number:
      break;
  }
  if (type.percent) return {{"type", "percent"}};
  Json json = {{"type", type.whole ? "whole number" : type.unit.money() ? "money" : "number"}};
  if (!type.unit.plain()) json["unit"] = model::to_text(type.unit);
  return json;
}

const model::Type& type_of(const model::OutputColumn& output, const model::Rules& rules) {
  if (output.definition != model::none) return rules.definitions[output.definition].type;
  if (output.field != model::none) return rules.fields[output.field].type;
  return rules.parameters[output.parameter].type;
}

}  // namespace

std::variant<SharedRules, Refusal> compiled(books::LoadedRules loaded) {
  if (loaded.unreadable) return Refusal{{FENJI_FILE_UNREADABLE, *loaded.unreadable}, nullptr};
  if (!loaded.wrong_settings.empty()) {
    Message all;
    for (const Message& each : loaded.wrong_settings) {
      all.zh += (all.zh.empty() ? "" : "；") + each.zh;
      all.en += (all.en.empty() ? "" : "; ") + each.en;
    }
    return Refusal{{FENJI_INVALID_ARGUMENT, all}, nullptr};
  }
  if (!loaded.rules) {
    books::mark_extended(loaded.diagnostics, loaded);
    auto kept = std::make_shared<const books::LoadedRules>(std::move(loaded));
    Message text{findings_text(kept->diagnostics, kept->sources, Language::chinese),
                 findings_text(kept->diagnostics, kept->sources, Language::english)};
    return Refusal{{FENJI_RULES_HAVE_ERRORS, std::move(text)}, std::move(kept)};
  }
  auto rules = std::make_shared<CompiledRules>();
  rules->loaded = std::move(loaded);
  rules->graph = graph::lower(*rules->loaded.rules);
  return SharedRules(std::move(rules));
}

std::string description_json(const CompiledRules& compiled) {
  const model::Rules& rules = compiled.rules();
  Json json = {{"title", rules.title},
               {"version", rules.version},
               {"language", compiled.loaded.language == Language::chinese ? "zh" : "en"}};
  json["fields"] = Json::array();
  for (const model::Field& field : rules.fields) {
    if (field.population != model::none) continue;
    Json each = {{"name", field.name}};
    each.update(type_json(field.type, rules));
    if (field.type.kind == model::Kind::number) {
      const bool points = field.percent_cells == model::Field::PercentCells::points;
      each["bare_number_means"] = points ? "0.01" : model::to_text(field.bare_number_means);
    }
    each["key"] = field.key;
    each["optional"] = field.optional;
    each["used"] = field.used;
    json["fields"].push_back(std::move(each));
  }
  json["parameters"] = Json::array();
  for (const model::Parameter& parameter : rules.parameters) {
    Json each = {{"name", parameter.name}};
    each.update(type_json(parameter.type, rules));
    each["value"] = model::to_text(parameter.value, parameter.type, rules, compiled.loaded.language);
    json["parameters"].push_back(std::move(each));
  }
  json["outputs"] = Json::array();
  for (const model::OutputColumn& output : rules.outputs) {
    Json each = {{"name", output.name}};
    each.update(type_json(type_of(output, rules), rules));
    json["outputs"].push_back(std::move(each));
  }
  json["whole_list"] = !rules.populations.empty();
  json["sources"] = Json::array();
  for (std::uint32_t file = 0; file < compiled.loaded.sources.size(); ++file) {
    const Source& source = compiled.loaded.sources[file];
    json["sources"].push_back({{"path", source.name()}, {"text", source.text()}});
  }
  return dumped(json);
}

std::string findings_json(const Diagnostics& findings, const SourceSet& sources, Language language) {
  std::string json = "[";
  for (const Diagnostic& finding : findings) {
    if (json.size() > 1) json += ", ";
    json += lint::to_json(finding, sources, language);
  }
  return json + "]";
}

std::string findings_text(const Diagnostics& findings, const SourceSet& sources, Language language) {
  std::string text;
  for (const Diagnostic& finding : findings) text += render(finding, sources, language);
  return text;
}

}  // namespace fenji::abi
