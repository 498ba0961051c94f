// Stage: lists. Files that are no list, by their first bytes: what people take for one, or have instead of one.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/result.hpp"

namespace fenji::lists {

// So many bytes tell.
inline constexpr std::size_t first_bytes = 512;

// Whether a file that begins so is a ZIP archive, as .xlsx workbooks are.
bool is_archive(std::string_view bytes);

// Why a file is no list; nothing where it may be one. `path`: what it is called. `bytes` are its first, `source` has all of
// them from its second piece on: of an old container the rest is searched for what it holds.
Failure foreign_file(const std::string& path, std::string_view bytes, ByteSource& rest);

}  // namespace fenji::lists
