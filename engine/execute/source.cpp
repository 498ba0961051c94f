// Steps without operands: constants, fields, and whether a cell holds something.
#include <algorithm>
#include <cassert>
#include <string_view>

#include "engine/execute/kernel.hpp"

namespace fenji::execute {

namespace {

using model::Kind;
using model::Representation;
using model::State;

class ConstantKernel final : public Kernel {
 public:
  explicit ConstantKernel(const KernelSite& site) : id_(site.id) {
    const model::Value& value = site.step().constant;
    vector_.stride = 0;
    switch (site.step().representation) {
      case Representation::bits:
        bit_ = value.yes ? 1 : 0;
        vector_.data = &bit_;
        break;
      case Representation::code:
        code_ = value.label;
        vector_.data = &code_;
        break;
      case Representation::i64:
        number_ = site.step().type.kind == Kind::date ? value.day : static_cast<std::int64_t>(value.number.mantissa);
        vector_.data = &number_;
        break;
      case Representation::i128:
        wide_ = value.number.mantissa;
        vector_.data = &wide_;
        break;
      case Representation::text:
        text_ = value.text;
        vector_.data = &text_;
        break;
      case Representation::fraction:
        assert(false);
    }
  }

  void run(Frame& frame) override { frame.vectors[id_] = vector_; }

 private:
  graph::StepId id_;
  Vector vector_;
  std::uint8_t bit_ = 0;
  std::uint32_t code_ = 0;
  std::int64_t number_ = 0;
  model::Int128 wide_ = 0;
  std::string_view text_;  // into the graph
};

class FieldKernel final : public Kernel {
 public:
  explicit FieldKernel(const KernelSite& site) : id_(site.id), field_(site.step().reference) {}

  void run(Frame& frame) override {
    const columns::Column& column = frame.batch->columns[field_];
    assert(column.capacity() >= frame.rows && column.representation() == frame.graph.steps[id_].representation);
    frame.vectors[id_] = {column.data(), column.all_known() ? nullptr : column.states()};
  }

 private:
  graph::StepId id_;
  model::FieldId field_;
};

class GivenKernel final : public Kernel {
 public:
  explicit GivenKernel(const KernelSite& site)
      : id_(site.id), field_(site.step().reference), values_(site.capacity), states_(site.capacity) {}

  // A cell that cannot be read is undecided; a missing one is empty, whatever else is not.
  void run(Frame& frame) override {
    const columns::Column& column = frame.batch->columns[field_];
    assert(column.capacity() >= frame.rows);
    const auto* const cells = reinterpret_cast<const std::uint8_t*>(column.states());
    const std::uint8_t* const blanks = column.blanks();
    const State greatest = blanks == nullptr ? find(cells, frame.rows, [](std::size_t) { return std::uint8_t{0}; })
                                             : find(cells, frame.rows, [blanks](std::size_t row) { return blanks[row]; });
    frame.vectors[id_] = {values_.data(), greatest == State::known ? nullptr : states_.data()};
  }

 private:
  // Bytes throughout, which compilers know how to take many at a time. blank(row): 1 where the cell is empty and yet known.
  // Returns the greatest state.
  template <class Blank>
  State find(const std::uint8_t* __restrict cells, std::size_t rows, Blank blank) {
    static_assert(sizeof(State) == 1 && static_cast<int>(State::known) == 0);
    constexpr auto missing = static_cast<std::uint8_t>(State::missing);
    std::uint8_t* __restrict const values = values_.data();
    auto* __restrict const states = reinterpret_cast<std::uint8_t*>(states_.data());
    std::uint8_t greatest = 0;
    for (std::size_t row = 0; row < rows; ++row) {
      const auto given = static_cast<std::uint8_t>((cells[row] != missing ? 1 : 0) & (blank(row) ^ 1));
      const auto state = static_cast<std::uint8_t>(cells[row] & (0 - given));
      values[row] = given;
      states[row] = state;
      greatest = std::max(greatest, state);
    }
    return static_cast<State>(greatest);
  }

  graph::StepId id_;
  model::FieldId field_;
  std::vector<std::uint8_t> values_;
  std::vector<State> states_;
};

}  // namespace

KernelPointer make_source(const KernelSite& site) {
  switch (site.step().operation) {
    case graph::Operation::constant:
      return std::make_unique<ConstantKernel>(site);
    case graph::Operation::field:
      return std::make_unique<FieldKernel>(site);
    default:
      return std::make_unique<GivenKernel>(site);
  }
}

}  // namespace fenji::execute
