#include "engine/prove/space.hpp"

#include <algorithm>
#include <iterator>
#include <optional>

#include "engine/prove/circumstances.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

// A row of more boxes than this is left undecided.
constexpr std::size_t most_boxes_of_a_row = 1024;

// The axis that all atoms of the formula speak of, if it is one.
std::optional<std::uint32_t> only_axis(const Formula& formula) {
  std::optional<std::uint32_t> axis;
  bool several = false;
  for_each_atom(formula, [&](const Formula& atom) {
    several = several || (axis && *axis != atom.axis);
    axis = atom.axis;
  });
  return several ? std::nullopt : axis;
}

// Takes from the axes what the circumstances rule out; what they say of several axes at once is returned as boxes.
std::vector<Box> narrow_axes(const std::vector<Formula>& circumstances, std::vector<Axis>& axes) {
  std::vector<CellSet> possible;
  for (const Axis& axis : axes) possible.push_back(all_cells(axis.cell_count()));
  for (const Formula& formula : circumstances) {
    const auto axis = only_axis(formula);
    if (!axis) continue;
    const auto met = boxes(formula, axes, most_boxes_of_a_row);
    if (!met) continue;
    CellSet cells;
    for (const Box& box : *met) cells = united(cells, box[*axis]);
    possible[*axis] = intersection(possible[*axis], cells);
  }
  for (std::size_t axis = 0; axis < axes.size(); ++axis) axes[axis].restrict_to(possible[axis]);
  std::vector<Box> impossible;
  for (const Formula& formula : circumstances) {
    if (only_axis(formula)) continue;
    const auto unmet = boxes(negation(formula), axes, most_boxes_of_a_row);
    if (unmet) impossible.insert(impossible.end(), unmet->begin(), unmet->end());
  }
  return impossible;
}

}  // namespace

bool Space::all_decided() const {
  return std::all_of(decided.begin(), decided.end(), [](bool row) { return row; });
}

Space space_of(const Knowledge& knowledge, model::TableId id) {
  const model::Table& table = knowledge.rules.tables[id];
  Space space{table, circumstances(knowledge, id), Axes(knowledge), {}, {}, {}};
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    const bool asked = std::any_of(table.rows.begin(), table.rows.end(),
                                   [&](const model::Row& row) { return !row.otherwise && !row.tests[column].any; });
    if (asked) space.found.introduce(table.subjects[column]);
  }
  std::vector<Formula> rows;
  for (const model::Row& row : table.rows) {
    std::vector<Formula> tests;
    for (std::size_t column = 0; column < row.tests.size(); ++column) {
      const model::ExpressionId subject = table.subjects.empty() ? model::none : table.subjects[column].expression;
      tests.push_back(space.found.test(subject, row.tests[column]));
    }
    rows.push_back(row.otherwise ? constant(false) : all_of(std::move(tests)));
  }
  space.found.accept_no_more();
  std::vector<Formula> known;
  for (const model::ExpressionId circumstance : space.circumstances) {
    Formula formula = space.found.condition(circumstance);
    if (formula.kind == Formula::Kind::all) {
      std::copy_if(formula.parts.begin(), formula.parts.end(), std::back_inserter(known), is_decided);
    } else if (is_decided(formula)) {
      known.push_back(std::move(formula));
    }
  }
  std::vector<const Formula*> all;
  for (const Formula& row : rows) all.push_back(&row);
  for (const Formula& formula : known) all.push_back(&formula);
  space.found.cut(all);
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    const auto view = space.found.view(table.subjects[column].expression);
    if (view && type_in_words(knowledge.rules, table, column).percent) space.found.all()[view->axis].type.percent = true;
  }
  space.impossible = narrow_axes(known, space.found.all());
  for (std::uint32_t row = 0; row < rows.size(); ++row) {
    auto fitting = boxes(rows[row], space.axes(), most_boxes_of_a_row);
    space.decided.push_back(fitting.has_value());
    if (!fitting) continue;
    for (Box& box : *fitting) space.pieces.push_back({row, std::move(box)});
  }
  return space;
}

}  // namespace fenji::prove
