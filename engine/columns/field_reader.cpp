#include "engine/columns/field_reader.hpp"

#include <algorithm>
#include <cassert>
#include <memory>

#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/quick_date.hpp"
#include "engine/columns/quick_number.hpp"
#include "engine/columns/short_words.hpp"
#include "engine/columns/word_table.hpp"
#include "engine/columns/written_number.hpp"

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

// Room for the numbers of some rows, on the stack where they are no more than those of a usual batch.
class RowNumbers {
 public:
  explicit RowNumbers(std::size_t rows)
      : more_(rows > usual ? std::make_unique_for_overwrite<std::uint32_t[]>(rows + CellKernels::surplus) : nullptr) {}

  std::uint32_t* data() { return more_ ? more_.get() : few_; }

 private:
  static constexpr std::size_t usual = 256;

  std::uint32_t few_[usual + CellKernels::surplus];
  std::unique_ptr<std::uint32_t[]> more_;
};

// The same of raw text by `read(values, rest)`, which puts down one value a row, and the rows that it does not know how to
// read; those go to carefully(cell, row), but for the empty ones, which hold `blank`.
template <class T, class Read, class Careful>
CellCounts read_spans(const CellSpans& cells, std::size_t rows, Column& column, const Value& blank, T blank_value, Read&& read,
                      Careful&& carefully) {
  CellCounts counts;
  T* const values = column.values<T>();
  State* const states = column.states();
  std::uint8_t* const blanks = column.blanks();
  column.set_all_known(true);
  std::fill_n(states, rows, State::known);
  if (blanks != nullptr) std::fill_n(blanks, rows, std::uint8_t{0});
  RowNumbers rest(rows);
  const std::size_t count = read(values, rest.data());
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint32_t row = rest.data()[i];
    const std::string_view cell = cells[row];
    if (!cell.empty()) {
      carefully(cell, row, counts);
      continue;
    }
    values[row] = blank_value;
    states[row] = blank.state;
    if (blanks != nullptr) blanks[row] = 1;
    if (blank.state != State::known) column.set_all_known(false);
    ++counts.blank;
  }
  return counts;
}

class NumberReader final : public FieldReader {
 public:
  NumberReader(const model::Rules& rules, model::FieldId field, const CellKernels& kernels)
      : FieldReader(rules, field), quick_(field_), written_(field_, rules), kernels_(kernels) {}

  CellCounts read(const CellColumn& cells, std::size_t rows, Column& column) const override {
    CellCounts counts;
    read_each<std::int64_t>(
        cells, rows, column,
        [this](std::string_view cell, std::int64_t& value) {
          if (quick_.read(cell, value)) return true;
          const std::string_view text = trimmed(cell);
          return (text.size() != cell.size() && quick_.read(text, value)) || written_.read(text, value);
        },
        [&](std::string_view cell, std::size_t row) { read_carefully(cell, row, column, counts); });
    return counts;
  }

  CellCounts read(const CellSpans& cells, std::size_t rows, Column& column) const override {
    const auto blank = blank_.state == State::known ? static_cast<std::int64_t>(blank_.number.mantissa) : std::int64_t{0};
    return read_spans(
        cells, rows, column, blank_, blank,
        [&](std::int64_t* values, std::uint32_t* rest) { return kernels_.read_numbers(cells, rows, quick_, values, rest); },
        [&](std::string_view cell, std::size_t row, CellCounts& counts) {
          std::int64_t& value = column.values<std::int64_t>()[row];
          const std::string_view bare = without_ascii_blanks(cell);
          if (quick_.read_padded(bare, value)) return;
          std::string_view text = trimmed(bare);
          const bool foreign = cells.foreign != nullptr && !is_ascii(bare);
          if (foreign) text = trimmed(cells.foreign->utf8(bare));
          const bool known = foreign ? written_.read(text, value) : written_.read_padded(text, value);
          if (!known) read_carefully(text, row, column, counts);
        });
  }

 private:
  QuickNumber quick_;
  WrittenNumber written_;
  const CellKernels& kernels_;
};

class DateReader final : public FieldReader {
 public:
  DateReader(const model::Rules& rules, model::FieldId field) : FieldReader(rules, field), quick_(field_) {}

  CellCounts read(const CellColumn& cells, std::size_t rows, Column& column) const override {
    return read_all(cells, rows, column);
  }
  CellCounts read(const CellSpans& cells, std::size_t rows, Column& column) const override {
    return read_all(cells.foreign != nullptr ? cells.foreign->utf8(cells, rows) : cells, rows, column);
  }

 private:
  template <class Cells>
  CellCounts read_all(const Cells& cells, std::size_t rows, Column& column) const {
    CellCounts counts;
    read_each<std::int64_t>(
        cells, rows, column, [this](std::string_view cell, std::int64_t& value) { return quick_.read(trimmed(cell), value); },
        [&](std::string_view cell, std::size_t row) { read_carefully(cell, row, column, counts); });
    return counts;
  }

  QuickDate quick_;
};

// Words as a field reads them, and their codes. Empty ones, and those that it cannot read, are none.
std::vector<std::pair<std::string_view, std::uint32_t>> readable_words(const std::vector<std::string_view>& words,
                                                                       const model::Field& field, const model::Rules& rules) {
  const bool labels = field.type.kind == Kind::label;
  std::vector<std::pair<std::string_view, std::uint32_t>> readable;
  for (std::uint32_t code = 0; code < words.size(); ++code) {
    const std::string_view word = words[code];
    // A label as it stands is its own code: to look for it among all would take long where they are many.
    if (labels && is_common_text(word)) {
      readable.emplace_back(word, code);
      continue;
    }
    const Value value = read_cell(word, field, rules);
    if (value.state == State::known && !value.blank)
      readable.emplace_back(word, labels ? value.label : std::uint32_t{value.yes});
  }
  return readable;
}

// Labels (T is std::uint32_t) and yes/no (T is std::uint8_t): few words, each looked up.
template <class T>
class WordReader final : public FieldReader {
 public:
  // `families`: words of which a list has those of one, nearly always.
  WordReader(const model::Rules& rules, model::FieldId field, const std::vector<std::vector<std::string_view>>& families,
             const CellKernels& kernels)
      : FieldReader(rules, field), kernels_(kernels) {
    for (const std::vector<std::string_view>& family : families) {
      const auto words = readable_words(family, field_, rules);
      families_.emplace_back(words);
      for (const auto& [word, code] : words) words_.add(word, code);
    }
  }

  CellCounts read(const CellColumn& cells, std::size_t rows, Column& column) const override {
    CellCounts counts;
    read_each<T>(
        cells, rows, column, [this](std::string_view cell, T& value) { return find(cell, value); },
        [&](std::string_view cell, std::size_t row) { read_carefully(cell, row, column, counts); });
    return counts;
  }

  CellCounts read(const CellSpans& cells, std::size_t rows, Column& column) const override {
    if (cells.foreign != nullptr) return read(cells.foreign->utf8(cells, rows), rows, column);
    T blank{};
    if (blank_.state == State::known) blank = static_cast<T>(field_.type.kind == Kind::label ? blank_.label : blank_.yes);
    return read_spans(
        cells, rows, column, blank_, blank,
        [&](T* values, std::uint32_t* rest) {
          const ShortWords& words = family_of(cells.as_it_stands(0));
          if constexpr (sizeof(T) == 1) {
            return kernels_.read_yes_no(cells, rows, words, values, rest);
          } else {
            return kernels_.read_labels(cells, rows, words, values, rest);
          }
        },
        [&](std::string_view cell, std::size_t row, CellCounts& counts) {
          if (!find(cell, column.values<T>()[row])) read_carefully(cell, row, column, counts);
        });
  }

 private:
  bool find(std::string_view cell, T& value) const {
    const std::uint32_t* const code = words_.find(trimmed(cell));
    if (code == nullptr) return false;
    value = static_cast<T>(*code);
    return true;
  }

  // That of the first cell of some, or any.
  const ShortWords& family_of(std::string_view first) const {
    std::uint32_t code = 0;
    for (const ShortWords& family : families_) {
      if (family.find<false>(first, code)) return family;
    }
    return families_.front();
  }

  std::vector<ShortWords> families_;  // at least one
  WordTable words_;
  const CellKernels& kernels_;
};

class TextReader final : public FieldReader {
 public:
  TextReader(const model::Rules& rules, model::FieldId field, const CellKernels& kernels)
      : FieldReader(rules, field), kernels_(kernels) {
    if (field_.blank_means) blank_text_ = field_.blank_means->text;
  }

  CellCounts read(const CellColumn& cells, std::size_t rows, Column& column) const override {
    CellCounts counts;
    read_each<std::string_view>(
        cells, rows, column,
        [](std::string_view cell, std::string_view& value) {
          value = cell;
          return is_common_text(cell);
        },
        [&](std::string_view cell, std::size_t row) { read_text(cell, row, column, counts); });
    return counts;
  }

  CellCounts read(const CellSpans& cells, std::size_t rows, Column& column) const override {
    if (cells.foreign != nullptr) return read(cells.foreign->utf8(cells, rows), rows, column);
    return read_spans(
        cells, rows, column, blank_, blank_text_,
        [&](std::string_view* values, std::uint32_t* rest) { return kernels_.read_texts(cells, rows, values, rest); },
        [&](std::string_view cell, std::size_t row, CellCounts& counts) {
          if (is_common_text(cell)) {
            column.values<std::string_view>()[row] = cell;
          } else {
            read_text(cell, row, column, counts);
          }
        });
  }

 private:
  void read_text(std::string_view cell, std::size_t row, Column& column, CellCounts& counts) const {
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
  }

  std::string_view blank_text_;  // in the rules: a column may outlive its reader
  const CellKernels& kernels_;
};

// What people and programs write most; other spellings are read as well, only less quickly.
const std::vector<std::vector<std::string_view>> yes_no_words{
    {"是", "否", "Y", "N", "y", "n", "1", "0", "√", "×"},
    {"yes", "no", "Yes", "No", "YES", "NO", "true", "false", "True", "False", "TRUE", "FALSE"},
    {"✓", "✗"}};

}  // namespace

std::unique_ptr<FieldReader> make_field_reader(const model::Rules& rules, model::FieldId field, const CellKernels& kernels) {
  switch (rules.fields[field].type.kind) {
    case Kind::number:
      return std::make_unique<NumberReader>(rules, field, kernels);
    case Kind::date:
      return std::make_unique<DateReader>(rules, field);
    case Kind::yes_no:
      return std::make_unique<WordReader<std::uint8_t>>(rules, field, yes_no_words, kernels);
    case Kind::label: {
      const std::vector<std::string>& labels = rules.labels_of(rules.fields[field].type).labels;
      const std::vector<std::vector<std::string_view>> family{{labels.begin(), labels.end()}};
      return std::make_unique<WordReader<std::uint32_t>>(rules, field, family, kernels);
    }
    case Kind::text:
      return std::make_unique<TextReader>(rules, field, kernels);
  }
  assert(false);
  return nullptr;
}

}  // namespace fenji::columns
