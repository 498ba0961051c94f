// Stage: lists. Where a cell stands in a sheet: `C5`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fenji::lists {

// What Excel has, and with it all others.
inline constexpr std::uint64_t most_sheet_rows = 1'048'576;
inline constexpr std::uint32_t most_sheet_columns = 16'384;

struct CellReference {
  std::uint32_t column = 0;  // from 0
  std::uint64_t row = 0;     // from 1
};

// Nothing where the text is no reference, or leads out of what a sheet may have.
std::optional<CellReference> parse_reference(std::string_view text);

// A row from 1; nothing as above.
std::optional<std::uint64_t> parse_row(std::string_view text);

std::string reference_text(CellReference reference);

}  // namespace fenji::lists
