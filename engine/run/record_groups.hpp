// Stage: run. Which groups of a run's reports a record counts in.
#pragma once

#include <functional>
#include <vector>

#include "engine/run/record_cells.hpp"
#include "engine/run/tally.hpp"

namespace fenji::run {

// The group of a record by the cell of a field.
std::string field_group_key(const model::Rules& rules, model::FieldId field, const RecordCells& cells, std::size_t record,
                            Language language);

// By a result; `value` is not known where the rules give the record none.
std::string result_group_key(const model::Rules& rules, std::uint32_t output, const model::Value& value, Language language);

// Appends the record's group of each grouping of `tally`. `result_key` is the record's group by what it shows in an output
// column. The cells of a record that has too many are not trusted.
void find_record_groups(const model::Rules& rules, Language language, const RecordCells& cells, std::size_t record,
                        Tally& tally, std::vector<Counts*>& groups,
                        const std::function<std::string(std::uint32_t output)>& result_key);

}  // namespace fenji::run
