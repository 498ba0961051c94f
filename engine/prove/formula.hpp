// Stage: prove. What a row asks, as a formula over the cells of axes. It speaks of known values only: each of its parts is
// either met or not.
#pragma once

#include <optional>
#include <vector>

#include "engine/prove/axis.hpp"

namespace fenji::prove {

struct Formula {
  enum class Kind : std::uint8_t { never, always, undecided, atom, all, any };

  Kind kind = Kind::never;
  // An atom: the value on `axis` lies in one of `intervals`, or has one of `codes`; or it does not, where `negated`.
  std::uint32_t axis = 0;
  std::vector<Interval> intervals;
  Codes codes;
  bool negated = false;
  std::vector<Formula> parts;  // of `all` and `any`
};

Formula constant(bool met);
Formula undecided();
// Drops parts that cannot change the outcome.
Formula all_of(std::vector<Formula> parts);
Formula any_of(std::vector<Formula> parts);
Formula negation(Formula formula);

bool is_decided(const Formula& formula);  // no part is `undecided`

// Calls visit(atom) for every atom.
template <typename Visit>
void for_each_atom(const Formula& formula, const Visit& visit) {
  if (formula.kind == Formula::Kind::atom) visit(formula);
  for (const Formula& part : formula.parts) for_each_atom(part, visit);
}

// The cells in which an atom is met.
CellSet cells_of(const Formula& atom, const Axis& axis);

// Boxes whose union is where the formula is met, none of them empty; nothing where it is undecided or they would be more
// than `limit`. The axes are cut.
std::optional<std::vector<Box>> boxes(const Formula& formula, const std::vector<Axis>& axes, std::size_t limit);

}  // namespace fenji::prove
