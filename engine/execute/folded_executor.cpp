#include "engine/execute/folded_executor.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

#include "engine/execute/executor.hpp"
#include "engine/execute/outcome_keys.hpp"
#include "engine/execute/row_kernels.hpp"

namespace fenji::execute {

namespace {

// Tables of outcome numbers by key, each of which stays in the processor's second cache.
constexpr std::uint32_t most_table_keys = std::uint32_t{1} << 16;

// So many pairs of both keys have a table of their own.
constexpr std::uint64_t most_pairs = std::uint64_t{1} << 18;

// In place of the number of an outcome.
constexpr std::uint32_t unknown = 0;
constexpr std::uint32_t asked = 0xffffffff;   // by the key of an earlier row of the batch, which is being executed
constexpr std::uint32_t passes = 0xfffffffe;  // by gates: what the key of the results says

// Rows `rows` of a column, as the first ones of another.
void copy_rows(const columns::Column& from, const std::vector<std::uint32_t>& rows, columns::Column& to) {
  const auto copy_values = [&]<class T>() {
    for (std::size_t i = 0; i < rows.size(); ++i) to.values<T>()[i] = from.values<T>()[rows[i]];
  };
  using model::Representation;
  switch (from.representation()) {
    case Representation::bits:
      copy_values.template operator()<std::uint8_t>();
      break;
    case Representation::code:
      copy_values.template operator()<std::uint32_t>();
      break;
    case Representation::text:
      copy_values.template operator()<std::string_view>();
      break;
    default:
      copy_values.template operator()<std::int64_t>();
      break;
  }
  bool all_known = true;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    to.states()[i] = from.states()[rows[i]];
    all_known &= to.states()[i] == model::State::known;
    if (from.blanks() != nullptr) to.blanks()[i] = from.blanks()[rows[i]];
  }
  to.set_all_known(all_known);
}

}  // namespace

class FoldedExecutor::Workspace {
 public:
  Workspace(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity, std::unique_ptr<NarrowOutcomeKeys> keys)
      : rules_(rules),
        keys_(std::move(keys)),
        executor_(graph, rules, capacity),
        some_(columns::empty_batch(rules, capacity)),
        by_gates_(keys_->gate_keys() + 1, unknown),
        by_results_(keys_->result_keys() + 1, unknown),
        numbers_(capacity),
        rest_(capacity + 1) {
    for (std::size_t output = 0; output < rules.outputs.size(); ++output) open_.push_back(keys_->open_result(output));
    few_keys_ = std::max(keys_->gate_keys(), keys_->result_keys()) <= FewNumbers::most_keys;
    if (few_keys_) return;
    if (const std::uint64_t pairs = std::uint64_t{keys_->gate_keys()} * keys_->result_keys(); pairs <= most_pairs) {
      by_pairs_ = {keys_->gate_keys(), std::vector<std::uint32_t>(pairs + 1, unknown)};
    }
  }
  Workspace(const Workspace&) = delete;
  Workspace& operator=(const Workspace&) = delete;

  const FoldedResult& execute(const columns::Batch& batch) {
    assert(batch.rows <= numbers_.size());
    keys_->find(batch);
    result_.apart_rows.clear();
    std::size_t open = look_up(batch.rows);
    while (open > 0) open = settle(batch, open);
    result_.apart_result = nullptr;
    if (!result_.apart_rows.empty()) {
      std::sort(result_.apart_rows.begin(), result_.apart_rows.end());
      result_.apart_result = &execute_some(batch, result_.apart_rows);
    }
    result_.outcomes = {numbers_.data(), batch.rows};
    return result_;
  }

  const std::vector<FoldedOutcome>& outcomes() const { return outcomes_; }
  const Vector* open_result(std::size_t output) const { return open_[output] ? &keys_->values(*open_[output]) : nullptr; }
  model::Representation representation(std::size_t output) const { return keys_->representation(*open_[output]); }

 private:
  // Numbers by keys; the rows without one go to `rest_`. Returns how many.
  std::size_t look_up(std::size_t rows) {
    const std::uint32_t* const gate_keys = keys_->by_gates();
    const std::uint32_t* const result_keys = keys_->by_results();
    const std::uint32_t gates = keys_->gate_keys(), results = keys_->result_keys();
    std::uint32_t* const numbers = numbers_.data();
    if (few_keys_) {
      if (!row_kernels().look_up_few(by_few_, gate_keys, result_keys, rows, numbers)) return 0;
    } else if (!by_pairs_.numbers.empty()) {
      if (!row_kernels().look_up(by_pairs_, gate_keys, result_keys, rows, numbers)) return 0;
    } else {
      for (std::size_t row = 0; row < rows; ++row) {
        const std::uint32_t gate = by_gates_[std::min(gate_keys[row], gates)];
        const std::uint32_t result = by_results_[std::min(result_keys[row], results)];
        numbers[row] = gate == passes ? result : gate;
      }
    }
    std::uint32_t open = 0;
    for (std::size_t row = 0; row < rows; ++row) open += numbers[row] == unknown ? 1 : 0;
    if (open == 0) return 0;
    std::uint32_t* next = rest_.data();
    for (std::uint32_t row = 0; row < rows; ++row) {
      *next = row;
      next += numbers[row] == unknown ? 1 : 0;
    }
    return open;
  }

  // Where the number of a row stands; null where it has no key that says it.
  std::uint32_t* place_of(std::uint32_t row) {
    const std::uint32_t gate_key = keys_->by_gates()[row];
    if (gate_key >= NarrowOutcomeKeys::no_key) return nullptr;
    std::uint32_t& gate = by_gates_[gate_key];
    if (gate != passes) return &gate;
    const std::uint32_t result_key = keys_->by_results()[row];
    return result_key >= NarrowOutcomeKeys::no_key ? nullptr : &by_results_[result_key];
  }

  void know(std::uint32_t row, std::uint32_t number) {
    numbers_[row] = number;
    const std::uint32_t gate_key = keys_->by_gates()[row], result_key = keys_->by_results()[row];
    if (few_keys_) {
      const bool passing = by_gates_[gate_key] == passes;
      if (passing) by_few_.by_second[result_key] = static_cast<std::uint16_t>(number);
      by_few_.by_first[gate_key] = passing ? FewNumbers::passes : static_cast<std::uint16_t>(number);
      return;
    }
    if (by_pairs_.numbers.empty() || std::max(gate_key, result_key) >= NarrowOutcomeKeys::no_key) return;
    by_pairs_.numbers[gate_key + by_pairs_.first_count * result_key] = number;
  }

  // Executes a row for each new key among the first `open` rows of rest_; leaves there those that must be asked again.
  std::size_t settle(const columns::Batch& batch, std::size_t open) {
    std::vector<std::uint32_t> asking;
    std::size_t still_open = 0;
    for (std::size_t i = 0; i < open; ++i) {
      const std::uint32_t row = rest_[i];
      std::uint32_t* const place = place_of(row);
      if (place == nullptr) {
        numbers_[row] = FoldedResult::apart;
        result_.apart_rows.push_back(row);
      } else if (*place == unknown) {
        *place = asked;
        asking.push_back(row);
      } else if (*place == asked) {
        rest_[still_open++] = row;
      } else {
        know(row, *place);
      }
    }
    if (asking.empty()) return still_open;
    const BatchResult& executed = execute_some(batch, asking);
    for (std::size_t i = 0; i < asking.size(); ++i) {
      const std::uint32_t row = asking[i];
      if (executed.layers[i] == keys_->results_layer()) by_gates_[keys_->by_gates()[row]] = passes;
      std::uint32_t* const place = place_of(row);
      if (place == nullptr) {
        numbers_[row] = FoldedResult::apart;
        result_.apart_rows.push_back(row);
        continue;
      }
      if (*place == unknown || *place == asked) {
        outcomes_.push_back(outcome_of(executed, i));
        *place = static_cast<std::uint32_t>(outcomes_.size());
      }
      know(row, *place);
    }
    return still_open;
  }

  const BatchResult& execute_some(const columns::Batch& batch, const std::vector<std::uint32_t>& rows) {
    some_.rows = rows.size();
    for (std::size_t field = 0; field < batch.columns.size(); ++field) {
      if (rules_.fields[field].used) copy_rows(batch.columns[field], rows, some_.columns[field]);
    }
    return executor_.execute(some_);
  }

  FoldedOutcome outcome_of(const BatchResult& executed, std::size_t row) const {
    FoldedOutcome outcome;
    outcome.status = executed.statuses[row];
    outcome.layer = executed.layers[row];
    const auto reasons = executed.reasons(row);
    outcome.reasons.assign(reasons.begin(), reasons.end());
    for (std::size_t output = 0; output < executed.outputs.size(); ++output) {
      const ResultColumn& column = executed.outputs[output];
      const bool shown = column.definition != model::none && !open_[output];
      outcome.outputs.push_back(shown ? value_at(column, row) : model::Value{});
    }
    for (std::size_t plan = 0; plan < executed.plans.size(); ++plan) outcome.plan_rows.push_back(executed.plan_row(plan, row));
    return outcome;
  }

  const model::Rules& rules_;
  std::unique_ptr<NarrowOutcomeKeys> keys_;
  Executor executor_;
  columns::Batch some_;                               // some rows of the batch in hand
  std::vector<std::uint32_t> by_gates_, by_results_;  // by key, and one that nothing is known of
  // Of both keys: numbers, or `unknown`. Where keys are few by_few_ is in use, whose numbers are as few, else by_pairs_, which
  // is empty where pairs are many.
  bool few_keys_ = false;
  FewNumbers by_few_;
  PairTable by_pairs_;
  std::vector<std::uint32_t> numbers_;  // by row
  std::vector<std::uint32_t> rest_;
  std::vector<FoldedOutcome> outcomes_;             // by number less 1
  std::vector<std::optional<graph::StepId>> open_;  // by output
  FoldedResult result_;
};

FoldedExecutor::FoldedExecutor(std::unique_ptr<Workspace> workspace) : workspace_(std::move(workspace)) {}
FoldedExecutor::~FoldedExecutor() = default;

std::unique_ptr<FoldedExecutor> FoldedExecutor::make(const graph::Graph& graph, const model::Rules& rules,
                                                     std::size_t capacity) {
  std::unique_ptr<NarrowOutcomeKeys> keys = NarrowOutcomeKeys::make(graph, rules, capacity);
  if (keys == nullptr || keys->gate_keys() > most_table_keys || keys->result_keys() > most_table_keys) return nullptr;
  auto workspace = std::make_unique<Workspace>(graph, rules, capacity, std::move(keys));
  return std::unique_ptr<FoldedExecutor>(new FoldedExecutor(std::move(workspace)));
}

const FoldedResult& FoldedExecutor::execute(const columns::Batch& batch) { return workspace_->execute(batch); }

std::uint32_t FoldedExecutor::outcome_count() const { return static_cast<std::uint32_t>(workspace_->outcomes().size()); }

const FoldedOutcome& FoldedExecutor::outcome(std::uint32_t number) const { return workspace_->outcomes()[number - 1]; }

const Vector* FoldedExecutor::open_result(std::size_t output) const { return workspace_->open_result(output); }

model::Representation FoldedExecutor::open_representation(std::size_t output) const {
  return workspace_->representation(output);
}

}  // namespace fenji::execute
