// Stage: lists. The records of a JSON list as text: each line of JSON Lines that holds something, or each element of one array.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/lists/byte_source.hpp"

namespace fenji::lists {

class JsonPieces {
 public:
  // `array`: the bytes are one array, from before its bracket. `source` must outlive it.
  JsonPieces(ByteSource& source, bool array) : source_(source), array_(array) {}

  // The next piece, without blanks around it; false: there is none. `text` is good until the next call. Fails also where a
  // piece is longer than a record may be.
  Result<bool> next(std::string_view& text);

  std::uint64_t line() const { return piece_line_; }  // where the last piece begins, from 1
  bool cut() const { return cut_; }                   // the bytes ended before the last piece did

 private:
  Failure fill();
  Result<bool> next_line(std::string_view& text);
  Result<bool> next_element(std::string_view& text);
  void pass_to(std::size_t end);

  ByteSource& source_;
  bool array_;
  std::string bytes_;  // from `at_` on not handed out
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;  // at at_
  std::uint64_t piece_line_ = 1;
  bool begun_ = false;  // of an array: behind its bracket
  bool ended_ = false;  // the source
  bool over_ = false;   // the array
  bool cut_ = false;
};

}  // namespace fenji::lists
