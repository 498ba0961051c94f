// Stage: run. Cells of GB18030 lists in UTF-8, one by one: only those that something hangs on are ever made. Names and options
// come again and again, so short texts are remembered. One a thread.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "engine/columns/cell_spans.hpp"
#include "engine/lists/arena.hpp"
#include "engine/lists/cell_decoder.hpp"

namespace fenji::run {

class Gb18030Text : public columns::ForeignText {
 public:
  Gb18030Text() : known_(places) {}

  // Texts are good until clear().
  std::string_view utf8(std::string_view text) override;
  // The same as people are shown it: U+FFFD for what is no text.
  std::string_view shown(std::string_view text);
  void clear() { arena_.clear(); }

 private:
  static constexpr std::size_t places = 1024;  // a power of two
  static constexpr std::size_t most_bytes = 16;
  static constexpr std::size_t most_utf8 = 2 * most_bytes;

  struct Known {
    std::array<char, most_bytes> text{};  // zeros behind it
    std::uint32_t size = 0;               // 0: free
    std::uint32_t utf8_size = 0;
    std::array<char, most_utf8> utf8{};
  };

  lists::Cell decoded(std::string_view text);

  lists::CellDecoder decoder_;
  lists::Arena arena_;
  std::vector<Known> known_;  // by a hash of the text
};

}  // namespace fenji::run
