#include "tests/generate/tables.hpp"

#include <algorithm>
#include <utility>

#include "tests/generate/columns.hpp"
#include "tests/generate/conditions.hpp"
#include "tests/generate/results.hpp"

namespace fenji::generate {

namespace {

Cell any_cell() {
  Cell cell;
  cell.any = true;
  return cell;
}

Cell otherwise_cell() {
  Cell cell;
  cell.otherwise = true;
  return cell;
}

struct Axis {
  ExpressionPtr subject;
  std::vector<Cell> cells;  // together all values, none for all other cases
};

Axis random_axis(Draft& draft, std::size_t most) {
  while (true) {
    Axis axis{random_subject(draft, 1), {}};
    const auto cells = static_cast<std::size_t>(draft.random.between(2, static_cast<int>(most)));
    axis.cells = column_of(draft, axis.subject, cells, false);
    if (axis.cells.empty()) continue;
    if (axis.cells.back().otherwise) {
      // Such cells are for whole rows. Of texts and single values what is named is what there is.
      axis.cells.pop_back();
      if (axis.cells.empty()) continue;
    }
    return axis;
  }
}

// Every combination once; behind some cells the other columns do not matter.
void combine(Draft& draft, const std::vector<Axis>& axes, std::vector<Cell> so_far, std::vector<Table::Row>& rows) {
  if (so_far.size() == axes.size()) {
    rows.push_back({std::move(so_far), {}});
    return;
  }
  if (!so_far.empty() && draft.random.chance(25)) {
    so_far.resize(axes.size(), any_cell());
    rows.push_back({std::move(so_far), {}});
    return;
  }
  for (const Cell& cell : axes[so_far.size()].cells) {
    std::vector<Cell> longer = so_far;
    longer.push_back(cell);
    combine(draft, axes, std::move(longer), rows);
  }
}

template <class T>
void keep(std::vector<T>& items, std::size_t count) {
  if (items.size() > count) items.erase(items.begin() + static_cast<std::ptrdiff_t>(count), items.end());
}

}  // namespace

ExpressionPtr random_when(Draft& draft) { return draft.random.chance(20) ? random_condition(draft, 1) : nullptr; }

void add_table(Draft& draft) {
  Random& random = draft.random;
  Table table;
  const auto columns = static_cast<std::size_t>(random.between(1, 3));
  std::vector<Axis> axes;
  bool whole = true;
  for (std::size_t i = 0; i < columns; ++i) {
    axes.push_back(random_axis(draft, columns == 1 ? 6 : 3));
    table.subjects.push_back(axes.back().subject);
    whole = whole && axes.back().subject->type.kind != model::Kind::text;
  }
  combine(draft, axes, {}, table.rows);
  table.modifiers.first_match = random.chance(40);
  table.modifiers.when = random_when(draft);
  const bool shortened = table.modifiers.first_match || !whole || random.chance(20);
  if (shortened) {
    random.shuffle(table.rows);
    keep(table.rows, static_cast<std::size_t>(random.between(1, 8)));
  }
  // What is left; rarely nobody says what becomes of it.
  if (shortened && random.chance(draft.options.with_faults ? 60 : 92)) table.rows.push_back({{otherwise_cell()}, {}});
  const int results = random.between(1, 3);
  table.name = draft.names.fresh(NameSource::Style::any);
  std::vector<std::pair<std::string, model::Type>> made_types;
  for (int i = 0; i < results; ++i) {
    const bool named_as_table = i == 0 && can_stand_bare(table.name) && random.chance(40);
    table.results.push_back(named_as_table ? table.name : draft.names.fresh(NameSource::Style::bare));
    ResultColumn made = random_results(draft, table.rows.size(), false);
    for (std::size_t row = 0; row < table.rows.size(); ++row) table.rows[row].results.push_back(std::move(made.cells[row]));
    made_types.emplace_back(table.results.back(), made.type);
  }
  draft.define(made_types);
  draft.description.blocks.push_back(std::move(table));
}

void add_matrix(Draft& draft) {
  Random& random = draft.random;
  Matrix matrix;
  const auto heads = [&](ExpressionPtr& subject) {
    std::vector<Cell> cells;
    while (cells.empty()) {
      subject = random_subject(draft, 1);
      cells = column_of(draft, subject, static_cast<std::size_t>(random.between(2, 4)), false);
    }
    if (random.chance(3)) cells = {any_cell()};
    return cells;
  };
  for (Cell& cell : heads(matrix.row_subject)) matrix.rows.push_back({std::move(cell), {}});
  matrix.columns = heads(matrix.column_subject);
  matrix.when = random_when(draft);
  matrix.name = draft.names.fresh(NameSource::Style::any);
  const std::size_t columns = matrix.columns.size();
  ResultColumn made = random_results(draft, matrix.rows.size() * columns, false);
  for (std::size_t i = 0; i < made.cells.size(); ++i) matrix.rows[i / columns].results.push_back(std::move(made.cells[i]));
  draft.define(matrix.name, made.type);
  draft.description.blocks.push_back(std::move(matrix));
}

void add_classify(Draft& draft) {
  Random& random = draft.random;
  Classify classify;
  const auto count = static_cast<std::size_t>(random.between(1, 6));
  for (std::size_t i = 0; i < count; ++i) classify.classes.push_back({{}, random_condition(draft, 2)});
  if (random.chance(85)) classify.classes.push_back({{}, nullptr});
  classify.when = random_when(draft);
  classify.name = draft.names.fresh(NameSource::Style::any);
  const ResultColumn made = random_results(draft, classify.classes.size(), true);
  for (std::size_t i = 0; i < made.cells.size(); ++i) classify.classes[i].label = made.cells[i].label;
  draft.define(classify.name, made.type);
  draft.description.blocks.push_back(std::move(classify));
}

}  // namespace fenji::generate
