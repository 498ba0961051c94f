// Stage: abi. One record that a caller has at hand, explained.
#pragma once

#include <cstddef>
#include <string>
#include <variant>

#include "engine/abi/compiled_book.hpp"
#include "engine/abi/compiled_rules.hpp"

namespace fenji::abi {

std::variant<std::string, Fault> explained(const CompiledRules& compiled, const fenji_cell* cells, std::size_t count,
                                           Language language, fenji_format format);
// By the file that grades it; the document says which that is.
std::variant<std::string, Fault> explained(const CompiledBook& book, const fenji_cell* cells, std::size_t count,
                                           Language language, fenji_format format);

}  // namespace fenji::abi
