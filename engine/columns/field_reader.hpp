// Stage: columns. Reads the cells of one field into a column: what is common by short ways of its own, everything else by
// read_cell, with which the short ways agree to the letter. No cell that is read the short way allocates.
#pragma once

#include <cstdint>
#include <memory>
#include <string_view>

#include "engine/columns/cell_kernels.hpp"
#include "engine/columns/cell_spans.hpp"
#include "engine/columns/column.hpp"
#include "engine/model/rules.hpp"

namespace fenji::columns {

// The cells of one field: that of record r stands at first[r * stride].
struct CellColumn {
  const std::string_view* first = nullptr;  // null: the list lacks the column, every cell is empty
  std::size_t stride = 1;

  std::string_view operator[](std::size_t row) const { return first == nullptr ? std::string_view{} : first[row * stride]; }
};

// What was met in the cells of one field.
struct CellCounts {
  std::uint64_t unreadable = 0;
  std::uint64_t blank = 0;
};

class FieldReader {
 public:
  FieldReader(const model::Rules& rules, model::FieldId field);
  virtual ~FieldReader() = default;
  FieldReader(const FieldReader&) = delete;
  FieldReader& operator=(const FieldReader&) = delete;

  // Fills rows [0, rows) of `column`. Texts in it refer to the cells, to what they are in UTF-8, or to the rules.
  virtual CellCounts read(const CellColumn& cells, std::size_t rows, Column& column) const = 0;
  virtual CellCounts read(const CellSpans& cells, std::size_t rows, Column& column) const = 0;

 protected:
  // By read_cell; counts what it finds.
  void read_carefully(std::string_view cell, std::size_t row, Column& column, CellCounts& counts) const;

  const model::Rules& rules_;
  const model::Field& field_;
  const model::Value blank_;  // what an empty cell is read as
};

// The rules must outlive the reader.
std::unique_ptr<FieldReader> make_field_reader(const model::Rules& rules, model::FieldId field,
                                               const CellKernels& kernels = cell_kernels());

}  // namespace fenji::columns
