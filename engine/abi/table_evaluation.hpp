// Stage: abi. A stream of tables graded into a stream of results. Pieces of what has come in are graded on all cores at once,
// and given out in the order of the records. Where the rules look at the whole list, all of it is taken in first.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <variant>
#include <vector>

#include "engine/abi/compiled_rules.hpp"
#include "engine/abi/evaluation.hpp"
#include "engine/abi/input.hpp"
#include "engine/abi/result_rows.hpp"
#include "engine/abi/table_columns.hpp"
#include "engine/execute/population.hpp"

namespace fenji::abi {

class TableEvaluation : public Evaluation {
 public:
  // Asks `input` for its schema.
  static std::variant<std::unique_ptr<TableEvaluation>, Fault> make(SharedRules compiled, Owned<ArrowArrayStream> input,
                                                                    const EvaluationSettings& settings);
  ~TableEvaluation() override;

  const OutputSchema& schema() const override { return form_.schema; }

 private:
  class Worker;
  // Records of a chunk that one thread grades.
  struct Piece {
    Chunk chunk;
    std::int64_t first = 0, rows = 0;
    std::uint64_t number = 0;  // of the first record in the whole list
  };

  TableEvaluation(SharedRules compiled, Owned<ArrowArrayStream> input, MatchedTable table, const EvaluationSettings& settings);

  // The next chunk of the input that has records; nothing at its end.
  std::variant<std::optional<Chunk>, Fault> take();
  Fault input_fault(int code);
  std::optional<Fault> fill() override;
  std::optional<Fault> find_populations();
  template <class Pieces>
  void cut(const Chunk& chunk, Pieces& pieces);

  const SharedRules compiled_;
  const EvaluationSettings settings_;
  const ResultForm form_;
  Owned<ArrowArrayStream> input_;
  const std::shared_ptr<const model::Rules> rules_;  // as this table is read
  const TableColumns columns_;
  std::vector<std::unique_ptr<Worker>> workers_;  // by thread
  std::unique_ptr<execute::Populations> populations_;
  std::deque<Chunk> collected_;  // where all of the list is looked at first
  bool all_collected_ = false;
  std::uint64_t records_ = 0;  // cut into pieces so far
  std::deque<Piece> pending_;  // not graded yet
  bool ended_ = false;
};

}  // namespace fenji::abi
