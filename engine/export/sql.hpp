// Stage: export. A rule file as one SELECT for an engine that holds the list as a table: the steps of the evaluation graph, a
// CTE for each block of the file, the file's line above it. Every value, status and note is the one that a run writes: numbers
// are integers of their smallest unit all along, so no rule of a dialect for decimals, division or overflow shows. What a
// dialect cannot carry exactly is a problem that names the place in the rules, never an approximation.
//
// Source columns are typed, unless they are texts, which are then read as the cells of a list (cell_patterns.hpp): numbers as
// the dialect's decimals in the unit that the field gives to bare numbers (`金额 万元`: 800 is 800万; percentages as fractions,
// 0.35, unless the field says `percent in points`), yes/no as booleans, dates as dates, all else text; NULL is missing. Result
// columns are those of `output`, typed likewise, then the status and the notes, whose texts are those of a run.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/diagnostics/source.hpp"

namespace fenji::sql {

enum class Dialect : std::uint8_t { duckdb, postgres, sqlite, spark, clickhouse };

// What users call them.
inline constexpr std::array<std::pair<std::string_view, Dialect>, 5> dialect_names{{{"duckdb", Dialect::duckdb},
                                                                                    {"postgres", Dialect::postgres},
                                                                                    {"sqlite", Dialect::sqlite},
                                                                                    {"spark", Dialect::spark},
                                                                                    {"clickhouse", Dialect::clickhouse}}};

// For a SELECT that is part of a query of several.
struct PartOptions {
  std::string name;                                 // of the part: its CTEs' names begin with it, since not every engine keeps
                                                    // those of one SELECT from another's
  std::vector<std::string> passed_on;               // columns of the table that the result begins with
  std::optional<std::pair<std::string, int>> rows;  // only those that hold the number in the column
  std::vector<bool> as_text;                        // by output: as the text that a run writes
  std::optional<std::string> verdict;               // of the rules' own results only the status, under this name
};

struct SqlOptions {
  Dialect dialect = Dialect::duckdb;
  std::string table;                 // `customers`, `sales.customers`
  std::optional<Language> language;  // of statuses and notes; none: that of the rules
  bool text_columns = false;         // source columns hold the texts of cells, else values of the fields' types
  // By FieldId: the source column; nothing where the table lacks it, which an optional field may. Empty: named as the fields.
  std::vector<std::optional<std::string>> columns;
  std::optional<PartOptions> part;
};

struct Sql {
  std::string text;               // a statement without a semicolon; empty where there are problems
  Diagnostics problems;           // what the dialect cannot carry
  std::vector<std::string> read;  // columns of the table
};

// What a reader of any such query must know.
std::vector<Message> reading_remarks();

// `rules` must be free of errors; `sources` are those that its spans name.
Sql export_sql(const model::Rules& rules, const SourceSet& sources, const SqlOptions& options);

}  // namespace fenji::sql
