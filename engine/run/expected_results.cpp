#include "engine/run/expected_results.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/execute/status.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/formula_cells.hpp"
#include "engine/run/list_run.hpp"

namespace fenji::run {
namespace {

using Reader = lists::CsvBlockReader;

bool is_one_of(const std::string& text, std::string_view zh, std::string_view en) { return text == zh || text == en; }

// Without an explicit percentage rule of a list: what results show.
model::Field result_field(const model::Type& type) {
  model::Field field;
  field.type = type;
  return field;
}

}  // namespace

std::optional<Message> ExpectedResults::match(const std::vector<std::string>& header) {
  const auto key =
      std::find_if(rules_.fields.begin(), rules_.fields.end(), [](const model::Field& field) { return field.key; });
  for (std::size_t column = 0; column < header.size(); ++column) {
    const std::string name(columns::trimmed(header[column]));
    header_.push_back(name);
    if (is_one_of(name, "说明", "notes")) continue;
    const auto output = std::find_if(rules_.outputs.begin(), rules_.outputs.end(),
                                     [&](const model::OutputColumn& each) { return each.name == name; });
    const bool is_key = key != rules_.fields.end() && key->name == name;
    if (is_key) key_ = column;
    if (output != rules_.outputs.end()) {
      if (!is_key) outputs_.emplace_back(column, static_cast<std::size_t>(output - rules_.outputs.begin()));
    } else if (is_one_of(name, "状态", "status")) {
      status_ = column;
    } else if (!is_key) {
      return Message{fmt::format("“{}”不是规则的输出，无法核对：去掉这一列，或把它写进输出", columns::quotable(name)),
                     fmt::format("`{}` is no output of the rules and cannot be compared: remove the column, or put it into the "
                                 "output",
                                 columns::quotable(name))};
    }
  }
  if (key != rules_.fields.end() && !key_) {
    return Message{fmt::format("没有唯一编号“{}”这一列，不知道哪一行是谁", key->name),
                   fmt::format("there is no column of the key `{}`, so that no row can be told from another", key->name)};
  }
  return std::nullopt;
}

std::vector<Message> ExpectedResults::read(lists::ByteSource& list) {
  const auto in_file = [&](const Message& message) {
    return Message{list.name().zh + "：" + message.zh, list.name().en + ": " + message.en};
  };
  Reader reader(list);
  lists::CsvHeader header;
  if (auto problem = read_header(reader, header, list.name())) return {std::move(*problem)};
  if (const auto problem = match(header.cells)) return {in_file(*problem)};
  std::vector<std::uint32_t> wanted(header.cells.size());
  std::iota(wanted.begin(), wanted.end(), 0U);
  // As results in CSV are.
  const bool defused = list.facts().format == lists::ListFacts::Format::separated;
  lists::CsvSplitter splitter(std::move(wanted));
  lists::RecordBlock records;
  lists::CsvBlock block;
  while (true) {
    const Reader::Status status = reader.next(block);
    if (status == Reader::Status::end) break;
    if (status == Reader::Status::failed) return {reader.failure()};
    splitter.split(block, records);
    for (std::size_t record = 0; record < records.records(); ++record) {
      Row row{records.info(record).line, {}, false};
      for (std::size_t column = 0; column < header.cells.size(); ++column) {
        const std::string_view cell = columns::trimmed(records.cell(record, column).text());
        row.cells.emplace_back(defused ? columns::trimmed(lists::without_defusing(cell)) : cell);
      }
      by_key_.emplace(key_of(row), rows_.size());
      rows_.push_back(std::move(row));
    }
  }
  return {};
}

std::string ExpectedResults::key_of(const Row& row) const { return key_ ? row.cells[*key_] : std::string(); }

// Of two texts as result lists show values of the output's type.
bool ExpectedResults::agrees(const std::string& expected, const std::string& actual, std::size_t output) const {
  if (expected == columns::trimmed(actual)) return true;
  const model::OutputColumn& column = rules_.outputs[output];
  if (column.definition == model::none || expected.empty() || actual.empty()) return false;
  const model::Type& type = rules_.definitions[column.definition].type;
  if (type.kind != model::Kind::number && type.kind != model::Kind::date && type.kind != model::Kind::yes_no) return false;
  model::Type wide = type;
  wide.scale = std::max(type.scale, model::number_scale);
  const model::Value right = columns::read_cell(actual, result_field(wide), rules_);
  // 95% for a result that shows 0.95.
  wide.percent = wide.percent || (wide.unit.plain() && expected.ends_with('%'));
  const model::Value left = columns::read_cell(expected, result_field(wide), rules_);
  return left.state == model::State::known && right.state == model::State::known && left.yes == right.yes &&
         left.day == right.day && left.number == right.number;
}

void ExpectedResults::compare(const EvaluatedRecord& record) {
  const auto found = by_key_.lower_bound(key_ ? std::string(columns::trimmed(record.key)) : std::string());
  if (found == by_key_.end() || (key_ && found->first != columns::trimmed(record.key))) {
    differences_.push_back({0, record.key, {}, {}, {}});
    return;
  }
  Row& row = rows_[found->second];
  by_key_.erase(found);
  row.compared = true;
  for (const auto& [column, output] : outputs_) {
    if (agrees(row.cells[column], record.outputs[output], output)) continue;
    differences_.push_back({row.line, record.key, header_[column], row.cells[column], record.outputs[output]});
  }
  if (!status_) return;
  const execute::Status status = record.evaluation.status;
  if (is_one_of(row.cells[*status_], execute::status_text(status, Language::chinese),
                execute::status_text(status, Language::english))) {
    return;
  }
  differences_.push_back(
      {row.line, record.key, header_[*status_], row.cells[*status_], std::string(execute::status_text(status, language_))});
}

void ExpectedResults::finish() {
  for (const Row& row : rows_) {
    if (!row.compared) differences_.push_back({row.line, key_of(row), {}, {}, {}});
  }
}

}  // namespace fenji::run
