// Stage: columns. The header of a column, taken apart as far as spellings differ between lists that mean the same.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace fenji::columns {

struct HeaderName {
  std::string text;     // header_text(): to the letter, but for blanks
  std::string whole;    // normalised: ASCII for full-width forms, small Latin letters, ( ) for all brackets, no blanks and no *
  std::string plain;    // the same without the brackets at its end; `whole` where it has none, or nothing before them
  std::string bracket;  // what these hold, full-width forms folded, without blanks around it and 单位: in front; empty: none
};

// Bytes of a header whose spelling is looked at; a longer one, as a list without line ends has, is its `text` alone.
inline constexpr std::size_t longest_spelled_header = 4096;

HeaderName header_name(std::string_view header);

}  // namespace fenji::columns
