// libFuzzer: any bytes as the parts of a workbook: its sheet, its shared texts, its styles, its workbook part, each behind a
// byte FF, which no UTF-8 has; what is left out is an ordinary one. Whatever they are, the workbook is refused in both
// languages, or it is CSV that the list reader takes without any fault, each record on the line of its row, however it is asked
// for.
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>
#include <string_view>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/utf8.hpp"
#include "engine/lists/workbook/workbook_source.hpp"
#include "tests/fuzz/promises.hpp"
#include "tests/lists/workbook_file.hpp"

namespace {

using namespace fenji;
using fenji::fuzz::require;

std::string workbook_of(std::string_view input) {
  const auto next = [&input]() -> std::string {
    const std::size_t end = std::min(input.find('\xFF'), input.size());
    const std::string part(input.substr(0, end));
    input.remove_prefix(std::min(end + 1, input.size()));
    return part;
  };
  lists::test::Workbook workbook{""};
  workbook.strings = "<si/>";
  workbook.styles = "<xf/>";
  for (const char* path : {"xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml"}) {
    std::string part = next();
    if (!part.empty()) workbook.replaced.emplace_back(path, std::move(part));
  }
  return lists::test::archive_of(workbook.members(), ZIP_CM_STORE);
}

struct Text {
  std::string csv;
  bool failed = false;
};

lists::Result<std::unique_ptr<lists::ByteSource>> open(const std::string& archive) {
  std::FILE* const file = std::tmpfile();
  require(file != nullptr && std::fwrite(archive.data(), 1, archive.size(), file) == archive.size());
  std::rewind(file);
  return lists::open_workbook(file, {"名单", "the list"}, {});
}

void require_sentence(const Message& message) {
  require(!message.zh.empty() && !message.en.empty() && lists::is_utf8(message.zh) && lists::is_utf8(message.en));
}

Text read(const std::string& archive, std::size_t piece) {
  auto source = open(archive);
  if (!source.ok()) {
    require_sentence(source.failure());
    return {"", true};
  }
  Text text;
  std::string bytes(piece, '\0');
  for (;;) {
    const auto count = (*source)->read(bytes.data(), bytes.size());
    if (!count.ok()) {
      require_sentence(count.failure());
      text.failed = true;
      return text;
    }
    if (*count == 0) break;
    text.csv.append(bytes, 0, *count);
  }
  for (const Message& remark : (*source)->facts().remarks) require_sentence(remark);
  return text;
}

void read_as_list(const std::string& archive) {
  auto source = open(archive);
  if (!source.ok()) return;
  lists::CsvBlockReader reader(**source, {.block_size = 64, .limits = {}});
  lists::CsvSplitter splitter({0, 1, 2});
  lists::CsvBlock block;
  lists::RecordBlock records;
  std::uint64_t line = (*source)->facts().header_row;
  for (bool first = true; reader.next(block) == lists::CsvBlockReader::Status::ready;) {
    splitter.split(block, records);
    for (std::size_t record = 0; record < records.records(); ++record) {
      const lists::RecordInfo& info = records.info(record);
      require(info.fault == lists::QuoteFault::none && info.cells >= 1 && info.cells <= 16'384);
      require(first ? info.line == line : info.line > line);
      line = info.line;
      first = false;
      for (std::size_t column = 0; column < 3; ++column) require(lists::is_utf8(records.cell(record, column).text()));
    }
  }
  require(line <= 1'048'576);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string archive = workbook_of({reinterpret_cast<const char*>(data), size});
  const Text whole = read(archive, std::size_t{1} << 20);
  const Text pieces = read(archive, 1);
  require(whole.failed == pieces.failed && whole.csv == pieces.csv && lists::is_utf8(whole.csv));
  read_as_list(archive);
  return 0;
}
