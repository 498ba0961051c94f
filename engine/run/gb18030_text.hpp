// Stage: run. Cells of GB18030 lists in UTF-8, one by one or those of a column together: only those that something hangs on
// are ever made. One a thread.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>
#include <vector>

#include "engine/columns/cell_spans.hpp"
#include "engine/lists/arena.hpp"
#include "engine/lists/byte_buffer.hpp"
#include "engine/lists/cell_decoder.hpp"

namespace fenji::run {

class Gb18030Text : public columns::ForeignText {
 public:
  // Texts are good until clear().
  std::string_view utf8(std::string_view text) override;
  columns::CellSpans utf8(const columns::CellSpans& cells, std::size_t rows) override;
  // The same as people are shown it: U+FFFD for what is no text.
  std::string_view shown(std::string_view text);
  void clear();

 private:
  // Cells with a byte between them.
  struct Column {
    lists::ByteBuffer text;
    std::vector<std::uint32_t> places;
  };

  lists::Cell decoded(std::string_view text);

  lists::CellDecoder decoder_;
  lists::Arena arena_;
  std::vector<std::unique_ptr<Column>> columns_;  // the first used_ of them hold something
  std::size_t used_ = 0;
  std::vector<std::uint32_t> rows_;  // 0, 1, 2, …
};

}  // namespace fenji::run
