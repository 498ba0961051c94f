// Stage: run. Records in, result lines out: one interface over the two evaluators, so that everything else in a run is the
// same whichever is used. One grader a thread.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "engine/execute/population.hpp"
#include "engine/graph/graph.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/tally.hpp"

namespace fenji::run {

class Grader {
 public:
  virtual ~Grader() = default;
  Grader(const Grader&) = delete;
  Grader& operator=(const Grader&) = delete;

  // Appends one line for each record of `cells` to `out` and counts into `tally`.
  virtual void grade(const RecordCells& cells, std::string& out, Tally& tally) = 0;

 protected:
  Grader() = default;
};

// What became of one record beside its line.
struct GradedRecord {
  std::size_t line_end = 0;  // in the output
  std::uint32_t layer = 0;   // as Evaluation::layer
  execute::Status status = execute::Status::rated;
  execute::Reasons reasons;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> labels;     // output column and label, where the tally counts them
  std::vector<std::pair<std::uint32_t, std::uint32_t>> plan_rows;  // plan and the row that fires
  std::vector<std::pair<std::uint32_t, model::Decimal>> amounts;   // output column and value, where the tally sums them
  std::vector<std::string> group_keys;  // by the results that groupings go by, in the order of the tally's groupings
};

// One that tells of each record what a later record with the same outcome needs.
class TracingGrader : public Grader {
 public:
  // As grade(); `records` gets one entry for each record. `cells_counted`: somebody has counted empty and unreadable cells.
  virtual void grade(const RecordCells& cells, bool cells_counted, std::string& out, Tally& tally,
                     std::vector<GradedRecord>& records) = 0;
  using Grader::grade;
};

// How many records to execute together where blocks have about so many: no more than `most`, and no more than there can be,
// for what is computed of them takes room by the step.
inline std::size_t batch_for(std::size_t block_records, std::size_t most) {
  return std::min(most, std::bit_ceil(block_records));
}

// The references must outlive the grader; `populations` are solved, null where the rules have none. `batch` is the number of
// records executed together, at least 1.
std::unique_ptr<TracingGrader> make_vectorised_grader(const model::Rules& rules, const graph::Graph& graph, Language language,
                                                      std::size_t batch, const execute::Populations* populations);
std::unique_ptr<Grader> make_plain_grader(const model::Rules& rules, Language language,
                                          const execute::Populations* populations);

}  // namespace fenji::run
