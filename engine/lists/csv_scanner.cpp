#include "engine/lists/csv_scanner.hpp"

#include <algorithm>
#include <cstring>

#include "engine/lists/csv_kernels.hpp"
#include "engine/lists/csv_structure.hpp"

namespace fenji::lists {

void CsvScanner::scan(const char* bytes, std::size_t size, bool last, Until until) {
  // Whether a CR at the end stands alone is not known yet.
  const std::size_t limit = !last && size > 0 && bytes[size - 1] == '\r' ? size - 1 : size;
  while (!done_ && !too_long_) {
    if (quote_) {
      if (!scan_quoted(bytes, size, last)) break;
    } else if (position_ < limit) {
      scan_unquoted(bytes, limit, until);
    } else {
      break;
    }
  }
  if (done_ || too_long_) return;
  // While a quote may still turn out to be literal, its cell may end at its first line end.
  std::size_t certain = position_;
  if (quote_) certain = size - quote_->open() > limits_.multiline_cell + 2 ? size : quote_->open();
  too_long_ = certain - end_ > limits_.record;
  if (last && !too_long_ && end_ < size) {
    ++records_;
    seen_to_end_.odd = true;
    lines_ += lines_inside_;
    lines_inside_ = 0;
    end_ = size;
  }
}

std::optional<LineRecords> CsvScanner::line_records() const {
  if (seen_to_end_.odd || lines_ != records_) return std::nullopt;
  return seen_to_end_.lines;
}

bool CsvScanner::scan_quoted(const char* bytes, std::size_t size, bool last) {
  switch (quote_->search(bytes, size, last)) {
    case ClosingQuote::Verdict::undecided:
      return false;
    case ClosingQuote::Verdict::literal:
      position_ = quote_->open() + 1;
      break;
    case ClosingQuote::Verdict::closed:
      position_ = quote_->close() + 1;
      if (quote_->multiline() && limits_.lines_in_cells) {
        lines_inside_ += count_line_ends({bytes + quote_->open() + 1, quote_->close() - quote_->open() - 1});
      }
      break;
  }
  quote_.reset();
  return true;
}

void CsvScanner::scan_unquoted(const char* bytes, std::size_t limit, Until until) {
  const CsvKernels& kernels = csv_kernels();
  while (position_ < limit) {
    if (until == Until::end_of_bytes) {
      // So far no record can be too long; behind, the step below finds the place.
      const LineCounts counts =
          kernels.count_lines(bytes, position_, std::min(limit, end_ + limits_.record), limits_.multiline_cell);
      if (counts.position > position_) {
        seen_.odd |= counts.carriage_returns || counts.lines_in_cells + counts.lines_in_last_cells != 0;
        seen_.lines.quotes |= counts.quotes;
        seen_.lines.doubled |= counts.doubled;
        if (counts.last_end != 0) {
          seen_to_end_ = seen_;
          end_ = counts.last_end;
          records_ += counts.records;
          lines_ += lines_inside_ + counts.lines + (limits_.lines_in_cells ? counts.lines_in_cells : 0);
          lines_inside_ = 0;
        }
        if (limits_.lines_in_cells) lines_inside_ += counts.lines_in_last_cells;
        position_ = counts.position;
        continue;
      }
    }
    const std::size_t base = position_;
    const CsvStructure structure = find_structure(bytes, base, limit);
    seen_.odd |= std::memchr(bytes + base, '\r', structure.count) != nullptr;
    seen_.lines.quotes |= structure.quotes;
    std::uint64_t seen = ~std::uint64_t{0};
    if (until == Until::first_record && structure.record_end != 0) {
      done_ = true;
      seen = low_bits(first_bit(structure.record_end) + 1);
    }
    if (const std::uint64_t line_end = structure.line_end & seen; line_end != 0) {
      if (base + first_bit(line_end) - end_ > limits_.record) {
        too_long_ = true;
        return;
      }
      end_ = base + last_bit(line_end) + 1;
      seen_to_end_ = seen_;
      records_ += count_bits(structure.record_end & seen);
      lines_ += lines_inside_ + count_bits(structure.line_break & seen);
      lines_inside_ = 0;
    }
    if (done_) {
      if (bytes[end_ - 1] == '\r' && end_ < limit && bytes[end_] == '\n') ++end_;
      return;
    }
    position_ = base + structure.count;
    if (structure.careful) {
      seen_.odd = true;
      quote_.emplace(position_, limits_.multiline_cell);
      return;
    }
  }
}

}  // namespace fenji::lists
