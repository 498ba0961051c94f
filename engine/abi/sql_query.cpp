#include "engine/abi/sql_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/export/sql.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::abi {
std::variant<std::string, Refusal> sql_query(const CompiledRules& compiled, std::string_view dialect, std::string_view table,
                                             const std::vector<std::string>* columns, bool text_columns, Language language) {
  sql::SqlOptions options;
  const auto named = std::find_if(sql::dialect_names.begin(), sql::dialect_names.end(),
                                  [&](const auto& each) { return each.first == dialect; });
  if (named == sql::dialect_names.end()) {
    std::vector<std::string_view> names;
    for (const auto& each : sql::dialect_names) names.push_back(each.first);
    return Refusal{{FENJI_INVALID_ARGUMENT,
                    {fmt::format("没有“{}”这种方言；有 {}", dialect, fmt::join(names, "、")),
                     fmt::format("there is no dialect `{}`; there are {}", dialect, fmt::join(names, ", "))}}};
  }
  options.dialect = named->second;
  options.text_columns = text_columns;
  options.table = table;
  options.language = language;
  const model::Rules* rules = &compiled.rules();
  model::Rules listed;
  if (columns != nullptr) {
    const run::ListColumns matched = run::match_columns(*rules, *columns);
    if (!matched.problems.empty()) return Refusal{{FENJI_TABLE_UNSUITABLE, matched.problems.front()}};
    listed = *rules;
    run::read_as_listed(listed, matched);
    rules = &listed;
    for (const std::optional<std::uint32_t>& position : matched.positions) {
      options.columns.push_back(position ? std::optional((*columns)[*position]) : std::nullopt);
    }
  }
  sql::Sql written = sql::export_sql(*rules, compiled.loaded.sources, options);
  if (written.problems.empty()) return std::move(written.text);
  return refusal(FENJI_UNSUPPORTED, written.problems, compiled.loaded.sources);
}

}  // namespace fenji::abi
