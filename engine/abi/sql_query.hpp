// Stage: abi. Compiled rules as a query for an engine that holds the list.
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/abi/compiled_book.hpp"
#include "engine/abi/compiled_rules.hpp"

namespace fenji::abi {

// `columns` of the table; null: they are named as the fields. A refusal has the diagnostics of what the dialect cannot carry.
std::variant<std::string, Refusal> sql_query(const CompiledRules& compiled, std::string_view dialect, std::string_view table,
                                             const std::vector<std::string>* columns, bool text_columns, Language language);
std::variant<std::string, Refusal> sql_query(const CompiledBook& compiled, std::string_view dialect, std::string_view table,
                                             const std::vector<std::string>* columns, bool text_columns, Language language);

}  // namespace fenji::abi
