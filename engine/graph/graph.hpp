// Stage: graph. A rule file as a flat list of steps over columns: what lowering makes of a model, and what the vectorised
// executor, exporters and printing read. Steps stand in topological order, each once however many definitions use it; what
// no result, gate or plan needs is not there, and nothing that could be computed beforehand is left to compute.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/graph/bounds.hpp"
#include "engine/graph/decision.hpp"
#include "engine/model/representation.hpp"
#include "engine/model/rules.hpp"

namespace fenji::graph {

using StepId = std::uint32_t;
inline constexpr StepId no_step = 0xffffffff;

// Unless said otherwise the result is unknown where an operand is, with the greatest state of the operands.
enum class Operation : std::uint8_t {
  constant,  // `constant`, always known
  field,     // `reference` is a FieldId
  given,     // `reference` is a FieldId: its cell holds something
  convert,   // the number at the scale of `type`
  negate,    // arithmetic: operands have the scale of the result, except those of multiply and where `checked`
  add,
  subtract,  // also of two dates: a number of days
  multiply,  // scales add up
  minimum,
  maximum,
  divide,  // a fraction; invalid where the denominator is zero, owned by `owner`
  round,   // a number or fraction to type.scale places, half away from zero
  year,
  add_days,     // a date and a number of days at scale 0: a date; invalid outside the calendar, owned by `owner`
  add_months,   // the same of months, the day of the month clipped as model/calendar.hpp says
  full_months,  // from the first date to the second, see there
  full_years,
  equal,  // comparisons of numbers and fractions (exact whatever their scales), dates, labels, texts, yes/no
  not_equal,
  less,  // of labels: worse; their codes ascend from the best
  less_equal,
  within,   // truth[d]; d is the number of `cuts` that a number, date or fraction passes, or the code of a label, yes or no.
            // Across each cut the truth changes
  segment,  // how many of `cuts` the number, date or fraction passes, as a code
  word,     // the place of the text among `words`, as a code; their number where it is none of them
  all,      // three-valued: what known operands decide stands
  any,
  negation,
  at_least,    // `count` or more operands are yes
  choose_row,  // the row of decisions[reference] that fires; uncovered where none does
  pick,        // operand 0 is a choose_row; its row r has the result operand 1 + r
  applicable,  // operand 1 where operand 0 is yes, not applicable where it is no
};

// Passed by values of at least `limit`, or above it where `above`. Limits of dates are Days.
struct Cut {
  [[no_unique_address]] model::Decimal limit;
  bool above = false;

  friend bool operator==(const Cut&, const Cut&) = default;
};

struct Step {
  Operation operation = Operation::constant;
  model::Representation representation = model::Representation::bits;
  model::Type type;  // of numbers type.scale is the mantissa's
  // Bounds could not prove that the arithmetic stays within 128 bits: a result that does not is invalid, owned by `owner`. The
  // operands of a checked step may have any scale; each is brought to the scale of the result first (factors of multiply: the
  // product), then all are combined from the left.
  bool checked = false;
  std::vector<StepId> operands;
  model::Value constant;
  std::uint32_t reference = model::none;
  std::uint32_t count = 0;
  std::vector<Cut> cuts;            // ascending
  std::vector<std::uint8_t> truth;  // 0 or 1
  std::vector<std::string> words;   // ascending
  Bounds bounds;                    // numbers and dates
  // Whose name a note gives when this step makes a value invalid or uncovered; none: `applies` or a gate. Steps that cannot do
  // so have no owner.
  model::DefinitionId owner = model::none;
  std::uint32_t layer = 0;  // as Definition::layer, the first that needs the step
  Span span;                // of the first place in the rules that asks for it
};

struct GateSteps {
  std::vector<StepId> elements;
  StepId passed = no_step;
};

struct Graph {
  std::vector<Step> steps;
  std::vector<Decision> decisions;
  StepId applies = no_step;  // no_step: every record applies
  std::vector<GateSteps> gates;
  std::vector<StepId> definitions;  // by DefinitionId; no_step where nothing needs it. Two of them may be one step
  // By plan: the definition of its first role, whose label codes are the rows of the plan; none for a plan without roles.
  std::vector<model::DefinitionId> plans;
};

// The mantissa that a number at `scale` must reach to pass `cut`; `cut` is one of a step's, so it fits.
model::Int128 threshold(const Cut& cut, int scale);

}  // namespace fenji::graph
