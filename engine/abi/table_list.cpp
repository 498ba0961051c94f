#include "engine/abi/table_list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "engine/abi/cell_texts.hpp"
#include "engine/lists/csv_text.hpp"

namespace fenji::abi {
namespace {

constexpr std::int64_t rows_at_a_time = 1024;

Fault input_fault(ArrowArrayStream* input, int code) {
  const char* const said = input->get_last_error(input);
  const std::string text = said != nullptr ? said : std::strerror(code);
  return {FENJI_INPUT_FAILED, {fmt::format("输入流出错：{}", text), fmt::format("the input stream failed: {}", text)}};
}

std::optional<TableColumn> table_column(const ArrowSchema& schema, std::int64_t child) {
  const ArrowSchema& column = *schema.children[child];
  const std::optional<ArrowType> type = arrow_type(column.dictionary != nullptr ? *column.dictionary : column);
  if (!type) return std::nullopt;
  if (column.dictionary == nullptr) return TableColumn(child, *type, std::nullopt);
  const std::optional<ArrowType> index = arrow_type(column);
  return index && index->is_number() ? std::optional(TableColumn(child, *type, index)) : std::nullopt;
}

}  // namespace

// The list from its header to its last record.
class TableList::Lines : public lists::ByteSource {
 public:
  explicit Lines(const TableList& list) : list_(list) {
    for (const auto& column : list.columns_) {
      if (column) columns_.push_back(*column);
    }
    std::vector<std::string_view> names;
    for (const Column& column : columns_) names.push_back(column.name);
    lists::append_record(text_, names);
  }

  lists::Result<std::size_t> read(char* to, std::size_t size) override {
    while (given_ == text_.size() && chunk_ < list_.chunks_.size()) write_rows();
    const std::size_t count = std::min(size, text_.size() - given_);
    std::memcpy(to, text_.data() + given_, count);
    given_ += count;
    return count;
  }
  Message name() const override { return {"表", "the table"}; }
  std::optional<lists::Encoding> encoding() const override { return lists::Encoding::utf8; }
  bool rows_are_lines() const override { return true; }

 private:
  void write_rows() {
    text_.clear();
    given_ = 0;
    const ArrowArray& table = **list_.chunks_[chunk_];
    const auto rows = static_cast<std::size_t>(std::min(rows_at_a_time, table.length - first_));
    std::vector<ColumnBlock> blocks;
    for (Column& column : columns_) blocks.push_back(column.cells.block(table, first_, rows));
    std::vector<std::string> cells(columns_.size());
    std::vector<std::string_view> views(columns_.size());
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t i = 0; i < columns_.size(); ++i) {
        const ArrowType& type = columns_[i].cells.type();
        if (type.is_text()) {
          views[i] = text_at(blocks[i], type, blocks[i].place(row));
          continue;
        }
        cells[i] = cell_text(blocks[i], type, row);
        if (columns_[i].percent != Percent::no) cells[i] = as_percentage(cells[i], columns_[i].percent == Percent::points);
        views[i] = cells[i];
      }
      lists::append_record(text_, views);
    }
    first_ += static_cast<std::int64_t>(rows);
    if (first_ < table.length) return;
    first_ = 0;
    ++chunk_;
  }

  const TableList& list_;
  std::vector<Column> columns_;
  std::size_t chunk_ = 0;  // of the next record, which is its `first_`
  std::int64_t first_ = 0;
  std::string text_;  // not read from `given_` on
  std::size_t given_ = 0;
};

std::optional<Fault> TableList::add(const ArrowSchema& schema, const model::Rules& rules) {
  // Rules as shared ones, which nobody keeps.
  auto matched = matched_table({std::shared_ptr<const void>(), &rules}, schema);
  if (auto* const fault = std::get_if<Fault>(&matched)) return std::move(*fault);
  const MatchedTable& table = std::get<MatchedTable>(matched);
  for (model::FieldId id = 0; id < table.columns.size(); ++id) {
    const std::optional<TableColumn>& read = table.columns[id];
    if (!read) continue;
    const model::Field& field = table.rules->fields[id];
    Percent percent = Percent::no;
    if (field.type.kind == model::Kind::number && field.type.percent && read->type().is_number()) {
      percent = field.percent_cells == model::Field::PercentCells::points ? Percent::points : Percent::fraction;
    }
    std::optional<Column>& column = columns_[static_cast<std::size_t>(read->child())];
    const char* const name = schema.children[read->child()]->name;
    if (!column) {
      column = Column{name == nullptr ? "" : name, *read, percent, field.name};
    } else if (column->percent != percent) {
      return Fault{
          FENJI_TABLE_UNSUITABLE,
          {fmt::format("列“{}”对“{}”和“{}”的意思不同（百分比的写法不一），有类型的列不能两样读：请换成文字", column->name,
                       column->field, field.name),
           fmt::format("column `{}` is a percentage to one of `{}` and `{}`, or one in points, and not to the other: a "
                       "typed column cannot be read in two ways, so cast it to text",
                       column->name, column->field, field.name)}};
    }
  }
  return std::nullopt;
}

std::optional<Fault> TableList::choose(const ArrowSchema& schema, const std::vector<const model::Rules*>& readers,
                                       bool every_column) {
  columns_.resize(static_cast<std::size_t>(schema.n_children));
  for (const model::Rules* const rules : readers) {
    if (auto fault = add(schema, *rules)) return fault;
  }
  for (std::int64_t child = 0; child < schema.n_children && every_column; ++child) {
    std::optional<Column>& column = columns_[static_cast<std::size_t>(child)];
    const char* const name = schema.children[child]->name;
    const auto cells = table_column(schema, child);
    if (!column && cells) column = Column{name == nullptr ? "" : name, *cells, Percent::no, {}};
  }
  return std::nullopt;
}

std::variant<std::shared_ptr<const TableList>, Fault> TableList::make(Owned<ArrowArrayStream> input,
                                                                      const std::vector<const model::Rules*>& readers,
                                                                      bool every_column) {
  Owned<ArrowSchema> schema;
  if (const int code = input->get_schema(input.get(), schema.get()); code != 0) return input_fault(input.get(), code);
  const std::shared_ptr<TableList> list(new TableList);
  if (auto fault = list->choose(*schema, readers, every_column)) return std::move(*fault);
  while (true) {
    auto chunk = std::make_shared<Owned<ArrowArray>>();
    if (const int code = input->get_next(input.get(), chunk->get()); code != 0) return input_fault(input.get(), code);
    if (!*chunk) return std::shared_ptr<const TableList>(list);
    for (const auto& column : list->columns_) {
      if (!column) continue;
      if (auto fault = broken_column(**chunk, column->cells, column->name)) return std::move(*fault);
    }
    if ((*chunk)->length > 0) list->chunks_.push_back(std::move(chunk));
  }
}

run::OpenList TableList::open() const {
  return [this]() -> lists::Result<lists::ListFile> { return lists::ListFile(std::make_unique<Lines>(*this)); };
}

}  // namespace fenji::abi
