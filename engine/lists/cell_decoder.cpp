#include "engine/lists/cell_decoder.hpp"

#include <algorithm>
#include <cstring>

#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

char* put(std::string_view text, char* to) { return std::copy(text.begin(), text.end(), to); }

void settle(Cell& cell, Arena& arena, const char* text, const char* end) {
  const auto size = static_cast<std::size_t>(end - text);
  arena.use(size);
  cell.data = text;
  cell.size = static_cast<std::uint32_t>(size);
}

// What is valid stays, U+FFFD stands for each other byte.
void replace_invalid_utf8(Cell& cell, Arena& arena) {
  std::string_view rest = cell.text();
  std::size_t valid = utf8_prefix(rest).length;
  if (valid == rest.size()) return;
  cell.state = Cell::State::unreadable;
  char* const text = arena.reserve(rest.size() * replacement_character.size());
  char* to = text;
  for (; valid < rest.size(); valid = utf8_prefix(rest).length) {
    to = put(rest.substr(0, valid), to);
    to = put(replacement_character, to);
    rest.remove_prefix(valid + 1);
  }
  to = put(rest, to);
  settle(cell, arena, text, to);
}

}  // namespace

void CellDecoder::decode_gb18030(Cell& cell, Arena& arena) {
  std::string_view rest = cell.text();
  if (is_ascii(rest)) return;
  char* text = arena.reserve(Gb18030Converter::utf8_room(rest.size()));
  if (const char* const end = gb18030_.convert(rest, text)) {
    settle(cell, arena, text, end);
    return;
  }
  cell.state = Cell::State::unreadable;
  text = arena.reserve(rest.size() * std::max(Gb18030Converter::utf8_room(1), replacement_character.size()));
  char* to = text;
  while (!rest.empty()) {
    const std::size_t valid = gb18030_prefix(rest).length;
    char* const end = gb18030_.convert(rest.substr(0, valid), to);
    if (end != nullptr) to = end;
    rest.remove_prefix(valid);
    if (rest.empty() && end != nullptr) break;
    to = put(replacement_character, to);
    if (!rest.empty()) rest.remove_prefix(1);
  }
  settle(cell, arena, text, to);
}

void CellDecoder::decode(std::string_view bytes, Encoding encoding, RecordBlock& records) {
  const bool gb18030 = encoding == Encoding::gb18030;
  if (gb18030 ? is_ascii(bytes) : is_utf8(bytes)) return;
  Arena& arena = records.arena();
  const std::size_t count = records.columns() * records.records();
  for (Cell* cell = records.cells(); cell != records.cells() + count; ++cell) decode(*cell, encoding, arena);
}

void CellDecoder::decode(Cell& cell, Encoding encoding, Arena& arena) {
  if (encoding == Encoding::gb18030) {
    decode_gb18030(cell, arena);
  } else {
    replace_invalid_utf8(cell, arena);
  }
}

}  // namespace fenji::lists
