// Stage: run. Outcomes that records have had, ready as text, by the keys of execute/outcome_keys.hpp. One cache a thread; what
// it counts goes to the tally in the end.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/lists/byte_buffer.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/tally.hpp"

namespace fenji::run {

// A line of the result, but for those of its cells that records have of their own (holes), in their order.
struct Outcome {
  std::string text;                 // the pieces one behind the other
  std::vector<std::uint32_t> ends;  // in `text`: of the piece before each hole, and of the last piece
  std::vector<std::uint8_t> shown;  // by hole: 0 where the cell is empty in all these records
  GradedRecord record;              // line_end is void
  // Taken out of the record: plans whose contacts fall in months that the record's own date says.
  std::vector<std::pair<std::uint32_t, std::uint32_t>> dated_plan_rows;
};

// The line of an outcome, as it is written: a step for each hole and one for the end of the line.
struct OutcomeLine {
  // Text to copy, and whether the hole behind it holds something.
  struct Step {
    std::uint32_t size = 0;
    std::uint32_t shown = 0;
  };
  static constexpr std::size_t padding = lists::ByteBuffer::padding;  // readable bytes behind the text
  static constexpr std::uint32_t several = ~std::uint32_t{0};

  const char* text = nullptr;  // of all steps
  const Step* steps = nullptr;
  std::uint32_t size = 0;
  // Of the first step, where one hole, which holds something, is all that records of this outcome have of their own; else
  // `several`.
  std::uint32_t before_only = several;
  bool rated = false;
  bool dated = false;  // it has dated_plan_rows
};

// `count` records of this outcome, but for what is each record's own.
void count_outcome(const GradedRecord& record, std::uint64_t count, Counts& counts);
// The record of `row`, whose contacts fall where its own date says.
void count_dated_plans(const model::Rules& rules, const Outcome& outcome, const columns::Batch& batch, std::size_t row,
                       Counts& counts);

class OutcomeCache {
 public:
  // In place of an outcome.
  static constexpr std::uint32_t unknown = 0;
  static constexpr std::uint32_t asked = 1;   // being found out
  static constexpr std::uint32_t passes = 2;  // by_gates alone: what the key of the results says
  static constexpr std::uint32_t first_outcome = 3;

  OutcomeCache(std::uint64_t gate_keys, std::uint64_t result_keys);

  // By key: what is known. A reference is good until the next call.
  std::uint32_t& by_gates(std::uint64_t key) { return gates_.at(key); }
  std::uint32_t& by_results(std::uint64_t key) { return results_.at(key); }

  // Puts down the numbers of known outcomes; the rows of all others go to `rest`, which has room for all rows. Returns how
  // many.
  std::size_t look_up(const std::uint64_t* gate_keys, const std::uint64_t* result_keys, std::size_t rows,
                      std::uint32_t* outcomes, std::uint32_t* rest) const;

  // Of known outcomes, counted from first_outcome.
  const Outcome& operator[](std::uint32_t number) const { return outcomes_[number - first_outcome]; }
  const OutcomeLine& line(std::uint32_t number) const { return lines_[number - first_outcome]; }
  // No line has more text.
  std::size_t longest_line() const { return longest_line_; }
  // Counts a record of it.
  void count_one(std::uint32_t number) { ++counts_[number - first_outcome]; }
  // The number of an equal outcome, or of this one.
  std::uint32_t add(Outcome outcome);

  // Keys that have been asked for: where there are nearly as many as records, a cache is no use.
  std::size_t size() const { return gates_.size() + results_.size(); }

  // Moves all counts to `tally`.
  void count(Tally& tally);

 private:
  class Map {
   public:
    explicit Map(std::uint64_t keys);
    std::uint32_t& at(std::uint64_t key) { return direct_.empty() ? find(key) : direct_[key]; }
    // By key, and one more that nothing is known of; null where the keys are many.
    const std::uint32_t* table() const { return direct_.empty() ? nullptr : direct_.data(); }
    std::uint64_t keys() const { return keys_; }
    std::size_t size() const { return used_; }

   private:
    struct Slot {
      std::uint64_t key = ~std::uint64_t{0};  // free
      std::uint32_t value = 0;
    };
    std::uint32_t& find(std::uint64_t key);
    void grow();

    std::uint64_t keys_;
    std::vector<std::uint32_t> direct_;  // by key, where they are few
    std::vector<Slot> slots_;            // else: open addressing, a power of two
    std::size_t used_ = 0;
  };

  OutcomeLine line_of(const Outcome& outcome);

  Map gates_, results_;
  std::vector<Outcome> outcomes_;
  std::vector<OutcomeLine> lines_;     // likewise
  std::vector<std::uint64_t> counts_;  // likewise: records that the tally does not have yet
  std::size_t longest_line_ = 0;
  std::vector<lists::ByteBuffer> texts_;
  std::vector<std::unique_ptr<OutcomeLine::Step[]>> steps_;
  std::unordered_map<std::string, std::uint32_t> numbers_;  // by what makes two outcomes equal
};

}  // namespace fenji::run
