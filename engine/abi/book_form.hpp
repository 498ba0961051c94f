// Stage: abi. The result of a book as a table: the columns of all its files by name, which file graded, what is carried
// through.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/abi/arrow_output.hpp"
#include "engine/abi/compiled_book.hpp"
#include "engine/abi/output_column.hpp"

namespace fenji::abi {

// Typed where all files that have it agree; numbers with the decimal places of the one that has most. Labels are texts, for
// files need not have the same ones.
struct BookColumn {
  std::string name;
  model::Type type;
  std::optional<model::Interval> bounds;  // of fields that are shown: a cell outside them could not be read
};

// Before status and notes.
std::vector<BookColumn> book_columns(const CompiledBook& book);

// With status and notes.
OutputSchema book_schema(const CompiledBook& book, Language language);

// A column of result lines, read back into an array. For one thread.
class BookCells {
 public:
  explicit BookCells(const BookColumn& column, bool nullable);

  // Texts must stay as they are until take(). False: a number has more digits than Arrow's decimals hold.
  [[nodiscard]] bool append(const std::vector<std::string_view>& cells);
  std::size_t text_bytes() const { return array_->text_bytes(); }
  OutputArray take() { return array_->take(); }

 private:
  bool read(std::string_view cell, std::size_t row);

  model::Type type_;
  std::optional<model::Interval> bounds_;
  bool nullable_;
  std::unique_ptr<OutputColumn> array_;
  std::string scratch_;
  bool fits_ = true;
  std::vector<std::uint8_t> valid_;
  std::vector<model::Int128> numbers_;
  std::vector<std::int64_t> days_;
  std::vector<std::uint8_t> bits_;
};

}  // namespace fenji::abi
