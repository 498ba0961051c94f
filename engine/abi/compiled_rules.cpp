#include "engine/abi/compiled_rules.hpp"

#include "engine/abi/description.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lint/finding_json.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::abi {
namespace {

const model::Type& type_of(const model::OutputColumn& output, const model::Rules& rules) {
  if (output.definition != model::none) return rules.definitions[output.definition].type;
  if (output.field != model::none) return rules.fields[output.field].type;
  return rules.parameters[output.parameter].type;
}

}  // namespace

Message all_of(const std::vector<Message>& messages) {
  Message all;
  for (const Message& each : messages) {
    all.zh += (all.zh.empty() ? "" : "；") + each.zh;
    all.en += (all.en.empty() ? "" : "; ") + each.en;
  }
  return all;
}

Refusal refusal(fenji_code code, const Diagnostics& findings, const SourceSet& sources, Language language) {
  return {{code, {findings_text(findings, sources, Language::chinese), findings_text(findings, sources, Language::english)}},
          language,
          findings_json(findings, sources, Language::chinese),
          findings_json(findings, sources, Language::english)};
}

std::variant<SharedRules, Refusal> compiled(books::LoadedRules loaded) {
  if (loaded.unreadable) return Refusal{{FENJI_FILE_UNREADABLE, *loaded.unreadable}};
  if (!loaded.wrong_settings.empty()) return Refusal{{FENJI_INVALID_ARGUMENT, all_of(loaded.wrong_settings)}, loaded.language};
  if (!loaded.rules) {
    books::mark_extended(loaded.diagnostics, loaded);
    return refusal(FENJI_RULES_HAVE_ERRORS, loaded.diagnostics, loaded.sources, loaded.language);
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
    if (field.population == model::none) json["fields"].push_back(field_json(field, rules));
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
