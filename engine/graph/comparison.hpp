// Stage: graph. Comparisons, and what a test asks of its subject.
#pragma once

#include "engine/graph/builder.hpp"
#include "engine/graph/segments.hpp"

namespace fenji::graph {

// `operation` is one of the comparisons of the model. Comparing with a constant becomes a step `within`.
StepId comparison(StepBuilder& builder, const model::Rules& rules, model::Operation operation, StepId left, StepId right,
                  const Span& span);

// Whether `subject` lies in one of the intervals or is one of the labels of `test`; no where it names neither. The test's
// conditions are the caller's.
StepId within(StepBuilder& builder, const model::Rules& rules, StepId subject, const model::Test& test, const Span& span);

// A label or yes/no: its values are codes.
bool has_codes(const Step& step);
std::size_t code_count(const model::Type& type, const model::Rules& rules);
// By code: 1 where it is among `labels`.
std::vector<std::uint8_t> label_truth(const std::vector<std::uint32_t>& labels, std::size_t count);

// What tests of a number, date or fraction compare in its place, and the cut points that they make, none yet.
struct Compared {
  StepId step = no_step;
  Segments segments;
};

// Of a year its date, of a sum with constants the other number: the year or sum need not be computed.
Compared compared(const StepBuilder& builder, StepId subject);

}  // namespace fenji::graph
