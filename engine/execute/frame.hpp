// Stage: execute. The state of one batch's execution, which kernels read and write.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/vector.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::execute {

// A record for which a table's row hangs on more than its tests. Where one row certainly fits, choose_row names it, and each
// result column asks whether the rows [begin, end) of OpenChoices::rows, that one among them, give the same.
struct OpenChoice {
  std::uint32_t record = 0;
  bool certain = false;  // else no row certainly fits, and some row is undecided
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct OpenChoices {
  std::vector<OpenChoice> records;  // ascending
  std::vector<std::uint32_t> rows;

  void clear();
  // The place in `records`, or its size.
  std::size_t find(std::size_t record) const;
};

struct Frame {
  const graph::Graph& graph;
  const model::Rules& rules;
  const columns::Batch* batch = nullptr;
  std::size_t rows = 0;
  std::vector<Vector> vectors;       // by StepId
  std::vector<OpenChoices> choices;  // by place in Graph::decisions
  // By StepId of a pick, then by place in OpenChoices::records: 1 where the rows give the same.
  std::vector<std::vector<std::uint8_t>> agreed;

  Frame(const graph::Graph& steps, const model::Rules& meaning)
      : graph(steps),
        rules(meaning),
        vectors(steps.steps.size()),
        choices(steps.decisions.size()),
        agreed(steps.steps.size()) {}
};

}  // namespace fenji::execute
