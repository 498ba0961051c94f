#include "engine/execute/agreement.hpp"

#include <string_view>

#include "engine/execute/fraction_value.hpp"
#include "engine/execute/operands.hpp"
#include "engine/execute/reason_search.hpp"

namespace fenji::execute {

using graph::StepId;
using model::Kind;

namespace {

bool equal_values(const Frame& frame, const model::Type& type, StepId left, StepId right, std::size_t record) {
  const Vector& a = frame.vectors[left];
  const Vector& b = frame.vectors[right];
  switch (type.kind) {
    case Kind::yes_no:
      return a.at<std::uint8_t>(record) == b.at<std::uint8_t>(record);
    case Kind::label:
      return a.at<std::uint32_t>(record) == b.at<std::uint32_t>(record);
    case Kind::date:
      return a.at<std::int64_t>(record) == b.at<std::int64_t>(record);
    case Kind::text:
      return a.at<std::string_view>(record) == b.at<std::string_view>(record);
    case Kind::number:
      break;
  }
  if (type.quotient) return graph::compare(fraction_at(frame, left, record), fraction_at(frame, right, record)) == 0;
  return mantissa_at(a, frame.graph.steps[left].representation, record) ==
         mantissa_at(b, frame.graph.steps[right].representation, record);
}

Reasons reasons_of(const Frame& frame, StepId step, std::size_t record) {
  Reasons reasons;
  ReasonSearch(frame).find({step}, record, reasons);
  return reasons;
}

bool agree(const Frame& frame, const model::Type& type, StepId left, StepId right, std::size_t record) {
  if (left == right) return true;
  const model::State state = frame.vectors[left].state(record);
  if (state != frame.vectors[right].state(record)) return false;
  if (state == model::State::known) return equal_values(frame, type, left, right, record);
  return reasons_of(frame, left, record) == reasons_of(frame, right, record);
}

}  // namespace

bool results_agree(const Frame& frame, const graph::Step& pick, const OpenChoice& choice) {
  const StepId chooser = pick.operands[0];
  const std::vector<std::uint32_t>& rows = frame.choices[frame.graph.steps[chooser].reference].rows;
  const StepId certain = pick.operands[1 + frame.vectors[chooser].at<std::uint32_t>(choice.record)];
  for (std::uint32_t place = choice.begin; place < choice.end; ++place) {
    if (!agree(frame, pick.type, pick.operands[1 + rows[place]], certain, choice.record)) return false;
  }
  return true;
}

}  // namespace fenji::execute
