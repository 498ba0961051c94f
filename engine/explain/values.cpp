#include "engine/explain/values.hpp"

#include "engine/columns/quotable.hpp"

namespace fenji::explain {

std::string shown(const model::Value& value, const model::Type& type, const model::Rules& rules) {
  return columns::quotable(model::to_text(value, type, rules, rules.language));
}

}  // namespace fenji::explain
