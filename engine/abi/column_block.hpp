// Stage: abi. Some records of one column, where they lie in the producer's memory.
#pragma once

#include <cstdint>
#include <cstring>
#include <optional>
#include <string>
#include <vector>

#include "engine/abi/arrow_type.hpp"

namespace fenji::abi {

// A view, good as long as the array.
struct ColumnBlock {
  const ArrowArray* values = nullptr;      // of a dictionary: its entries
  const std::uint8_t* validity = nullptr;  // null: none of them is null
  const std::int64_t* places = nullptr;    // by row, in the buffers of `values`, negative: null; …
  std::int64_t first = 0;                  // … without them they stand one behind the other from here
  std::size_t rows = 0;

  std::int64_t place(std::size_t row) const { return places != nullptr ? places[row] : first + static_cast<std::int64_t>(row); }
  bool is_null(std::int64_t place) const {
    return place < 0 || (validity != nullptr && (validity[place >> 3] >> (place & 7) & 1) == 0);
  }
  // Producers need not align their buffers.
  template <class T>
  T load(int buffer, std::int64_t place) const {
    T value;
    std::memcpy(&value, static_cast<const char*>(values->buffers[buffer]) + place * static_cast<std::int64_t>(sizeof(T)),
                sizeof value);
    return value;
  }
  bool bit(int buffer, std::int64_t place) const {
    return (static_cast<const std::uint8_t*>(values->buffers[buffer])[place >> 3] >> (place & 7) & 1) != 0;
  }
};

// One column of a table, for one thread: finds the records of a chunk.
class TableColumn {
 public:
  // `child` of the table. `type` of the values; `index` of their places where they are in a dictionary.
  TableColumn(std::int64_t child, ArrowType type, std::optional<ArrowType> index) : child_(child), type_(type), index_(index) {}

  std::int64_t child() const { return child_; }
  const ArrowType& type() const { return type_; }

  // What is wrong with this column of `table`, an array that breaks the interface's own rules.
  std::optional<std::string> fault_in(const ArrowArray& table) const;

  // Records [first, first + rows) of `table`, which has no fault. Good until the next call.
  ColumnBlock block(const ArrowArray& table, std::int64_t first, std::size_t rows);

 private:
  std::int64_t child_;
  ArrowType type_;
  std::optional<ArrowType> index_;
  std::vector<std::int64_t> places_;
};

}  // namespace fenji::abi
