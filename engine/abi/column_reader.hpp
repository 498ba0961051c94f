// Stage: abi. Reads one field from a column of a table, whatever its Arrow type: texts by the rules for cells, typed values by
// what they are.
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "engine/abi/cell_texts.hpp"
#include "engine/columns/column.hpp"
#include "engine/columns/field_reader.hpp"
#include "engine/model/rules.hpp"

namespace fenji::abi {

class ColumnReader {
 public:
  virtual ~ColumnReader() = default;
  ColumnReader(const ColumnReader&) = delete;
  ColumnReader& operator=(const ColumnReader&) = delete;

  // Fills rows [0, block.rows) of `column`. Texts in it refer to the block, to the reader until it reads again, or to the
  // rules.
  virtual void read(const ColumnBlock& block, columns::Column& column) = 0;

 protected:
  ColumnReader() = default;
};

// Whether any value of the type could be read as the field.
bool readable(const model::Field& field, const ArrowType& type);

// For one thread; `type` is readable. `rules` must outlive the reader.
std::unique_ptr<ColumnReader> make_column_reader(const model::Rules& rules, model::FieldId field, const ArrowType& type);

}  // namespace fenji::abi
