// Stage: prove. A complete record for values in a box of a table, as all rules together stand.
#pragma once

#include <optional>

#include "engine/prove/findings.hpp"

namespace fenji::prove {

// Looks for a record in the box that meets `wanted` as well, beginning with the values of `witness`, and amends the witness by
// what it finds: its values where a record has others, its reach where no record or one was found.
std::optional<Evidence> find_in_box(TableProof& proof, const Box& box, const Goal& wanted, Witness& witness);

}  // namespace fenji::prove
