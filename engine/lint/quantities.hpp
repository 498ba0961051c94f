// Stage: lint. The numbers by which a region of records is told, cut where the rules of two joined versions set limits.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/prove/axis.hpp"
#include "engine/prove/record_search.hpp"

namespace fenji::lint {

class Quantities {
 public:
  // Keeps references to both.
  Quantities(const prove::Knowledge& knowledge, const prove::RecordSearch& search) : knowledge_(knowledge), search_(search) {}

  // What the tables behind these definitions ask of computed numbers, nearest to the definitions first.
  std::vector<prove::Axis> computed(const std::vector<model::DefinitionId>& about) const;

  // Nothing of a text, or of a field that no condition names.
  std::optional<prove::Axis> of_field(model::FieldId field) const;

 private:
  // That either version sets a column with this name.
  std::vector<model::Decimal> limits_of(const std::string& name) const;

  const prove::Knowledge& knowledge_;
  const prove::RecordSearch& search_;
};

}  // namespace fenji::lint
