#include "engine/lint/finding_json.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <vector>

#include "grammar/diagnostics/render.hpp"

namespace fenji::lint {
namespace {

nlohmann::ordered_json place_json(Span span, const SourceSet& sources) {
  const Source& source = sources[span.file];
  const Position start = source.position(span.begin);
  const Position end = source.position(span.end);
  return {{"file", source.name()},
          {"start", {{"line", start.line}, {"column", start.column}}},
          {"end", {{"line", end.line}, {"column", end.column}}}};
}

std::string trimmed_line(Span span, const SourceSet& sources) {
  std::uint32_t begin = 0;
  const std::string_view line = sources[span.file].line_at(span.begin, begin);
  const std::size_t first = line.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return std::string(line.substr(first, line.find_last_not_of(" \t\r") - first + 1));
}

// The author's own lines that the finding speaks of.
nlohmann::ordered_json rows_json(const Diagnostic& diagnostic, const SourceSet& sources) {
  std::vector<std::string> rows{trimmed_line(diagnostic.span, sources)};
  for (const RelatedPlace& related : diagnostic.related) {
    std::string row = trimmed_line(related.span, sources);
    if (std::find(rows.begin(), rows.end(), row) == rows.end()) rows.push_back(std::move(row));
  }
  return rows;
}

nlohmann::ordered_json witness_json(const Diagnostic& diagnostic) {
  if (diagnostic.witness.empty()) return nullptr;
  nlohmann::ordered_json witness = nlohmann::ordered_json::object();
  for (const WitnessCell& cell : diagnostic.witness) witness[cell.field] = cell.text;
  return witness;
}

nlohmann::ordered_json text_json(const std::optional<Message>& message, Language language) {
  return message ? nlohmann::ordered_json(message->in(language)) : nullptr;
}

}  // namespace

std::string to_json(const Diagnostic& diagnostic, const SourceSet& sources, Language language) {
  nlohmann::ordered_json json = {{"name", diagnostic.name},
                                 {"severity", severity_word(diagnostic.severity, Language::english)},
                                 {"message", diagnostic.message.in(language)}};
  json.update(place_json(diagnostic.span, sources));
  json["rows"] = rows_json(diagnostic, sources);
  json["witness"] = witness_json(diagnostic);
  json["expected"] = text_json(diagnostic.expected, language);
  json["actual"] = text_json(diagnostic.actual, language);
  json["verdict"] = diagnostic.name == "not-decided" ? "not decided" : "proven";
  json["advice"] = text_json(diagnostic.advice, language);
  json["related"] = nlohmann::ordered_json::array();
  for (const RelatedPlace& related : diagnostic.related) {
    nlohmann::ordered_json place = {{"message", related.message.in(language)}};
    place.update(place_json(related.span, sources));
    json["related"].push_back(std::move(place));
  }
  if (diagnostic.fix) {
    nlohmann::ordered_json edit = {{"text", diagnostic.fix->text}};
    edit.update(place_json(diagnostic.fix->span, sources));
    json["fix"] = {{"changes_results", diagnostic.fix->changes_results},
                   {"edits", nlohmann::ordered_json::array({std::move(edit)})}};
  } else {
    json["fix"] = nullptr;
  }
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace fenji::lint
