// Stage: export. The rules for cells (columns/cell.hpp) as regular expressions, for columns that hold texts. In comes a field,
// out come patterns that a cell fits exactly if a run reads it as the field's type, before its digits are counted and its
// bounds asked. They keep to what POSIX (PostgreSQL), RE2 (DuckDB, ClickHouse) and Java (Spark) read alike: sets of characters,
// groups that capture nothing, and where a part is asked for, the one group that does. Cells are trimmed before, and their
// full-width forms folded as far as folded_forms() says.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::sql {

// A way to write a number: the whole cell, and the power of ten that its digits stand for.
struct NumberForm {
  std::string pattern;
  int power = 0;
};

// No cell fits two of them. Nothing where the unit is made of more words than their orders can be listed for. Words of a unit
// that cancel each other out (`吨*月/月`) are not among them.
std::optional<std::vector<NumberForm>> number_forms(const model::Field& field);

// What of a cell that fits a form has a minus sign, is its whole part with commas, its decimals.
inline constexpr std::string_view negative_pattern = "^[^0-9]*-";
inline constexpr std::string_view whole_pattern = "^[^0-9]*([0-9][0-9,]*)";
inline constexpr std::string_view decimals_pattern = "^[^0-9]*[0-9][0-9,]*[.]([0-9]+)";

// Dates, without asking the calendar; year, month and day of such a cell.
inline constexpr std::string_view date_pattern =
    "[0-9]{4}(?:-[0-9]{1,2}-[0-9]{1,2}|/[0-9]{1,2}/[0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)";
inline constexpr std::string_view plain_date_pattern = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
inline constexpr std::string_view year_pattern = "^([0-9]{4})";
inline constexpr std::string_view month_pattern = "^[0-9]{4}[^0-9]([0-9]{1,2})";
inline constexpr std::string_view day_pattern = "^[0-9]{4}[^0-9][0-9]{1,2}[^0-9]([0-9]{1,2})";

// The ASCII characters that cells of the field are read by and that have full-width twins: 0 for ０. Each by itself.
std::vector<std::string> folded_forms(const model::Field& field);
// The same for options.
std::vector<std::string> folded_forms(const std::vector<std::string>& labels);

// The full-width twin of an ASCII character that is a blank or stands for itself.
std::string full_width_twin(char ascii);

}  // namespace fenji::sql
