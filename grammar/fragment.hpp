// Stage: grammar. A piece of a source as the parser reads it: blanks in runs, full-width forms and thousands commas may be
// gone, but every byte knows its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

class Fragment {
 public:
  // The source bytes [begin, end) that one byte of `text` stands for: three for a folded full-width form.
  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  std::string text;
  std::uint32_t file = 0;
  std::uint32_t end_place = 0;  // where the source goes on behind it

  void push(std::string_view bytes, std::size_t place);              // bytes as the source has them
  void push_folded(char byte, std::size_t place, std::size_t size);  // one byte for `size` bytes of the source

  Place place(std::size_t byte) const {
    if (!places_.empty()) return places_[byte];
    const auto begin = static_cast<std::uint32_t>(begin_ + byte);
    return {begin, begin + 1};
  }
  // Where the source begins that `text` stands for; `end_place` of an empty one.
  std::uint32_t begin_place() const { return text.empty() ? end_place : place(0).begin; }
  // The first byte of `text` that stands for what begins at `place` of the source or behind it.
  std::size_t byte_at(std::uint32_t place) const;

  // The source behind bytes [begin, end) of `text`; an empty range gives the place in front of `begin`.
  Span span(std::size_t begin, std::size_t end) const;
  Span span() const { return span(0, text.size()); }
  Fragment slice(std::size_t begin, std::size_t end) const;
  // The text with the full-width signs that the source has; blanks in runs stay one. Empty where it has none.
  std::string with_full_width_signs() const;
  Fragment trimmed() const;
  void clear();

 private:
  friend Fragment with_text(const Fragment&, std::size_t, std::size_t, std::string_view);

  void spell_out_places();

  // Of most fragments each byte is one of the source and stands behind the one before: they need only the first one's place.
  std::uint32_t begin_ = 0;
  std::vector<Place> places_;  // by byte of `text`; empty where `begin_` says all
};

// `fragment` with other text for bytes [begin, end), all of which then stands for what the source has there.
Fragment with_text(const Fragment& fragment, std::size_t begin, std::size_t end, std::string_view text);

}  // namespace fenji::grammar
