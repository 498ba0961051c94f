#include "engine/execute/outcome_keys.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

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
template <class Key>
constexpr Key most_keys = Key{1} << (8 * sizeof(Key) - 4);

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
template <class Key>
class OutcomeKeysOf<Key>::Search {
 public:
  Search(const graph::Graph& graph, const model::Rules& rules)
      : graph_(graph), rules_(rules), folds_(graph.steps.size()), looks_(graph.steps.size(), 0) {
    for (StepId id = 0; id < graph.steps.size(); ++id) folds_[id] = fold(id);
  }

  // The digits that `step` is made of; nothing where it is none and made of others than digits.
  const std::optional<std::vector<StepId>>& digits_of(StepId step) const { return folds_[step]; }

  // Adds `step` to what `part` hangs on; false: it does not fold.
  bool add(StepId step, Part& part, std::vector<StepId>& known) {
    const std::optional<std::vector<StepId>>& digits = folds_[step];
    if (!digits) return false;
    for (const StepId digit : *digits) {
      if (insert(known, digit)) put(digit, values_of(digit), part);
    }
    return true;
  }

  // A digit with `known` values that are told apart; 1 for an open result, of which the state alone counts.
  void put(StepId step, std::uint32_t known, Part& part) {
    Digit digit;
    digit.step = step;
    digit.known = known;
    digit.is_code = graph_.steps[step].representation == Representation::code;
    std::vector<FieldId> fields;
    bool plain = true;
    look_below(step, fields, plain, digit.may_be_not_applicable);
    // Of a row that is not decided it matters which ones it may still be.
    if (graph_.steps[step].operation == Operation::choose_row) digit.may_be_not_applicable = false;
    digit.may_be_missing = plain && !fields.empty();
    add_cells_of_populations(fields);
    if (digit.may_be_missing && fields.size() > 1) {
      for (const FieldId field : fields) {
        if (std::find(part.missing.begin(), part.missing.end(), field) == part.missing.end()) part.missing.push_back(field);
      }
    }
    part.digits.push_back(digit);
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
  void look_below(StepId id, std::vector<FieldId>& fields, bool& plain, bool& not_applicable) {
    ++look_;
    std::vector<StepId> open{id};
    while (!open.empty()) {
      const StepId at = open.back();
      open.pop_back();
      if (std::exchange(looks_[at], look_) == look_) continue;
      const graph::Step& step = graph_.steps[at];
      plain &= is_plain(step.operation);
      not_applicable |= step.operation == Operation::applicable;
      if (step.operation == Operation::field) {
        const model::Field& field = rules_.fields[step.reference];
        if (!field.blank_means) fields.push_back(step.reference);
        not_applicable |= field.population != model::none;
      }
      open.insert(open.end(), step.operands.begin(), step.operands.end());
    }
    std::sort(fields.begin(), fields.end());
  }

  // Notes name in place of a population the cells that it waits for.
  void add_cells_of_populations(std::vector<FieldId>& fields) const {
    const std::size_t count = fields.size();
    for (std::size_t i = 0; i < count; ++i) {
      const model::PopulationId population = rules_.fields[fields[i]].population;
      if (population == model::none) continue;
      for (const FieldId cell : rules_.populations[population].cells) {
        if (!rules_.fields[cell].blank_means) fields.push_back(cell);
      }
    }
    std::sort(fields.begin(), fields.end());
    fields.erase(std::unique(fields.begin(), fields.end()), fields.end());
  }

  const graph::Graph& graph_;
  const model::Rules& rules_;
  std::vector<std::optional<std::vector<StepId>>> folds_;  // by StepId
  std::vector<std::uint32_t> looks_;                       // by StepId: the last look below that came by
  std::uint32_t look_ = 0;
};

template <class Key>
std::unique_ptr<OutcomeKeysOf<Key>> OutcomeKeysOf<Key>::make(const graph::Graph& graph, const model::Rules& rules,
                                                             std::size_t capacity, std::uint64_t most_together) {
  std::unique_ptr<OutcomeKeysOf> keys(new OutcomeKeysOf(graph, rules));
  Search search(graph, rules);
  std::vector<StepId> gates, results;  // whose values the keys say
  std::vector<StepId> open_gates, open_results;

  if (graph.applies != graph::no_step && !search.add(graph.applies, keys->gates_, gates)) return nullptr;
  for (const graph::GateSteps& gate : graph.gates) {
    if (!search.add(gate.passed, keys->gates_, gates)) return nullptr;
    for (const StepId element : gate.elements) {
      if (!search.add(element, keys->gates_, gates)) return nullptr;
    }
  }
  const bool limited = most_together != ~std::uint64_t{0};
  for (const model::OutputColumn& output : rules.outputs) {
    StepId& open = keys->open_.emplace_back(graph::no_step);
    if (output.definition == model::none) continue;
    const StepId step = graph.definitions[output.definition];
    const bool can_be_open = graph.steps[step].representation != Representation::fraction;
    const auto add = [&](Part& part, std::vector<StepId>& known, std::vector<StepId>& known_open) {
      const std::size_t digits = part.digits.size(), missing = part.missing.size();
      const std::vector<StepId> known_before = limited && can_be_open ? known : std::vector<StepId>{};
      if (search.add(step, part, known)) {
        if (!limited || !can_be_open || part.combinations() <= most_together) return true;
        part.digits.resize(digits);
        part.missing.resize(missing);
        known = known_before;
      }
      open = step;
      if (insert(known_open, step)) search.put(step, 1, part);
      return can_be_open;
    };
    if (!add(keys->results_, results, open_results)) return nullptr;
    // What `applies` or a gate is made of is seen even where they stop the record.
    if (rules.definitions[output.definition].layer < keys->results_layer() && !add(keys->gates_, gates, open_gates))
      return nullptr;
  }
  for (const model::DefinitionId plan : graph.plans) {
    if (plan == model::none) continue;
    if (!search.add(graph.definitions[plan], keys->results_, results)) return nullptr;
    const bool early = rules.definitions[plan].layer < keys->results_layer();
    if (early && !search.add(graph.definitions[plan], keys->gates_, gates)) return nullptr;
  }

  for (Part* const part : {&keys->gates_, &keys->results_}) {
    const auto multiply = [&](Key by) {
      if (part->count > most_keys<Key> / by) return false;
      part->count *= by;
      return true;
    };
    for (const Digit& digit : part->digits) {
      if (!multiply(digit.count())) return nullptr;
    }
    for (std::size_t i = 0; i < part->missing.size(); ++i) {
      if (!multiply(2)) return nullptr;
    }
    part->keys.resize(capacity);
  }
  keys->before_.resize(capacity);
  keys->make_kernels(capacity);
  return keys;
}

template <class Key>
std::uint64_t OutcomeKeysOf<Key>::Part::combinations() const {
  std::uint64_t product = 1;
  for (const Digit& digit : digits) {
    if (product > ~std::uint64_t{0} / digit.count()) return ~std::uint64_t{0};
    product *= digit.count();
  }
  return product;
}

template <class Key>
void OutcomeKeysOf<Key>::make_kernels(std::size_t capacity) {
  const std::vector<graph::Step>& steps = frame_.graph.steps;
  std::vector<std::uint32_t> uses(steps.size(), 0);
  for (const Part* const part : {&gates_, &results_}) {
    for (const Digit& digit : part->digits) ++uses[digit.step];
  }
  for (StepId id = static_cast<StepId>(steps.size()); id-- > 0;) {
    if (uses[id] == 0) continue;
    for (const StepId operand : steps[id].operands) ++uses[operand];
  }
  std::vector<bool> is_cut(steps.size(), false);
  for (Part* const part : {&gates_, &results_}) {
    for (Digit& digit : part->digits) {
      const graph::Step& step = steps[digit.step];
      if (step.operation != Operation::segment || uses[digit.step] > 1 || digit.known == 1) continue;
      const graph::Step& operand = steps[step.operands[0]];
      if (operand.representation != Representation::i64) continue;
      CutSearch cuts = cuts_of(step, operand.type.scale);
      if (!cuts.levels.empty()) continue;
      digit.cuts = std::move(cuts);
      is_cut[digit.step] = true;
    }
  }
  for (StepId id = 0; id < steps.size(); ++id) {
    if (uses[id] > 0 && !is_cut[id]) kernels_.push_back(make_kernel({frame_.graph, id, capacity}));
  }
}

template <class Key>
std::optional<StepId> OutcomeKeysOf<Key>::open_result(std::size_t output) const {
  return open_[output] == graph::no_step ? std::nullopt : std::optional(open_[output]);
}

template <class Key>
void OutcomeKeysOf<Key>::add(const Digit& digit, Key weight, std::vector<Key>& keys) {
  const std::size_t rows = frame_.rows;
  const SumKernels<Key>& kernels = row_kernels().template sums<Key>();
  const Vector& vector = frame_.vectors[digit.cuts ? frame_.graph.steps[digit.step].operands[0] : digit.step];
  assert(vector.stride == 1);
  if (vector.states != nullptr) std::copy_n(keys.begin(), rows, before_.begin());
  if (digit.known == 1) {
    // Its value adds nothing.
  } else if (digit.cuts) {
    kernels.add_passed(*digit.cuts, weight, vector.values<std::int64_t>(), rows, keys.data());
  } else if (digit.is_code) {
    kernels.add_codes(weight, vector.values<std::uint32_t>(), rows, keys.data());
  } else {
    kernels.add_bits(weight, vector.values<std::uint8_t>(), rows, keys.data());
  }
  if (vector.states == nullptr) return;
  StateSums<Key> sums;
  const auto stands_for = [&](State state, Key value) { sums.added[static_cast<std::size_t>(state)] = value; };
  const auto refuse = [&](State state) { sums.set[static_cast<std::size_t>(state)] = no_key; };
  Key next = weight * digit.known;
  digit.may_be_not_applicable ? stands_for(State::not_applicable, next) : refuse(State::not_applicable);
  next += digit.may_be_not_applicable ? weight : 0;
  digit.may_be_missing ? stands_for(State::missing, next) : refuse(State::missing);
  refuse(State::uncovered);
  refuse(State::invalid);
  kernels.replace_unknown(vector.states, sums, before_.data(), rows, keys.data());
}

template <class Key>
void OutcomeKeysOf<Key>::find(Part& part) {
  const std::size_t rows = frame_.rows;
  Key* const keys = part.keys.data();
  std::fill_n(keys, rows, Key{0});
  Key weight = 1;
  for (const Digit& digit : part.digits) {
    add(digit, weight, part.keys);
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

template <class Key>
void OutcomeKeysOf<Key>::find(const columns::Batch& batch) {
  frame_.batch = &batch;
  frame_.rows = batch.rows;
  for (const KernelPointer& kernel : kernels_) kernel->run(frame_);
  find(gates_);
  find(results_);
  for (FieldId field = 0; field < batch.columns.size(); ++field) {
    const columns::Column& column = batch.columns[field];
    if (!frame_.rules.fields[field].used || column.all_known() || !any_invalid(column.states(), batch.rows)) continue;
    visit_invalid(column.states(), batch.rows, [&](std::size_t row) {
      const Key refused = column.states()[row] == State::invalid ? no_key : 0;
      gates_.keys[row] |= refused;
      results_.keys[row] |= refused;
    });
  }
}

template class OutcomeKeysOf<std::uint32_t>;
template class OutcomeKeysOf<std::uint64_t>;

}  // namespace fenji::execute
