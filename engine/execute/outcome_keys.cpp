#include "engine/execute/outcome_keys.hpp"

#include <algorithm>
#include <cassert>
#include <utility>

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
  std::vector<bool> is_read_off(steps.size(), false);
  for (Part* const part : {&gates_, &results_}) {
    for (Digit& digit : part->digits) {
      const graph::Step& step = steps[digit.step];
      if (uses[digit.step] > 1 || digit.known == 1) continue;
      if (step.operation == Operation::given) {
        digit.given = step.reference;
      } else if (step.operation == Operation::segment || step.operation == Operation::within) {
        const graph::Step& operand = steps[step.operands[0]];
        if (operand.representation != Representation::i64) continue;
        CutSearch cuts = cuts_of(step, operand.type.scale);
        if (!cuts.levels.empty()) continue;
        digit.cuts = std::move(cuts);
      }
      is_read_off[digit.step] = digit.cuts || digit.given != model::none;
    }
  }
  for (StepId id = 0; id < steps.size(); ++id) {
    if (uses[id] > 0 && !is_read_off[id]) kernels_.push_back(make_kernel({frame_.graph, id, capacity}));
  }
  make_columns(gates_);
  make_columns(results_);
  refuse_unreadable_cells();
}

template <class Key>
void OutcomeKeysOf<Key>::make_columns(Part& part) {
  Key weight = 1;
  for (const Digit& digit : part.digits) {
    part.columns.push_back(digit_column(digit, weight, part.base));
    weight *= digit.count();
  }
  for (const FieldId field : part.missing) {
    DigitColumn<Key> column;
    column.added[static_cast<std::size_t>(State::missing)] = weight;
    weight *= 2;
    part.columns.push_back(column);
    part.cells.push_back(field);
  }
}

// Notes quote a cell that cannot be read, whatever hangs on it.
template <class Key>
void OutcomeKeysOf<Key>::refuse_unreadable_cells() {
  std::vector<bool> refused(frame_.rules.fields.size(), false);
  for (const Digit& digit : gates_.digits) {
    const graph::Step& step = frame_.graph.steps[digit.step];
    if (step.operation == Operation::field || digit.given != model::none) refused[step.reference] = true;
  }
  for (FieldId field = 0; field < refused.size(); ++field) {
    if (!frame_.rules.fields[field].used || refused[field]) continue;
    DigitColumn<Key> column;
    column.set[static_cast<std::size_t>(State::invalid)] = no_key;
    gates_.columns.push_back(column);
    gates_.cells.push_back(field);
  }
}

// Adds to `base` what is added for each row beforehand.
template <class Key>
DigitColumn<Key> OutcomeKeysOf<Key>::digit_column(const Digit& digit, Key weight, Key& base) const {
  using Kind = typename DigitColumn<Key>::Kind;
  const graph::Step& step = frame_.graph.steps[digit.step];
  DigitColumn<Key> column;
  column.weight = weight;
  // Where bits say which rows add nothing, all do beforehand and those take it back.
  bool taken_back = false;
  if (digit.known == 1) {
    column.kind = Kind::nothing;
  } else if (digit.given != model::none) {
    column.kind = Kind::bits;  // of the empty cells
    taken_back = true;
  } else if (digit.cuts) {
    column.kind = step.operation == Operation::segment ? Kind::passed : Kind::odd;
    column.cuts = &*digit.cuts;
    taken_back = step.operation == Operation::within && step.truth[0] != 0;
  } else {
    column.kind = step.representation == Representation::code ? Kind::codes : Kind::bits;
  }
  if (taken_back) {
    base += weight;
    column.weight = Key{0} - weight;
  }

  const auto stands_for = [&](State state, Key digit_value) {
    column.added[static_cast<std::size_t>(state)] = weight * digit_value - (taken_back ? weight : 0);
  };
  const auto refuse = [&](State state) { column.set[static_cast<std::size_t>(state)] = no_key; };
  digit.may_be_not_applicable ? stands_for(State::not_applicable, digit.known) : refuse(State::not_applicable);
  const Key next = digit.known + (digit.may_be_not_applicable ? 1 : 0);
  if (digit.given != model::none) {
    stands_for(State::missing, 0);
  } else {
    digit.may_be_missing ? stands_for(State::missing, next) : refuse(State::missing);
  }
  refuse(State::uncovered);
  refuse(State::invalid);
  return column;
}

template <class Key>
std::optional<StepId> OutcomeKeysOf<Key>::open_result(std::size_t output) const {
  return open_[output] == graph::no_step ? std::nullopt : std::optional(open_[output]);
}

template <class Key>
void OutcomeKeysOf<Key>::find(Part& part) {
  using Kind = typename DigitColumn<Key>::Kind;
  summed_.clear();
  const auto put = [&](const DigitColumn<Key>& column, const void* values, const State* states) {
    const bool adds = column.kind != Kind::nothing && values != nullptr;
    if (!adds && states == nullptr) return;
    DigitColumn<Key>& summed = summed_.emplace_back(column);
    if (!adds) summed.kind = Kind::nothing;
    summed.values = values;
    summed.states = states;
  };
  const auto states_of = [&](FieldId field) {
    const columns::Column& column = frame_.batch->columns[field];
    return column.all_known() ? nullptr : column.states();
  };
  for (std::size_t i = 0; i < part.digits.size(); ++i) {
    const Digit& digit = part.digits[i];
    if (digit.given != model::none) {
      put(part.columns[i], frame_.batch->columns[digit.given].blanks(), states_of(digit.given));
    } else {
      const Vector& vector = frame_.vectors[digit.cuts ? frame_.graph.steps[digit.step].operands[0] : digit.step];
      assert(vector.stride == 1);
      put(part.columns[i], vector.data, vector.states);
    }
  }
  for (std::size_t i = 0; i < part.cells.size(); ++i) {
    put(part.columns[part.digits.size() + i], nullptr, states_of(part.cells[i]));
  }
  digit_kernels<Key>().sum(summed_, part.base, frame_.rows, part.keys.data());
}

template <class Key>
void OutcomeKeysOf<Key>::find(const columns::Batch& batch) {
  frame_.batch = &batch;
  frame_.rows = batch.rows;
  for (const KernelPointer& kernel : kernels_) kernel->run(frame_);
  find(gates_);
  find(results_);
}

template class OutcomeKeysOf<std::uint32_t>;
template class OutcomeKeysOf<std::uint64_t>;

}  // namespace fenji::execute
