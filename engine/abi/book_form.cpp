#include "engine/abi/book_form.hpp"

#include <algorithm>
#include <tuple>

#include "engine/abi/plain_decimal.hpp"
#include "engine/books/joined_rules.hpp"
#include "engine/run/result_cells.hpp"

namespace fenji::abi {
namespace {

using model::Kind;

model::Type text_type() {
  model::Type type;
  type.kind = Kind::text;
  return type;
}

BookColumn column_of(const model::OutputColumn& output, const model::Rules& rules) {
  BookColumn column{output.name, {}, {}};
  if (output.field != model::none) {
    column.type = rules.fields[output.field].type;
    column.bounds = rules.fields[output.field].bounds;
  } else {
    column.type =
        output.definition != model::none ? rules.definitions[output.definition].type : rules.parameters[output.parameter].type;
  }
  if (column.type.kind == Kind::label) column.type = text_type();
  return column;
}

// One column for the values of both.
void join(BookColumn& column, const BookColumn& other) {
  if (column.type.kind != other.type.kind || column.type.percent != other.type.percent) column.type = text_type();
  column.type.scale = std::max(column.type.scale, other.type.scale);
  if (!other.bounds) column.bounds.reset();
}

run::ResultColumn::Kind shown_as(const model::Type& type) {
  switch (type.kind) {
    case Kind::yes_no:
      return run::ResultColumn::Kind::yes_no;
    case Kind::date:
      return run::ResultColumn::Kind::date;
    case Kind::number:
      return type.percent ? run::ResultColumn::Kind::percent : run::ResultColumn::Kind::number;
    case Kind::label:
    case Kind::text:
      break;
  }
  return run::ResultColumn::Kind::text;
}

}  // namespace

std::vector<BookColumn> book_columns(const CompiledBook& book) {
  const books::JoinedColumns joined = books::joined_columns(book.all);
  std::vector<BookColumn> columns;
  for (const std::string& name : joined.outputs) {
    std::optional<BookColumn> column;
    for (const books::BookFile& file : book.all.files) {
      for (const model::OutputColumn& output : file.loaded.rules->outputs) {
        if (output.name != name) continue;
        BookColumn own = column_of(output, *file.loaded.rules);
        if (column) {
          join(*column, own);
        } else {
          column = std::move(own);
        }
      }
    }
    columns.push_back(std::move(*column));
  }
  columns.push_back({joined.file, text_type(), {}});
  for (const std::string& header : joined.carried) columns.push_back({header, text_type(), {}});
  return columns;
}

OutputSchema book_schema(const CompiledBook& book, Language language) {
  OutputSchema schema;
  schema.format = "+s";
  for (const BookColumn& column : book_columns(book)) {
    schema.children.push_back(output_schema(column.name, column.type, {}));
  }
  for (const run::ResultColumn& column : run::status_and_notes(language)) {
    schema.children.push_back(output_schema(column.name, text_type(), {}));
    schema.children.back().nullable = false;
  }
  return schema;
}

BookCells::BookCells(const BookColumn& column, bool nullable)
    : type_(column.type),
      bounds_(column.bounds),
      nullable_(nullable),
      array_(make_output_column(column.type.kind, model::Representation::i128, nullptr, {})) {}

bool BookCells::append(const std::vector<std::string_view>& cells) {
  fits_ = true;
  valid_.assign(cells.size(), 1);
  numbers_.resize(cells.size());
  days_.resize(cells.size());
  bits_.resize(cells.size());
  for (std::size_t row = 0; row < cells.size(); ++row) {
    if (nullable_) valid_[row] = read(cells[row], row) ? 1 : 0;
  }
  const void* values = cells.data();
  if (type_.kind == Kind::number) values = numbers_.data();
  if (type_.kind == Kind::date) values = days_.data();
  if (type_.kind == Kind::yes_no) values = bits_.data();
  return fits_ && array_->append({{values, nullptr, 1}, valid_.data(), cells.size()});
}

// A field that could not be read is shown as the list has it, and is null here.
bool BookCells::read(std::string_view cell, std::size_t row) {
  numbers_[row] = 0;
  days_[row] = 0;
  bits_[row] = 0;
  if (cell.empty() || type_.kind == Kind::text) return !cell.empty();
  const run::CellValue value = run::cell_value(cell, shown_as(type_), scratch_);
  switch (value.kind) {
    case run::CellValue::Kind::text:
      return false;
    case run::CellValue::Kind::yes_no:
      bits_[row] = value.yes ? 1 : 0;
      return true;
    case run::CellValue::Kind::date:
      days_[row] = value.day;
      return !bounds_ || model::contains(*bounds_, {value.day, 0});
    case run::CellValue::Kind::number:
    case run::CellValue::Kind::percent:
      break;
  }
  const auto number = parse_plain_decimal(value.digits);
  if (!number || number->exponent < -type_.scale) {
    fits_ = fits_ && value.significant <= 36;
    return false;
  }
  if (bounds_ && !model::contains(*bounds_, {number->mantissa, -number->exponent})) return false;
  fits_ =
      fits_ && !model::multiply_overflows(number->mantissa, model::power_of_ten(type_.scale + number->exponent), numbers_[row]);
  return true;
}

}  // namespace fenji::abi
