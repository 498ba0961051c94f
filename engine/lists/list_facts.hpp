// Stage: lists. How a list was read, where that had to be found out or somebody may have meant something else: what a summary
// tells, so that nothing is guessed in silence.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/lists/encoding.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lists {

struct ListFacts {
  enum class Format : std::uint8_t { separated, json_lines, workbook };

  Format format = Format::separated;
  std::optional<Encoding> encoding;  // of a text; nothing: it is plain ASCII
  std::optional<char> delimiter;     // of a text with cells
  std::string sheet;                 // of a workbook
  std::uint64_t header_row = 1;      // from 1, as the file or the sheet counts
  bool dates_from_1904 = false;      // of a workbook
  std::vector<Message> remarks;      // sentences; complete when the list was read to its end
};

}  // namespace fenji::lists
