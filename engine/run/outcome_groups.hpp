// Stage: run. What records with known outcomes (outcome_cache.hpp) count for in the groups of a run's reports. Most records of
// a group have one of a few outcomes: they are counted by group and outcome, and what an outcome says is counted once for many.
// One object a thread, with the same tally throughout.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/batch_result.hpp"
#include "engine/execute/group_numbers.hpp"
#include "engine/run/outcome_cache.hpp"
#include "engine/run/tally.hpp"

namespace fenji::run {

// A result of which each record has its own value.
struct OpenResult {
  std::uint32_t hole = 0;  // of the outcomes
  std::uint32_t output = 0;
  model::Representation representation = model::Representation::i64;
  const execute::Vector* values = nullptr;  // of the batch in hand
};

class OutcomeGroups {
 public:
  // The rules and values must outlive it.
  OutcomeGroups(const model::Rules& rules, Language language, const std::vector<Grouping>& groupings,
                std::vector<OpenResult> open);

  // The rows of a batch whose outcomes are known. `cells` by FieldId: what it was read from; `counts`: of its reader, so far.
  void count(const columns::Batch& batch, std::span<const columns::CellSpans> cells,
             const std::vector<columns::CellCounts>& counts, const std::vector<std::uint32_t>& outcomes, OutcomeCache& cache,
             Tally& tally);

  // Counts what is not counted yet.
  void finish(const OutcomeCache& cache);

 private:
  // What a grouping goes by, its values numbered as they come.
  struct Part {
    std::size_t by_record = 0;     // of an output: place in GradedRecord::group_keys
    execute::ResultColumn values;  // of a field or an open result, in the batch in hand
    model::FieldId field = model::none;
    const OpenResult* open = nullptr;  // null: a field, or what the outcome says
    execute::GroupNumbers numbers;
    std::vector<std::string> keys;          // by number; the first: the record has no value
    std::vector<std::uint32_t> by_outcome;  // numbers and one more; 0: not known yet
  };
  // Records that their group does not have yet.
  struct Pair {
    std::uint32_t group = 0, outcome = 0;
    std::uint64_t records = 0;
  };
  struct ByGrouping {
    std::vector<Part> parts;
    execute::GroupNumbers numbers;  // of the groups, by the numbers of several parts
    std::vector<Counts*> groups;    // by number; null: not asked for yet
    execute::GroupNumbers of_pairs;
    std::vector<Pair> pairs;
    std::vector<Counts*> of_rows;  // of the batch; null: not counted here
  };

  std::uint32_t number_of(Part& part, std::uint32_t row, std::uint32_t outcome, OutcomeCache& cache);
  std::uint32_t number_of_value(Part& part, std::uint32_t row);
  void count_rows(ByGrouping& grouping, const columns::Batch& batch, const std::vector<std::uint32_t>& outcomes,
                  OutcomeCache& cache, GroupedCounts& grouped);
  void add_open_results(const OutcomeLine& line, std::uint32_t row, Counts& counts) const;
  void count_blanks(const columns::Batch& batch, std::span<const columns::CellSpans> cells,
                    const std::vector<columns::CellCounts>& counts);
  static void flush(ByGrouping& grouping, const OutcomeCache& cache);

  const model::Rules& rules_;
  const Language language_;
  const std::vector<OpenResult> open_;
  std::vector<OpenResult> summed_, labelled_;
  std::vector<ByGrouping> groupings_;
  std::vector<columns::CellCounts> counted_;  // what the reader had counted before the batch in hand
  std::vector<std::uint32_t> numbers_;        // of the parts of one record
};

}  // namespace fenji::run
