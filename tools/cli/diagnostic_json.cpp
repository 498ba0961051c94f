#include "diagnostic_json.hpp"

#include "grammar/diagnostics/render.hpp"

namespace fenji::cli {
namespace {

nlohmann::ordered_json place_json(Span span, const SourceSet& sources) {
  const Source& source = sources[span.file];
  const Position start = source.position(span.begin);
  const Position end = source.position(span.end);
  return {{"file", source.name()},
          {"start", {{"line", start.line}, {"column", start.column}}},
          {"end", {{"line", end.line}, {"column", end.column}}}};
}

}  // namespace

nlohmann::ordered_json diagnostic_json(const Diagnostic& diagnostic, const SourceSet& sources, Language language) {
  nlohmann::ordered_json json = {{"name", diagnostic.name},
                                 {"severity", severity_word(diagnostic.severity, Language::english)},
                                 {"message", diagnostic.message.in(language)}};
  json.update(place_json(diagnostic.span, sources));
  json["advice"] = diagnostic.advice ? nlohmann::ordered_json(diagnostic.advice->in(language)) : nullptr;
  json["related"] = nlohmann::ordered_json::array();
  for (const RelatedPlace& related : diagnostic.related) {
    nlohmann::ordered_json place = {{"message", related.message.in(language)}};
    place.update(place_json(related.span, sources));
    json["related"].push_back(std::move(place));
  }
  if (diagnostic.fix) {
    json["fix"] = {{"text", diagnostic.fix->text}};
    json["fix"].update(place_json(diagnostic.fix->span, sources));
  } else {
    json["fix"] = nullptr;
  }
  return json;
}

}  // namespace fenji::cli
