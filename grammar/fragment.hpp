// Stage: grammar. A piece of a source as the parser reads it: blanks in runs, full-width forms and thousands commas may be
// gone, but every byte knows its place.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

struct Fragment {
  // The source bytes [begin, end) that one byte of `text` stands for: three for a folded full-width form.
  struct Place {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  std::string text;
  std::vector<Place> places;  // by byte of `text`
  std::uint32_t file = 0;
  std::uint32_t end_place = 0;  // where the source goes on behind it

  void push(std::string_view bytes, std::size_t place);              // bytes as the source has them
  void push_folded(char byte, std::size_t place, std::size_t size);  // one byte for `size` bytes of the source

  // The source behind bytes [begin, end) of `text`; an empty range gives the place in front of `begin`.
  Span span(std::size_t begin, std::size_t end) const;
  Span span() const { return span(0, text.size()); }
  Fragment slice(std::size_t begin, std::size_t end) const;
  // The text with the full-width signs that the source has; blanks in runs stay one. Empty where it has none.
  std::string with_full_width_signs() const;
  Fragment trimmed() const;
};

// `fragment` with other text for bytes [begin, end), all of which then stands for what the source has there.
Fragment with_text(const Fragment& fragment, std::size_t begin, std::size_t end, std::string_view text);

}  // namespace fenji::grammar
