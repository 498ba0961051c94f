// Stage: lists. A text whose cells are separated by semicolons, tabs or the like, with commas instead: the same records, cells
// line ends and odd quotes. Cells that hold commas are put in quotes; only of one that has odd quotes and ends in a comma the
// oddness is lost. Works on raw bytes, in UTF-8 as in GB18030.
#pragma once

#include <memory>

#include "engine/lists/byte_buffer.hpp"
#include "engine/lists/byte_source.hpp"
#include "engine/lists/csv_block.hpp"

namespace fenji::lists {

class CommaSource : public ByteSource {
 public:
  // `source` begins at the start of a record. `delimiter` is ASCII, no quote and no line end, and, in a text in GB18030, below
  // 0x40 so that it is no part of a character.
  CommaSource(std::unique_ptr<ByteSource> source, char delimiter);

  Result<std::size_t> read(char* to, std::size_t size) override;
  Message name() const override { return source_->name(); }
  std::optional<Encoding> encoding() const override { return source_->encoding(); }

 private:
  Failure fill();
  void translate();
  std::size_t translate_cell(std::size_t begin);
  std::size_t find(char byte, std::size_t begin) const;
  std::size_t cell_end(std::size_t begin) const;
  void put_in_quotes(std::size_t begin, std::size_t end);
  void put_odd(std::size_t begin, std::size_t inside, std::size_t end);
  void put_quoted(std::size_t begin, std::size_t end, bool doubling);

  std::unique_ptr<ByteSource> source_;
  char delimiter_;
  CsvLimits limits_;
  // What was read and not translated, from the start of a cell or the separator before it. Commas and delimiters have changed
  // places, so that it reads as CSV whose cells hold delimiters where they mean commas.
  ByteBuffer raw_;
  ByteBuffer text_;
  std::size_t taken_ = 0;  // of text_
  bool ended_ = false;
};

}  // namespace fenji::lists
