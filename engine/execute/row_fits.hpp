// Stage: execute. Which rows of a table fit one record, three-valued, and what follows for the row that fires: the way of the
// records that the quick ways leave open.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/execute/null_rules.hpp"

namespace fenji::execute {

// Of an operand of an indexed decision.
std::uint32_t digit_at(const Frame& frame, graph::StepId operand, std::size_t record);

// A row of the table, by place in decision.rows, that certainly fits or is undecided, with the greatest state of its undecided
// tests.
struct RowFit {
  std::uint32_t place = 0;
  Truth fit;
};

// All of them, ascending.
void find_fits(const Frame& frame, const graph::Step& choose_row, std::size_t record, std::vector<RowFit>& fits);

// Policy `unique` asks the rows that certainly fit to agree. Policy `first` asks the first such row and the undecided ones
// before it, each of which may turn out to be the one that fires; `otherwise` is certain when it is reached.
struct Firing {
  std::vector<std::uint32_t> rows;       // whose results must agree, the certain one among them
  std::optional<std::uint32_t> certain;  // the first row that certainly fits
  std::vector<std::uint32_t> open;       // places in decision.rows: undecided ones, up to the certain one under `first`
  model::State open_state = model::State::known;  // the greatest of theirs
};

void fire(const graph::Decision& decision, const std::vector<RowFit>& fits, Firing& firing);

}  // namespace fenji::execute
