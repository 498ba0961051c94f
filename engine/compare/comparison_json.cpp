#include <nlohmann/json.hpp>

#include "engine/compare/comparison_text.hpp"

namespace fenji::compare {
namespace {

using Json = nlohmann::ordered_json;

std::string kind_name(Cause::Kind kind) {
  switch (kind) {
    case Cause::Kind::change:
      return "change";
    case Cause::Kind::any_of:
      return "any_of";
    case Cause::Kind::together:
      return "together";
    case Cause::Kind::columns:
      return "columns";
    case Cause::Kind::unknown:
      break;
  }
  return "unknown";
}

struct Jsons {
  static Json of(const explain::Quote& quote) {
    return {{"text", quote.text}, {"file", quote.place.file}, {"line", quote.place.line}};
  }

  static Json of(const std::optional<explain::Quote>& quote) { return quote ? of(*quote) : Json(nullptr); }

  template <typename Part>
  static Json of(const std::vector<Part>& parts) {
    Json all = Json::array();
    for (const Part& part : parts) all.push_back(of(part));
    return all;
  }

  static Json of(const Side& side) {
    Json json{{"file", side.file}};
    if (!side.title.empty()) json["title"] = side.title;
    if (!side.title.empty()) json["version"] = side.version;
    return json;
  }

  static Json of(const OneSided& keys) { return {{"keys", keys.count}, {"examples", keys.examples}}; }

  static Json of(const ToldChange& change) {
    return {{"kind", change.kind},      {"names", change.names},   {"text", change.text},  {"how", change.how},
            {"old", of(change.before)}, {"new", of(change.after)}, {"alone", change.alone}};
  }

  // Blank: not rated.
  static Json of(const Transitions& transitions) {
    return {{"column", transitions.column},
            {"old", transitions.before},
            {"new", transitions.after},
            {"counts", transitions.counts}};
  }

  static Json of(const WorkloadChange& change) {
    return {
        {"plan", change.plan}, {"role", change.role}, {"action", change.action}, {"old", change.before}, {"new", change.after}};
  }

  static Json of(const Firing& firing) {
    return {{"name", firing.name}, {"old", of(firing.before)}, {"new", of(firing.after)}};
  }

  static Json of(const Mover& mover, Language language) {
    Json json{{"key", mover.key}, {"line", mover.line}, {"column", mover.column}, {"old", mover.before}, {"new", mover.after}};
    json["cause"] = {{"kind", kind_name(mover.cause.kind)},
                     {"text", cause_text(mover.cause, language)},
                     {"names", mover.cause.names},
                     {"changes", mover.cause.changes}};
    json["fired"] = of(mover.firings);
    return json;
  }
};

}  // namespace

std::string comparison_json(const Comparison& comparison) {
  Json json;
  json["old"] = Jsons::of(comparison.before);
  json["new"] = Jsons::of(comparison.after);
  if (!comparison.list.empty()) json["list"] = comparison.list;
  json["key"] = comparison.key_name;
  json["records"] = comparison.records;
  json["same"] = comparison.records - comparison.changed;
  json["changed"] = comparison.changed;
  json["differences"] = comparison.differences;
  json["columns"] = comparison.columns;
  json["only_old"] = comparison.only_before;
  json["only_new"] = comparison.only_after;
  if (comparison.of == Comparison::Of::results) {
    json["vanished"] = Jsons::of(comparison.vanished);
    json["appeared"] = Jsons::of(comparison.appeared);
    json["left_out"] = comparison.repeated_keys;
  } else {
    json["changes"] = Jsons::of(comparison.changes);
    json["workload"] = Jsons::of(comparison.workload);
  }
  json["transitions"] = Jsons::of(comparison.transitions);
  json["movers"] = Json::array();
  for (const Mover& mover : comparison.movers) json["movers"].push_back(Jsons::of(mover, comparison.language));
  // Cells and file names may hold bytes that are no UTF-8.
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace fenji::compare
