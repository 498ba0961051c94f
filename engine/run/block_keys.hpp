// Stage: run. The keys of one block of records, on their way from the thread that split them to the one check of all keys.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/run/key_run.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {

// The field that is the key and has a column; none where there is none.
model::FieldId key_field(const model::Rules& rules, const ListColumns& columns);

KeyRun keys_of(const RecordCells& cells, model::FieldId key);

}  // namespace fenji::run
