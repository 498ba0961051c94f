#include "grammar/fragment.hpp"

#include <algorithm>

#include "grammar/characters.hpp"

namespace fenji::grammar {

void Fragment::spell_out_places() {
  places_.reserve(text.size() + 1);
  for (std::uint32_t i = 0; i < text.size(); ++i) places_.push_back({begin_ + i, begin_ + i + 1});
}

void Fragment::push(std::string_view bytes, std::size_t place) {
  if (text.empty() && places_.empty()) begin_ = static_cast<std::uint32_t>(place);
  if (places_.empty() && place != begin_ + text.size()) spell_out_places();
  if (!places_.empty()) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
      places_.push_back({static_cast<std::uint32_t>(place + i), static_cast<std::uint32_t>(place + i + 1)});
    }
  }
  text += bytes;
}

void Fragment::push_folded(char byte, std::size_t place, std::size_t size) {
  if (size == 1) return push({&byte, 1}, place);
  if (places_.empty()) spell_out_places();
  text += byte;
  places_.push_back({static_cast<std::uint32_t>(place), static_cast<std::uint32_t>(place + size)});
}

void Fragment::clear() {
  text.clear();
  places_.clear();
}

std::size_t Fragment::byte_at(std::uint32_t place) const {
  if (places_.empty()) return std::min<std::size_t>(place > begin_ ? place - begin_ : 0, text.size());
  const auto found = std::lower_bound(places_.begin(), places_.end(), place,
                                      [](const Place& own, std::uint32_t sought) { return own.begin < sought; });
  return static_cast<std::size_t>(found - places_.begin());
}

Span Fragment::span(std::size_t begin, std::size_t end) const {
  begin = std::min(begin, text.size());
  end = std::clamp(end, begin, text.size());
  const std::uint32_t first = begin < text.size() ? place(begin).begin : end_place;
  return {file, first, end > begin ? place(end - 1).end : first};
}

Fragment Fragment::slice(std::size_t begin, std::size_t end) const {
  Fragment part;
  part.file = file;
  part.text = text.substr(begin, end - begin);
  part.begin_ = static_cast<std::uint32_t>(begin_ + begin);
  if (!places_.empty())
    part.places_.assign(places_.begin() + static_cast<std::ptrdiff_t>(begin),
                        places_.begin() + static_cast<std::ptrdiff_t>(end));
  part.end_place = end > begin ? place(end - 1).end : span(begin, begin).begin;
  return part;
}

std::string Fragment::with_full_width_signs() const {
  if (places_.empty()) return {};
  std::string written;
  bool any = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    // U+FF01 to U+FF5E, three bytes each, stand for the ASCII signs from ! on.
    if (byte > ' ' && byte < 0x7F && place(i).end - place(i).begin == 3) {
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
  if (made.places_.empty()) made.spell_out_places();
  made.text += text;
  made.places_.insert(made.places_.end(), text.size(), Fragment::Place{place.begin, place.end});
  made.text += std::string_view(fragment.text).substr(end);
  for (std::size_t byte = end; byte < fragment.text.size(); ++byte) made.places_.push_back(fragment.place(byte));
  made.end_place = fragment.end_place;
  return made;
}

}  // namespace fenji::grammar
