#include "engine/abi/table_grader.hpp"

#include "engine/abi/note_texts.hpp"
#include "engine/abi/outcome_columns.hpp"
#include "engine/execute/executor.hpp"
#include "engine/execute/folded_executor.hpp"

namespace fenji::abi {
namespace {

class RecordGrader final : public TableGrader {
 public:
  RecordGrader(const graph::Graph& graph, const model::Rules& rules, Language language, std::size_t capacity)
      : rules_(rules),
        executor_(graph, rules, capacity),
        texts_(rules, language),
        valid_(rules.outputs.size(), std::vector<std::uint8_t>(capacity)),
        statuses_(capacity),
        notes_(capacity) {
    graded_.outputs.resize(rules.outputs.size());
  }

  const GradedBatch& grade(const columns::Batch& batch, const TableReader& reader) override {
    const execute::BatchResult& result = executor_.execute(batch);
    for (std::size_t output = 0; output < rules_.outputs.size(); ++output) {
      const execute::ResultColumn& found = result.outputs[output];
      if (found.definition == model::none) continue;
      for (std::size_t row = 0; row < batch.rows; ++row) {
        valid_[output][row] = !result.hidden(found, row) && found.vector.known(row) ? 1 : 0;
      }
      graded_.outputs[output] = {found.representation, {found.vector, valid_[output].data(), batch.rows}};
    }
    texts_.clear();
    for (std::size_t row = 0; row < batch.rows; ++row) {
      statuses_[row] = static_cast<std::uint32_t>(result.statuses[row]);
      notes_[row] = texts_.note(result.reasons(row), batch, reader, row);
    }
    graded_.statuses = {{statuses_.data()}, nullptr, batch.rows};
    graded_.notes = {{notes_.data()}, nullptr, batch.rows};
    return graded_;
  }

 private:
  const model::Rules& rules_;
  execute::Executor executor_;
  NoteTexts texts_;
  std::vector<std::vector<std::uint8_t>> valid_;  // by output, by row
  std::vector<std::uint32_t> statuses_;           // by row
  std::vector<std::string_view> notes_;           // by row
  GradedBatch graded_;
};

class OutcomeGrader final : public TableGrader {
 public:
  OutcomeGrader(std::unique_ptr<execute::FoldedExecutor> executor, const model::Rules& rules, Language language,
                std::size_t capacity)
      : executor_(std::move(executor)), columns_(rules, *executor_, language, capacity) {}

  const GradedBatch& grade(const columns::Batch& batch, const TableReader& reader) override {
    return columns_.take_in(executor_->execute(batch), batch, reader);
  }

 private:
  std::unique_ptr<execute::FoldedExecutor> executor_;
  OutcomeColumns columns_;
};

}  // namespace

std::unique_ptr<TableGrader> make_table_grader(const graph::Graph& graph, const model::Rules& rules, Language language,
                                               std::size_t capacity) {
  if (auto folded = execute::FoldedExecutor::make(graph, rules, capacity)) {
    return std::make_unique<OutcomeGrader>(std::move(folded), rules, language, capacity);
  }
  return std::make_unique<RecordGrader>(graph, rules, language, capacity);
}

}  // namespace fenji::abi
