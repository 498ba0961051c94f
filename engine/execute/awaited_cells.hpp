// Stage: execute. Which cells of a record a function over the whole list waits for: those whose values its argument, condition,
// amount and groups can hang on. A cell of which they ask only whether it is given says that by being empty, and withholds it
// by being unreadable; one that stands beside what is settled without it, such as a parameter, is not asked at all.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"

namespace fenji::execute {

class AwaitedCells {
 public:
  explicit AwaitedCells(const model::Rules& rules);

  // The function waits while the cell is empty.
  bool awaits(model::PopulationId population, model::FieldId cell) const { return asked_[population][cell] == Asked::value; }
  // The function waits while the cell cannot be read.
  bool reads(model::PopulationId population, model::FieldId cell) const { return asked_[population][cell] != Asked::nothing; }

 private:
  enum class Asked : std::uint8_t { nothing, whether_given, value };

  std::vector<std::vector<Asked>> asked_;  // by PopulationId, by FieldId
};

// What a value hangs on that comes from a population: the cells of the record itself that it waits for, because they are
// missing or cannot be read, by `state`; `undetermined` where there are none.
Reasons named_by_cells(const Reasons& reasons, const model::Rules& rules, const AwaitedCells& awaited,
                       const std::function<model::State(model::FieldId)>& state);

}  // namespace fenji::execute
