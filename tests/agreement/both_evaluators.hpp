// Tests. The plain evaluator, the vectorised executor and the executor of single records on one list: whatever is not equal is
// a fault of one of them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/execute/population.hpp"
#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"

namespace fenji::agreement {

// Cells as they stand in a list.
struct List {
  std::vector<std::string> header;
  std::vector<std::vector<std::string>> records;  // short ones lack their last cells, long ones have too many
};

List read_list(const std::string& csv);
std::string as_csv(const List& list);

struct Difference {
  std::size_t record = 0;
  std::size_t capacity = 0;  // of the batches; 0: of a number over the whole list, or of a record graded alone
  std::string plain, fast;   // what both say of the record, or of a cell of it
};

struct Tally {
  std::uint64_t records = 0;
  std::uint64_t by_status[execute::status_count] = {};
  std::uint64_t known_results = 0;
  std::uint64_t list_numbers = 0;  // that are known, over the whole list
  std::uint64_t folded_lists = 0;  // rule files with numbers over the whole list whose outcomes fold
};

// Reads every cell by columns::read_cell and by a batch reader, and evaluates every record both ways, in batches of 1, 7 and
// 2048 records; the first difference. Statuses, layers, reasons, rows of plans and the values of all outputs must agree, also
// those that are hidden, but where records are graded alone. Numbers over the whole list must be those of the reference, and
// every check of a portfolio what it is for each record of a group; `populations` null: such are missing. Adds to `tally`, if
// given, what the plain evaluator found.
std::optional<Difference> find_difference(const model::Rules& rules, const List& list, const execute::Populations* populations,
                                          Tally* tally = nullptr);

}  // namespace fenji::agreement
