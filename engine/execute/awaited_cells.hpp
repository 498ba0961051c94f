// Stage: execute. Which cells of a record a function over the whole list waits for: those whose values its argument, condition,
// amount and groups can hang on. A cell of which they ask only whether it is given says that by being empty; one that stands
// beside what is settled without it, such as a parameter, is not asked at all.
#pragma once

#include <functional>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"

namespace fenji::execute {

class AwaitedCells {
 public:
  explicit AwaitedCells(const model::Rules& rules);

  bool awaits(model::PopulationId population, model::FieldId cell) const { return awaited_[population][cell]; }

 private:
  std::vector<std::vector<bool>> awaited_;  // by PopulationId, by FieldId
};

// What a value hangs on that comes from a population: the cells of the record itself that are missing and awaited or cannot be
// read, by `state`; `undetermined` where there are none.
Reasons named_by_cells(const Reasons& reasons, const model::Rules& rules, const AwaitedCells& awaited,
                       const std::function<model::State(model::FieldId)>& state);

}  // namespace fenji::execute
