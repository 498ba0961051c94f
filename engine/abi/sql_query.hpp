// Stage: abi. Compiled rules as a query for an engine that holds the list.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/abi/compiled_book.hpp"
#include "engine/abi/compiled_rules.hpp"
#include "engine/export/sql.hpp"

namespace fenji::abi {

struct SqlRequest {
  sql::Dialect dialect = sql::Dialect::duckdb;
  std::string table;
  std::optional<std::vector<std::string>> columns;  // of the table; nothing: they are named as the fields
  bool text_columns = false;
  Language language = Language::english;
};

// Nothing where there is no dialect of this name.
std::optional<sql::Dialect> dialect_named(std::string_view name);
Fault unknown_dialect(std::string_view name);

// A refusal has the diagnostics of what the dialect cannot carry.
std::variant<std::string, Refusal> sql_query(const CompiledRules& compiled, const SqlRequest& request);
std::variant<std::string, Refusal> sql_query(const CompiledBook& compiled, const SqlRequest& request);

}  // namespace fenji::abi
