// libFuzzer: any bytes as a JSON list. Whatever they are, the list is refused in both languages, or it is CSV that the list
// reader takes without any fault, each record as wide as the header, in whatever pieces the bytes arrive. What is JSON Lines,
// or one array, also to a reader of whole documents gives the same cells.
//
// The list stands at the beginning of the input; what chooses pieces, encoding and known headers is taken from its end.
#include <fuzzer/FuzzedDataProvider.h>

#include <cstdint>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/text_list.hpp"
#include "engine/lists/utf8.hpp"
#include "tests/fuzz/promises.hpp"
#include "tests/lists/slow_source.hpp"

namespace {

using namespace fenji;
using fenji::fuzz::require;
using Json = nlohmann::json;
using State = lists::Cell::State;

void require_sentence(const Message& message) {
  require(!message.zh.empty() && !message.en.empty() && lists::is_utf8(message.zh) && lists::is_utf8(message.en));
}

struct Record {
  std::vector<std::string> cells;
  std::vector<State> states;
  std::uint64_t line = 0;
};

struct Reading {
  bool json = false;
  bool failed = false;
  std::vector<std::string> header;
  std::vector<Record> records;
};

Reading read(const std::string& bytes, const lists::ListOptions& options, std::size_t piece) {
  Reading all;
  auto source = lists::open_text(std::make_unique<lists::test::SlowSource>(bytes, piece), options, true);
  if (!source.ok()) {
    require_sentence(source.failure());
    all.failed = true;
    return all;
  }
  all.json = (*source)->facts().format == lists::ListFacts::Format::json_lines;
  lists::CsvBlockReader reader(**source, {.block_size = 64, .limits = {}});
  lists::CsvHeader header;
  require(reader.read_header(header) == lists::CsvBlockReader::Status::ready);
  all.header = header.cells;
  std::vector<std::uint32_t> columns;
  for (std::uint32_t column = 0; column < header.cells.size(); ++column) columns.push_back(column);
  lists::CsvSplitter splitter(columns);
  lists::CsvBlock block;
  lists::RecordBlock records;
  std::uint64_t line = 0;
  for (;;) {
    const auto status = reader.next(block);
    if (status == lists::CsvBlockReader::Status::failed) {
      require_sentence(reader.failure());
      all.failed = true;
    }
    if (status != lists::CsvBlockReader::Status::ready) break;
    splitter.split(block, records);
    for (std::size_t r = 0; r < records.records(); ++r) {
      const lists::RecordInfo& info = records.info(r);
      require(info.fault == lists::QuoteFault::none && info.cells == header.cells.size() && info.line > line);
      Record& record = all.records.emplace_back();
      line = record.line = info.line;
      for (std::size_t column = 0; column < columns.size(); ++column) {
        require(lists::is_utf8(records.cell(r, column).text()));
        record.cells.emplace_back(records.cell(r, column).text());
        record.states.push_back(records.cell(r, column).state);
      }
    }
  }
  for (const Message& remark : (*source)->facts().remarks) require_sentence(remark);
  return all;
}

// A record as the library reads it.
struct Document {
  Json value;
  std::map<std::string, int> keys;  // how often each stands there
};
using Documents = std::vector<std::optional<Document>>;  // nothing: no object

// All of a text that is one array, or that is one object; else nothing.
std::optional<Documents> documents_of(std::string_view text, bool array) {
  const int depth_of_records = array ? 1 : 0;
  std::vector<std::map<std::string, int>> keys;
  const auto count_keys = [&](int depth, Json::parse_event_t event, Json& parsed) {
    if (event == Json::parse_event_t::object_start && depth == depth_of_records) keys.emplace_back();
    if (event == Json::parse_event_t::key && depth == depth_of_records + 1) ++keys.back()[parsed.get<std::string>()];
    return true;
  };
  const Json json = Json::parse(text, count_keys, false);
  if (array ? !json.is_array() : !json.is_object()) return std::nullopt;
  Documents documents;
  std::size_t object = 0;
  const auto add = [&](const Json& record) {
    documents.emplace_back();
    if (record.is_object()) documents.back() = {record, keys[object++]};
  };
  if (array) {
    for (const Json& record : json) add(record);
  } else {
    add(json);
  }
  return documents;
}

void compare(const Reading& reading, const Record& record, const std::optional<Document>& document) {
  for (std::size_t column = 0; column < reading.header.size(); ++column) {
    if (!document) {
      require(record.states[column] != State::text || reading.header.size() == 1);
      continue;
    }
    const auto count = document->keys.find(reading.header[column]);
    if (count == document->keys.end()) {
      require(record.cells[column].empty());
      continue;
    }
    const Json& value = document->value[reading.header[column]];
    if (count->second > 1 || value.is_number_float()) continue;
    if (value.is_structured()) {
      require(record.states[column] == State::unreadable);
      continue;
    }
    const std::string expected = value.is_null() ? "" : value.is_string() ? value.get<std::string>() : value.dump();
    require(record.states[column] == State::text && record.cells[column] == expected);
  }
}

// Against whole documents: each line that holds something.
void compare_lines(const Reading& reading, std::string_view list) {
  std::uint64_t line = 0;
  std::size_t record = 0;
  while (!list.empty()) {
    const std::size_t end = std::min(list.find('\n'), list.size());
    const std::string_view text = list.substr(0, end);
    list.remove_prefix(std::min(end + 1, list.size()));
    ++line;
    if (text.find_first_not_of(" \t\r") == text.npos) continue;
    require(record < reading.records.size() && reading.records[record].line == line);
    const std::optional<Documents> document = documents_of(text, false);
    compare(reading, reading.records[record++], document ? document->front() : std::nullopt);
  }
  require(record == reading.records.size());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider choices(data, size);
  lists::ListOptions options;
  const std::optional<lists::Encoding> encodings[] = {std::nullopt, std::nullopt, std::nullopt, lists::Encoding::utf8,
                                                      lists::Encoding::utf16_le};
  options.encoding = choices.PickValueInArray(encodings);
  if (choices.ConsumeBool()) options.headers = {{"客户"}, {"金额", "amount"}, {"a", "甲"}};
  const std::size_t piece = choices.ConsumeIntegralInRange<std::size_t>(1, 300);
  const std::string list = choices.ConsumeRemainingBytesAsString();

  const Reading whole = read(list, options, list.size() + 1);
  const Reading pieces = read(list, options, piece);
  require(whole.failed == pieces.failed && whole.header == pieces.header && whole.json == pieces.json);
  require(whole.failed || whole.records.size() == pieces.records.size());
  for (std::size_t r = 0; r < std::min(whole.records.size(), pieces.records.size()); ++r) {
    require(whole.records[r].cells == pieces.records[r].cells && whole.records[r].states == pieces.records[r].states);
    require(whole.records[r].line == pieces.records[r].line);
  }

  if (whole.failed || !whole.json || !options.headers.empty() || options.encoding == lists::Encoding::utf16_le) return 0;
  if (lists::find_byte_order_mark(list) || !lists::is_utf8(list)) return 0;
  const std::size_t begin = list.find_first_not_of(" \t\r\n");
  const std::string_view first = std::string_view(list).substr(std::min(begin, list.size()));
  if (documents_of(first.substr(0, first.find('\n')), false)) {
    compare_lines(whole, list);
    return 0;
  }
  const std::optional<Documents> array = documents_of(list, true);
  if (!array || array->empty() || !array->front()) return 0;
  require(whole.records.size() == array->size());
  for (std::size_t r = 0; r < array->size(); ++r) compare(whole, whole.records[r], (*array)[r]);
  return 0;
}
