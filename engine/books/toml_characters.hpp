// Stage: books. What has to be known of the characters of a book before toml++ reads it. Its test for blanks (3.3.0,
// is_non_ascii_horizontal_whitespace) is undefined for three stretches of Unicode, in which é, 、 and 「 are: they are kept
// away from it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::books {

// The first character outside texts in quotes and comments that is neither ASCII nor Chinese, or one of those that stand for
// others below: where it stands and what to type.
std::optional<Diagnostic> stray_character(std::string_view text, std::uint32_t file);

// The text with a character of the private use area for each that toml++ does not bear, so that lines and columns stay.
std::string with_readable_characters(std::string_view text);

// A text out of such a book as it was.
std::string restored(std::string_view text);

}  // namespace fenji::books
