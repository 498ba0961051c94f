#include "engine/prove/formula.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

using Kind = Formula::Kind;
using Boxes = std::vector<Box>;

// Below this many boxes every pair is looked at for a merger.
constexpr std::size_t most_compared = 64;

Formula combined(Kind kind, std::vector<Formula> parts) {
  const Kind neutral = kind == Kind::all ? Kind::always : Kind::never;
  const Kind decisive = kind == Kind::all ? Kind::never : Kind::always;
  Formula result;
  result.kind = kind;
  for (Formula& part : parts) {
    if (part.kind == decisive) return constant(decisive == Kind::always);
    if (part.kind != neutral) result.parts.push_back(std::move(part));
  }
  if (result.parts.empty()) return constant(neutral == Kind::always);
  if (result.parts.size() == 1) return Formula(std::move(result.parts.front()));
  return result;
}

// Joins `right` to `left` where their union is a box.
bool join(Box& left, const Box& right) {
  std::optional<std::size_t> differs;
  for (std::size_t axis = 0; axis < left.size(); ++axis) {
    if (left[axis] == right[axis]) continue;
    if (differs) return covers(left, right);
    differs = axis;
  }
  if (differs) left[*differs] = united(left[*differs], right[*differs]);
  return true;
}

void add(Boxes& boxes, Box box) {
  if (boxes.size() <= most_compared) {
    for (Box& present : boxes) {
      if (join(present, box)) return;
    }
  }
  boxes.push_back(std::move(box));
}

Box full_box(const std::vector<Axis>& axes) {
  Box box;
  for (const Axis& axis : axes) box.push_back(all_cells(axis.cell_count()));
  return box;
}

bool narrow_to_atom(Boxes& boxes, const Formula& atom, const std::vector<Axis>& axes) {
  const CellSet cells = cells_of(atom, axes[atom.axis]);
  std::erase_if(boxes, [&](Box& box) {
    box[atom.axis] = intersection(box[atom.axis], cells);
    return box[atom.axis].empty();
  });
  return true;
}

bool narrow(Boxes& boxes, const Formula& formula, const std::vector<Axis>& axes, std::size_t limit) {
  switch (formula.kind) {
    case Kind::always:
      return true;
    case Kind::never:
      boxes.clear();
      return true;
    case Kind::undecided:
      return false;
    case Kind::atom:
      return narrow_to_atom(boxes, formula, axes);
    case Kind::all:
      return std::all_of(formula.parts.begin(), formula.parts.end(),
                         [&](const Formula& part) { return narrow(boxes, part, axes, limit); });
    case Kind::any: {
      Boxes total;
      for (const Formula& part : formula.parts) {
        Boxes narrowed = boxes;
        if (!narrow(narrowed, part, axes, limit)) return false;
        for (Box& box : narrowed) add(total, std::move(box));
        if (total.size() > limit) return false;
      }
      boxes = std::move(total);
      return true;
    }
  }
  return false;
}

}  // namespace

Formula constant(bool met) {
  Formula formula;
  formula.kind = met ? Kind::always : Kind::never;
  return formula;
}

Formula undecided() {
  Formula formula;
  formula.kind = Kind::undecided;
  return formula;
}

Formula all_of(std::vector<Formula> parts) { return combined(Kind::all, std::move(parts)); }
Formula any_of(std::vector<Formula> parts) { return combined(Kind::any, std::move(parts)); }

Formula negation(Formula formula) {
  switch (formula.kind) {
    case Kind::never:
      formula.kind = Kind::always;
      break;
    case Kind::always:
      formula.kind = Kind::never;
      break;
    case Kind::undecided:
      break;
    case Kind::atom:
      formula.negated = !formula.negated;
      break;
    case Kind::all:
    case Kind::any:
      formula.kind = formula.kind == Kind::all ? Kind::any : Kind::all;
      for (Formula& part : formula.parts) part = negation(std::move(part));
      break;
  }
  return formula;
}

bool is_decided(const Formula& formula) {
  return formula.kind != Kind::undecided && std::all_of(formula.parts.begin(), formula.parts.end(), is_decided);
}

CellSet cells_of(const Formula& atom, const Axis& axis) {
  CellSet cells = axis.kind == Axis::Kind::ordered ? CellSet{} : axis.cells_of(atom.codes);
  for (const Interval& interval : atom.intervals) cells = united(cells, axis.cells_in(interval));
  return atom.negated ? complement(cells, axis.cell_count()) : cells;
}

std::optional<Boxes> boxes(const Formula& formula, const std::vector<Axis>& axes, std::size_t limit) {
  Boxes result{full_box(axes)};
  if (is_empty(result.front())) return Boxes{};
  if (!narrow(result, formula, axes, limit)) return {};
  return result;
}

}  // namespace fenji::prove
