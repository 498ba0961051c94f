// Stage: graph. Arithmetic as steps: scales brought together, 64 or 128 bits and the need of a check decided by bounds.
#pragma once

#include <vector>

#include "engine/graph/builder.hpp"
#include "engine/model/calendar.hpp"

namespace fenji::graph {

// The number at `scale`.
StepId aligned(StepBuilder& builder, StepId number, int scale, const Site& site);

// negate, add, subtract, multiply, minimum or maximum of numbers, from the left, at the scale of `type`.
StepId arithmetic(StepBuilder& builder, Operation operation, const std::vector<StepId>& operands, const model::Type& type,
                  const Site& site);

// The exact fraction of two numbers.
StepId quotient(StepBuilder& builder, StepId numerator, StepId denominator, const model::Type& type, const Site& site);

// A number or fraction to `digits` places, at the scale of `type`.
StepId rounded(StepBuilder& builder, StepId operand, int digits, const model::Type& type, const Site& site);

// The year of a date, at the scale of `type`.
StepId year_of(StepBuilder& builder, StepId date, const model::Type& type, const Site& site);

// The date so many of `period` later, or earlier where `back`.
StepId shifted(StepBuilder& builder, StepId date, StepId count, const model::Period& period, bool back, const Site& site);

// full_months or full_years between two dates, at the scale of `type`.
StepId full_count(StepBuilder& builder, Operation operation, StepId from, StepId to, const model::Type& type, const Site& site);

// Bounds of the number brought to `scale`; nothing where it could leave 128 bits or lose digits.
std::optional<Bounds> bounds_at(const Step& number, int scale);

}  // namespace fenji::graph
