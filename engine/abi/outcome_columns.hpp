// Stage: abi. What outcomes show, column by column: the cells of a result table of which each outcome is a row, and behind
// them the records of the batch that have no outcome in common with others.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "engine/abi/note_texts.hpp"
#include "engine/abi/table_grader.hpp"
#include "engine/execute/folded_executor.hpp"

namespace fenji::abi {

// For one thread. `rules` and `executor` must outlive it, and no other batches be given to the executor.
class OutcomeColumns {
 public:
  OutcomeColumns(const model::Rules& rules, const execute::FoldedExecutor& executor, Language language, std::size_t capacity);

  // The records of a batch that the executor was last given and `reader` has read.
  const GradedBatch& take_in(const execute::FoldedResult& result, const columns::Batch& batch, const TableReader& reader);

 private:
  // Cells of one column, by place; those of its representation are used.
  struct Cells {
    model::Representation representation = model::Representation::bits;
    std::vector<std::uint8_t> bits;
    std::vector<std::uint32_t> codes;
    std::vector<std::int64_t> days;
    std::vector<model::Int128> numbers;
    std::vector<std::string_view> texts;
    std::vector<std::uint8_t> valid;
    std::deque<std::string> kept;  // the texts of outcomes

    void resize(std::size_t places);
    void store(std::size_t place, const model::Value& value, std::string_view text);
    execute::Vector vector() const;
  };

  void learn(std::size_t place, const execute::FoldedOutcome& outcome);
  void store_apart(std::size_t place, std::size_t row, const execute::BatchResult& result);
  // A column of values that are each record's own.
  GradedBatch::Column own_values(std::size_t output, const execute::FoldedResult& result, const std::uint32_t* places);

  const model::Rules& rules_;
  const execute::FoldedExecutor& executor_;
  NoteTexts notes_of_records_;
  std::size_t known_ = 1;                // places of outcomes, which are their numbers; the first one is void
  std::vector<Cells> outputs_;           // by output
  std::vector<std::uint32_t> statuses_;  // by place
  std::vector<std::uint32_t> layers_;    // by place
  std::vector<std::string_view> notes_;  // by place
  std::deque<std::string> kept_notes_;   // of outcomes
  std::vector<std::uint32_t> places_;    // by row, where records stand apart
  std::vector<Cells> own_;               // by output, by row: values that are each record's own
  GradedBatch graded_;
};

}  // namespace fenji::abi
