// Stage: draft. From what was seen of a column to the declaration of a field. All sampled cells can be read under it.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/draft/column_sample.hpp"
#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/keywords.hpp"

namespace fenji::draft {

struct ColumnType {
  grammar::Keyword type = grammar::Keyword::text;  // a keyword of fields
  std::optional<grammar::Keyword> percent_cells;   // of percent
  std::string unit;                                // of money: 万元 where bare numbers are so many; of number
  std::vector<std::string> options;                // of one of
  std::vector<Message> remarks;                    // what the author should look at; they name no cell but options
};

ColumnType column_type(const ColumnSample& column);

// What to do about blank cells; empty where there are none.
std::vector<Message> blank_remarks(const ColumnSample& column, const ColumnType& type);

}  // namespace fenji::draft
