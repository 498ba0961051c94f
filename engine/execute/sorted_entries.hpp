// Stage: execute. Records by group and, within a group, by a number: entries in, in any order, the same entries out in theirs.
// More than fit into memory are sorted in runs, which are spilled and merged.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/execute/spill.hpp"

namespace fenji::execute {

struct Entry {
  std::uint64_t order = 0;
  std::uint32_t group = 0;
  std::uint32_t record = 0;
};

class SortedEntries {
 public:
  // `run`: entries that are sorted in memory together, at least 1; twice as many are held. `most`: that will be added.
  SortedEntries(SpillRoom& room, std::size_t run, std::uint64_t most) : room_(room), run_(run) {
    entries_.reserve(static_cast<std::size_t>(std::min<std::uint64_t>(run, most)));
  }

  void add(const Entry& entry) {
    if (entries_.size() == run_) spill_run();
    entries_.push_back(entry);
  }

  // Ascending by group, then by order; those that are equal in both stand in any order. Call once.
  void take(const std::function<void(const Entry&)>& receive);

 private:
  class Run;

  void sort();
  void spill_run();

  SpillRoom& room_;
  std::size_t run_;
  std::vector<Entry> entries_, spare_;
  std::unique_ptr<Spill> spill_;
  std::uint64_t spilled_ = 0;  // entries: all runs but the last are full
};

}  // namespace fenji::execute
