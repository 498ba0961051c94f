// Stage: abi. Texts of a result as utf8_view, for consumers that lay theirs out so: a view of 16 bytes holds a text of up to 12
// by itself, of a longer one its length, its first 4 bytes and where the whole lies.
#pragma once

#include <memory>

#include "engine/abi/output_column.hpp"

namespace fenji::abi {

// `words`: of labels, by code; their bytes stand once in each array. Null: of texts.
std::unique_ptr<OutputColumn> make_view_column(const OutputArray* words);

}  // namespace fenji::abi
