// Stage: run. Each record of a list through the plain evaluator, with all that it keeps: for lists that are small enough to be
// looked at record by record.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/execute/population.hpp"
#include "engine/lists/byte_source.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {

struct EvaluatedRecord {
  std::uint64_t line = 0;  // of the list, from 1
  bool too_long = false;   // more cells than the header has: invalid, whatever was evaluated
  std::string key;         // as results show it; empty where no field is the key
  execute::Record record;
  execute::Evaluation evaluation;
  std::vector<std::string> outputs;  // by output column, as a result list shows them
};

// The fields of record number `record` of `cells`. `populations` as below.
execute::Record read_record(const model::Rules& rules, const execute::Populations* populations, const RecordCells& cells,
                            std::size_t record);

// The record with all that comes of it.
EvaluatedRecord evaluate_record(const model::Rules& rules, const execute::Populations* populations, Language language,
                                const RecordCells& cells, std::size_t record);

// Calls `take` for each record in the order of the list. `populations` are solved for this list, null where the rules have
// none. Returns what keeps the list from being read, nothing where all is well.
std::vector<Message> evaluate_list(const model::Rules& rules, lists::ByteSource& list, const execute::Populations* populations,
                                   Language language, const std::function<void(const EvaluatedRecord&)>& take);

}  // namespace fenji::run
