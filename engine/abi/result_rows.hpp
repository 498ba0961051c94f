// Stage: abi. Graded batches as the arrays of a result table: the columns of `output`, the status, the notes.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "engine/abi/compiled_rules.hpp"
#include "engine/abi/output_column.hpp"
#include "engine/abi/table_grader.hpp"

namespace fenji::abi {

// What all threads that make one result share.
struct ResultForm {
  ResultForm(const CompiledRules& compiled, Language told_in, TextLayout texts_lie);

  const model::Rules& rules;
  Language language;
  TextLayout layout;
  OutputSchema schema;
  std::vector<std::shared_ptr<const OutputArray>> words;  // by LabelSetId, where an output needs it
  std::shared_ptr<const OutputArray> statuses;            // by execute::Status
};

// For one thread. `form` must outlive it.
class ResultRows {
 public:
  explicit ResultRows(const ResultForm& form);

  // The records of `batch`, graded.
  std::optional<Fault> append(const columns::Batch& batch, const GradedBatch& graded);
  std::size_t rows() const { return rows_; }
  // Of the column that has most.
  std::size_t text_bytes() const;
  // What was appended; begins anew. There is at least one row.
  OutputArray take();

 private:
  void make_columns(const GradedBatch& graded);
  bool append_output(std::size_t output, const columns::Batch& batch, const GradedBatch& graded);

  const ResultForm& form_;
  std::vector<std::unique_ptr<OutputColumn>> columns_;  // of `output`, then status and notes
  std::size_t rows_ = 0;
  std::vector<std::uint8_t> valid_;  // by row
};

}  // namespace fenji::abi
