// Stage: abi. Which column of a table holds which field, and the records of a table as batches for the executor.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/abi/column_reader.hpp"
#include "engine/abi/fault.hpp"
#include "engine/columns/batch.hpp"

namespace fenji::abi {

// By FieldId; nothing where the table lacks the column, or no result needs it.
using TableColumns = std::vector<std::optional<TableColumn>>;

struct MatchedTable {
  std::shared_ptr<const model::Rules> rules;  // with the units that the names of columns say
  TableColumns columns;
};

// `rules` are shared where no column says a unit.
std::variant<MatchedTable, Fault> matched_table(const std::shared_ptr<const model::Rules>& rules, const ArrowSchema& schema);

// What is wrong with a column of an array, if its producer breaks the interface; `name`: what it is called.
std::optional<Fault> broken_column(const ArrowArray& table, const TableColumn& column, const std::string& name);

// What is wrong with an array of such a table, if its producer breaks the interface.
std::optional<Fault> fault_in(const ArrowArray& table, const TableColumns& columns, const model::Rules& rules);

// For one thread. `rules` must outlive it.
class TableReader {
 public:
  TableReader(const model::Rules& rules, const TableColumns& columns, std::size_t capacity);

  // Records [first, first + rows) of `table`; at most `capacity`. The batch is good until the next call and as long as the
  // table; fields that no list has (model::Field::population) are left to be filled in.
  columns::Batch& read(const ArrowArray& table, std::int64_t first, std::size_t rows);

  // Of the last batch: the cell as a list would have it (a percentage with its sign); empty where there is none.
  std::string cell(model::FieldId field, std::size_t row) const;

  std::size_t capacity() const { return capacity_; }

 private:
  const model::Rules& rules_;
  std::size_t capacity_;
  TableColumns columns_;
  std::vector<std::unique_ptr<ColumnReader>> readers_;  // by FieldId; none for a field that no result uses
  std::vector<ColumnBlock> blocks_;                     // by FieldId
  columns::Batch batch_;
};

}  // namespace fenji::abi
