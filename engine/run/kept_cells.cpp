#include "engine/run/kept_cells.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "engine/lists/csv_quotes.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/lists/utf8.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {
namespace {

// The end of the first line of `lines`, behind its line end; quotes that hold a line end are closed.
std::size_t line_end(std::string_view lines, std::size_t begin) {
  std::size_t quotes = 0;
  for (std::size_t from = begin;;) {
    const void* const found = std::memchr(lines.data() + from, '\n', lines.size() - from);
    assert(found != nullptr);
    const std::size_t end = static_cast<std::size_t>(static_cast<const char*>(found) - lines.data()) + 1;
    quotes += static_cast<std::size_t>(std::count(lines.data() + from, lines.data() + end, '"'));
    if (quotes % 2 == 0) return end;
    from = end;
  }
}

bool has_quotes(std::string_view text) { return !text.empty() && std::memchr(text.data(), '"', text.size()) != nullptr; }

}  // namespace

KeptCells::KeptCells(const std::vector<std::uint32_t>& positions, std::size_t width) : own_index_(width), splitter_(positions) {
  for (const std::uint32_t position : positions) {
    if (!pieces_.empty() && position == pieces_.back().first + pieces_.back().count) {
      ++pieces_.back().count;
    } else {
      pieces_.push_back({position, 1});
    }
  }
}

void KeptCells::take(const lists::CsvBlock& block, const lists::CsvIndex* index) {
  block_ = &block;
  index_ = index;
  if (index_ == nullptr) {
    own_index_.build(block);
    index_ = &own_index_;
  }
  next_ = 0;
  plain_ = other_ = 0;
  gb18030_ = block.encoding == lists::Encoding::gb18030;
  as_written_ = !gb18030_ && lists::is_utf8(block.bytes.view());
}

void KeptCells::append_next(lists::ByteBuffer& out) {
  if (plain_ == index_->plain_records() || index_->record(plain_) != next_) {
    append_other(index_->others()[other_++], out);
  } else {
    const std::uint32_t* const places = index_->places() + index_->rows()[plain_++];
    for (const Piece& piece : pieces_) append_piece(piece, places, out);
  }
  ++next_;
}

void KeptCells::append_piece(const Piece& piece, const std::uint32_t* places, lists::ByteBuffer& out) {
  // From the separator in front of the first cell on; places before the block are 2^32 - 1.
  const auto begin = static_cast<std::uint32_t>(places[piece.first] + 1);
  std::string_view text(block_->bytes.data() + begin, places[piece.first + piece.count] - begin);
  if (index_->quotes() && has_quotes(text)) return append_cells(piece, places, out);
  if (!as_written_) {
    text = decoded(text);
    if (text.data() == nullptr) return append_cells(piece, places, out);
  }
  char* const to = out.free_room(text.size() + 1);
  *to = lists::cell_separator;
  if (!text.empty()) std::memcpy(to + 1, text.data(), text.size());
  out.use(text.size() + 1);
}

void KeptCells::append_cells(const Piece& piece, const std::uint32_t* places, lists::ByteBuffer& out) {
  for (std::uint32_t column = piece.first; column < piece.first + piece.count; ++column) {
    const auto begin = static_cast<std::uint32_t>(places[column] + 1);
    std::string_view text(block_->bytes.data() + begin, places[column + 1] - begin);
    if (text.starts_with('"')) {
      arena_.clear();
      text = lists::with_single_quotes(text.substr(1, text.size() - 2), arena_);
    }
    append_cell(text, out);
  }
}

// The text as result lists show it; null where it is no text in the list's encoding. Good until the next call.
std::string_view KeptCells::decoded(std::string_view text) {
  if (!gb18030_) return lists::is_utf8(text) ? text : std::string_view();
  gb18030_text_.clear();
  const std::string_view utf8 = gb18030_text_.utf8(text);
  return utf8 == undecodable ? std::string_view() : utf8;
}

void KeptCells::append_cell(std::string_view text, lists::ByteBuffer& out) {
  if (!as_written_) {
    lists::Cell cell{text.data(), static_cast<std::uint32_t>(text.size()), lists::Cell::State::text};
    decoder_.decode(cell, block_->encoding, arena_);
    text = cell.text();
  }
  scratch_.assign(1, lists::cell_separator);
  lists::append_cell(scratch_, text);
  out.append(scratch_);
}

// It may have too few cells, and quotes of any kind.
void KeptCells::append_other(const lists::CsvIndex::Other& other, lists::ByteBuffer& out) {
  lists::CsvBlock alone;
  alone.bytes.append(block_->bytes.view().substr(other.begin, other.end - other.begin));
  alone.records = 1;
  alone.encoding = block_->encoding;
  alone.limits = block_->limits;
  splitter_.split(alone, records_);
  for (std::size_t column = 0; column < records_.columns(); ++column) {
    scratch_.assign(1, lists::cell_separator);
    lists::append_cell(scratch_, records_.cell(0, column).text());
    out.append(scratch_);
  }
}

void KeptCells::append_all(std::string_view lines, lists::ByteBuffer& out) {
  std::size_t begin = 0;
  for (std::size_t record = 0; record < block_->records; ++record) {
    const std::size_t end = line_end(lines, begin);
    out.append(lines.substr(begin, end - begin - lists::record_end.size()));
    append_next(out);
    out.append(lists::record_end);
    begin = end;
  }
  assert(begin == lines.size());
}

}  // namespace fenji::run
