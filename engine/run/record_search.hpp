// Stage: run. The records of a list that have a certain key, to be explained.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/lists/byte_source.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::run {

struct FoundRecord {
  std::uint64_t line = 0;          // of the list, from 1
  std::uint64_t number = 0;        // of the record, from 0
  std::uint32_t width = 0;         // cells that it has
  bool too_long = false;           // more than the header has: invalid, whatever its cells say
  std::vector<std::string> cells;  // by FieldId, as they stand in the list; empty where it lacks the column
};

struct SearchOutcome {
  std::vector<FoundRecord> records;  // in the order of the list; at most `most_found`
  bool more = false;                 // the list has others with the key
  ListColumns columns;
  std::vector<Message> problems;  // what kept the list from being read
  bool no_key = false;            // no field of the rules is the key, or the list lacks its column
};

inline constexpr std::size_t most_found = 20;

// Blanks around a cell do not count, nor do those around `key`.
SearchOutcome find_records(const model::Rules& rules, lists::ByteSource& list, std::string_view key);

}  // namespace fenji::run
