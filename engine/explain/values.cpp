#include "engine/explain/values.hpp"

#include "engine/explain/quotes.hpp"

namespace fenji::explain {

std::string shown(const model::Value& value, const model::Type& type, const model::Rules& rules) {
  return quotable(model::to_text(value, type, rules, rules.language));
}

}  // namespace fenji::explain
