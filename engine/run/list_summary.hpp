// Stage: run. How the list of a run was read, in the words of the summaries of rules and books.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "engine/run/summary.hpp"

namespace fenji::run {

// A clause without a stop: `名单编码 UTF-8`, `名单 XLSX，工作表“客户”，表头在第 3 行`.
Message how_read(const lists::ListFacts& facts);

// What is to be known of the run and of its list, one sentence each.
std::vector<Message> all_remarks(const RunOutcome& outcome, const RunFacts& facts);

// Columns that were not called to the letter as their field is, or whose header says a unit: a sentence without a stop each.
std::vector<Message> column_lines(const ListColumns& columns);

// The summary's `list`; `file` as the user wrote it.
nlohmann::ordered_json list_json(const RunOutcome& outcome, const std::string& file);

}  // namespace fenji::run
