// Stage: abi. What becomes of the records of a batch, as the columns of a result table take it in. Rules that fold
// (execute/folded_executor.hpp) are graded by outcome: what an outcome shows stands once, and records refer to it.
#pragma once

#include <memory>
#include <vector>

#include "engine/abi/output_column.hpp"
#include "engine/abi/table_columns.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::abi {

// Good until the next batch.
struct GradedBatch {
  struct Column {
    model::Representation representation = model::Representation::bits;  // the same in all batches
    OutputValues values;
  };
  std::vector<Column> outputs;  // by place in Rules::outputs; void for columns that show a field or a parameter
  OutputValues statuses;        // codes of execute::Status
  OutputValues notes;           // texts
};

// For one thread.
class TableGrader {
 public:
  virtual ~TableGrader() = default;
  TableGrader(const TableGrader&) = delete;
  TableGrader& operator=(const TableGrader&) = delete;

  // `reader` has read the batch.
  virtual const GradedBatch& grade(const columns::Batch& batch, const TableReader& reader) = 0;

 protected:
  TableGrader() = default;
};

// `graph` was lowered from `rules`; both must outlive it. `capacity`: the most rows of a batch.
std::unique_ptr<TableGrader> make_table_grader(const graph::Graph& graph, const model::Rules& rules, Language language,
                                               std::size_t capacity);

}  // namespace fenji::abi
