// Tests. Functions over the whole list, found in the plainest way: for each record by a look at all others.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/model/rules.hpp"

namespace fenji::agreement {

struct ListRecord {
  execute::Record read;  // the cells; values from populations are filled in
  std::string key;
  bool takes_part = true;  // false: its cells cannot be trusted
  bool passed = false;     // all gates; found here
};

struct PopulationReference {
  std::vector<std::vector<model::Value>> values;  // by PopulationId, by record; of records that passed
  std::vector<std::uint64_t> left_out;            // by PopulationId
};

// Evaluates each record once for each level. What no result needs stays empty.
PopulationReference find_reference(const model::Rules& rules, std::vector<ListRecord>& records);

}  // namespace fenji::agreement
