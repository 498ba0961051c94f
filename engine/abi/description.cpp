#include "engine/abi/description.hpp"

namespace fenji::abi {

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

Json field_json(const model::Field& field, const model::Rules& rules) {
  Json json = {{"name", field.name}};
  json.update(type_json(field.type, rules));
  if (field.type.kind == model::Kind::number) {
    const bool points = field.percent_cells == model::Field::PercentCells::points;
    json["bare_number_means"] = points ? "0.01" : model::to_text(field.bare_number_means);
  }
  json["key"] = field.key;
  json["optional"] = field.optional;
  json["used"] = field.used;
  return json;
}

}  // namespace fenji::abi
