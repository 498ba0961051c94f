#include "engine/lint/catalogue.hpp"

#include <algorithm>

#include "engine/lint/catalogue_parts.hpp"

namespace fenji::lint {

const std::vector<Explained>& catalogue() {
  static const std::vector<Explained> all = [] {
    std::vector<Explained> entries = explained_a_to_m();
    const std::vector<Explained> rest = explained_n_to_z();
    entries.insert(entries.end(), rest.begin(), rest.end());
    return entries;
  }();
  return all;
}

const Explained* explained(std::string_view name) {
  const auto found =
      std::find_if(catalogue().begin(), catalogue().end(), [&](const Explained& each) { return each.name == name; });
  return found == catalogue().end() ? nullptr : &*found;
}

}  // namespace fenji::lint
