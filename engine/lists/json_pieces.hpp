// Stage: lists. The records of a JSON list as text: each line of JSON Lines that holds something, each element of one array, or
// each of the objects that follow one another, over several lines or several to a line.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/lists/byte_buffer.hpp"
#include "engine/lists/byte_source.hpp"

namespace fenji::lists {

enum class JsonForm : std::uint8_t { lines, array, objects };

// Blanks of JSON, and the separator of records that RFC 7464 has.
inline constexpr std::string_view json_blanks = " \t\r\n\x1E";

class JsonPieces {
 public:
  // The bytes of an array are those from before its bracket. `source` must outlive it.
  JsonPieces(ByteSource& source, JsonForm form) : source_(source), form_(form) {}

  // The next piece, without blanks around it; false: there is none. `text` is good until the next call, and
  // ByteBuffer::padding bytes behind it can be read. Fails also where a
  // piece is longer than a record may be, and where an array does not end or something follows it: then the file is not whole,
  // or more than one list.
  Result<bool> next(std::string_view& text);

  std::uint64_t line() const { return piece_line_; }  // where the last piece begins, from 1
  bool cut() const { return cut_; }                   // the bytes ended before the last piece did
  bool usual() const { return at_ <= usual_; }        // all of the last piece is FlatJson::usual_prefix()

 private:
  Failure fill();
  Result<bool> next_line(std::string_view& text);
  Result<bool> next_element(std::string_view& text);
  Failure end_array();
  void pass_to(std::size_t end);

  ByteSource& source_;
  JsonForm form_;
  ByteBuffer bytes_;  // from `at_` on not handed out
  std::size_t at_ = 0;
  std::size_t usual_ = 0;   // so many of the bytes are a FlatJson::usual_prefix()
  std::uint64_t line_ = 1;  // at at_
  std::uint64_t piece_line_ = 1;
  bool begun_ = false;  // of an array: behind its bracket
  bool ended_ = false;  // the source
  bool over_ = false;   // the array
  bool cut_ = false;
};

}  // namespace fenji::lists
