// Stage: execute. Values for records in any order, put where the values of all records lie. Those of spilled records wait in
// spilled parts of the list, each of which then fits into memory.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "engine/execute/record_values.hpp"
#include "engine/execute/spill.hpp"

namespace fenji::execute {

class ScatteredValues {
 public:
  // `part`: records whose values are held together, at least 1. Both references must outlive it.
  ScatteredValues(RecordValues<std::int64_t>& values, SpillRoom& room, std::size_t part)
      : values_(values), room_(room), part_(part) {}

  // Each record at most once.
  void put(std::uint32_t record, std::int64_t value) {
    if (std::int64_t* const place = values_.in_memory(record)) {
      *place = value;
    } else {
      spill(record, value);
    }
  }

  // Behind the last put().
  void finish();

 private:
  struct Waiting {
    std::int64_t value = 0;
    std::uint64_t record = 0;
  };
  struct Part {
    std::vector<Waiting> waiting;       // not spilled yet
    std::vector<std::uint64_t> pieces;  // where full pieces begin
  };
  static constexpr std::size_t piece = 1024;

  void spill(std::uint32_t record, std::int64_t value);

  RecordValues<std::int64_t>& values_;
  SpillRoom& room_;
  std::size_t part_;
  std::vector<Part> parts_;
  std::unique_ptr<Spill> spill_;
  std::uint64_t spilled_ = 0;  // bytes
};

}  // namespace fenji::execute
