// The row of a table that fires. Records whose tests are all decided go a quick way; the others, and those whose fitting rows
// must first be compared, one at a time.
#include <cassert>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "engine/execute/kernel.hpp"
#include "engine/execute/row_fits.hpp"

namespace fenji::execute {

namespace {

using graph::Decision;
using graph::StepId;
using model::HitPolicy;
using model::Representation;
using model::State;

constexpr std::uint32_t state_count = static_cast<std::uint32_t>(State::invalid) + 1;

class RowChoiceKernel : public Kernel {
 public:
  explicit RowChoiceKernel(const KernelSite& site)
      : step_(site.step()),
        decision_(site.graph.decisions[step_.reference]),
        id_(site.id),
        codes_(site.capacity),
        states_(site.capacity) {}

 protected:
  // What becomes of a record whose tests are not all decided, or of which several rows fit.
  struct Careful {
    std::optional<std::uint32_t> certain;
    State state = State::known;
    bool open = false;                // there is an open choice …
    std::vector<std::uint32_t> rows;  // … among these, where one is certain
    // Where in the choices of run number `run` they stand.
    std::uint64_t run = 0;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };

  Careful decide(const Frame& frame, std::size_t record) {
    find_fits(frame, step_, record, fits_);
    fire(decision_, fits_, firing_);
    Careful result;
    result.certain = firing_.certain;
    if (!firing_.certain) {
      result.state = firing_.open.empty() ? State::uncovered : firing_.open_state;
      result.open = !firing_.open.empty();
    } else if (firing_.rows.size() > 1) {
      result.state = decision_.policy == HitPolicy::unique ? State::uncovered : firing_.open_state;
      result.open = true;
      result.rows = firing_.rows;
    }
    return result;
  }

  void begin_run(Frame& frame) {
    frame.choices[step_.reference].clear();
    ++run_;
  }

  // Sets the row of a record, its state, and an open choice where there is one. Records come in ascending order; those that are
  // decided alike share the rows of their choice, which may be all of a long table.
  void put(Frame& frame, std::size_t record, Careful& decided) {
    codes_[record] = decided.certain.value_or(0);
    states_[record] = decided.state;
    if (!decided.open) return;
    OpenChoices& choices = frame.choices[step_.reference];
    if (decided.run != run_) {
      decided.run = run_;
      decided.begin = static_cast<std::uint32_t>(choices.rows.size());
      choices.rows.insert(choices.rows.end(), decided.rows.begin(), decided.rows.end());
      decided.end = static_cast<std::uint32_t>(choices.rows.size());
    }
    choices.records.push_back({static_cast<std::uint32_t>(record), decided.certain.has_value(), decided.begin, decided.end});
  }

  const graph::Step& step_;
  const Decision& decision_;
  StepId id_;
  std::vector<std::uint32_t> codes_;
  std::vector<State> states_;

 private:
  std::vector<RowFit> fits_;
  Firing firing_;
  std::uint64_t run_ = 0;
};

class IndexedChoice final : public RowChoiceKernel {
 public:
  explicit IndexedChoice(const KernelSite& site) : RowChoiceKernel(site) {
    const std::vector<std::uint32_t>& rows = decision_.row_by_index;
    codes_by_index_.resize(rows.size());
    states_by_index_.resize(rows.size());
    std::uint32_t greatest = 0;
    for (std::size_t index = 0; index < rows.size(); ++index) {
      const bool settled = rows[index] < graph::rows_disagree;
      codes_by_index_[index] = settled ? rows[index] : 0;
      states_by_index_[index] = settled ? State::known : State::uncovered;
      greatest = std::max(greatest, rows[index]);
    }
    always_settled_ = greatest < graph::rows_disagree;
    rows_disagree_ = !always_settled_ && std::find(rows.begin(), rows.end(), graph::rows_disagree) != rows.end();
  }

  void run(Frame& frame) override {
    begin_run(frame);
    index_rows(frame);
    const State* const states = greatest_states(frame, step_.operands, states_.data());
    if (states == nullptr && always_settled_) {
      for (std::size_t row = 0; row < frame.rows; ++row) codes_[row] = codes_by_index_[codes_[row]];
      frame.vectors[id_] = {codes_.data(), nullptr};
      return;
    }
    for (std::size_t row = 0; row < frame.rows; ++row) {
      const std::uint32_t index = codes_[row];
      const bool unknown = states != nullptr && states[row] != State::known;
      codes_[row] = codes_by_index_[index];
      states_[row] = states_by_index_[index];
      const bool disagree = rows_disagree_ && decision_.row_by_index[index] == graph::rows_disagree;
      if (unknown || disagree) choose_carefully(frame, row);
    }
    frame.vectors[id_] = {codes_.data(), unless_all_known(states_.data(), frame.rows)};
  }

 private:
  // Leaves each record's index in `codes_`; unknown digits count as what they happen to be.
  void index_rows(const Frame& frame) {
    if (step_.operands.empty()) std::fill_n(codes_.begin(), frame.rows, 0U);
    for (std::size_t k = 0; k < step_.operands.size(); ++k) {
      const StepId operand = step_.operands[k];
      if (frame.graph.steps[operand].representation == Representation::bits) {
        add_digits<std::uint8_t>(frame.vectors[operand], k, frame.rows);
      } else {
        add_digits<std::uint32_t>(frame.vectors[operand], k, frame.rows);
      }
    }
  }

  template <class T>
  void add_digits(const Vector& vector, std::size_t k, std::size_t rows) {
    assert(vector.stride == 1);
    const T* const digits = vector.values<T>();
    const std::uint32_t size = decision_.sizes[k];
    if (k == 0) {
      for (std::size_t row = 0; row < rows; ++row) codes_[row] = digits[row];
    } else {
      for (std::size_t row = 0; row < rows; ++row) codes_[row] = codes_[row] * size + digits[row];
    }
  }

  // Records with the same digits, known or not, are decided alike; a long table is gone through once for all of them.
  void choose_carefully(Frame& frame, std::size_t record) {
    std::uint64_t digits = 0;
    for (std::size_t k = 0; k < step_.operands.size(); ++k) {
      const Vector& vector = frame.vectors[step_.operands[k]];
      const bool bits = frame.graph.steps[step_.operands[k]].representation == Representation::bits;
      const std::uint32_t digit = bits ? vector.at<std::uint8_t>(record) : vector.at<std::uint32_t>(record);
      const State state = vector.state(record);
      const std::uint32_t size = decision_.sizes[k];
      digits = digits * (size + state_count) + (state == State::known ? digit : size + static_cast<std::uint32_t>(state));
    }
    auto place = decided_.find(digits);
    if (place == decided_.end()) {
      if (decided_.size() >= most_decided) decided_.clear();
      place = decided_.emplace(digits, decide(frame, record)).first;
    }
    put(frame, record, place->second);
  }

  static constexpr std::size_t most_decided = 256;

  std::unordered_map<std::uint64_t, Careful> decided_;
  std::vector<std::uint32_t> codes_by_index_;
  std::vector<State> states_by_index_;
  bool always_settled_;
  bool rows_disagree_;
};

// By a tree over the digits.
class SearchedChoice final : public RowChoiceKernel {
 public:
  explicit SearchedChoice(const KernelSite& site)
      : RowChoiceKernel(site), operands_(step_.operands.size()), digits_(site.capacity * operands_), leaves_(site.capacity) {}

  void run(Frame& frame) override {
    begin_run(frame);
    const State* const states = greatest_states(frame, step_.operands, states_.data());
    gather_digits(frame);
    for (std::size_t begin = 0; begin < frame.rows; begin += at_once) {
      const std::size_t records = std::min(at_once, frame.rows - begin);
      decision_.row_tree.find_leaves(digits_.data() + begin * operands_, records, leaves_.data() + begin);
    }
    for (std::size_t record = 0; record < frame.rows; ++record) {
      const bool known = states == nullptr || states[record] == State::known;
      if (known && choose(record)) continue;
      Careful decided = decide(frame, record);
      put(frame, record, decided);
    }
    frame.vectors[id_] = {codes_.data(), unless_all_known(states_.data(), frame.rows)};
  }

 private:
  // As many as keep the processor busy while nodes come from memory.
  static constexpr std::size_t at_once = 32;

  void gather_digits(const Frame& frame) {
    for (std::size_t k = 0; k < operands_; ++k) {
      const Vector& vector = frame.vectors[step_.operands[k]];
      const auto gather = [&](const auto* digits) {
        for (std::size_t record = 0; record < frame.rows; ++record) digits_[record * operands_ + k] = digits[record];
      };
      const bool bits = frame.graph.steps[step_.operands[k]].representation == Representation::bits;
      bits ? gather(vector.values<std::uint8_t>()) : gather(vector.values<std::uint32_t>());
    }
  }

  // Of a record whose digits are known; false where several rows fit whose results must agree.
  bool choose(std::size_t record) {
    const std::uint32_t* const digits = digits_.data() + record * operands_;
    std::uint32_t found = model::none;
    bool several = false;
    decision_.row_tree.each_that_may_fit(leaves_[record], digits, [&](std::uint32_t place) {
      if (!decision_.row_tree.certain(place) && !fits(place, digits)) return true;
      several = found != model::none;
      if (!several) found = decision_.rows[place];
      return !several && decision_.policy == HitPolicy::unique;
    });
    if (several) return false;
    if (found == model::none) found = decision_.otherwise;
    codes_[record] = found == model::none ? 0 : found;
    states_[record] = found == model::none ? State::uncovered : State::known;
    return true;
  }

  bool fits(std::uint32_t place, const std::uint32_t* digits) const {
    const std::span<const graph::DigitTest> tests = decision_.tests[place];
    for (std::size_t k = 0; k < operands_; ++k) {
      if (!tests[k].holds(digits[k])) return false;
    }
    return true;
  }

  std::size_t operands_;
  std::vector<std::uint32_t> digits_;  // by record, then by operand
  std::vector<std::uint32_t> leaves_;
};

// By each row's own condition.
class ConditionChoice final : public RowChoiceKernel {
 public:
  explicit ConditionChoice(const KernelSite& site) : RowChoiceKernel(site), open_(site.capacity) {}

  void run(Frame& frame) override {
    begin_run(frame);
    const std::size_t rows = frame.rows;
    std::fill_n(codes_.begin(), rows, decision_.otherwise);
    std::fill_n(open_.begin(), rows, std::uint8_t{0});
    for (std::size_t place = decision_.rows.size(); place-- > 0;) take_row(frame, place);
    for (std::size_t row = 0; row < rows; ++row) {
      const bool covered = codes_[row] != model::none;
      states_[row] = covered ? State::known : State::uncovered;
      codes_[row] = covered ? codes_[row] : 0;
      if (open_[row] == 0) continue;
      Careful decided = decide(frame, row);
      put(frame, row, decided);
    }
    frame.vectors[id_] = {codes_.data(), unless_all_known(states_.data(), rows)};
  }

 private:
  // Rows come from the last to the first, so the first that fits stays. A record is open where a row is undecided that no
  // certain one precedes or, under `unique`, where more than one fits.
  void take_row(const Frame& frame, std::size_t place) {
    const Vector& fit = frame.vectors[step_.operands[place]];
    const std::uint32_t code = decision_.rows[place];
    const bool unique = decision_.policy == HitPolicy::unique;
    if (fit.stride == 0) {
      take(
          code, unique, frame.rows, [&](std::size_t) { return fit.at<std::uint8_t>(0) != 0; },
          [](std::size_t) { return true; });
      return;
    }
    const auto* const fits = fit.values<std::uint8_t>();
    const auto yes = [fits](std::size_t row) { return fits[row] != 0; };
    if (fit.states == nullptr) return take(code, unique, frame.rows, yes, [](std::size_t) { return true; });
    take(code, unique, frame.rows, yes, [&](std::size_t row) { return fit.states[row] == State::known; });
  }

  template <class Yes, class Known>
  void take(std::uint32_t code, bool unique, std::size_t rows, Yes yes, Known is_known) {
    std::uint32_t* const codes = codes_.data();
    std::uint8_t* const open = open_.data();
    const std::uint32_t otherwise = decision_.otherwise;
    for (std::size_t row = 0; row < rows; ++row) {
      const bool known = is_known(row);
      const bool fits = known & yes(row);
      const bool second = unique & fits & (codes[row] != otherwise);
      const bool still_open = (open[row] != 0) & (unique | !fits);
      open[row] = static_cast<std::uint8_t>(still_open | second | !known);
      codes[row] = fits ? code : codes[row];
    }
  }

  std::vector<std::uint8_t> open_;
};

}  // namespace

KernelPointer make_row_choice(const KernelSite& site) {
  const Decision& decision = site.graph.decisions[site.step().reference];
  if (!decision.indexed) return std::make_unique<ConditionChoice>(site);
  if (decision.row_by_index.empty()) return std::make_unique<SearchedChoice>(site);
  return std::make_unique<IndexedChoice>(site);
}

}  // namespace fenji::execute
