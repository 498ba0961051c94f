#include "engine/run/gb18030_text.hpp"

#include <cstring>

#include "engine/lists/utf8.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {

lists::Cell Gb18030Text::decoded(std::string_view text) {
  lists::Cell cell{text.data(), static_cast<std::uint32_t>(text.size()), lists::Cell::State::text};
  decoder_.decode(cell, lists::Encoding::gb18030, arena_);
  return cell;
}

std::string_view Gb18030Text::shown(std::string_view text) { return decoded(text).text(); }

std::string_view Gb18030Text::utf8(std::string_view text) {
  if (lists::is_ascii(text)) return text;
  const auto read = [&] {
    const lists::Cell cell = decoded(text);
    return cell.state == lists::Cell::State::unreadable ? undecodable : cell.text();
  };
  if (text.size() > most_bytes) return read();

  std::array<char, most_bytes> bytes{};
  std::memcpy(bytes.data(), text.data(), text.size());
  std::uint64_t words[2];
  std::memcpy(words, bytes.data(), sizeof words);
  const std::uint64_t mixed = (words[0] ^ words[1] * 0xC2B2AE3D27D4EB4FU) * 0x9E3779B97F4A7C15U;
  Known& known = known_[static_cast<std::size_t>(mixed >> 32) % places];
  if (known.size != text.size() || known.text != bytes) {
    const std::string_view made = read();
    if (made.size() > most_utf8) return made;
    known.text = bytes;
    known.size = static_cast<std::uint32_t>(text.size());
    known.utf8_size = static_cast<std::uint32_t>(made.size());
    std::memcpy(known.utf8.data(), made.data(), made.size());
    return made;
  }
  // Another text may take the place before clear().
  char* const to = arena_.reserve(most_utf8);
  std::memcpy(to, known.utf8.data(), most_utf8);
  arena_.use(known.utf8_size);
  return {to, known.utf8_size};
}

}  // namespace fenji::run
