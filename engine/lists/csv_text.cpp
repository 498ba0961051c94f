#include "engine/lists/csv_text.hpp"

#include <cstring>

#include "engine/lists/separators.hpp"

namespace fenji::lists {

bool needs_quotes(std::string_view cell) {
  const auto special = [](std::uint64_t word) {
    return (bytes_equal(word, ',') | bytes_equal(word, '"') | bytes_equal(word, '\n') | bytes_equal(word, '\r')) != 0;
  };
  const char* const bytes = cell.data();
  const std::size_t size = cell.size();
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (special(load_word(bytes + at))) return true;
    }
    return special(load_word(bytes + size - 8));
  }
  char few[8] = {};
  if (size >= 4) {
    std::memcpy(few, bytes, 4);
    std::memcpy(few + 4, bytes + size - 4, 4);
  } else if (size > 0) {
    few[0] = bytes[0];
    few[1] = bytes[size / 2];
    few[2] = bytes[size - 1];
  }
  return special(load_word(few));
}

void append_cell(std::string& out, std::string_view cell) {
  if (!needs_quotes(cell)) {
    out.append(cell);
    return;
  }
  out += '"';
  for (std::size_t quote = cell.find('"'); quote != std::string_view::npos; quote = cell.find('"')) {
    out.append(cell.substr(0, quote + 1));
    out += '"';
    cell.remove_prefix(quote + 1);
  }
  out.append(cell);
  out += '"';
}

void append_record(std::string& out, std::span<const std::string_view> cells) {
  if (cells.size() == 1 && cells[0].empty()) out += "\"\"";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += cell_separator;
    append_cell(out, cells[i]);
  }
  out += record_end;
}

}  // namespace fenji::lists
