#include "engine/run/list_evaluation.hpp"

#include "engine/columns/cell.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/list_columns.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/result_writer.hpp"

namespace fenji::run {
namespace {

using Status = lists::CsvBlockReader::Status;

std::string output_of(const model::OutputColumn& output, const model::Rules& rules, const EvaluatedRecord& evaluated,
                      const RecordCells& cells, std::size_t record, Language language) {
  if (output.field != model::none) {
    if (evaluated.too_long && !rules.fields[output.field].key) return {};
    return output_text(rules, output.field, cells, record, language);
  }
  if (evaluated.too_long) return {};
  if (output.parameter != model::none) {
    const model::Parameter& parameter = rules.parameters[output.parameter];
    return model::to_text(parameter.value, parameter.type, rules, language);
  }
  const model::Definition& definition = rules.definitions[output.definition];
  if (definition.layer > evaluated.evaluation.layer) return {};
  return model::to_text(evaluated.evaluation.definitions[output.definition].value, definition.type, rules, language);
}

}  // namespace

execute::Record read_record(const model::Rules& rules, const execute::Populations* populations, const RecordCells& cells,
                            std::size_t record) {
  execute::Record result;
  result.fields.reserve(rules.fields.size());
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    const model::Field& declared = rules.fields[field];
    if (declared.population == model::none) {
      result.fields.push_back(columns::read_cell(cells.cell(field, record), declared, rules));
    } else if (populations != nullptr) {
      result.fields.push_back(populations->value(declared.population, cells.number(record)));
    } else {
      result.fields.emplace_back();  // no result needs any
    }
  }
  return result;
}

EvaluatedRecord evaluate_record(const model::Rules& rules, const execute::Populations* populations, Language language,
                                const RecordCells& cells, std::size_t record) {
  EvaluatedRecord result;
  result.line = cells.info(record).line;
  result.too_long = cells.too_long(record);
  result.record = read_record(rules, populations, cells, record);
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (rules.fields[field].key) result.key = output_text(rules, field, cells, record, language);
  }
  result.evaluation = execute::evaluate(rules, result.record);
  if (result.too_long) result.evaluation.status = execute::Status::invalid;
  for (const model::OutputColumn& output : rules.outputs)
    result.outputs.push_back(output_of(output, rules, result, cells, record, language));
  return result;
}

std::vector<Message> evaluate_list(const model::Rules& declared, lists::ByteSource& list,
                                   const execute::Populations* populations, Language language,
                                   const std::function<void(const EvaluatedRecord&)>& take) {
  lists::CsvBlockReader reader(list);
  lists::CsvHeader header;
  if (auto problem = read_header(reader, header, list.name())) return {std::move(*problem)};
  ListColumns columns = match_columns(declared, header.cells, &list);
  model::Rules rules = declared;
  read_as_listed(rules, columns);
  for (Message& problem : columns.problems) problem = {list.name().zh + "：" + problem.zh, list.name().en + ": " + problem.en};
  if (!columns.problems.empty()) return columns.problems;
  RecordCells cells(rules, columns);
  lists::CsvSplitter splitter(cells.wanted());
  lists::RecordBlock records;
  lists::CsvBlock block;
  while (true) {
    const Status status = reader.next(block);
    if (status == Status::end) return {};
    if (status == Status::failed) return {reader.failure()};
    splitter.split(block, records);
    cells.take(records);
    for (std::size_t record = 0; record < cells.records(); ++record)
      take(evaluate_record(rules, populations, language, cells, record));
  }
}

}  // namespace fenji::run
