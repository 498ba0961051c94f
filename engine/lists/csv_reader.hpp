// Stage: lists. A CSV list, cut into blocks of whole records by one thread; others split them (csv_splitter.hpp).
//
// In: bytes as RFC 4180 has them and Excel writes and reads them, in UTF-8 or GB18030.
//   - Cells are separated by commas, records by LF, CR LF or a lone CR; the last line end may be missing.
//   - A quote opens a cell only at its start; elsewhere it is text. See csv_quotes.hpp for what closes it.
//   - A completely empty line is no record, but counts as a line. NUL and other control characters are text.
// Out: blocks in the order of the list. Where they are cut depends on the block size, the records never do.
//
// Memory: one block size and the longest record; a record may be as long as CsvLimits::record (64 MiB), during which up to
// twice that is taken. A longer record ends the reading with a message.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/csv_block.hpp"
#include "engine/lists/csv_scanner.hpp"
#include "engine/lists/record_block.hpp"

namespace fenji::lists {

struct CsvOptions {
  std::size_t block_size = std::size_t{256} << 10;  // bytes, at least 1; a block is as large, or one record longer
  CsvLimits limits;
};

struct CsvHeader {
  std::vector<std::string> cells;  // UTF-8; U+FFFD for what is no text
  RecordInfo info;
};

// The encoding is found from the byte order mark, else it is what the source says, else, from the first byte that is no ASCII
// on, from `detection_window` bytes: UTF-8 if they are, else GB18030 if they are, else the reading fails and says where. Later
// bytes that contradict make their cell unreadable and no more. UTF-16 is refused.
class CsvBlockReader {
 public:
  enum class Status : std::uint8_t { ready, end, failed };

  static constexpr std::size_t detection_window = std::size_t{64} << 10;

  // A header with more cells fails: so many are no columns, and their names would take far more memory than the record. Excel
  // has 16,384.
  static constexpr std::size_t most_columns = std::size_t{1} << 16;

  // `source` must outlive the reader.
  explicit CsvBlockReader(ByteSource& source, CsvOptions options = {});

  // The first record. Before next(), once or not at all: without, the first record is one like all others. `end`: there is
  // none.
  Status read_header(CsvHeader& header);

  // The next records, at least one. `block` may be one that is done with: its memory is used again.
  Status next(CsvBlock& block);

  // No records follow, as far as that is known.
  bool ended() const { return source_ended_ && pending_.size() == 0; }

  // After `failed`, which then is the status of all calls.
  const Message& failure() const { return *failure_; }

  // Nothing while only ASCII was seen.
  std::optional<Encoding> encoding() const { return encoding_; }

 private:
  Status read(CsvBlock& block, CsvScanner::Until until);
  bool begin();
  bool fill(std::size_t size);
  bool detect_encoding(std::size_t size);
  bool fail(Message message);
  void hand_out(std::size_t size, std::uint64_t lines);
  TextPlace place(std::size_t at) const;

  ByteSource& source_;
  CsvOptions options_;
  ByteBuffer pending_;            // read, not handed out
  std::uint64_t handed_out_ = 0;  // bytes of the source before pending_
  std::uint64_t next_line_ = 1;   // where pending_ begins
  std::uint64_t next_record_ = 0;
  std::size_t known_ascii_ = 0;  // of pending_, while the encoding is open
  std::optional<Encoding> encoding_;
  std::optional<Message> failure_;
  bool begun_ = false;
  bool source_ended_ = false;
};

}  // namespace fenji::lists
