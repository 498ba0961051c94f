// Stage: lists. The rule for quoted cells, in one place for the block reader and the splitter, which must agree.
//
// A quote at the start of a cell opens it, `""` inside stands for one quote, the next single quote closes it; what follows up
// to the comma or line end belongs to the cell as it stands, as in Excel. But a forgotten quote must not swallow the records
// below it, so the opening quote is taken literally, and the cell as unquoted, where
//   - no quote closes it before the list ends, or
//   - line ends stand between the quotes, and they are more than CsvLimits::multiline_cell bytes apart, or the closing one is
//     not followed by a comma, a line end or the end of the list (it is then more likely one that opens a cell further down).
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "engine/lists/arena.hpp"

namespace fenji::lists {

// What stands between the quotes of a cell, doubled quotes single: `text` itself where it has none, else in `arena`, with 32
// readable bytes before it and behind it.
std::string_view with_single_quotes(std::string_view text, Arena& arena);

// Searches the closing quote in bytes that may grow at their end between two calls.
class ClosingQuote {
 public:
  enum class Verdict : std::uint8_t { closed, literal, undecided };

  ClosingQuote(std::size_t open, std::size_t multiline_cell)
      : open_(open), multiline_cell_(multiline_cell), seek_(open + 1), line_end_seek_(open + 1) {}

  // `last`: no bytes follow these; the verdict is then decided. Linear over all calls.
  Verdict search(const char* bytes, std::size_t size, bool last);

  std::size_t open() const { return open_; }
  // Valid once closed:
  std::size_t close() const { return close_; }
  bool doubled() const { return doubled_; }      // some `""` stands inside
  bool multiline() const { return multiline_; }  // a line end stands inside

 private:
  // Whether a line end stands in [open + 1, end).
  bool line_end_before(const char* bytes, std::size_t end);

  std::size_t open_;
  std::size_t multiline_cell_;
  std::size_t seek_;           // up to here no single quote was found
  std::size_t line_end_seek_;  // up to here no line end was found
  std::size_t close_ = 0;
  bool doubled_ = false;
  bool multiline_ = false;
};

}  // namespace fenji::lists
