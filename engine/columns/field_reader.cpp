#include "engine/columns/field_reader.hpp"

#include <cassert>
#include <type_traits>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/quick_date.hpp"
#include "engine/columns/quick_number.hpp"
#include "engine/columns/word_table.hpp"

namespace fenji::columns {

using model::Kind;
using model::State;
using model::Value;

FieldReader::FieldReader(const model::Rules& rules, model::FieldId field)
    : rules_(rules), field_(rules.fields[field]), blank_(read_cell({}, field_, rules)) {}

void FieldReader::read_carefully(std::string_view cell, std::size_t row, Column& column, CellCounts& counts) const {
  const Value value = cell.empty() ? blank_ : read_cell(cell, field_, rules_);
  if (value.blank) ++counts.blank;
  if (value.state == State::invalid) ++counts.unreadable;
  column.store(row, value);
}

namespace {

// Reads both forms of cells by `Reader::read_cells(cells, rows, column)`.
template <class Reader>
class ReaderOfBoth : public FieldReader {
 public:
  using FieldReader::FieldReader;

  CellCounts read(const CellColumn& cells, std::size_t rows, Column& column) const final {
    return static_cast<const Reader*>(this)->read_cells(cells, rows, column);
  }
  CellCounts read(const CellSpans& cells, std::size_t rows, Column& column) const final {
    return static_cast<const Reader*>(this)->read_cells(cells, rows, column);
  }
};

// `quick(cell, value)` puts down the value of a cell that it knows how to read, or returns false.
template <class T, class Cells, class Quick, class Careful>
void read_each(const Cells& cells, std::size_t rows, Column& column, Quick&& quick, Careful&& carefully) {
  column.set_all_known(true);
  T* const values = column.values<T>();
  State* const states = column.states();
  std::uint8_t* const blanks = column.blanks();
  for (std::size_t row = 0; row < rows; ++row) {
    const std::string_view cell = cells[row];
    if (!quick(cell, values[row])) {
      carefully(cell, row);
      continue;
    }
    states[row] = State::known;
    if (blanks != nullptr) blanks[row] = 0;
  }
}

class NumberReader final : public ReaderOfBoth<NumberReader> {
 public:
  NumberReader(const model::Rules& rules, model::FieldId field) : ReaderOfBoth(rules, field), quick_(field_) {}

  template <class Cells>
  CellCounts read_cells(const Cells& cells, std::size_t rows, Column& column) const {
    CellCounts counts;
    read_each<std::int64_t>(
        cells, rows, column,
        [this](std::string_view cell, std::int64_t& value) {
          if constexpr (std::is_same_v<Cells, CellSpans>) return quick_.read_padded(cell, value);
          return quick_.read(cell, value);
        },
        [&](std::string_view cell, std::size_t row) { read_carefully(cell, row, column, counts); });
    return counts;
  }

 private:
  QuickNumber quick_;
};

class DateReader final : public ReaderOfBoth<DateReader> {
 public:
  DateReader(const model::Rules& rules, model::FieldId field) : ReaderOfBoth(rules, field), quick_(field_) {}

  template <class Cells>
  CellCounts read_cells(const Cells& cells, std::size_t rows, Column& column) const {
    CellCounts counts;
    read_each<std::int64_t>(
        cells, rows, column, [this](std::string_view cell, std::int64_t& value) { return quick_.read(cell, value); },
        [&](std::string_view cell, std::size_t row) { read_carefully(cell, row, column, counts); });
    return counts;
  }

 private:
  QuickDate quick_;
};

// Labels (T is std::uint32_t) and yes/no (T is std::uint8_t): few words, each looked up.
template <class T>
class WordReader final : public ReaderOfBoth<WordReader<T>> {
 public:
  WordReader(const model::Rules& rules, model::FieldId field, const std::vector<std::string_view>& words)
      : ReaderOfBoth<WordReader<T>>(rules, field) {
    for (std::uint32_t code = 0; code < words.size(); ++code) {
      const std::string_view word = words[code];
      // A label as it stands is its own code: to look for it among all would take long where they are many.
      if (this->field_.type.kind == Kind::label && is_common_text(word)) {
        words_.add(word, code);
        continue;
      }
      const Value value = read_cell(word, this->field_, rules);
      if (value.state == State::known && !value.blank) {
        words_.add(word, this->field_.type.kind == Kind::label ? value.label : std::uint32_t{value.yes});
      }
    }
  }

  template <class Cells>
  CellCounts read_cells(const Cells& cells, std::size_t rows, Column& column) const {
    CellCounts counts;
    read_each<T>(
        cells, rows, column,
        [this](std::string_view cell, T& value) {
          const std::uint32_t* const code = words_.find(cell);
          if (code == nullptr) return false;
          value = static_cast<T>(*code);
          return true;
        },
        [&](std::string_view cell, std::size_t row) { this->read_carefully(cell, row, column, counts); });
    return counts;
  }

 private:
  WordTable words_;
};

class TextReader final : public ReaderOfBoth<TextReader> {
 public:
  TextReader(const model::Rules& rules, model::FieldId field) : ReaderOfBoth(rules, field) {
    if (field_.blank_means) blank_text_ = field_.blank_means->text;
  }

  template <class Cells>
  CellCounts read_cells(const Cells& cells, std::size_t rows, Column& column) const {
    CellCounts counts;
    read_each<std::string_view>(
        cells, rows, column,
        [](std::string_view cell, std::string_view& value) {
          value = cell;
          return is_common_text(cell);
        },
        [&](std::string_view cell, std::size_t row) {
          const std::string_view text = trimmed(cell);
          if (text.empty()) {
            ++counts.blank;
            column.store(row, blank_, blank_text_);
            return;
          }
          Value value;
          value.state = valid_utf8(text) ? State::known : State::invalid;
          if (value.state == State::invalid) ++counts.unreadable;
          column.store(row, value, text);
        });
    return counts;
  }

 private:
  std::string_view blank_text_;  // in the rules: a column may outlive its reader
};

// What people and programs write most; other spellings are read as well, only less quickly.
const std::vector<std::string_view> yes_no_words{"是",  "否",    "Y", "N",    "y",    "n",     "yes",   "no",
                                                 "Yes", "No",    "1", "true", "True", "false", "False", "TRUE",
                                                 "0",   "FALSE", "√", "×",    "YES",  "NO",    "✓",     "✗"};

}  // namespace

std::unique_ptr<FieldReader> make_field_reader(const model::Rules& rules, model::FieldId field) {
  switch (rules.fields[field].type.kind) {
    case Kind::number:
      return std::make_unique<NumberReader>(rules, field);
    case Kind::date:
      return std::make_unique<DateReader>(rules, field);
    case Kind::yes_no:
      return std::make_unique<WordReader<std::uint8_t>>(rules, field, yes_no_words);
    case Kind::label: {
      const std::vector<std::string>& labels = rules.labels_of(rules.fields[field].type).labels;
      return std::make_unique<WordReader<std::uint32_t>>(rules, field,
                                                         std::vector<std::string_view>(labels.begin(), labels.end()));
    }
    case Kind::text:
      return std::make_unique<TextReader>(rules, field);
  }
  assert(false);
  return nullptr;
}

}  // namespace fenji::columns
