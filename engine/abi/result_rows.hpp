// Stage: abi. Graded batches as the arrays of a result table: the columns of `output`, the status, the notes.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/abi/compiled_rules.hpp"
#include "engine/abi/output_column.hpp"
#include "engine/abi/table_columns.hpp"
#include "engine/execute/awaited_cells.hpp"
#include "engine/execute/batch_result.hpp"

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

  // `reader` has read `batch`. `names_cells`: reasons may name fields that no list has.
  std::optional<Fault> append(const columns::Batch& batch, const execute::BatchResult& result, const TableReader& reader,
                              bool names_cells);
  std::size_t rows() const { return rows_; }
  // Of the column that has most.
  std::size_t text_bytes() const;
  // What was appended; begins anew. There is at least one row.
  OutputArray take();

 private:
  struct ReasonsHash {
    std::size_t operator()(const execute::Reasons& reasons) const;
  };

  void make_columns(const execute::BatchResult& result);
  OutputValues values_of(std::size_t output, const columns::Batch& batch, const execute::BatchResult& result);
  void tell(const columns::Batch& batch, const execute::BatchResult& result, const TableReader& reader, bool names_cells);

  const ResultForm& form_;
  const execute::AwaitedCells awaited_;
  std::vector<std::unique_ptr<OutputColumn>> columns_;  // of `output`, then status and notes
  std::size_t rows_ = 0;
  std::vector<std::uint8_t> valid_;
  std::vector<std::uint32_t> status_codes_;
  std::vector<std::string_view> notes_;
  std::deque<std::string> told_;  // notes that quote a cell
  execute::Reasons reasons_;
  std::unordered_map<execute::Reasons, std::string, ReasonsHash> known_notes_;
};

}  // namespace fenji::abi
