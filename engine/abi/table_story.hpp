// Stage: abi. The records of a table that have a certain key, explained among all the others.
#pragma once

#include <string>
#include <string_view>
#include <variant>

#include "engine/abi/compiled_book.hpp"
#include "engine/abi/input.hpp"

namespace fenji::abi {

// As fenji.h says of fenji_explain_in().
std::variant<std::string, Fault> explained_in(const CompiledRules& compiled, Owned<ArrowArrayStream> table,
                                              std::string_view key, Language language, fenji_format format);
std::variant<std::string, Fault> explained_in(const CompiledBook& book, Owned<ArrowArrayStream> table, std::string_view key,
                                              Language language, fenji_format format);

}  // namespace fenji::abi
