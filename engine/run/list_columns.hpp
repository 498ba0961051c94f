// Stage: run. Which column of a list holds which field.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::run {

struct ListColumns {
  std::vector<std::optional<std::uint32_t>> positions;  // by FieldId; nothing where the list lacks the column
  std::uint32_t width = 0;                              // columns of the header
  std::vector<std::string> unused;                      // headers that no field names
  std::vector<Message> problems;                        // what keeps the list from being read, one sentence each
};

// A header names a field when it is the field's name or one of its other headers to the letter, however blanks and line breaks
// stand around and inside it. A column may be absent where the field is optional; two columns for one field are a problem,
// never a guess.
ListColumns match_columns(const model::Rules& rules, const std::vector<std::string>& header);

}  // namespace fenji::run
