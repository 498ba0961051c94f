#include "engine/lists/workbook/cell_reference.hpp"

#include <algorithm>
#include <charconv>

namespace fenji::lists {

std::optional<std::uint64_t> parse_row(std::string_view text) {
  std::uint64_t row = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), row);
  if (error != std::errc{} || end != text.data() + text.size() || row == 0 || row > most_sheet_rows) return std::nullopt;
  return row;
}

std::optional<CellReference> parse_reference(std::string_view text) {
  std::uint32_t column = 0;
  std::size_t letters = 0;
  for (; letters < text.size(); ++letters) {
    const char upper = static_cast<char>(text[letters] & ~0x20);
    if (upper < 'A' || upper > 'Z') break;
    column = column * 26 + static_cast<std::uint32_t>(upper - 'A') + 1;
    if (column > most_sheet_columns) return std::nullopt;
  }
  const auto row = parse_row(text.substr(letters));
  if (letters == 0 || !row) return std::nullopt;
  return CellReference{column - 1, *row};
}

std::string reference_text(CellReference reference) {
  std::string text;
  for (std::uint32_t rest = reference.column + 1; rest > 0; rest = (rest - 1) / 26) {
    text += static_cast<char>('A' + (rest - 1) % 26);
  }
  std::reverse(text.begin(), text.end());
  return text + std::to_string(reference.row);
}

}  // namespace fenji::lists
