// Stage: execute. What a record's outcome hangs on, folded into one small number, so that a caller who has seen the number
// before knows the outcome without executing the rules. Most decisions hang on few values: an option, yes or no, the band that
// an amount falls into. These are a graph's digits; what is made of digits alone is not computed at all.
//
// Two numbers a record, as the layers have it: the first settles `applies` and the gates, and what a note says of them; the
// second, for records that pass, the results. Equal numbers mean: the same status and reasons, the same known results, plan
// rows and layer, but for the values of the open results, which are numbers, dates or texts that differ from record to record.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <type_traits>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/cut_search.hpp"
#include "engine/execute/digit_sums.hpp"
#include "engine/execute/frame.hpp"
#include "engine/execute/kernel.hpp"

namespace fenji::execute {

// `Key`: std::uint32_t or std::uint64_t.
template <class Key>
class OutcomeKeysOf {
  static_assert(std::is_unsigned_v<Key>);

 public:
  static constexpr Key no_key = Key{1} << (8 * sizeof(Key) - 1);  // and what is greater

  // Nothing where the outcomes are too many for a key. `graph` was lowered from `rules`; both must outlive it. `capacity`: the
  // most rows of a batch. `most_together`: the keys of results say no more combinations of values; result columns that make
  // them more are open.
  static std::unique_ptr<OutcomeKeysOf> make(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity,
                                             std::uint64_t most_together = ~std::uint64_t{0});

  // Both keys of each row, below gate_keys() and result_keys(); no_key in either of them where the record must be executed.
  // Rows with a cell that cannot be read have no key of gates: their notes quote it. Fields that carry what is found from all
  // records are filled before.
  void find(const columns::Batch& batch);
  const Key* by_gates() const { return gates_.keys.data(); }
  const Key* by_results() const { return results_.keys.data(); }
  Key gate_keys() const { return gates_.count; }
  Key result_keys() const { return results_.count; }

  // The values of a result column whose value the key does not say; nothing where it does. Good until the next find().
  std::optional<graph::StepId> open_result(std::size_t output) const;
  model::Representation representation(graph::StepId step) const { return frame_.graph.steps[step].representation; }
  // That of records which pass all gates.
  std::uint32_t results_layer() const { return static_cast<std::uint32_t>(frame_.graph.gates.size()) + 1; }
  const Vector& values(graph::StepId step) const { return frame_.vectors[step]; }

 private:
  // A step with few values; known ones count from 0, then not applicable and missing, as far as they can be.
  struct Digit {
    graph::StepId step = graph::no_step;
    std::uint32_t known = 0;
    bool may_be_not_applicable = false;
    bool may_be_missing = false;
    // The step says where another one's value lies between these, or whether its cell holds something: it is read off that and
    // not computed by itself, as nothing else needs it.
    std::optional<CutSearch> cuts;
    model::FieldId given = model::none;
    std::uint32_t count() const { return known + (may_be_not_applicable ? 1 : 0) + (may_be_missing ? 1 : 0); }
  };
  struct Part {
    std::vector<Digit> digits;
    std::vector<model::FieldId> missing;  // fields of which it matters by themselves whether they are missing
    Key count = 1;
    // Of the digits, then of `cells`, fields of which the states alone count; what they read differs from batch to batch.
    std::vector<DigitColumn<Key>> columns;
    std::vector<model::FieldId> cells;
    Key base = 0;           // of each row's sum
    std::vector<Key> keys;  // by row

    // Of values of digits, or the most that can be said.
    std::uint64_t combinations() const;
  };
  class Search;

  OutcomeKeysOf(const graph::Graph& graph, const model::Rules& rules) : frame_(graph, rules) {}
  void make_kernels(std::size_t capacity);
  void make_columns(Part& part);
  void refuse_unreadable_cells();
  DigitColumn<Key> digit_column(const Digit& digit, Key weight, Key& base) const;
  void find(Part& part);

  Frame frame_;
  Part gates_, results_;
  std::vector<DigitColumn<Key>> summed_;  // of the part in hand, those that add something
  std::vector<KernelPointer> kernels_;    // of the digits and open results, and of what they are made of, in order
  std::vector<graph::StepId> open_;       // by output; no_step
};

using OutcomeKeys = OutcomeKeysOf<std::uint64_t>;
using NarrowOutcomeKeys = OutcomeKeysOf<std::uint32_t>;

extern template class OutcomeKeysOf<std::uint32_t>;
extern template class OutcomeKeysOf<std::uint64_t>;

}  // namespace fenji::execute
