// libFuzzer: any bytes as a CSV list. The block reader and the splitter must give what the plain reader of
// tests/lists/plain_csv.hpp gives, whatever the encoding, the size of blocks and the pieces in which bytes arrive.
//
// The list stands at the beginning of the input; what chooses encoding and sizes is taken from its end.
#include <fuzzer/FuzzedDataProvider.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/gb18030.hpp"
#include "engine/lists/utf8.hpp"
#include "tests/fuzz/promises.hpp"
#include "tests/lists/plain_csv.hpp"
#include "tests/lists/slow_source.hpp"

namespace {

using namespace fenji;
using fenji::fuzz::require;
using lists::Cell;
using lists::CsvBlockReader;
using lists::test::PlainRecord;

struct Reading {
  std::vector<PlainRecord> records;              // the wanted cells only
  std::vector<std::vector<Cell::State>> states;  // of the same cells
  std::vector<std::uint32_t> widths;
  std::optional<lists::Encoding> encoding;
  bool failed = false;
};

Reading read(std::string_view bytes, std::optional<lists::Encoding> encoding, const lists::CsvOptions& options,
             std::size_t piece, const std::vector<std::uint32_t>& wanted) {
  lists::test::SlowSource source(std::string(bytes), piece, encoding);
  CsvBlockReader reader(source, options);
  lists::CsvSplitter splitter(wanted);
  lists::CsvBlock block;
  lists::RecordBlock records;
  Reading all;
  for (;;) {
    const auto status = reader.next(block);
    if (status == CsvBlockReader::Status::failed) {
      require(!reader.failure().zh.empty() && !reader.failure().en.empty());
      all.failed = true;
    }
    if (status != CsvBlockReader::Status::ready) break;
    require(block.records > 0 && block.first_record == all.records.size());
    splitter.split(block, records);
    require(records.records() == block.records && records.first_record() == block.first_record);
    for (std::size_t r = 0; r < records.records(); ++r) {
      const lists::RecordInfo& info = records.info(r);
      PlainRecord record{{}, info.line, info.fault, info.fault_column};
      std::vector<Cell::State>& states = all.states.emplace_back();
      for (std::size_t c = 0; c < wanted.size(); ++c) {
        const Cell& cell = records.cell(r, c);
        require(cell.state != Cell::State::absent || cell.text().empty());
        require(lists::is_utf8(cell.text()));
        record.cells.emplace_back(cell.text());
        states.push_back(cell.state);
      }
      all.records.push_back(std::move(record));
      all.widths.push_back(info.cells);
    }
  }
  all.encoding = reader.encoding();
  return all;
}

// What the raw cell of the plain reader is in UTF-8; nothing where it is no text in `encoding`.
std::optional<std::string> decoded(const std::string& raw, lists::Encoding encoding) {
  if (encoding != lists::Encoding::gb18030) return lists::is_utf8(raw) ? std::optional(raw) : std::nullopt;
  static lists::Gb18030Converter converter;
  std::string text(lists::Gb18030Converter::utf8_room(raw.size()) + 1, '\0');
  const bool valid = lists::gb18030_prefix(raw).length == raw.size();
  const char* const end = converter.convert(raw, text.data());
  require(valid == (end != nullptr));
  if (!valid) return std::nullopt;
  text.resize(static_cast<std::size_t>(end - text.data()));
  return text;
}

void compare(const Reading& reading, const std::vector<PlainRecord>& plain, const std::vector<std::uint32_t>& wanted) {
  require(reading.failed ? reading.records.size() <= plain.size() : reading.records.size() == plain.size());
  const lists::Encoding encoding = reading.encoding.value_or(lists::Encoding::utf8);
  for (std::size_t r = 0; r < reading.records.size(); ++r) {
    const PlainRecord& record = reading.records[r];
    require(reading.widths[r] == plain[r].cells.size() && record.line == plain[r].line);
    require(record.fault == plain[r].fault && record.fault_column == plain[r].fault_column);
    for (std::size_t c = 0; c < wanted.size(); ++c) {
      const Cell::State state = reading.states[r][c];
      if (wanted[c] >= plain[r].cells.size()) {
        require(state == Cell::State::absent);
        continue;
      }
      const std::optional<std::string> text = decoded(plain[r].cells[wanted[c]], encoding);
      require(state == (text ? Cell::State::text : Cell::State::unreadable));
      require(!text || record.cells[c] == *text);
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider choices(data, size);
  lists::CsvOptions options;
  const std::optional<lists::Encoding> encodings[] = {std::nullopt, std::nullopt, lists::Encoding::utf8,
                                                      lists::Encoding::gb18030};
  const std::optional<lists::Encoding> encoding = choices.PickValueInArray(encodings);
  options.block_size = choices.ConsumeIntegralInRange<std::size_t>(1, 300);
  const std::size_t piece = choices.ConsumeIntegralInRange<std::size_t>(1, 300);
  const bool small_limits = choices.ConsumeBool();
  if (small_limits) {
    options.limits.record = choices.ConsumeIntegralInRange<std::size_t>(64, 256);
    options.limits.multiline_cell = choices.ConsumeIntegralInRange<std::size_t>(0, 64);
  }
  // Any columns in any order, each once; without small limits most often all of the first ones.
  std::vector<std::uint32_t> wanted;
  const auto columns = choices.ConsumeIntegral<std::uint16_t>();
  const auto turn = choices.ConsumeIntegralInRange<std::uint32_t>(0, 15);
  for (std::uint32_t i = 0; i < 16; ++i) {
    const std::uint32_t column = (i * 5 + turn) % 16;
    if ((columns >> column & 1) == 0) wanted.push_back(column);
  }
  const std::string list = choices.ConsumeRemainingBytesAsString();

  const Reading pieces = read(list, encoding, options, piece, wanted);
  lists::CsvOptions whole_options = options;
  whole_options.block_size = std::size_t{1} << 18;
  const Reading whole = read(list, encoding, whole_options, list.size() + 1, wanted);
  require(pieces.failed == whole.failed);
  if (!pieces.failed) require(pieces.encoding == whole.encoding);

  std::string_view text = list;
  if (const auto mark = lists::find_byte_order_mark(text)) text.remove_prefix(mark->length);
  const std::vector<PlainRecord> plain = lists::test::PlainCsv(text, options.limits.multiline_cell).records();
  compare(pieces, plain, wanted);
  compare(whole, plain, wanted);
  return 0;
}
