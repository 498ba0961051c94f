#include "engine/lists/csv_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <numeric>
#include <utility>

#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/file_error.hpp"
#include "engine/lists/gb18030.hpp"
#include "engine/lists/utf8.hpp"

namespace fenji::lists {

CsvBlockReader::CsvBlockReader(ByteSource& source, CsvOptions options) : source_(source), options_(options) {
  assert(options_.block_size > 0);
  assert(options_.limits.record >= 64 && options_.limits.record <= std::size_t{1} << 30);
  assert(options_.limits.multiline_cell <= options_.limits.record);
}

bool CsvBlockReader::fail(Message message) {
  failure_ = std::move(message);
  return false;
}

TextPlace CsvBlockReader::place(std::size_t at) const {
  return {handed_out_ + at, next_line_ + count_line_ends(pending_.view().substr(0, at))};
}

// Reads until `size` bytes are pending or the source ends.
bool CsvBlockReader::fill(std::size_t size) {
  while (pending_.size() < size && !source_ended_) {
    const std::size_t wanted = size - pending_.size();
    const Result<std::size_t> count = source_.read(pending_.free_room(wanted), wanted);
    if (!count.ok()) return fail(count.failure());
    pending_.use(*count);
    source_ended_ = *count == 0;
  }
  return true;
}

bool CsvBlockReader::begin() {
  if (begun_) return true;
  begun_ = true;
  if (!fill(longest_byte_order_mark)) return false;
  encoding_ = source_.encoding();
  options_.limits.lines_in_cells = !source_.rows_are_lines();
  const TextPlace start = source_.start();
  handed_out_ = start.offset;
  next_line_ = start.line;
  if (const auto mark = find_byte_order_mark(pending_.view())) {
    encoding_ = mark->encoding;
    pending_.remove_prefix(mark->length);
    handed_out_ += mark->length;
  }
  if (encoding_ == Encoding::utf16_le || encoding_ == Encoding::utf16_be) return fail(utf16_list(source_.name()));
  if (encoding_ == Encoding::gb18030 && !Gb18030Converter().available()) return fail(gb18030_unavailable(source_.name()));
  return true;
}

// Settles the encoding if one of the first `size` pending bytes is no ASCII.
bool CsvBlockReader::detect_encoding(std::size_t size) {
  if (encoding_) return true;
  if (known_ascii_ >= size) return true;
  known_ascii_ += ascii_prefix(pending_.view().substr(known_ascii_, size - known_ascii_));
  if (known_ascii_ == size) return true;
  const std::size_t first = known_ascii_;
  if (!fill(first + detection_window)) return false;
  const std::string_view window = pending_.view().substr(first, detection_window);
  const EncodingGuess guess = guess_encoding(window, source_ended_ && first + window.size() == pending_.size());
  if (!guess.encoding) {
    return fail(unknown_encoding(source_.name(), place(first + guess.utf8_end), place(first + guess.gb18030_end)));
  }
  if (guess.encoding == Encoding::gb18030 && !Gb18030Converter().available()) {
    return fail(gb18030_unavailable(source_.name()));
  }
  encoding_ = guess.encoding;
  return true;
}

// The first `size` pending bytes and `lines` line ends leave.
void CsvBlockReader::hand_out(std::size_t size, std::uint64_t lines) {
  handed_out_ += size;
  next_line_ += lines;
  known_ascii_ -= std::min(known_ascii_, size);
}

CsvBlockReader::Status CsvBlockReader::read(CsvBlock& block, CsvScanner::Until until) {
  if (failure_ || !begin()) return Status::failed;
  // What is read beyond a header is moved behind it; most are short.
  constexpr std::size_t header_piece = std::size_t{8} << 10;
  const bool header = until == CsvScanner::Until::first_record;
  CsvScanner scanner(options_.limits);
  for (std::size_t visible = 0; scanner.records() == 0;) {
    const bool short_piece = header && visible == 0;
    const std::size_t wanted = visible + (short_piece ? std::min(header_piece, options_.block_size) : options_.block_size);
    if (!fill(wanted)) return Status::failed;
    visible = std::min(wanted, pending_.size());
    if (!detect_encoding(visible)) return Status::failed;
    const bool last = source_ended_ && visible == pending_.size();
    scanner.scan(pending_.data(), visible, last, until);
    if (scanner.records() > 0) break;
    if (scanner.too_long()) {
      const Message name = source_.name();
      const Message limit = size_text(options_.limits.record);
      const std::uint64_t line = next_line_ + scanner.lines();
      fail({fmt::format("{}第 {} 行：这条记录超过 {}，太长了", name.zh, line, limit.zh),
            fmt::format("{}, line {}: this record is longer than {}", name.en, line, limit.en)});
      return Status::failed;
    }
    if (scanner.end() > 0) {  // empty lines alone: nobody needs them
      hand_out(scanner.end(), scanner.lines());
      pending_.remove_prefix(scanner.end());
      visible -= scanner.end();
      scanner = CsvScanner(options_.limits);
    }
    if (last) return Status::end;
  }
  const std::size_t end = scanner.end();
  block.encoding = encoding_.value_or(Encoding::utf8);
  block.first_record = next_record_;
  block.first_line = next_line_;
  block.records = scanner.records();
  block.lines = scanner.line_records();
  block.limits = options_.limits;
  hand_out(end, scanner.lines());
  next_record_ += scanner.records();
  block.bytes.clear();
  block.bytes.append(pending_.view().substr(end));
  std::swap(block.bytes, pending_);
  block.bytes.truncate(end);
  return Status::ready;
}

CsvBlockReader::Status CsvBlockReader::next(CsvBlock& block) { return read(block, CsvScanner::Until::end_of_bytes); }

CsvBlockReader::Status CsvBlockReader::read_header(CsvHeader& header) {
  assert(next_record_ == 0);
  CsvBlock block;
  const Status status = read(block, CsvScanner::Until::first_record);
  if (status != Status::ready) return status;
  next_record_ = 0;
  RecordBlock record;
  CsvSplitter({}).split(block, record);
  if (record.info(0).cells > most_columns) {
    const Message name = source_.name();
    fail({fmt::format("{}的表头有 {} 列，最多 {} 列；请检查第一行", name.zh, record.info(0).cells, most_columns),
          fmt::format("the header of {} has {} columns, the most are {}; check its first row", name.en, record.info(0).cells,
                      most_columns)});
    return Status::failed;
  }
  std::vector<std::uint32_t> all(record.info(0).cells);
  std::iota(all.begin(), all.end(), 0u);
  CsvSplitter(all).split(block, record);
  header.info = record.info(0);
  header.cells.clear();
  for (std::size_t i = 0; i < all.size(); ++i) header.cells.emplace_back(record.cell(0, i).text());
  return Status::ready;
}

}  // namespace fenji::lists
