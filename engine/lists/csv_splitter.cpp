#include "engine/lists/csv_splitter.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <span>
#include <utility>

#include "engine/lists/csv_quotes.hpp"
#include "engine/lists/csv_structure.hpp"

namespace fenji::lists {
namespace {

// Text of the cell from the opening quote to `end`, without its quotes, doubled ones single.
std::string_view unquoted(const char* bytes, const ClosingQuote& quote, std::size_t end, Arena& arena) {
  const std::string_view inside = with_single_quotes({bytes + quote.open() + 1, quote.close() - quote.open() - 1}, arena);
  const std::size_t behind = end - quote.close() - 1;
  if (behind == 0) return inside;
  const std::size_t size = inside.size() + behind;
  char* const text = arena.reserve(size);
  std::copy(bytes + quote.close() + 1, bytes + end, std::copy(inside.begin(), inside.end(), text));
  arena.use(size);
  return {text, size};
}

// Fewer records are not worth an index.
constexpr std::size_t least_indexed = 16;

// Cells of the first record; 0 where a quote in it is not closed, or it is very long.
std::size_t first_width(const CsvBlock& block) {
  const std::size_t size = std::min(block.bytes.size(), std::size_t{64} << 10);
  std::size_t cells = 1;
  for (std::size_t base = 0; base < size;) {
    const CsvStructure structure = find_structure(block.bytes.data(), base, block.bytes.size());
    if (structure.record_end != 0) return cells + count_bits(structure.comma & low_bits(first_bit(structure.record_end)));
    cells += count_bits(structure.comma);
    base += structure.count;
    if (!structure.careful) continue;
    ClosingQuote quote(base, block.limits.multiline_cell);
    if (quote.search(block.bytes.data(), block.bytes.size(), true) != ClosingQuote::Verdict::closed) return 0;
    base = quote.close() + 1;
  }
  return 0;
}

// Lines from the start of one record to that of the next.
std::uint64_t lines_between(const char* bytes, std::size_t end, std::size_t next) {
  const bool usual = next - end == 1 || (next - end == 2 && bytes[end] == '\r' && bytes[end + 1] == '\n');
  return usual ? 1 : count_line_ends({bytes + end, next - end});
}

}  // namespace

CsvSplitter::CsvSplitter(std::vector<std::uint32_t> wanted, bool by_index) : wanted_(std::move(wanted)), by_index_(by_index) {
  const auto last = std::max_element(wanted_.begin(), wanted_.end());
  targets_.resize(last == wanted_.end() ? 1 : std::size_t{*last} + 2);
}

void CsvSplitter::split(const CsvBlock& block, RecordBlock& records) {
  records.reset(block.records, wanted_.size(), block.first_record);
  std::fill(targets_.begin(), targets_.end(), records.cells() + wanted_.size() * block.records);
  for (std::size_t i = 0; i < wanted_.size(); ++i) targets_[wanted_[i]] = records.cells() + i * block.records;
  if (!by_index_ || !split_by_index(block, records)) {
    const std::size_t count = split_closely(block, 0, block.bytes.size(), 0, block.first_line, records);
    assert(count == block.records);
    static_cast<void>(count);
  }
  decoder_.decode(block.bytes.view(), block.encoding, records);
}

// False: the records are too few, or too many are not plain; nothing counts that was written.
bool CsvSplitter::split_by_index(const CsvBlock& block, RecordBlock& records) {
  if (block.records < least_indexed) return false;
  const std::size_t width = first_width(block);
  if (width == 0) return false;
  if (!index_ || index_->width() != width) index_.emplace(width);
  index_->build(block);
  const std::vector<CsvIndex::Other>& others = index_->others();
  if (others.size() > block.records / 4) return false;

  const char* const bytes = block.bytes.data();
  Cell* const cell_columns = records.cells();
  const std::span<const std::uint32_t> wanted = wanted_;
  const bool quotes = index_->quotes();
  const bool doubled = index_->doubled();
  const bool multiline = index_->multiline() && block.limits.lines_in_cells;
  const auto cells = static_cast<std::uint32_t>(width);
  std::uint64_t line = block.first_line;
  std::size_t line_of = 0;  // `line` is that of this byte …
  std::size_t end = 0;      // … and the record there ends here
  auto other = others.begin();
  for (std::size_t plain = 0; plain < index_->plain_records(); ++plain) {
    const std::uint32_t record = index_->record(plain);
    const std::size_t begin = index_->begin(plain);
    for (; other != others.end() && other->record < record; ++other) {
      split_closely(block, other->begin, other->end, other->record, other->line, records);
      line = other->line;
      line_of = end = other->begin;
    }
    if (begin != line_of) {
      if (multiline) line += count_line_ends({bytes + line_of, end - line_of});
      line += lines_between(bytes, end, begin);
    }
    line_of = begin;
    end = index_->end(plain);
    records.infos()[record] = {block.first_record + record, line, cells, 0, QuoteFault::none};
    const std::uint32_t* const places = index_->places() + index_->rows()[plain];
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      Cell& cell = cell_columns[i * block.records + record];
      const std::uint32_t position = wanted[i];
      if (position >= cells) {
        cell = Cell{};
        continue;
      }
      const char* const first = bytes + static_cast<std::uint32_t>(places[position] + 1);
      const auto size = static_cast<std::uint32_t>(places[position + 1] - places[position] - 1);
      const std::uint32_t inset = quotes && *first == '"' ? 1 : 0;
      cell = {first + inset, size - 2 * inset, Cell::State::text};
      if (!doubled || inset == 0) continue;
      const std::string_view text = with_single_quotes({cell.data, cell.size}, records.arena());
      cell = {text.data(), static_cast<std::uint32_t>(text.size()), Cell::State::text};
    }
  }
  for (; other != others.end(); ++other) {
    split_closely(block, other->begin, other->end, other->record, other->line, records);
  }
  return true;
}

// The records from byte `from`, where one begins in line `line`, up to byte `size`, of which the first becomes number `record`
// of `records`. Returns the number behind the last.
std::size_t CsvSplitter::split_closely(const CsvBlock& block, std::size_t from, std::size_t size, std::size_t record,
                                       std::uint64_t line, RecordBlock& records) {
  Cell* const unwanted = records.cells() + wanted_.size() * block.records;
  const std::size_t positions = targets_.size() - 1;
  Cell* const* const targets = targets_.data();
  const char* const bytes = block.bytes.data();

  RecordInfo info{block.first_record + record, line, 0, 0, QuoteFault::none};
  std::size_t column = 0;
  std::size_t begin = from;  // of the cell
  std::size_t inset = 0;     // quotes to leave out on both sides
  bool rewrite = false;      // its text is not as it stands: made with `quote`
  ClosingQuote quote(0, 0);

  const auto end_cell = [&](std::size_t end) {
    Cell* const target = targets[std::min(column, positions)];
    if (!rewrite) {
      target[record] = {bytes + begin + inset, static_cast<std::uint32_t>(end - begin - 2 * inset), Cell::State::text};
    } else if (target != unwanted) {
      const std::string_view text = unquoted(bytes, quote, end, records.arena());
      target[record] = {text.data(), static_cast<std::uint32_t>(text.size()), Cell::State::text};
    }
    ++column;
    rewrite = false;
  };
  const auto end_record = [&](std::size_t end) {
    end_cell(end);
    assert(record < block.records);
    info.cells = static_cast<std::uint32_t>(column);
    records.infos()[record] = info;
    for (; column < positions; ++column) targets[column][record] = Cell{};
    ++record;
    ++info.number;
    column = 0;
    info.fault = QuoteFault::none;
    info.fault_column = 0;
  };
  const auto fault = [&](QuoteFault kind) {
    if (kind <= info.fault) return;
    info.fault = kind;
    info.fault_column = static_cast<std::uint32_t>(column);
  };

  for (std::size_t base = from; base < size;) {
    const CsvStructure structure = find_structure(bytes, base, size);
    const auto begin_cell = [&](std::size_t at) {
      begin = at;
      inset = at - base < 64 ? structure.quoted >> (at - base) & 1 : 0;
    };
    if (begin >= base) begin_cell(begin);
    for (std::uint64_t walk = structure.comma | structure.line_break; walk != 0; walk &= walk - 1) {
      const std::size_t at = base + first_bit(walk);
      if (bytes[at] == ',') {
        end_cell(at);
        begin_cell(at + 1);
      } else {
        if (begin != at || column != 0) end_record(at);
        begin_cell(at + (bytes[at] == '\r' && at + 1 < size && bytes[at + 1] == '\n' ? 2 : 1));
        info.line = ++line;
      }
    }
    base += structure.count;
    if (!structure.careful) continue;

    quote = ClosingQuote(base, block.limits.multiline_cell);
    if (quote.search(bytes, size, true) == ClosingQuote::Verdict::literal) {
      fault(QuoteFault::unclosed_quote);
      ++base;
      continue;
    }
    base = quote.close() + 1;
    if (quote.multiline() && block.limits.lines_in_cells)
      line += count_line_ends({bytes + begin + 1, quote.close() - begin - 1});
    const bool clean = base == size || bytes[base] == ',' || bytes[base] == '\n' || bytes[base] == '\r';
    if (!clean) fault(QuoteFault::text_after_quote);
    if (clean && !quote.doubled()) {
      inset = 1;
    } else {
      rewrite = true;
    }
  }
  if (begin < size || column != 0) end_record(size);
  return record;
}

}  // namespace fenji::lists
