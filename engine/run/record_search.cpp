#include "engine/run/record_search.hpp"

#include "engine/columns/cell.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {

SearchOutcome find_records(const model::Rules& rules, lists::ByteSource& list, std::string_view key) {
  SearchOutcome outcome;
  lists::CsvBlockReader reader(list);
  lists::CsvHeader header;
  if (auto problem = read_header(reader, header, list.name())) {
    outcome.problems.push_back(std::move(*problem));
    return outcome;
  }
  outcome.columns = match_columns(rules, header.cells, &list);
  outcome.problems = outcome.columns.problems;
  if (!outcome.problems.empty()) return outcome;
  model::FieldId key_field = model::none;
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (rules.fields[field].key && outcome.columns.positions[field]) key_field = field;
  }
  outcome.no_key = key_field == model::none;
  if (outcome.no_key) return outcome;
  const auto text_of = [&](std::string_view cell) { return columns::read_cell(cell, rules.fields[key_field], rules).text; };
  const std::string wanted = text_of(key);
  RecordCells cells(rules, outcome.columns);
  lists::CsvSplitter splitter(cells.wanted());
  lists::RecordBlock records;
  lists::CsvBlock block;
  while (!outcome.more) {
    const auto status = reader.next(block);
    if (status == lists::CsvBlockReader::Status::end) break;
    if (status == lists::CsvBlockReader::Status::failed) {
      outcome.problems.push_back(reader.failure());
      break;
    }
    splitter.split(block, records);
    cells.take(records);
    for (std::size_t record = 0; record < cells.records() && !outcome.more; ++record) {
      // A cell that does not contain the key cannot equal it.
      const std::string_view cell = cells.cell(key_field, record);
      if (cell.find(wanted) == std::string_view::npos || text_of(cell) != wanted) continue;
      outcome.more = outcome.records.size() == most_found;
      if (outcome.more) break;
      FoundRecord found;
      found.line = cells.info(record).line;
      found.number = cells.number(record);
      found.width = cells.info(record).cells;
      found.too_long = cells.too_long(record);
      for (model::FieldId field = 0; field < rules.fields.size(); ++field) found.cells.emplace_back(cells.cell(field, record));
      outcome.records.push_back(std::move(found));
    }
  }
  return outcome;
}

}  // namespace fenji::run
