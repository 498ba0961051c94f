#include "engine/execute/outcome_keys.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <limits>

#include "engine/execute/row_kernels.hpp"
#include "engine/execute/states.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using graph::StepId;
using model::FieldId;
using model::Representation;
using model::State;

// The most values of a digit: a list of cities is no digit, the tier that a table makes of them is.
constexpr std::uint32_t most_values = 256;
// The most combinations of digits that one step is folded over.
constexpr std::uint64_t most_combinations = std::uint64_t{1} << 16;
// Sums stay below no_key, whatever unknown digits add.
constexpr std::uint64_t most_keys = std::uint64_t{1} << 60;

// Steps that are unknown where an operand is, and for no other reason than a missing cell unless they say so by their state.
bool is_plain(Operation operation) {
  switch (operation) {
    case Operation::all:
    case Operation::any:
    case Operation::negation:
    case Operation::at_least:
    case Operation::choose_row:
    case Operation::pick:
    case Operation::applicable:
      return false;
    default:
      return true;
  }
}

bool insert(std::vector<StepId>& sorted, StepId step) {
  const auto place = std::lower_bound(sorted.begin(), sorted.end(), step);
  if (place != sorted.end() && *place == step) return false;
  sorted.insert(place, step);
  return true;
}

}  // namespace

// Goes through the graph once, from the fields to the results.
class OutcomeKeys::Search {
 public:
  Search(const graph::Graph& graph, const model::Rules& rules) : graph_(graph), rules_(rules), folds_(graph.steps.size()) {
    for (StepId id = 0; id < graph.steps.size(); ++id) folds_[id] = fold(id);
  }

  // The digits that `step` is made of; nothing where it is none and made of others than digits.
  const std::optional<std::vector<StepId>>& digits_of(StepId step) const { return folds_[step]; }

  // Adds `step` to what `part` hangs on; false: it does not fold.
  bool add(StepId step, Part& part, std::vector<StepId>& known) const {
    const std::optional<std::vector<StepId>>& digits = folds_[step];
    if (!digits) return false;
    for (const StepId digit : *digits) {
      if (insert(known, digit)) put(digit, values_of(digit), part);
    }
    return true;
  }

  // A digit with `known` values that are told apart; 1 for an open result, of which the state alone counts.
  void put(StepId step, std::uint32_t known, Part& part) const {
    Digit digit;
    digit.step = step;
    digit.known = known;
    digit.is_code = graph_.steps[step].representation == Representation::code;
    std::vector<FieldId> fields;
    bool plain = true;
    look_below(step, fields, plain, digit.may_be_not_applicable);
    digit.may_be_missing = plain && !fields.empty();
    if (digit.may_be_missing && fields.size() > 1) {
      for (const FieldId field : fields) {
        if (std::find(part.missing.begin(), part.missing.end(), field) == part.missing.end()) part.missing.push_back(field);
      }
    }
    part.digits.push_back(digit);
  }

  // All steps that `wanted` are made of, and themselves.
  std::vector<bool> needed(const std::vector<StepId>& wanted) const {
    std::vector<bool> marked(graph_.steps.size(), false);
    for (const StepId step : wanted) marked[step] = true;
    for (StepId id = static_cast<StepId>(graph_.steps.size()); id-- > 0;) {
      if (!marked[id]) continue;
      for (const StepId operand : graph_.steps[id].operands) marked[operand] = true;
    }
    return marked;
  }

 private:
  // 0 where they are not few.
  std::uint32_t values_of(StepId id) const {
    const graph::Step& step = graph_.steps[id];
    if (step.representation == Representation::bits) return 2;
    if (step.representation != Representation::code) return 0;
    std::size_t count = 0;
    if (step.operation == Operation::segment) {
      count = step.cuts.size() + 1;
    } else if (step.operation == Operation::word) {
      count = step.words.size() + 1;
    } else if (step.operation == Operation::choose_row) {
      count = rules_.tables[graph_.decisions[step.reference].table].rows.size();
    } else if (step.type.kind == model::Kind::label && step.type.labels != model::none) {
      count = rules_.labels_of(step.type).labels.size();
    }
    return count <= most_values ? static_cast<std::uint32_t>(count) : 0;
  }

  std::optional<std::vector<StepId>> fold(StepId id) const {
    const graph::Step& step = graph_.steps[id];
    if (step.operation == Operation::constant) return std::vector<StepId>{};
    const std::uint32_t values = values_of(id);
    const auto as_digit = [&] { return values == 0 ? std::nullopt : std::optional(std::vector<StepId>{id}); };
    if (step.operation == Operation::field || step.operation == Operation::given) return as_digit();
    std::vector<StepId> digits;
    std::uint64_t combinations = 1;
    for (const StepId operand : step.operands) {
      if (!folds_[operand]) return as_digit();
      for (const StepId digit : *folds_[operand]) {
        if (insert(digits, digit)) combinations *= values_of(digit) + 1;
        if (combinations > most_combinations) return as_digit();
      }
    }
    return digits;
  }

  // Fields below `step` whose cells may be missing; whether all on the way to them is plain; whether a state may be `not
  // applicable`.
  void look_below(StepId id, std::vector<FieldId>& fields, bool& plain, bool& not_applicable) const {
    std::vector<StepId> open{id}, seen;
    while (!open.empty()) {
      const StepId at = open.back();
      open.pop_back();
      if (!insert(seen, at)) continue;
      const graph::Step& step = graph_.steps[at];
      plain &= is_plain(step.operation);
      not_applicable |= step.operation == Operation::applicable;
      if (step.operation == Operation::field && !rules_.fields[step.reference].blank_means) fields.push_back(step.reference);
      open.insert(open.end(), step.operands.begin(), step.operands.end());
    }
    std::sort(fields.begin(), fields.end());
  }

  const graph::Graph& graph_;
  const model::Rules& rules_;
  std::vector<std::optional<std::vector<StepId>>> folds_;  // by StepId
};

std::unique_ptr<OutcomeKeys> OutcomeKeys::make(const graph::Graph& graph, const model::Rules& rules, std::size_t capacity) {
  if (!rules.populations.empty()) return nullptr;
  std::unique_ptr<OutcomeKeys> keys(new OutcomeKeys(graph, rules));
  const Search search(graph, rules);
  std::vector<StepId> gates, results, wanted;

  if (graph.applies != graph::no_step && !search.add(graph.applies, keys->gates_, gates)) return nullptr;
  for (const graph::GateSteps& gate : graph.gates) {
    if (!search.add(gate.passed, keys->gates_, gates)) return nullptr;
    for (const StepId element : gate.elements) {
      if (!search.add(element, keys->gates_, gates)) return nullptr;
    }
  }
  for (const model::OutputColumn& output : rules.outputs) {
    StepId& open = keys->open_.emplace_back(graph::no_step);
    if (output.definition == model::none) continue;
    const StepId step = graph.definitions[output.definition];
    const auto add = [&](Part& part, std::vector<StepId>& known) {
      if (search.add(step, part, known)) return true;
      open = step;
      if (insert(known, step)) search.put(step, 1, part);
      return graph.steps[step].representation != Representation::fraction;
    };
    if (!add(keys->results_, results)) return nullptr;
    // What `applies` or a gate is made of is seen even where they stop the record.
    if (rules.definitions[output.definition].layer < keys->results_layer() && !add(keys->gates_, gates)) return nullptr;
  }
  for (const model::DefinitionId plan : graph.plans) {
    if (plan == model::none) continue;
    if (!search.add(graph.definitions[plan], keys->results_, results)) return nullptr;
    const bool early = rules.definitions[plan].layer < keys->results_layer();
    if (early && !search.add(graph.definitions[plan], keys->gates_, gates)) return nullptr;
  }

  for (Part* const part : {&keys->gates_, &keys->results_}) {
    const auto multiply = [&](std::uint64_t by) {
      if (part->count > most_keys / by) return false;
      part->count *= by;
      return true;
    };
    for (const Digit& digit : part->digits) {
      if (!multiply(digit.count())) return nullptr;
      wanted.push_back(digit.step);
    }
    for (std::size_t i = 0; i < part->missing.size(); ++i) {
      if (!multiply(2)) return nullptr;
    }
    part->keys.resize(capacity);
  }
  const std::vector<bool> needed = search.needed(wanted);
  for (StepId id = 0; id < graph.steps.size(); ++id) {
    if (needed[id]) keys->kernels_.push_back(make_kernel({graph, id, capacity}));
  }
  return keys;
}

std::optional<StepId> OutcomeKeys::open_result(std::size_t output) const {
  return open_[output] == graph::no_step ? std::nullopt : std::optional(open_[output]);
}

namespace {

template <class T>
void add_known(std::uint64_t* keys, const T* values, std::uint64_t weight, std::size_t rows,
               void (*add)(std::uint32_t, const T*, std::size_t, std::uint64_t*)) {
  if (weight <= std::numeric_limits<std::uint32_t>::max()) {
    add(static_cast<std::uint32_t>(weight), values, rows, keys);
  } else {
    for (std::size_t row = 0; row < rows; ++row) keys[row] += weight * values[row];
  }
}

// By state: what is added in place of a value that is not known, and no_key where a key cannot say it.
struct StateDigits {
  std::array<std::uint64_t, 5> added{}, refused{};
};

// Corrects what `add_known` has added of rows that are not known.
template <class T>
void replace_unknown(std::uint64_t* keys, const T* values, const State* states, std::uint64_t weight, const StateDigits& digits,
                     std::size_t rows) {
  visit_unknown(states, rows, [&](std::size_t row) {
    const auto state = static_cast<std::size_t>(states[row]);
    const std::uint64_t wrong = states[row] == State::known ? 0 : weight * values[row];
    keys[row] = (keys[row] - wrong + digits.added[state]) | digits.refused[state];
  });
}

}  // namespace

void OutcomeKeys::find(Part& part) {
  const std::size_t rows = frame_.rows;
  std::uint64_t* const keys = part.keys.data();
  std::fill_n(keys, rows, std::uint64_t{0});
  std::uint64_t weight = 1;
  for (const Digit& digit : part.digits) {
    const Vector& vector = frame_.vectors[digit.step];
    const bool one_value = digit.known == 1;
    assert(vector.stride == 1);
    if (vector.states == nullptr) {
      if (one_value) {
        // Adds nothing.
      } else if (digit.is_code) {
        add_known(keys, vector.values<std::uint32_t>(), weight, rows, row_kernels().add_codes);
      } else {
        add_known(keys, vector.values<std::uint8_t>(), weight, rows, row_kernels().add_bits);
      }
    } else {
      StateDigits digits;
      const auto stands_for = [&](State state, std::uint64_t value) { digits.added[static_cast<std::size_t>(state)] = value; };
      const auto refuse = [&](State state) { digits.refused[static_cast<std::size_t>(state)] = no_key; };
      std::uint64_t next = weight * digit.known;
      digit.may_be_not_applicable ? stands_for(State::not_applicable, next) : refuse(State::not_applicable);
      next += digit.may_be_not_applicable ? weight : 0;
      digit.may_be_missing ? stands_for(State::missing, next) : refuse(State::missing);
      refuse(State::uncovered);
      refuse(State::invalid);
      const auto add = [&](const auto* values, const auto& kernel) {
        add_known(keys, values, weight, rows, kernel);
        replace_unknown(keys, values, vector.states, weight, digits, rows);
      };
      if (one_value) {
        visit_unknown(vector.states, rows, [&](std::size_t row) {
          const auto state = static_cast<std::size_t>(vector.states[row]);
          keys[row] = (keys[row] + digits.added[state]) | digits.refused[state];
        });
      } else if (digit.is_code) {
        add(vector.values<std::uint32_t>(), row_kernels().add_codes);
      } else {
        add(vector.values<std::uint8_t>(), row_kernels().add_bits);
      }
    }
    weight *= digit.count();
  }
  for (const FieldId field : part.missing) {
    const columns::Column& column = frame_.batch->columns[field];
    if (!column.all_known()) {
      visit_unknown(column.states(), rows,
                    [&](std::size_t row) { keys[row] += column.states()[row] == State::missing ? weight : 0; });
    }
    weight *= 2;
  }
}

void OutcomeKeys::find(const columns::Batch& batch) {
  frame_.batch = &batch;
  frame_.rows = batch.rows;
  for (const KernelPointer& kernel : kernels_) kernel->run(frame_);
  find(gates_);
  find(results_);
  for (FieldId field = 0; field < batch.columns.size(); ++field) {
    const columns::Column& column = batch.columns[field];
    if (!frame_.rules.fields[field].used || column.all_known() || !any_invalid(column.states(), batch.rows)) continue;
    visit_invalid(column.states(), batch.rows, [&](std::size_t row) {
      const std::uint64_t refused = column.states()[row] == State::invalid ? no_key : 0;
      gates_.keys[row] |= refused;
      results_.keys[row] |= refused;
    });
  }
}

}  // namespace fenji::execute
