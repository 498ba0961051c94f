#include "tests/generate/draft.hpp"

#include <utility>

#include "tests/generate/expressions.hpp"

namespace fenji::generate {

void Draft::define(const std::vector<std::pair<std::string, model::Type>>& results) {
  for (const auto& [name, type] : results) {
    if (!type.quotient) outputs.push_back(name);
    known.push_back({Known::Kind::definition, name, type, {}, {}, of_list});
  }
  of_list = false;
}

std::uint32_t Draft::label_set(const std::vector<std::string>& labels, bool ordered) {
  std::vector<LabelSet>& sets = description.label_sets;
  auto found = std::find_if(sets.begin(), sets.end(), [&](const LabelSet& set) { return set.labels == labels; });
  if (found == sets.end()) found = sets.insert(sets.end(), {labels, ordered});
  return static_cast<std::uint32_t>(found - sets.begin());
}

ExpressionPtr name_of(const Known& known) { return name(known.name, known.type, known.constant); }

}  // namespace fenji::generate
