#include "engine/abi/sql_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/books/book_sql.hpp"
#include "engine/export/sql.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::abi {

std::optional<sql::Dialect> dialect_named(std::string_view name) {
  const auto named =
      std::find_if(sql::dialect_names.begin(), sql::dialect_names.end(), [&](const auto& each) { return each.first == name; });
  return named == sql::dialect_names.end() ? std::nullopt : std::optional(named->second);
}

Fault unknown_dialect(std::string_view name) {
  std::vector<std::string_view> names;
  for (const auto& each : sql::dialect_names) names.push_back(each.first);
  return {FENJI_INVALID_ARGUMENT,
          {fmt::format("没有“{}”这种方言；有 {}", name, fmt::join(names, "、")),
           fmt::format("there is no dialect `{}`; there are {}", name, fmt::join(names, ", "))}};
}

std::variant<std::string, Refusal> sql_query(const CompiledRules& compiled, const SqlRequest& request) {
  sql::SqlOptions options;
  options.dialect = request.dialect;
  options.table = request.table;
  options.language = request.language;
  options.text_columns = request.text_columns;
  const model::Rules* rules = &compiled.rules();
  model::Rules listed;
  if (request.columns) {
    const run::ListColumns matched = run::match_columns(*rules, *request.columns);
    if (!matched.problems.empty()) return Refusal{{FENJI_TABLE_UNSUITABLE, matched.problems.front()}};
    listed = *rules;
    run::read_as_listed(listed, matched);
    rules = &listed;
    for (const std::optional<std::uint32_t>& position : matched.positions) {
      options.columns.push_back(position ? std::optional((*request.columns)[*position]) : std::nullopt);
    }
  }
  sql::Sql written = sql::export_sql(*rules, compiled.loaded.sources, options);
  if (written.problems.empty()) return std::move(written.text);
  return refusal(FENJI_UNSUPPORTED, written.problems, compiled.loaded.sources, compiled.loaded.language);
}

std::variant<std::string, Refusal> sql_query(const CompiledBook& compiled, const SqlRequest& request) {
  books::BookSqlOptions options;
  options.dialect = request.dialect;
  options.table = request.table;
  options.language = request.language;
  options.text_columns = request.text_columns;
  if (request.columns) options.columns = *request.columns;
  options.exceptions = compiled.exceptions;
  books::BookSql written = books::book_sql(compiled.all, options);
  if (!written.problems.empty()) return Refusal{{FENJI_TABLE_UNSUITABLE, all_of(written.problems)}};
  if (written.of_files.empty()) return std::move(written.text);
  const auto& [file, problems] = written.of_files.front();
  return refusal(FENJI_UNSUPPORTED, problems, compiled.all.files[file].loaded.sources, compiled.all.book.language);
}

}  // namespace fenji::abi
