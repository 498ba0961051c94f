#include "tests/generate/columns.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "tests/generate/conditions.hpp"
#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/numbers.hpp"

namespace fenji::generate {

using model::Decimal;
using model::Kind;

namespace {

Cell otherwise_cell() {
  Cell cell;
  cell.otherwise = true;
  return cell;
}

Cell any_cell() {
  Cell cell;
  cell.any = true;
  return cell;
}

Cell cell_of(Item item) {
  Cell cell;
  cell.items.push_back(std::move(item));
  return cell;
}

Item value_item(ExpressionPtr value) {
  Item item;
  item.value = std::move(value);
  return item;
}

// The last row of a table that is tried in order takes what is left, in one way or another.
Cell rest_cell(Draft& draft) { return draft.random.chance(70) ? otherwise_cell() : any_cell(); }

// Constants that differ, ascending.
std::vector<ExpressionPtr> cuts(Draft& draft, const Expression& subject, std::size_t count) {
  const Quantity style = style_for(draft, subject);
  const bool dates = subject.type.kind == Kind::date;
  std::vector<ExpressionPtr> found;
  for (int tries = 0; found.size() < count && tries < 200; ++tries) {
    ExpressionPtr cut;
    if (dates)
      cut = date(random_day(draft));
    else if (can_be_written(style.unit))
      cut = random_literal(draft, style);
    else
      cut = literal({0, 0});
    if (draft.random.chance(15)) {
      const auto parameter = draft.any_known([&](const Known& known) {
        return known.kind == Known::Kind::parameter && known.constant && known.type.kind == subject.type.kind &&
               (dates || (known.type.unit == subject.type.unit && known.type.percent == style.percent));
      });
      if (parameter && (dates || may_limit(subject, *parameter))) cut = parameter;
    }
    const bool is_new = std::none_of(found.begin(), found.end(),
                                     [&](const ExpressionPtr& other) { return *other->constant == *cut->constant; });
    if (is_new) found.push_back(std::move(cut));
  }
  std::sort(found.begin(), found.end(),
            [](const ExpressionPtr& left, const ExpressionPtr& right) { return *left->constant < *right->constant; });
  return found;
}

// Ranges between `limits`, ascending; each limit belongs to one of its two sides.
std::vector<Cell> ranges(Draft& draft, const std::vector<ExpressionPtr>& limits) {
  std::vector<Cell> cells;
  ExpressionPtr lower;
  bool lower_closed = true;
  const bool to_upper_side = draft.random.chance(80);
  for (std::size_t i = 0; i <= limits.size(); ++i) {
    Item item;
    item.form = Item::Form::range;
    item.lower = lower;
    item.lower_closed = lower_closed;
    if (i < limits.size()) {
      const bool mixed = draft.random.chance(20);
      item.upper = lower = limits[i];
      lower_closed = to_upper_side != mixed;
      item.upper_closed = !lower_closed;
    }
    cells.push_back(cell_of(std::move(item)));
  }
  return cells;
}

// From the top, one limit a row: 400万以上, 200万以上, 其余.
std::vector<Cell> ladder(Draft& draft, const std::vector<ExpressionPtr>& limits) {
  Random& random = draft.random;
  std::vector<Cell> cells;
  const bool downwards = random.chance(75);
  for (std::size_t i = 0; i < limits.size(); ++i) {
    Item item;
    item.form = Item::Form::range;
    const ExpressionPtr& limit = limits[downwards ? limits.size() - 1 - i : i];
    (downwards ? item.lower : item.upper) = limit;
    (downwards ? item.lower_closed : item.upper_closed) = random.chance(75);
    cells.push_back(cell_of(std::move(item)));
  }
  cells.push_back(rest_cell(draft));
  return cells;
}

// Single values and short lists, then all others.
std::vector<Cell> values(Draft& draft, const std::vector<ExpressionPtr>& of, std::size_t rows) {
  std::vector<Cell> cells(rows - 1);
  for (std::size_t i = 0; i < of.size(); ++i) {
    const std::size_t row = i < cells.size() ? i : draft.random.below(cells.size());
    cells[row].items.push_back(value_item(of[i]));
  }
  cells.push_back(otherwise_cell());
  return cells;
}

std::vector<Cell> ordered_column(Draft& draft, const Expression& subject, std::size_t rows, bool first_match) {
  Random& random = draft.random;
  const bool in_values = random.chance(8);
  const std::size_t more = in_values ? random.below(2) : 0;
  const std::vector<ExpressionPtr> limits = cuts(draft, subject, rows - 1 + more);
  if (limits.size() + 1 < rows) return {};
  if (in_values) return values(draft, limits, rows);
  if (first_match && random.chance(70)) return ladder(draft, limits);
  std::vector<Cell> cells = ranges(draft, limits);
  if (random.chance(70)) std::reverse(cells.begin(), cells.end());
  if (random.chance(10)) cells.back() = otherwise_cell();
  return cells;
}

// 大额 以上, 不满 大额: a limit that is worked out for each record.
std::vector<Cell> halves(Draft& draft, const ExpressionPtr& subject) {
  const auto limit = draft.any_known([&](const Known& known) {
    return known.kind != Known::Kind::parameter && known.type.kind == subject->type.kind && !known.type.quotient &&
           known.type.unit == subject->type.unit;
  });
  if (!limit) return {};
  return ranges(draft, {limit});
}

std::vector<Cell> label_column(Draft& draft, const Expression& subject, std::size_t rows, bool first_match) {
  Random& random = draft.random;
  const LabelSet& set = draft.labels_of(subject.type);
  if (set.labels.size() < rows) return {};
  // The best labels to the first rows, or anyhow.
  std::vector<std::string> labels = set.labels;
  if (!set.ordered || random.chance(30)) random.shuffle(labels);
  std::vector<Cell> cells(rows);
  for (std::size_t i = 0; i < labels.size(); ++i) {
    const std::size_t row = i < rows ? i : random.below(rows);
    cells[row].items.push_back(value_item(label(labels[i])));
  }
  const std::size_t last = random.weighted({70, 25, first_match ? 5 : 0});
  if (last == 1) cells.back() = otherwise_cell();
  if (last == 2) cells.back() = any_cell();
  if (set.ordered && first_match && rows == 2 && random.chance(60)) {
    Item item;
    item.form = Item::Form::range;
    item.lower = label(set.labels[random.below(set.labels.size())]);
    cells = {cell_of(std::move(item)), rest_cell(draft)};
  }
  return cells;
}

std::vector<Cell> yes_no_column(Draft& draft, std::size_t rows) {
  if (rows != 2) return {};
  const bool first = draft.random.chance(70);
  std::vector<Cell> cells{cell_of(value_item(yes_no(first))), cell_of(value_item(yes_no(!first)))};
  if (draft.random.chance(25)) cells.back() = otherwise_cell();
  return cells;
}

std::vector<Cell> text_column(Draft& draft, std::size_t rows) {
  std::vector<Cell> cells;
  while (cells.size() + 1 < rows) {
    const std::string words = draft.names.quoted_text() + std::to_string(cells.size());
    cells.push_back(cell_of(value_item(text(words))));
  }
  cells.push_back(otherwise_cell());
  return cells;
}

// A row is left out, or a limit moves: what a policy gets wrong.
void spoil(Draft& draft, const Expression& subject, std::vector<Cell>& cells, bool may_remove) {
  Random& random = draft.random;
  if (cells.size() < 2) return;
  const std::size_t row = random.below(cells.size());
  std::vector<Item>& items = cells[row].items;
  if (may_remove && cells.size() > 2 && random.chance(40)) {
    cells.erase(cells.begin() + static_cast<std::ptrdiff_t>(row));
  } else if (!items.empty() && items[0].form == Item::Form::range && items[0].lower && items[0].upper) {
    Item& item = items[0];
    switch (random.below(3)) {
      case 0:
        item.lower_closed = !item.lower_closed;
        break;
      case 1:
        item.upper_closed = !item.upper_closed;
        break;
      default:
        item.lower.reset();
        break;
    }
  } else if (!items.empty() && items[0].form == Item::Form::range && subject.type.kind != Kind::label) {
    bool& closed = items[0].lower ? items[0].lower_closed : items[0].upper_closed;
    closed = !closed;
  } else if (!cells.back().otherwise) {
    cells.back() = cells.front();
  }
}

}  // namespace

std::vector<Cell> column_of(Draft& draft, const ExpressionPtr& subject, std::size_t rows, bool first_match) {
  std::vector<Cell> cells;
  switch (subject->type.kind) {
    case Kind::number:
    case Kind::date:
      if (rows == 2 && draft.random.chance(15)) cells = halves(draft, subject);
      if (cells.empty()) cells = ordered_column(draft, *subject, rows, first_match);
      break;
    case Kind::label:
      cells = label_column(draft, *subject, rows, first_match);
      break;
    case Kind::yes_no:
      cells = yes_no_column(draft, rows);
      break;
    case Kind::text:
      cells = text_column(draft, rows);
      break;
  }
  if (draft.options.with_faults && draft.random.chance(40)) spoil(draft, *subject, cells, false);
  return cells;
}

Column random_column(Draft& draft, const ExpressionPtr& subject, std::size_t most) {
  Random& random = draft.random;
  Column column;
  column.first_match = random.chance(45);
  if (random.chance(2)) {
    column.cells = {any_cell()};
    return column;
  }
  for (std::size_t rows = static_cast<std::size_t>(random.between(2, static_cast<int>(most))); rows >= 2; --rows) {
    column.cells = column_of(draft, subject, rows, column.first_match);
    if (!column.cells.empty()) break;
  }
  if (column.cells.empty()) column.cells = {any_cell()};
  if (draft.options.with_faults && random.chance(30)) spoil(draft, *subject, column.cells, true);
  return column;
}

}  // namespace fenji::generate
