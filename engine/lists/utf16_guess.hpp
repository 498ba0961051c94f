// Stage: lists. Whether a text without byte order mark is in UTF-16, as some programs save “Unicode text”.
#pragma once

#include <optional>
#include <string_view>

#include "engine/lists/encoding.hpp"

namespace fenji::lists {

// Of the beginning of a list: utf16_le or utf16_be where it is evidently that. Every list has separators, digits or line ends,
// which tell the order of bytes: in UTF-16 a NUL stands beside each. Nothing for texts without NUL, at no cost, for UTF-8 and
// GB18030 with some NULs in it, and where the bytes are no valid UTF-16.
std::optional<Encoding> guess_utf16(std::string_view head);

}  // namespace fenji::lists
