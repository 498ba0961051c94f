// Stage: columns. Some records of a list, read: what the vectorised executor works on.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "engine/columns/column.hpp"
#include "engine/columns/field_reader.hpp"
#include "engine/model/rules.hpp"

namespace fenji::columns {

struct Batch {
  std::size_t rows = 0;
  std::vector<Column> columns;    // by FieldId; without rows for a field that no result uses
  std::vector<CellColumn> cells;  // by FieldId; what the columns were read from

  // As it stands in the list; empty where the list lacks the column.
  std::string_view cell(model::FieldId field, std::size_t row) const { return cells[field][row]; }
};

// Reads cells into one batch that it owns and reuses, for one thread. `rules` must outlive it.
class BatchReader {
 public:
  BatchReader(const model::Rules& rules, std::size_t capacity);

  // `cells` by FieldId; at most `capacity` rows. The batch is good until the next call; it refers to the cells, which must stay
  // where they are as long.
  const Batch& read(std::span<const CellColumn> cells, std::size_t rows);
  // The same from raw text; columns that the list lacks have no bytes. Batch::cells is left empty.
  const Batch& read(std::span<const CellSpans> cells, std::size_t rows);

  // The column of a field that no list has (model::Field::population), to be filled after each read().
  Column& computed(model::FieldId field) { return batch_.columns[field]; }

  std::size_t capacity() const { return capacity_; }
  // By FieldId, of all batches so far; nothing is counted for fields that no result uses and columns that the list lacks.
  const std::vector<CellCounts>& counts() const { return counts_; }

 private:
  std::size_t capacity_;
  std::vector<std::unique_ptr<FieldReader>> readers_;  // by FieldId; none for a field that no result uses
  Batch batch_;
  std::vector<CellCounts> counts_;

  template <class Cells>
  void read_columns(std::span<const Cells> cells, std::size_t rows);
};

// A batch with room for `capacity` rows and its columns as a reader would make them, for inputs that are no cells.
Batch empty_batch(const model::Rules& rules, std::size_t capacity);

}  // namespace fenji::columns
