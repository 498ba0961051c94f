#include "engine/prove/witness.hpp"

#include <algorithm>

#include "engine/prove/attainment.hpp"
#include "engine/prove/natural.hpp"
#include "engine/prove/trial.hpp"

namespace fenji::prove {
namespace {

using model::ExpressionId;
using Reach = Witness::Reach;

// So many numbers are combined with each other to be tried out.
constexpr std::size_t most_seeds = 6;

Decimal natural_on(const Axis& axis, const CellSet& cells) {
  for (const CellRange& range : cells) {
    for (const CellRange part : {range, CellRange{range.first, range.first}}) {
      const Interval interval = axis.span(part);
      const auto value =
          axis.type.kind == model::Kind::date ? natural_day(interval) : natural_number(interval, axis.grid, axis.type.percent);
      const auto cell = value ? axis.cell_at(*value) : std::nullopt;
      if (cell && contains(cells, *cell)) return *value;
    }
  }
  const Interval first = axis.intervals[cells.front().first];
  return first.lower ? first.lower->value : first.upper ? first.upper->value : Decimal{};
}

AxisValue natural_value(const Axis& axis, const CellSet& cells) {
  if (axis.kind == Axis::Kind::ordered) return {natural_on(axis, cells), 0};
  return {{}, axis.codes[cells.front().first]};
}

bool is_field(const Knowledge& knowledge, const Axis& axis) {
  if (axis.kind == Axis::Kind::ordered && axis.sum.terms.size() > 1) return false;
  const ExpressionId id =
      axis.kind == Axis::Kind::ordered ? knowledge.forms.expression(axis.sum.terms.front().quantity) : axis.expression;
  return knowledge.rules.expressions[id].operation == model::Operation::field;
}

// The value with the fewest digits, the nearest to the middle of them.
Decimal simplest(const std::vector<Decimal>& values) {
  const std::size_t middle = values.size() / 2;
  std::size_t best = middle;
  const auto distance = [middle](std::size_t at) { return at > middle ? at - middle : middle - at; };
  for (std::size_t at = 0; at < values.size(); ++at) {
    const int digits = significant_digits(values[at]);
    const int fewest = significant_digits(values[best]);
    if (digits < fewest || (digits == fewest && distance(at) < distance(best))) best = at;
  }
  return values[best];
}

class Search {
 public:
  Search(const Knowledge& knowledge, const Space& space, const Box& box, Budget& budget)
      : knowledge_(knowledge), space_(space), box_(box), budget_(budget) {}

  Witness run() {
    witness_.values.resize(box_.size());
    for (std::size_t axis = 0; axis < box_.size(); ++axis) {
      witness_.values[axis] = natural_value(space_.axes()[axis], box_[axis]);
      if (space_.restricts(box_[axis], axis)) place(axis);
    }
    for (const Group& group : groups_) {
      if (group.axes.size() > 1) {
        try_together(group);
      } else if (!is_field(knowledge_, space_.axes()[group.axes.front()])) {
        look_up(group.axes.front());
      }
      if (witness_.reach == Reach::impossible) break;  // whatever the others say
    }
    return std::move(witness_);
  }

 private:
  // Axes that hang on the same fields, directly or through others.
  struct Group {
    std::vector<std::size_t> axes;
    FieldSet fields;
  };

  void place(std::size_t axis) {
    Group next{{axis}, space_.axes()[axis].fields};
    for (auto group = groups_.begin(); group != groups_.end();) {
      if (disjoint(group->fields, next.fields)) {
        ++group;
        continue;
      }
      next.axes.insert(next.axes.end(), group->axes.begin(), group->axes.end());
      next.fields = united(group->fields, next.fields);
      group = groups_.erase(group);
    }
    groups_.push_back(std::move(next));
  }

  bool is_in_box(std::size_t axis, Decimal value) const {
    const auto cell = space_.axes()[axis].cell_at(value);
    return cell && contains(box_[axis], *cell);
  }

  // A computed value that has the axis for itself.
  void look_up(std::size_t number) {
    const Axis& axis = space_.axes()[number];
    if (axis.kind != Axis::Kind::ordered) return;
    auto attainable = Attainment(knowledge_, space_.circumstances).values(axis.sum, budget_);
    if (!attainable) return;
    std::erase_if(attainable->values, [&](const Decimal& value) { return !is_in_box(number, value); });
    if (attainable->values.empty()) {
      witness_.reach = Reach::unattained;
      return;
    }
    witness_.values[number].number = simplest(attainable->values);
  }

  // Numbers that the axes of the group speak of.
  std::vector<Decimal> seeds(const Group& group) const {
    std::vector<Decimal> numbers;
    for (const std::size_t number : group.axes) {
      const Axis& axis = space_.axes()[number];
      if (axis.kind != Axis::Kind::ordered) continue;
      numbers.push_back(witness_.values[number].number);
      const Interval span = axis.span({box_[number].front().first, box_[number].back().last});
      for (const auto& bound : {span.lower, span.upper}) {
        if (bound) numbers.push_back(bound->value);
      }
    }
    if (numbers.size() > most_seeds) numbers.resize(most_seeds);
    return numbers;
  }

  // What such numbers may come from by a sum, a difference or a product.
  static std::vector<Decimal> with_combinations(const std::vector<Decimal>& seeds) {
    std::vector<Decimal> all = seeds;
    for (const Decimal& a : seeds) {
      for (const Decimal& b : seeds) {
        for (const auto& value : {add(a, b), subtract(a, b), multiply(a, b)}) {
          if (value) all.push_back(normalized(*value));
        }
      }
    }
    return all;
  }

  // `lost` where there is a value that is no decimal or not an exact one.
  std::optional<AxisValue> shown(Record& record, const Axis& axis, bool& lost) const {
    if (axis.kind != Axis::Kind::ordered) {
      const model::Value value = record.value(axis.expression);
      if (value.state != model::State::known) return {};
      if (axis.kind == Axis::Kind::coded) return AxisValue{{}, axis.type.kind == model::Kind::yes_no ? value.yes : value.label};
      const auto text = std::find(axis.texts.begin(), axis.texts.end(), value.text);
      return AxisValue{{}, static_cast<std::uint32_t>(text - axis.texts.begin())};
    }
    Decimal total = axis.sum.constant;
    for (const Term& term : axis.sum.terms) {
      const ExpressionId expression = knowledge_.forms.expression(term.quantity);
      const model::Value value = record.value(expression);
      if (value.state != model::State::known) return {};
      const auto quotient = value.denominator == Decimal{1, 0}
                                ? std::optional(value.number)
                                : divide_exact(value.number, value.denominator, model::max_scale);
      const auto part = quotient ? multiply(*quotient, term.coefficient) : std::nullopt;
      const auto sum = part ? add(total, *part) : std::nullopt;
      lost = lost || !sum;
      if (!sum) return {};
      total = normalized(*sum);
    }
    return AxisValue{total, 0};
  }

  void try_together(const Group& group) {
    Choices choices(knowledge_);
    for (const std::size_t number : group.axes) {
      const Axis& axis = space_.axes()[number];
      if (axis.kind == Axis::Kind::ordered) {
        choices.limits_matter(axis.sum, axis.intervals);
      } else if (axis.type.kind == model::Kind::yes_no) {
        choices.truth_matters(axis.expression);
      } else if (axis.kind == Axis::Kind::text) {
        choices.texts_matter(axis.expression, axis.texts);
      } else {
        choices.value_matters(axis.expression);
      }
    }
    bool found = false;
    bool lost = false;
    const auto show = [&](Record& record) {
      std::vector<AxisValue> values;
      for (const std::size_t number : group.axes) {
        const Axis& axis = space_.axes()[number];
        const auto value = shown(record, axis, lost);
        if (!value) return true;
        const CellSet cells = axis.kind == Axis::Kind::ordered ? CellSet{} : axis.cells_of({value->code});
        const bool inside = axis.kind == Axis::Kind::ordered ? is_in_box(number, value->number)
                                                             : !cells.empty() && contains(box_[number], cells.front().first);
        if (!inside) return true;
        values.push_back(*value);
      }
      for (std::size_t i = 0; i < values.size(); ++i) witness_.values[group.axes[i]] = values[i];
      found = true;
      return false;
    };
    const std::vector<Decimal> single = seeds(group);
    for (const std::vector<Decimal>& tried : {single, with_combinations(single)}) {
      const Trial trial = try_out(knowledge_, choices, tried, space_.circumstances, budget_, show);
      if (found) return;
      if (trial.outcome == Trial::Outcome::all && !lost) {
        witness_.reach = Reach::impossible;
        return;
      }
    }
    if (witness_.reach == Reach::possible) witness_.reach = Reach::unclear;
  }

  const Knowledge& knowledge_;
  const Space& space_;
  const Box& box_;
  Budget& budget_;
  Witness witness_;
  std::vector<Group> groups_;
};

}  // namespace

Witness witness_in(const Knowledge& knowledge, const Space& space, const Box& box, Budget& budget) {
  return Search(knowledge, space, box, budget).run();
}

}  // namespace fenji::prove
