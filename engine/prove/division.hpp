// Stage: prove. Two or three parts of where a field lies, the one that holds a preferred value first. The parts have all of its
// values and share none.
#pragma once

#include <vector>

#include "engine/prove/outlook.hpp"

namespace fenji::prove {

// Cells are divided between cells, a part of one at the turning points that the outlook has noted, else at a natural number.
// `preferred` is the place of a value of the field. Empty: there is nothing to divide.
std::vector<FieldRange> divided(const Outlook& outlook, model::FieldId field, std::uint32_t preferred);

// The values that cells of a number or a date can have.
Granularity grid_of(const model::Type& type);

}  // namespace fenji::prove
