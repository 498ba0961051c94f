#include "engine/execute/record_program.hpp"

#include <algorithm>
#include <cassert>

namespace fenji::execute {

using graph::Operation;
using graph::Step;
using graph::StepId;
using model::Representation;

namespace {

// Steps above one another that a search may go through.
constexpr std::uint32_t deepest = 200;
// A factor of more digits has a product of more than 64 bits.
constexpr int most_factor_digits = 18;

}  // namespace

bool may_need_kernel(Way way) {
  return way == Way::kernel || way == Way::pick || way == Way::indexed_row || way == Way::first_row || way == Way::unique_row;
}

RecordProgram::RecordProgram(const graph::Graph& graph) : graph_(graph) {
  for (const Step& step : graph.steps) instructions_.push_back(instruction_of(step));
  find_landmarks();
}

void RecordProgram::find_landmarks() {
  std::vector<std::uint32_t> depths;
  for (const Step& step : graph_.steps) {
    std::uint32_t depth = 0;
    for (const StepId operand : step.operands) depth = std::max(depth, depths[operand] + 1);
    if (depth == deepest) landmarks_.push_back(static_cast<StepId>(depths.size()));
    depths.push_back(depth % deepest);
  }
}

Way RecordProgram::way_of(const Step& step) const {
  const auto below = [&](std::size_t i) -> const Step& { return graph_.steps[step.operands[i]]; };
  switch (step.operation) {
    case Operation::constant:
      return Way::constant;
    case Operation::field:
      return Way::field;
    case Operation::given:
      return Way::given;
    case Operation::convert:
    case Operation::negate:
    case Operation::add:
    case Operation::subtract:
    case Operation::multiply:
    case Operation::minimum:
    case Operation::maximum:
      if (step.checked) return Way::kernel;
      if (step.operation == Operation::convert && step.type.scale - below(0).type.scale > most_factor_digits)
        return Way::kernel;
      return step.representation == Representation::i64 ? Way::arithmetic : Way::wide_arithmetic;
    case Operation::divide:
      return Way::divide;
    case Operation::equal:
    case Operation::not_equal:
    case Operation::less:
    case Operation::less_equal:
      switch (below(0).representation) {
        case Representation::bits:
          return Way::compare_bits;
        case Representation::code:
          return Way::compare_labels;
        case Representation::text:
          return Way::compare_texts;
        default: {
          const bool narrow = below(0).representation == Representation::i64 && below(1).representation == Representation::i64;
          const bool date = below(0).type.kind == model::Kind::date;
          return narrow && (date || below(0).type.scale == below(1).type.scale) ? Way::compare_numbers : Way::kernel;
        }
      }
    case Operation::within:
      if (below(0).representation == Representation::code || below(0).representation == Representation::bits)
        return Way::member;
      return below(0).representation == Representation::i64 ? Way::truth : Way::kernel;
    case Operation::segment:
      return below(0).representation == Representation::i64 ? Way::segment : Way::kernel;
    case Operation::all:
    case Operation::any:
      return Way::conjunction;
    case Operation::at_least:
      return Way::at_least;
    case Operation::negation:
      return Way::negation;
    case Operation::applicable:
      return Way::applicable;
    case Operation::choose_row: {
      const graph::Decision& decision = graph_.decisions[step.reference];
      if (decision.indexed) return decision.row_by_index.empty() ? Way::kernel : Way::indexed_row;
      return decision.policy == model::HitPolicy::first ? Way::first_row : Way::unique_row;
    }
    case Operation::pick:
      return Way::pick;
    case Operation::round:
    case Operation::year:
    case Operation::add_days:
    case Operation::add_months:
    case Operation::full_months:
    case Operation::full_years:
    case Operation::word:
      return Way::kernel;
  }
  assert(false);
  return Way::kernel;
}

RecordInstruction RecordProgram::instruction_of(const Step& step) {
  RecordInstruction result;
  result.way = way_of(step);
  result.operation = step.operation;
  result.representation = step.representation;
  result.begin = static_cast<std::uint32_t>(operands_.size());
  operands_.insert(operands_.end(), step.operands.begin(), step.operands.end());
  result.end = static_cast<std::uint32_t>(operands_.size());
  result.reference = step.reference;
  switch (result.way) {
    case Way::at_least:
      result.reference = step.count;
      break;
    case Way::arithmetic:
    case Way::wide_arithmetic:
      if (step.operation == Operation::convert) {
        const int places = step.type.scale - graph_.steps[step.operands[0]].type.scale;
        result.factor = static_cast<std::int64_t>(model::power_of_ten(places));
      }
      break;
    case Way::divide:
      result.flag = step.checked;
      break;
    case Way::member:
      result.reference = static_cast<std::uint32_t>(truths_.size());
      truths_.insert(truths_.end(), step.truth.begin(), step.truth.end());
      break;
    case Way::truth:
    case Way::segment: {
      const int scale = graph_.steps[step.operands[0]].type.scale;
      result.reference = static_cast<std::uint32_t>(thresholds_.size());
      result.count = static_cast<std::uint32_t>(step.cuts.size());
      for (const graph::Cut& cut : step.cuts) thresholds_.push_back(static_cast<std::int64_t>(graph::threshold(cut, scale)));
      result.flag = result.way == Way::truth && step.truth[0] != 0;
      break;
    }
    default:
      break;
  }
  return result;
}

}  // namespace fenji::execute
