// Where a value lies: the segment between cut points, and whether a test holds there.
#include <algorithm>
#include <cassert>

#include "engine/execute/fraction_cuts.hpp"
#include "engine/execute/kernel.hpp"
#include "engine/execute/row_kernels.hpp"

namespace fenji::execute {

namespace {

using graph::Operation;
using graph::StepId;
using model::Int128;
using model::Representation;
using model::State;

// Thresholds of a number or date as its representation holds them.
template <class T>
std::vector<T> thresholds_of(const graph::Step& step, int scale) {
  std::vector<T> result;
  for (const graph::Cut& cut : step.cuts) result.push_back(static_cast<T>(graph::threshold(cut, scale)));
  return result;
}

// The truth of segments that a test makes changes from each to the next.
struct TestTruth {
  using Out = std::uint8_t;
  std::uint8_t below_all;
  explicit TestTruth(const graph::Step& step) : below_all(step.truth[0]) {}
  std::uint8_t operator()(std::uint8_t passed) const { return static_cast<std::uint8_t>((passed & 1) ^ below_all); }
  void find(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint8_t* truth) const {
    row_kernels().odd_passed(cuts, values, rows, below_all, truth);
  }
};

struct SegmentCode {
  using Out = std::uint32_t;
  explicit SegmentCode(const graph::Step&) {}
  std::uint32_t operator()(std::uint32_t passed) const { return passed; }
  void find(const CutSearch& cuts, const std::int64_t* values, std::size_t rows, std::uint32_t* segments) const {
    row_kernels().count_passed(cuts, values, rows, segments);
  }
};

// Of 64-bit numbers and dates.
template <class Map>
class CutKernel final : public Kernel {
 public:
  using Out = typename Map::Out;
  explicit CutKernel(const KernelSite& site)
      : id_(site.id),
        operand_(site.step().operands[0]),
        map_(site.step()),
        cuts_(cuts_of(site.step(), site.operand(0).type.scale)),
        values_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& operand = frame.vectors[operand_];
    assert(operand.stride == 1);
    map_.find(cuts_, operand.values<std::int64_t>(), frame.rows, values_.data());
    frame.vectors[id_] = {values_.data(), operand.states};
  }

 private:
  StepId id_;
  StepId operand_;
  Map map_;
  CutSearch cuts_;
  std::vector<Out> values_;
};

template <class Map>
class WideCutKernel final : public Kernel {
 public:
  using Out = typename Map::Out;
  explicit WideCutKernel(const KernelSite& site)
      : id_(site.id),
        operand_(site.step().operands[0]),
        map_(site.step()),
        thresholds_(thresholds_of<Int128>(site.step(), site.operand(0).type.scale)),
        values_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& operand = frame.vectors[operand_];
    assert(operand.stride == 1);
    const Int128* const numbers = operand.values<Int128>();
    for (std::size_t row = 0; row < frame.rows; ++row) {
      const auto behind = std::upper_bound(thresholds_.begin(), thresholds_.end(), numbers[row]);
      values_[row] = map_(static_cast<Out>(behind - thresholds_.begin()));
    }
    frame.vectors[id_] = {values_.data(), operand.states};
  }

 private:
  StepId id_;
  StepId operand_;
  Map map_;
  std::vector<Int128> thresholds_;
  std::vector<Out> values_;
};

template <class Map>
class FractionCutKernel final : public Kernel {
 public:
  using Out = typename Map::Out;
  explicit FractionCutKernel(const KernelSite& site)
      : id_(site.id),
        operand_(site.step().operands[0]),
        map_(site.step()),
        cuts_(site.graph, site.step()),
        values_(site.capacity) {}

  void run(Frame& frame) override {
    const Vector& operand = frame.vectors[operand_];
    for (std::size_t row = 0; row < frame.rows; ++row) {
      values_[row] = operand.known(row) ? map_(static_cast<Out>(cuts_.passed(frame, row))) : Out{0};
    }
    frame.vectors[id_] = {values_.data(), operand.states};
  }

 private:
  StepId id_;
  StepId operand_;
  Map map_;
  FractionCuts cuts_;
  std::vector<Out> values_;
};

// A label, yes or no among some. T is their representation's.
template <class T>
class MemberKernel final : public Kernel {
 public:
  explicit MemberKernel(const KernelSite& site)
      : id_(site.id), operand_(site.step().operands[0]), truth_(site.step().truth), values_(site.capacity) {
    for (const std::uint8_t yes : {std::uint8_t{1}, std::uint8_t{0}}) {
      if (std::count(truth_.begin(), truth_.end(), yes) != 1) continue;
      odd_one_ = static_cast<T>(std::find(truth_.begin(), truth_.end(), yes) - truth_.begin());
      odd_truth_ = yes;
      has_odd_one_ = true;
      break;
    }
  }

  void run(Frame& frame) override {
    const Vector& operand = frame.vectors[operand_];
    assert(operand.stride == 1);
    const T* __restrict const codes = operand.values<T>();
    std::uint8_t* __restrict const values = values_.data();
    const std::size_t rows = frame.rows;
    if (has_odd_one_) {
      const auto others = static_cast<std::uint8_t>(odd_truth_ ^ 1);
      const T odd_one = odd_one_;
      for (std::size_t row = 0; row < rows; ++row) {
        values[row] = static_cast<std::uint8_t>((codes[row] == odd_one ? 1 : 0) ^ others);
      }
    } else {
      const std::uint8_t* const truth = truth_.data();
      for (std::size_t row = 0; row < rows; ++row) values[row] = truth[codes[row]];
    }
    frame.vectors[id_] = {values_.data(), operand.states};
  }

 private:
  StepId id_;
  StepId operand_;
  std::vector<std::uint8_t> truth_;
  // The only code that is, or is not, among those asked for.
  bool has_odd_one_ = false;
  T odd_one_ = 0;
  std::uint8_t odd_truth_ = 0;
  std::vector<std::uint8_t> values_;
};

template <class Map>
KernelPointer make_cuts(const KernelSite& site) {
  switch (site.operand(0).representation) {
    case Representation::i64:
      return std::make_unique<CutKernel<Map>>(site);
    case Representation::i128:
      return std::make_unique<WideCutKernel<Map>>(site);
    default:
      return std::make_unique<FractionCutKernel<Map>>(site);
  }
}

}  // namespace

CutSearch cuts_of(const graph::Step& step, int scale) { return CutSearch(thresholds_of<std::int64_t>(step, scale)); }

KernelPointer make_ranges(const KernelSite& site) {
  if (site.step().operation == Operation::segment) return make_cuts<SegmentCode>(site);
  switch (site.operand(0).representation) {
    case Representation::code:
      return std::make_unique<MemberKernel<std::uint32_t>>(site);
    case Representation::bits:
      return std::make_unique<MemberKernel<std::uint8_t>>(site);
    default:
      return make_cuts<TestTruth>(site);
  }
}

}  // namespace fenji::execute
