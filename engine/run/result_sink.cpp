#include "engine/run/result_sink.hpp"

#include <string>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/encoding.hpp"

namespace fenji::run {

lists::Failure CsvSink::begin(const std::vector<ResultColumn>& columns) {
  std::vector<std::string_view> names;
  for (const ResultColumn& column : columns) names.push_back(column.name);
  std::string header(lists::utf8_byte_order_mark);
  lists::append_record(header, names);
  return out_.write(header);
}

}  // namespace fenji::run
