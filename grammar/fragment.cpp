#include "grammar/fragment.hpp"

#include <algorithm>

#include "grammar/characters.hpp"

namespace fenji::grammar {

void Fragment::push(std::string_view bytes, std::size_t place) {
  text += bytes;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    places.push_back({static_cast<std::uint32_t>(place + i), static_cast<std::uint32_t>(place + i + 1)});
  }
}

void Fragment::push_folded(char byte, std::size_t place, std::size_t size) {
  text += byte;
  places.push_back({static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place + size)});
}

Span Fragment::span(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const std::uint32_t first = begin < text.size() ? places[begin].begin : end_place;
  return {file, first, end > begin ? places[end - 1].end : first};
}

Fragment Fragment::slice(std::size_t begin, std::size_t end) const {
  Fragment part;
  part.file = file;
  part.text = text.substr(begin, end - begin);
  part.places.assign(places.begin() + static_cast<std::ptrdiff_t>(begin), places.begin() + static_cast<std::ptrdiff_t>(end));
  part.end_place = end > begin ? places[end - 1].end : span(begin, begin).begin;
  return part;
}

std::string Fragment::with_full_width_signs() const {
  std::string written;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+FF01 to U+FF5E, three bytes each, stand for the ASCII signs from ! on.
    if (byte > ' ' && byte < 0x7F && places[i].end - places[i].begin == 3) {
      const unsigned low = byte - ' ';
      written += "\xEF";
      written += static_cast<char>(0xBC + (low >> 6));
      written += static_cast<char>(0x80 + (low & 0x3F));
      any = true;
    } else {
      written += text[i];
    }
  }
  return any ? written : std::string();
}

Fragment Fragment::trimmed() const {
  const std::string_view inside = without_blanks(text);
  if (inside.empty()) return slice(0, 0);
  const auto begin = static_cast<std::size_t>(inside.data() - text.data());
  return slice(begin, begin + inside.size());
}

Fragment with_text(const Fragment& fragment, std::size_t begin, std::size_t end, std::string_view text) {
  const Span place = fragment.span(begin, end);
  Fragment made = fragment.slice(0, begin);
  made.text += text;
  made.places.insert(made.places.end(), text.size(), Fragment::Place{place.begin, place.end});
  made.text += std::string_view(fragment.text).substr(end);
  made.places.insert(made.places.end(), fragment.places.begin() + static_cast<std::ptrdiff_t>(end), fragment.places.end());
  made.end_place = fragment.end_place;
  return made;
}

}  // namespace fenji::grammar
