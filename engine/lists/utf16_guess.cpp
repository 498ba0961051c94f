#include "engine/lists/utf16_guess.hpp"

#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

// One NUL in so many bytes: rows of a hundred bytes have their separators and line ends.
constexpr std::size_t rarest_nul = 64;

// What structures lists, and no letter: read in the wrong order it is no character of Chinese or English text, but for the
// ideographic space U+3000, which then looks like the digit 0.
bool is_structure(unsigned char byte) {
  return byte == '\t' || byte == '\n' || byte == '\r' || (byte >= ' ' && byte < 'A' && byte != '0');
}

struct Units {
  std::size_t count = 0;
  std::size_t structure = 0;  // of the one-byte characters those that structure lists
  std::size_t with_nul = 0;   // other byte
  std::size_t two_ascii = 0;  // both bytes are printable in ASCII
  std::size_t wrong = 0;      // NUL, halves of surrogate pairs, no characters
};

Units look_at(std::string_view text, bool little_endian) {
  Units units;
  bool high = false;  // the first half of a surrogate pair stands before
  for (std::size_t at = 0; at + 2 <= text.size(); at += 2) {
    const auto first = static_cast<unsigned char>(text[at]), second = static_cast<unsigned char>(text[at + 1]);
    const unsigned unit = little_endian ? first | second << 8U : first << 8U | second;
    ++units.count;
    if (unit < 0x80 && is_structure(static_cast<unsigned char>(unit))) ++units.structure;
    if (first == 0 || second == 0) ++units.with_nul;
    if (first >= ' ' && first < 0x7F && second >= ' ' && second < 0x7F) ++units.two_ascii;
    const bool low = unit >= 0xDC00 && unit < 0xE000;
    if (low != high || unit == 0 || unit >= 0xFFFE) ++units.wrong;
    high = unit >= 0xD800 && unit < 0xDC00;
  }
  return units;
}

}  // namespace

std::optional<Encoding> guess_utf16(std::string_view head) {
  if (head.find('\0') == head.npos) return std::nullopt;
  for (const bool little_endian : {true, false}) {
    const Units units = look_at(head, little_endian), turned = look_at(head, !little_endian);
    if (units.wrong * 100 > units.count || units.structure == 0 || turned.structure * 8 > units.structure) continue;
    if (units.with_nul * rarest_nul < head.size()) continue;
    // Text of one byte a character, some of them NUL: hardly any pair of its bytes is anything but ASCII.
    if (units.with_nul * 4 < units.count && units.two_ascii * 4 > 3 * (units.count - units.with_nul)) continue;
    // The bytes of Chinese text in UTF-16 are no UTF-8.
    const ValidPrefix utf8 = utf8_prefix(head);
    if (!is_ascii(head) && (utf8.length == head.size() || utf8.cut)) continue;
    return little_endian ? Encoding::utf16_le : Encoding::utf16_be;
  }
  return std::nullopt;
}

}  // namespace fenji::lists
