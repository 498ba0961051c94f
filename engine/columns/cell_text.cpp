#include "engine/columns/cell_text.hpp"

#include <algorithm>
#include <cstddef>

namespace fenji::columns {

namespace {

constexpr std::string_view no_break_space = "\u00A0";
constexpr std::string_view full_width_space = "\u3000";

unsigned byte_at(std::string_view text, std::size_t place) { return static_cast<unsigned char>(text[place]); }

// Bytes of the blank at either end; 0 where there is none.
std::size_t blank_at_front(std::string_view text) {
  if (text.empty()) return 0;
  if (byte_at(text, 0) < 0x80) return is_ascii_blank(text.front()) ? 1 : 0;
  const std::string_view space = text.front() == no_break_space.front() ? no_break_space : full_width_space;
  return text.front() == space.front() && text.starts_with(space) ? space.size() : 0;
}
std::size_t blank_at_back(std::string_view text) {
  if (text.empty()) return 0;
  if (byte_at(text, text.size() - 1) < 0x80) return is_ascii_blank(text.back()) ? 1 : 0;
  if (text.ends_with(no_break_space)) return no_break_space.size();
  return text.ends_with(full_width_space) ? full_width_space.size() : 0;
}

// The ASCII twin of the full-width form that stands at `place`, or 0. A full-width form takes three bytes.
char twin_at(std::string_view text, std::size_t place) {
  if (text.size() - place < 3) return 0;
  const unsigned code = (byte_at(text, place) << 16) | (byte_at(text, place + 1) << 8) | byte_at(text, place + 2);
  if (code == 0xE38080) return ' ';
  if (code >= 0xEFBC81 && code <= 0xEFBCBF) return static_cast<char>('!' + static_cast<int>(code - 0xEFBC81));
  if (code >= 0xEFBD80 && code <= 0xEFBD9E) return static_cast<char>('`' + static_cast<int>(code - 0xEFBD80));
  return 0;
}

// Bytes of the UTF-8 sequence at `place`, which starts with a byte >= 0x80; 0 where it is none (Unicode table 3-7).
std::size_t sequence_length(std::string_view text, std::size_t place) {
  const unsigned lead = byte_at(text, place);
  const std::size_t length = lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
  if (length == 0 || text.size() - place < length) return 0;
  const unsigned second = byte_at(text, place + 1);
  const unsigned least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  const unsigned greatest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  if (second < least || second > greatest) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((byte_at(text, place + i) & 0xC0U) != 0x80) return 0;
  }
  return length;
}

}  // namespace

bool is_common_text(std::string_view text) {
  if (text.empty() || is_ascii_blank(text.front()) || is_ascii_blank(text.back())) return false;
  const char* at = text.data();
  const char* const end = at + text.size();
  while (at != end) {
    const auto lead = static_cast<unsigned char>(*at);
    if (lead < 0x80) {
      ++at;
      continue;
    }
    // U+4000 to U+9FFF, any second and third byte; no blank among them.
    if (lead < 0xE4 || lead > 0xE9 || end - at < 3) return false;
    const auto second = static_cast<unsigned char>(at[1]), third = static_cast<unsigned char>(at[2]);
    if ((second & 0xC0) != 0x80 || (third & 0xC0) != 0x80) return false;
    at += 3;
  }
  return true;
}

bool is_ascii(std::string_view text) {
  return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool valid_utf8(std::string_view text) {
  for (std::size_t place = 0; place < text.size();) {
    const unsigned lead = byte_at(text, place);
    if (lead < 0x80) {
      ++place;
      continue;
    }
    // U+1000 to U+CFFF, most Chinese text: any second and third byte.
    if (lead > 0xE0 && lead < 0xED && text.size() - place >= 3 && (byte_at(text, place + 1) & 0xC0U) == 0x80 &&
        (byte_at(text, place + 2) & 0xC0U) == 0x80) {
      place += 3;
      continue;
    }
    const std::size_t length = sequence_length(text, place);
    if (length == 0) return false;
    place += length;
  }
  return true;
}

std::string_view without_blanks(std::string_view text) {
  while (const std::size_t length = blank_at_front(text)) text.remove_prefix(length);
  while (const std::size_t length = blank_at_back(text)) text.remove_suffix(length);
  return text;
}

bool has_full_width(std::string_view text) {
  for (std::size_t place = 0; place < text.size(); ++place) {
    if (byte_at(text, place) >= 0x80 && twin_at(text, place) != 0) return true;
  }
  return false;
}

std::string folded(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t place = 0; place < text.size();) {
    const char twin = twin_at(text, place);
    result += twin != 0 ? twin : text[place];
    place += twin != 0 ? 3 : 1;
  }
  return result;
}

namespace {

// Marks that web pages and systems leave in headers, and nobody sees: zero-width spaces, marks of direction, byte order marks.
bool is_invisible(std::string_view character) {
  return (character >= "\xE2\x80\x8B" && character <= "\xE2\x80\x8F") ||
         (character >= "\xE2\x80\xAA" && character <= "\xE2\x80\xAE") || character == "\xE2\x81\xA0" ||
         character == "\xEF\xBB\xBF";
}

std::string without_invisible(std::string_view text) {
  constexpr std::size_t length = 3;
  constexpr unsigned least_lead = 0xE2;
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const bool invisible = byte_at(text, at) >= least_lead && is_invisible(text.substr(at, length));
    if (!invisible) result += text[at];
    at += invisible ? length : 1;
  }
  return result;
}

}  // namespace

std::string header_text(std::string_view cell) {
  const std::string visible = without_invisible(cell);
  std::string_view text = trimmed(visible);
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    if (const std::size_t length = blank_at_front(text)) {
      text.remove_prefix(length);
      if (!result.ends_with(' ')) result += ' ';
    } else {
      result += text.front();
      text.remove_prefix(1);
    }
  }
  return result;
}

}  // namespace fenji::columns
