#include "engine/draft/list_sample.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"

namespace fenji::draft {

namespace {

using lists::CsvBlockReader;

// Columns without a word for a key in their header that are watched for repeats all the same.
constexpr std::size_t watched_columns = 64;

Message empty_list(const Message& name) {
  return {fmt::format("{}是空的：第一行应当是表头", name.zh),
          fmt::format("{} is empty: its first row should be the header", name.en)};
}

Message too_many_columns(const Message& name, std::size_t count) {
  return {fmt::format("{}有 {} 列，最多可以有 {} 列", name.zh, count, most_columns),
          fmt::format("{} has {} columns, it may have {}", name.en, count, most_columns)};
}

void take(const lists::RecordBlock& records, ListSample& sample) {
  const std::size_t count = std::min<std::uint64_t>(records.records(), most_records - sample.records);
  for (std::size_t column = 0; column < sample.columns.size(); ++column) {
    const auto cells = records.column(column);
    for (std::size_t record = 0; record < count; ++record) {
      if (cells[record].state == lists::Cell::State::unreadable)
        sample.columns[column].add_undecodable();
      else
        sample.columns[column].add(cells[record].text(), records.info(record).line);
    }
  }
  sample.records += count;
  if (count < records.records()) sample.whole_list = false;
}

}  // namespace

lists::Result<ListSample> sample_list(lists::ByteSource& list) {
  CsvBlockReader reader(list);
  lists::CsvHeader header;
  auto status = reader.read_header(header);
  if (status == CsvBlockReader::Status::failed) return reader.failure();
  if (status == CsvBlockReader::Status::end) return empty_list(list.name());
  if (header.cells.size() > most_columns) return too_many_columns(list.name(), header.cells.size());

  ListSample sample;
  sample.headers = std::move(header.cells);
  std::vector<std::uint32_t> wanted;
  for (std::uint32_t column = 0; column < sample.headers.size(); ++column) {
    HeaderWords words = header_words(sample.headers[column]);
    const bool watch = words.key || column < watched_columns;
    sample.columns.emplace_back(std::move(words), watch);
    wanted.push_back(column);
  }

  lists::CsvSplitter splitter(wanted);
  lists::RecordBlock records;
  lists::CsvBlock block;
  sample.whole_list = true;
  while (sample.records < most_records) {
    status = reader.next(block);
    if (status == CsvBlockReader::Status::failed) return reader.failure();
    if (status == CsvBlockReader::Status::end) return sample;
    splitter.split(block, records);
    take(records, sample);
  }
  sample.whole_list = sample.whole_list && reader.next(block) == CsvBlockReader::Status::end;
  return sample;
}

}  // namespace fenji::draft
