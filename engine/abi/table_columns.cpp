#include "engine/abi/table_columns.hpp"

#include <fmt/format.h>

#include <string_view>

#include "engine/abi/compiled_rules.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::abi {
namespace {

Message kind_words(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::yes_no:
      return {"是/否", "yes/no"};
    case model::Kind::date:
      return {"日期", "a date"};
    case model::Kind::number:
      if (type.percent) return {"百分比", "a percentage"};
      return type.unit.money() ? Message{"金额", "money"} : Message{"数值", "a number"};
    case model::Kind::label:
      return {"选项", "an option"};
    case model::Kind::text:
      break;
  }
  return {"文字", "text"};
}

Fault unsuitable(const ArrowSchema& column, const model::Field& field) {
  const Message kind = kind_words(field.type);
  const std::string type = type_name(column);
  return {FENJI_TABLE_UNSUITABLE,
          {fmt::format("列“{}”的类型是 {}，读不成“{}”（{}）：请先换成文字或合适的类型", column.name, type, field.name, kind.zh),
           fmt::format("column `{}` is {}, which cannot be read as `{}` ({}): cast it to text or to a type that fits",
                       column.name, type, field.name, kind.en)}};
}

}  // namespace

std::variant<MatchedTable, Fault> matched_table(const std::shared_ptr<const model::Rules>& shared, const ArrowSchema& schema) {
  const model::Rules& rules = *shared;
  if (schema.format == nullptr || std::string_view(schema.format) != "+s") {
    return Fault{FENJI_TABLE_UNSUITABLE, {"输入不是表：它的模式不是 struct", "the input is no table: its schema is no struct"}};
  }
  std::vector<std::string> header;
  for (std::int64_t i = 0; i < schema.n_children; ++i) {
    const char* const name = schema.children[i]->name;
    header.emplace_back(name == nullptr ? "" : name);
  }
  const run::ListColumns matched = run::match_columns(rules, header);
  if (!matched.problems.empty()) return Fault{FENJI_TABLE_UNSUITABLE, all_of(matched.problems)};
  TableColumns columns;
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    columns.emplace_back();
    if (!matched.positions[id] || (!field.used && !field.key)) continue;
    const std::int64_t child = *matched.positions[id];
    const ArrowSchema& column = *schema.children[child];
    const std::optional<ArrowType> type = arrow_type(column.dictionary != nullptr ? *column.dictionary : column);
    std::optional<ArrowType> index;
    if (column.dictionary != nullptr) {
      index = arrow_type(column);
      if (!index || !index->is_number()) return unsuitable(column, field);
    }
    if (!type || !readable(field, *type)) return unsuitable(column, field);
    columns.back() = TableColumn(child, *type, index);
  }
  if (matched.units.empty()) return MatchedTable{shared, std::move(columns)};
  model::Rules listed = rules;
  run::read_as_listed(listed, matched);
  return MatchedTable{std::make_shared<const model::Rules>(std::move(listed)), std::move(columns)};
}

std::optional<Fault> broken_column(const ArrowArray& table, const TableColumn& column, const std::string& name) {
  const std::optional<std::string> fault = column.fault_in(table);
  if (!fault) return std::nullopt;
  return Fault{FENJI_INPUT_FAILED,
               {fmt::format("“{}”的 Arrow 数组不合接口的规定：{}", name, *fault),
                fmt::format("the Arrow array of `{}` breaks the interface: {}", name, *fault)}};
}

std::optional<Fault> fault_in(const ArrowArray& table, const TableColumns& columns, const model::Rules& rules) {
  for (model::FieldId field = 0; field < columns.size(); ++field) {
    if (!columns[field]) continue;
    if (auto fault = broken_column(table, *columns[field], rules.fields[field].name)) return fault;
  }
  return std::nullopt;
}

TableReader::TableReader(const model::Rules& rules, const TableColumns& columns, std::size_t capacity)
    : rules_(rules),
      capacity_(capacity),
      columns_(columns),
      readers_(rules.fields.size()),
      blocks_(rules.fields.size()),
      batch_(columns::empty_batch(rules, capacity)) {
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    if (!rules.fields[id].used || rules.fields[id].population != model::none) continue;
    readers_[id] = make_column_reader(rules, id, columns[id] ? columns[id]->type() : ArrowType{});
  }
}

columns::Batch& TableReader::read(const ArrowArray& table, std::int64_t first, std::size_t rows) {
  batch_.rows = rows;
  for (model::FieldId id = 0; id < readers_.size(); ++id) {
    if (columns_[id]) {
      blocks_[id] = columns_[id]->block(table, first, rows);
    } else {
      blocks_[id] = {};
      blocks_[id].rows = rows;
    }
    if (readers_[id]) readers_[id]->read(blocks_[id], batch_.columns[id]);
  }
  return batch_;
}

std::string TableReader::cell(model::FieldId field, std::size_t row) const {
  if (!columns_[field]) return {};
  const ArrowType& type = columns_[field]->type();
  std::string text = cell_text(blocks_[field], type, row);
  const bool percentage = type.is_number() && rules_.fields[field].type.percent;
  return percentage ? as_percentage(text, rules_.fields[field].percent_cells == model::Field::PercentCells::points) : text;
}

}  // namespace fenji::abi
