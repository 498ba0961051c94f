// Stage: lists. The texts of a workbook that its cells refer to by number: a table that has to be in memory as a whole, as
// cells refer to it in any order.
//
// Memory: the texts and eight bytes for each. More than shared_strings_limit of it ends the reading with a message, and less
// than that where the table is packed far better than different texts can be.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/result.hpp"
#include "engine/lists/workbook/zip_archive.hpp"

namespace fenji::lists {

inline constexpr std::uint64_t shared_strings_limit = std::uint64_t{1} << 30;

// Bytes of a cell's text; Excel's have 32,767 characters at most. A longer one ends the reading with a message.
inline constexpr std::size_t longest_cell_text = std::size_t{500} << 10;
Message cell_text_too_long(const Message& name, const Message& place);

class SharedStrings {
 public:
  SharedStrings() = default;
  static Result<SharedStrings> read(ZipMember member);

  std::size_t size() const { return texts_.size(); }
  std::string_view operator[](std::size_t index) const {
    const Text& text = texts_[index];
    // There may be no chunk.
    if (text.size == 0) return {};
    return {chunks_[text.begin / chunk_size].get() + text.begin % chunk_size, text.size};
  }

 private:
  static constexpr std::size_t chunk_size = std::size_t{1} << 20;
  static_assert(longest_cell_text <= chunk_size);
  static_assert(2 * shared_strings_limit <= std::uint64_t{1} << 32, "places are 32 bits, and ends of chunks stay empty");

  struct Text {
    std::uint32_t begin = 0;  // chunk * chunk_size + place in it
    std::uint32_t size = 0;
  };
  class Reader;

  void add(std::string_view text);

  std::vector<Text> texts_;
  std::vector<std::unique_ptr<char[]>> chunks_;
  std::size_t room_ = 0;  // in the last chunk
};

// In place: `_x000D_` and the like, which stand for characters that XML has not, as these.
void decode_escapes(std::string& text);

}  // namespace fenji::lists
