// A result column of a table: what the row that fires gives.
#include <algorithm>
#include <cassert>
#include <string_view>
#include <type_traits>

#include "engine/execute/agreement.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/null_rules.hpp"
#include "engine/execute/operands.hpp"

namespace fenji::execute {

namespace {

using graph::StepId;
using model::Representation;
using model::State;

class PickKernel : public Kernel {
 public:
  explicit PickKernel(const KernelSite& site) : step_(site.step()), id_(site.id), states_(site.capacity) {
    for (std::size_t i = 1; i < step_.operands.size(); ++i) {
      if (site.operand(i).operation != graph::Operation::constant) constants_ = false;
    }
  }

  void run(Frame& frame) override {
    const Vector& chosen = frame.vectors[step_.operands[0]];
    const auto* const codes = chosen.values<std::uint32_t>();
    const void* const values = take_values(frame, codes);
    const bool results_unknown = take_result_states(frame);
    if (results_unknown) {
      for (std::size_t row = 0; row < frame.rows; ++row) {
        const State* const results = result_states_[codes[row]];
        const bool chosen_result = results != nullptr && chosen.known(row);
        states_[row] = chosen_result ? results[row] : chosen.state(row);
      }
    } else if (chosen.states != nullptr) {
      std::copy_n(chosen.states, frame.rows, states_.begin());
    }
    frame.vectors[id_] = {values, results_unknown || chosen.states != nullptr ? states_.data() : nullptr};
    settle_open_choices(frame);
  }

 protected:
  // The values of the rows that `codes` name; those of a record whose row is open are taken from the certain one.
  virtual const void* take_values(const Frame& frame, const std::uint32_t* codes) = 0;

  const graph::Step& step_;
  bool constants_ = true;

 private:
  // By row of the table; false where all results are known.
  bool take_result_states(const Frame& frame) {
    result_states_.clear();
    if (constants_) return false;
    bool any = false;
    for (std::size_t i = 1; i < step_.operands.size(); ++i) {
      result_states_.push_back(frame.vectors[step_.operands[i]].states);
      any |= result_states_.back() != nullptr;
    }
    if (!any) result_states_.clear();
    return any;
  }

  void settle_open_choices(Frame& frame) {
    const OpenChoices& choices = frame.choices[frame.graph.steps[step_.operands[0]].reference];
    std::vector<std::uint8_t>& agreed = frame.agreed[id_];
    agreed.clear();
    const OpenChoice* before = nullptr;
    for (const OpenChoice& choice : choices.records) {
      // Constants that agree in one record do so in all.
      const bool alike = constants_ && before != nullptr && choice.certain && before->certain &&
                         choice.begin == before->begin && choice.end == before->end;
      agreed.push_back(alike ? agreed.back() : std::uint8_t{choice.certain && results_agree(frame, step_, choice)});
      before = &choice;
      if (agreed.back() == 0) continue;
      const std::uint32_t row = frame.vectors[step_.operands[0]].at<std::uint32_t>(choice.record);
      states_[choice.record] = frame.vectors[step_.operands[1 + row]].state(choice.record);
    }
    Vector& vector = frame.vectors[id_];
    vector.states = unless_all_known(vector.states, frame.rows);
  }

  StepId id_;
  std::vector<State> states_;
  std::vector<const State*> result_states_;
};

// T is the representation's.
template <class T>
class ValuePick final : public PickKernel {
 public:
  explicit ValuePick(const KernelSite& site) : PickKernel(site), values_(site.capacity) {}

 private:
  const void* take_values(const Frame& frame, const std::uint32_t* codes) override {
    take_results(frame);
    if (constants_) {
      const T* const results = constant_results_.data();
      for (std::size_t row = 0; row < frame.rows; ++row) values_[row] = results[codes[row]];
    } else {
      const Result* const results = results_.data();
      for (std::size_t row = 0; row < frame.rows; ++row) values_[row] = value_at(results[codes[row]], row);
    }
    return values_.data();
  }

  struct Result {
    Vector vector;
    Representation representation = Representation::bits;
  };

  static T value_at(const Result& result, std::size_t row) {
    if constexpr (std::is_same_v<T, model::Int128>) {
      return mantissa_at(result.vector, result.representation, row);
    } else {
      return result.vector.template at<T>(row);
    }
  }

  void take_results(const Frame& frame) {
    if (!constant_results_.empty()) return;
    results_.clear();
    for (std::size_t i = 1; i < step_.operands.size(); ++i) {
      const StepId id = step_.operands[i];
      results_.push_back({frame.vectors[id], frame.graph.steps[id].representation});
      if (constants_) constant_results_.push_back(value_at(results_.back(), 0));
    }
  }

  std::vector<Result> results_;      // by row of the table
  std::vector<T> constant_results_;  // likewise, where all are constants
  std::vector<T> values_;
};

// Whoever reads it asks each row where its numerator and denominator are.
class FractionPick final : public PickKernel {
 public:
  using PickKernel::PickKernel;

 private:
  const void* take_values(const Frame&, const std::uint32_t*) override { return nullptr; }
};

}  // namespace

KernelPointer make_pick(const KernelSite& site) {
  switch (site.step().representation) {
    case Representation::bits:
      return std::make_unique<ValuePick<std::uint8_t>>(site);
    case Representation::code:
      return std::make_unique<ValuePick<std::uint32_t>>(site);
    case Representation::i64:
      return std::make_unique<ValuePick<std::int64_t>>(site);
    case Representation::i128:
      return std::make_unique<ValuePick<model::Int128>>(site);
    case Representation::text:
      return std::make_unique<ValuePick<std::string_view>>(site);
    case Representation::fraction:
      return std::make_unique<FractionPick>(site);
  }
  assert(false);
  return nullptr;
}

}  // namespace fenji::execute
