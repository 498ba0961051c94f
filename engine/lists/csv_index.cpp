#include "engine/lists/csv_index.hpp"

#include <cassert>

#include "engine/lists/csv_kernels.hpp"
#include "engine/lists/csv_quotes.hpp"
#include "engine/lists/csv_structure.hpp"
#include "engine/lists/encoding.hpp"

namespace fenji::lists {
namespace {

// Appends the place of each bit; may write up to three numbers more, which do not count.
std::uint32_t* put_places(std::uint64_t mask, std::uint32_t base, std::uint32_t* to) {
  std::uint32_t* const end = to + count_bits(mask);
  while (mask != 0) {
    for (int i = 0; i < 4; ++i) {
      *to++ = base + static_cast<std::uint32_t>(first_bit(mask));
      mask &= mask - 1;
    }
  }
  return end;
}

}  // namespace

void CsvIndex::build(const CsvBlock& block) {
  const char* const bytes = block.bytes.data();
  const std::size_t size = block.bytes.size();
  assert(size < std::size_t{1} << 32);
  if (const std::size_t most = size + 80; capacity_ < most) {
    places_ = std::make_unique_for_overwrite<std::uint32_t[]>(most);
    capacity_ = most;
  }
  shown_ = places_.get();
  rows_.resize(block.records);
  plain_.resize(block.records);
  others_.clear();
  quotes_ = doubled_ = multiline_ = false;
  if (block.lines && build_lines(block)) return;
  quotes_ = doubled_ = false;

  std::uint32_t* const places = places_.get();
  std::uint32_t* next = places;
  *next++ = ~std::uint32_t{0};
  std::size_t row = 0;  // of the record: the place before it
  std::size_t plain = 0;
  std::uint32_t record = 0;
  Other other;                            // the record, if it is not plain
  std::uint64_t line = block.first_line;  // of byte `line_of`, where it is asked for
  std::size_t line_of = 0;
  std::uint64_t ends_of_lines = 0;  // outside quotes
  bool odd = false;                 // quotes that a plain record does not have

  // Where the record begins that ends now.
  const auto line_here = [&](std::uint32_t begin) {
    if (!multiline_ || !block.limits.lines_in_cells) return block.first_line + ends_of_lines;
    line += count_line_ends(block.bytes.view().substr(line_of, begin - line_of));
    line_of = begin;
    return line;
  };

  // The record ends at place `last`, which is there.
  const auto end_record = [&](std::size_t last) {
    if (last - row == width_ && !odd) {
      rows_[plain] = static_cast<std::uint32_t>(row);
      plain_[plain++] = record++;
      return;
    }
    other.record = record++;
    other.begin = places[row] + 1;
    other.end = places[last];
    other.line = line_here(other.begin);
    others_.push_back(other);
    other.unclosed_quote = odd = false;
  };

  // A line ends at place `last`.
  const auto end_line = [&](std::size_t last) {
    const std::uint32_t at = places[last];
    const bool empty_line = last == row + 1 && at == places[row] + 1;
    if (!empty_line) end_record(last);
    // The line feed behind a carriage return is a place as well.
    row = last + (bytes[at] == '\r' && at + 1 < size && bytes[at + 1] == '\n' ? 1 : 0);
    ++ends_of_lines;
  };

  // Records of one cell for each column and the same kind of line ends, one behind the other, are nearly all that there are.
  // Ends those that end behind place `first`, the first of some `placed` at once; false: nothing is done, there are others too.
  const auto end_like_records = [&](std::size_t first, const PlacedCells& placed) {
    const std::size_t lines = placed.line_feeds, behind_return = placed.carriage_returns == 0 ? 0 : 1;
    const std::size_t stride = width_ + behind_return;
    if (placed.carriage_returns != lines * behind_return || row + 1 != first || odd || record + lines > block.records ||
        row + lines * stride >= static_cast<std::size_t>(placed.places - places) || width_ == 1)
      return false;
    bool alike = true;
    for (std::size_t i = 0; i < lines; ++i) {
      const std::size_t begin = row + i * stride;
      const std::uint32_t end = places[begin + width_];
      alike &= bytes[end] == (behind_return == 0 ? '\n' : '\r');
      if (behind_return != 0) alike &= places[begin + stride] == end + 1 && bytes[end + 1] == '\n';
      rows_[plain + i] = static_cast<std::uint32_t>(begin);
      plain_[plain + i] = record + static_cast<std::uint32_t>(i);
    }
    if (!alike) return false;
    row += lines * stride;
    plain += lines;
    record += static_cast<std::uint32_t>(lines);
    ends_of_lines += lines;
    return true;
  };

  const CsvKernels& kernels = csv_kernels();
  for (std::size_t base = 0; base < size;) {
    const PlacedCells placed = kernels.place_cells(bytes, base, size, next, block.limits.multiline_cell);
    const auto first = static_cast<std::size_t>(next - places);
    next = placed.places;
    quotes_ |= placed.quotes;
    doubled_ |= placed.doubled;
    multiline_ |= placed.multiline;
    if (!end_like_records(first, placed)) {
      for (auto last = first; last < static_cast<std::size_t>(next - places); ++last) {
        const char at = bytes[places[last]];
        // The line feed behind a carriage return belongs to the line before.
        if (at == '\r' || (at == '\n' && last != row)) end_line(last);
      }
    }
    base = placed.position;
    if (base == size) break;

    // 64 bytes with quotes that are not simple, or the last few.
    const CsvStructure structure = find_structure(bytes, base, size);
    quotes_ |= structure.quotes;
    const std::uint64_t all = structure.comma | structure.line_end;
    const auto before = static_cast<std::size_t>(next - places);
    next = put_places(all, static_cast<std::uint32_t>(base), next);
    for (std::uint64_t breaks = structure.line_break; breaks != 0; breaks &= breaks - 1) {
      end_line(before + count_bits(all & ((breaks & (~breaks + 1)) - 1)));
    }
    base += structure.count;
    if (!structure.careful) continue;

    ClosingQuote quote(base, block.limits.multiline_cell);
    if (quote.search(bytes, size, true) == ClosingQuote::Verdict::literal) {
      other.unclosed_quote = odd = true;
      ++base;
      continue;
    }
    base = quote.close() + 1;
    doubled_ |= quote.doubled();
    multiline_ |= quote.multiline();
    odd |= base < size && bytes[base] != ',' && bytes[base] != '\n' && bytes[base] != '\r';
  }
  if (const auto last = static_cast<std::size_t>(next - places); static_cast<std::uint32_t>(places[row] + 1) < size) {
    *next = static_cast<std::uint32_t>(size);
    end_record(last);
  }
  rows_.resize(plain);
  plain_.resize(plain);
  assert(record == block.records);
}

// Of records that are lines; false: not all are plain.
bool CsvIndex::build_lines(const CsvBlock& block) {
  const CsvKernels& kernels = csv_kernels();
  const auto place = block.lines->quotes ? kernels.place_enclosed_cells : kernels.place_bare_cells;
  const char* const bytes = block.bytes.data();
  quotes_ = block.lines->quotes;
  doubled_ = block.lines->doubled;
  std::uint32_t* const places = places_.get();
  *places = ~std::uint32_t{0};
  const std::uint32_t* const end = place(bytes, block.bytes.size(), places + 1);
  if (static_cast<std::size_t>(end - places) != block.records * width_ + 1) return false;
  // There are as many line feeds as records: where each record ends with one, none stands elsewhere.
  bool alike = true;
  for (std::size_t record = 0; record < block.records; ++record) {
    const std::size_t row = record * width_;
    alike &= bytes[places[row + width_]] == '\n';
    rows_[record] = static_cast<std::uint32_t>(row);
    plain_[record] = static_cast<std::uint32_t>(record);
  }
  return alike;
}

void CsvIndex::select(const CsvIndex& whole, const std::vector<std::uint32_t>& records) {
  assert(width_ == whole.width_);
  shown_ = whole.shown_;
  quotes_ = whole.quotes_;
  doubled_ = whole.doubled_;
  multiline_ = whole.multiline_;
  rows_.clear();
  plain_.clear();
  others_.clear();
  std::size_t plain = 0, other = 0;
  for (const std::uint32_t record : records) {
    while (plain < whole.plain_.size() && whole.plain_[plain] < record) ++plain;
    if (plain < whole.plain_.size() && whole.plain_[plain] == record) {
      rows_.push_back(whole.rows_[plain]);
      plain_.push_back(record);
      continue;
    }
    while (whole.others_[other].record < record) ++other;
    others_.push_back(whole.others_[other]);
  }
}

}  // namespace fenji::lists
