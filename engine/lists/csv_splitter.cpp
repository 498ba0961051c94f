#include "engine/lists/csv_splitter.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

#include "engine/lists/csv_quotes.hpp"
#include "engine/lists/csv_structure.hpp"

namespace fenji::lists {
namespace {

// Text of the cell from the opening quote to `end`, without its quotes, doubled ones single.
std::string_view unquoted(const char* bytes, const ClosingQuote& quote, std::size_t end, Arena& arena) {
  char* const text = arena.reserve(end - quote.open());
  char* to = text;
  for (std::size_t at = quote.open() + 1; at < quote.close();) {
    const void* const doubled = std::memchr(bytes + at, '"', quote.close() - at);
    const std::size_t stop =
        doubled == nullptr ? quote.close() : static_cast<std::size_t>(static_cast<const char*>(doubled) - bytes) + 1;
    to = std::copy(bytes + at, bytes + stop, to);
    at = doubled == nullptr ? stop : stop + 1;
  }
  to = std::copy(bytes + quote.close() + 1, bytes + end, to);
  const auto size = static_cast<std::size_t>(to - text);
  arena.use(size);
  return {text, size};
}

}  // namespace

CsvSplitter::CsvSplitter(std::vector<std::uint32_t> wanted) : wanted_(std::move(wanted)) {
  const auto last = std::max_element(wanted_.begin(), wanted_.end());
  targets_.resize(last == wanted_.end() ? 1 : std::size_t{*last} + 2);
}

void CsvSplitter::split(const CsvBlock& block, RecordBlock& records) {
  records.reset(block.records, wanted_.size(), block.first_record);
  Cell* const unwanted = records.cells() + wanted_.size() * block.records;
  std::fill(targets_.begin(), targets_.end(), unwanted);
  for (std::size_t i = 0; i < wanted_.size(); ++i) {
    assert(targets_[wanted_[i]] == unwanted);
    targets_[wanted_[i]] = records.cells() + i * block.records;
  }
  const std::size_t positions = targets_.size() - 1;
  Cell* const* const targets = targets_.data();
  const char* const bytes = block.bytes.data();
  const std::size_t size = block.bytes.size();

  std::size_t record = 0;
  std::uint64_t line = block.first_line;
  RecordInfo info{block.first_record, line, 0, 0, QuoteFault::none};
  std::size_t column = 0;
  std::size_t begin = 0;  // of the cell
  std::size_t inset = 0;  // quotes to leave out on both sides
  bool rewrite = false;   // its text is not as it stands: made with `quote`
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

  for (std::size_t base = 0; base < size;) {
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
  assert(record == block.records);
  decoder_.decode(block.bytes.view(), block.encoding, records);
}

}  // namespace fenji::lists
