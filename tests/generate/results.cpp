#include "tests/generate/results.hpp"

#include <algorithm>
#include <utility>

#include "tests/generate/conditions.hpp"
#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/numbers.hpp"

namespace fenji::generate {

using model::Kind;

namespace {

Result result_of(ExpressionPtr expression) { return {{}, std::move(expression)}; }

bool holds_all(const std::vector<std::string>& scale, const std::vector<std::string>& labels) {
  return std::all_of(labels.begin(), labels.end(),
                     [&](const std::string& label) { return std::find(scale.begin(), scale.end(), label) != scale.end(); });
}

// The set that the checker finds for labels in the order of their rows: the first scale that holds them all, else their own.
// Nothing where they would lend their order to the options of a field.
std::optional<std::uint32_t> set_of_results(Draft& draft, const std::vector<std::string>& labels) {
  for (const Block& block : draft.description.blocks) {
    const auto* scale = std::get_if<Scale>(&block);
    if (scale != nullptr && holds_all(scale->labels, labels)) return draft.label_set(scale->labels, true);
  }
  for (const LabelSet& set : draft.description.label_sets) {
    if (!set.ordered && set.labels == labels) return std::nullopt;
  }
  return draft.label_set(labels, true);
}

std::vector<std::string> without_repetition(const std::vector<std::string>& labels) {
  std::vector<std::string> once;
  for (const std::string& label : labels) {
    if (std::find(once.begin(), once.end(), label) == once.end()) once.push_back(label);
  }
  return once;
}

ResultColumn label_results(Draft& draft, std::size_t rows, bool labels_only) {
  Random& random = draft.random;
  ResultColumn column;
  column.type.kind = Kind::label;
  while (true) {
    std::vector<std::string> from;
    for (const Block& block : draft.description.blocks) {
      const auto* scale = std::get_if<Scale>(&block);
      if (scale != nullptr && random.chance(60)) from = scale->labels;
    }
    if (from.empty()) from = draft.names.labels(6, !labels_only);
    std::vector<std::string> labels;
    for (std::size_t row = 0; row < rows; ++row) {
      const bool in_order = row < from.size() && random.chance(85);
      labels.push_back(in_order ? from[row] : random.pick(from));
    }
    const auto set = set_of_results(draft, without_repetition(labels));
    if (!set) continue;
    column.type.labels = *set;
    for (std::string& label : labels) column.cells.push_back({std::move(label), nullptr});
    return column;
  }
}

}  // namespace

model::Type reconcile(Draft& draft, std::vector<ExpressionPtr>& cells) {
  if (cells.front()->type.kind != Kind::number) return cells.front()->type;
  const auto has_unit = [](const ExpressionPtr& cell) { return !cell->type.unit.plain() || cell->type.percent; };
  const auto found = std::find_if(cells.begin(), cells.end(), has_unit);
  if (found != cells.end()) {
    const ExpressionPtr leading = *found;
    for (ExpressionPtr& cell : cells) {
      if (!may_share_column(*leading, *cell)) cell = random_literal(draft, quantity_of(leading->type));
    }
  }
  return least_or_greatest(Form::minimum, cells)->type;
}

namespace {

ResultColumn expression_results(Draft& draft, std::size_t rows) {
  Random& random = draft.random;
  const std::size_t kind = random.weighted({64, 8, 8, 10, 10});
  const Quantity quantity = random_quantity(draft);
  const bool constants = random.chance(60);
  const auto label = kind == 4 ? random_label(draft) : nullptr;
  ResultColumn column;
  std::vector<ExpressionPtr> cells;
  for (std::size_t row = 0; row < rows; ++row) {
    const bool simple = constants || random.chance(40);
    ExpressionPtr cell;
    switch (kind) {
      case 1:
        cell = simple ? text(draft.names.quoted_text()) : random_text(draft);
        break;
      case 2:
        cell = simple ? date(random_day(draft)) : random_date(draft);
        break;
      case 3:
        cell = simple ? yes_no(random.chance(50)) : random_condition(draft, 1);
        break;
      case 4:
        if (label) {
          cell = draft.any_known(
              [&](const Known& known) { return known.type.kind == Kind::label && known.type.labels == label->type.labels; });
        }
        break;
      default:
        break;
    }
    if (!cell) cell = simple ? random_literal(draft, quantity) : random_number(draft, quantity, 1);
    cells.push_back(std::move(cell));
  }
  column.type = reconcile(draft, cells);
  for (ExpressionPtr& cell : cells) column.cells.push_back(result_of(std::move(cell)));
  return column;
}

}  // namespace

ResultColumn random_results(Draft& draft, std::size_t rows, bool labels_only) {
  if (labels_only || draft.random.chance(35)) return label_results(draft, rows, labels_only);
  return expression_results(draft, rows);
}

}  // namespace fenji::generate
