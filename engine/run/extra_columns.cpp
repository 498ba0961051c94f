#include "engine/run/extra_columns.hpp"

#include <cassert>

#include "engine/lists/csv_text.hpp"

namespace fenji::run {

void append_cells(std::string& line, const std::vector<std::string>& texts) {
  assert(line.ends_with(lists::record_end));
  line.resize(line.size() - lists::record_end.size());
  for (const std::string& text : texts) {
    line += lists::cell_separator;
    lists::append_cell(line, text);
  }
  line += lists::record_end;
}

std::vector<ResultColumn> with_names(std::vector<ResultColumn> columns, const ExtraColumnMaker& maker, Language language) {
  for (const Message& name : maker.names) columns.push_back({name.in(language), ResultColumn::Kind::text, false, false, {}});
  return columns;
}

std::string with_extra_cells(std::string_view lines, const RecordCells& cells, const std::vector<GradedRecord>& graded,
                             ExtraColumns& columns) {
  std::string all;
  std::size_t begin = 0;
  std::size_t record = 0;
  bool quoted = false;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    if (lines[i] == '"') quoted = !quoted;
    if (quoted || !lines.substr(i).starts_with(lists::record_end)) continue;
    i += lists::record_end.size() - 1;
    all += lines.substr(begin, i + 1 - begin);
    append_cells(all, columns.texts(cells, record, graded.empty() ? nullptr : &graded[record]));
    ++record;
    begin = i + 1;
  }
  assert(record == cells.records());
  return all;
}

}  // namespace fenji::run
