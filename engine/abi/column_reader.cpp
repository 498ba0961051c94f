#include "engine/abi/column_reader.hpp"

#include <algorithm>
#include <cassert>

#include "engine/abi/dates.hpp"
#include "engine/abi/typed_number.hpp"
#include "engine/columns/cell.hpp"
#include "engine/model/threshold.hpp"

namespace fenji::abi {
namespace {

using columns::Column;
using model::Kind;
using model::State;

// What an empty cell of the field is read as.
class Blank {
 public:
  Blank(const model::Rules& rules, model::FieldId field)
      : value_(columns::read_cell({}, rules.fields[field], rules)),
        text_(rules.fields[field].blank_means ? std::string_view(rules.fields[field].blank_means->text) : std::string_view()) {}

  void store(Column& column, std::size_t row) const { column.store(row, value_, text_); }

 private:
  model::Value value_;
  std::string_view text_;  // in the rules
};

// `read(place, value)` puts down a value of the array, or returns false where it cannot be read.
template <class T, class Read>
void read_each(const ColumnBlock& block, const Blank& blank, Column& column, Read&& read) {
  column.set_all_known(true);
  T* const values = column.values<T>();
  State* const states = column.states();
  std::uint8_t* const blanks = column.blanks();
  for (std::size_t row = 0; row < block.rows; ++row) {
    const std::int64_t place = block.place(row);
    if (block.is_null(place)) {
      blank.store(column, row);
      continue;
    }
    if (blanks != nullptr) blanks[row] = 0;
    if (read(place, values[row])) {
      states[row] = State::known;
    } else {
      values[row] = T{};
      states[row] = State::invalid;
      column.set_all_known(false);
    }
  }
}

// Of text columns, and of any others for fields that take them as texts.
class TextColumnReader final : public ColumnReader {
 public:
  TextColumnReader(const model::Rules& rules, model::FieldId field, const ArrowType& type)
      : type_(type), reader_(columns::make_field_reader(rules, field)) {}

  void read(const ColumnBlock& block, Column& column) override {
    reader_->read(columns::CellColumn{texts_.of(block, type_).data(), 1}, block.rows, column);
  }

 private:
  ArrowType type_;
  CellTexts texts_;
  std::unique_ptr<columns::FieldReader> reader_;
};

class NullColumnReader final : public ColumnReader {
 public:
  NullColumnReader(const model::Rules& rules, model::FieldId field) : blank_(rules, field) {}

  void read(const ColumnBlock& block, Column& column) override {
    column.set_all_known(true);
    for (std::size_t row = 0; row < block.rows; ++row) blank_.store(column, row);
  }

 private:
  Blank blank_;
};

class NumberColumnReader final : public ColumnReader {
 public:
  NumberColumnReader(const model::Rules& rules, model::FieldId field, const ArrowType& type)
      : type_(type), blank_(rules, field), number_(rules.fields[field]), scaling_(number_.scaling(-type.scale)) {}

  void read(const ColumnBlock& block, Column& column) override {
    switch (type_.kind) {
      case ArrowType::Kind::floating:
        return type_.bytes == 8 ? read_floats<double>(block, column) : read_floats<float>(block, column);
      case ArrowType::Kind::unsigned_integer:
        break;
      default:
        if (type_.bytes == 4) return read_integers<std::int32_t>(block, column);
        if (type_.bytes == 8) return read_integers<std::int64_t>(block, column);
        if (type_.bytes == 16) return read_integers<model::Int128>(block, column);
        break;
    }
    read_each<std::int64_t>(block, blank_, column, [&](std::int64_t place, std::int64_t& value) {
      const auto mantissa = load_mantissa(block, type_, place);
      return mantissa && number_.read(*mantissa, scaling_, value);
    });
  }

 private:
  template <class T>
  void read_integers(const ColumnBlock& block, Column& column) {
    using Wide = std::conditional_t<sizeof(T) == 16, model::Int128, std::int64_t>;
    read_each<std::int64_t>(block, blank_, column, [&](std::int64_t place, std::int64_t& value) {
      return number_.read(Wide{block.load<T>(1, place)}, scaling_, value);
    });
  }
  template <class T>
  void read_floats(const ColumnBlock& block, Column& column) {
    read_each<std::int64_t>(block, blank_, column, [&](std::int64_t place, std::int64_t& value) {
      return number_.read(block.load<T>(1, place), value);
    });
  }

  ArrowType type_;
  Blank blank_;
  TypedNumber number_;
  TypedNumber::Scaling scaling_;
};

class DateColumnReader final : public ColumnReader {
 public:
  DateColumnReader(const model::Rules& rules, model::FieldId field, const ArrowType& type) : type_(type), blank_(rules, field) {
    if (const auto& bounds = rules.fields[field].bounds) range_ = model::mantissas_in(*bounds, 0);
  }

  void read(const ColumnBlock& block, Column& column) override {
    read_each<std::int64_t>(block, blank_, column, [&](std::int64_t place, std::int64_t& value) {
      const std::int64_t day = day_number(block, type_, place);
      if (!day_in_calendar(day) || day < range_.least || day > range_.greatest) return false;
      value = day;
      return true;
    });
  }

 private:
  ArrowType type_;
  Blank blank_;
  model::MantissaRange range_;
};

class YesNoColumnReader final : public ColumnReader {
 public:
  YesNoColumnReader(const model::Rules& rules, model::FieldId field) : blank_(rules, field) {}

  void read(const ColumnBlock& block, Column& column) override {
    read_each<std::uint8_t>(block, blank_, column, [&](std::int64_t place, std::uint8_t& value) {
      value = block.bit(1, place) ? 1 : 0;
      return true;
    });
  }

 private:
  Blank blank_;
};

}  // namespace

bool readable(const model::Field& field, const ArrowType& type) {
  if (type.kind == ArrowType::Kind::null || type.is_text()) return true;
  switch (field.type.kind) {
    case Kind::number:
      return type.is_number();
    case Kind::date:
      return type.is_date();
    case Kind::yes_no:
      return type.kind == ArrowType::Kind::boolean || type.is_number();
    case Kind::label:
    case Kind::text:
      return !type.moment;
  }
  assert(false);
  return false;
}

std::unique_ptr<ColumnReader> make_column_reader(const model::Rules& rules, model::FieldId field, const ArrowType& type) {
  assert(readable(rules.fields[field], type));
  if (type.kind == ArrowType::Kind::null) return std::make_unique<NullColumnReader>(rules, field);
  const Kind kind = rules.fields[field].type.kind;
  if (kind == Kind::number && type.is_number()) return std::make_unique<NumberColumnReader>(rules, field, type);
  if (kind == Kind::date && type.is_date()) return std::make_unique<DateColumnReader>(rules, field, type);
  if (kind == Kind::yes_no && type.kind == ArrowType::Kind::boolean) return std::make_unique<YesNoColumnReader>(rules, field);
  return std::make_unique<TextColumnReader>(rules, field, type);
}

}  // namespace fenji::abi
