// Stage: abi. Parts of the documents that describe rules and books.
#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "engine/model/rules.hpp"

namespace fenji::abi {

using Json = nlohmann::ordered_json;

std::string dumped(const Json& json);

// The members that say what values there are.
Json type_json(const model::Type& type, const model::Rules& rules);
Json field_json(const model::Field& field, const model::Rules& rules);

}  // namespace fenji::abi
