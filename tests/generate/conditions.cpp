#include "tests/generate/conditions.hpp"

#include <utility>

#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"

namespace fenji::generate {

using model::Decimal;
using model::Kind;

namespace {

constexpr std::string_view orders = "=#<{>}";
constexpr std::string_view equalities = "=#";

char random_sign(Draft& draft, std::string_view from) { return from[draft.random.below(from.size())]; }

ExpressionPtr turned(Draft& draft, ExpressionPtr left, char sign, ExpressionPtr right) {
  if (draft.random.chance(80)) return compare(std::move(left), sign, std::move(right));
  return compare(std::move(right), sign, std::move(left));
}

bool is_of(const Known& known, Kind kind) { return known.type.kind == kind; }

ExpressionPtr number_comparison(Draft& draft, int depth) {
  Random& random = draft.random;
  const bool divided = random.chance(25);
  ExpressionPtr left = divided ? random_ratio(draft, depth) : random_number(draft, random_quantity(draft), depth);
  const Quantity style = style_for(draft, *left);
  ExpressionPtr right;
  if (random.chance(55) && can_be_written(style.unit))
    right = random_literal(draft, style);
  else if (random.chance(divided ? 40 : 10))
    right = random_ratio(draft, depth - 1);
  else if (can_be_written(style.unit))
    right = random_number(draft, quantity_of(left->type), depth - 1);
  if (!right || !may_meet(*left, *right) || !may_meet(*right, *left)) right = literal({0, 0});
  return turned(draft, std::move(left), random_sign(draft, orders), std::move(right));
}

// Two label values are compared by their words.
bool share_words(const LabelSet& left, const LabelSet& right) {
  return std::any_of(left.labels.begin(), left.labels.end(), [&](const std::string& label) {
    return std::find(right.labels.begin(), right.labels.end(), label) != right.labels.end();
  });
}

ExpressionPtr label_comparison(Draft& draft) {
  Random& random = draft.random;
  ExpressionPtr left = random_label(draft);
  if (!left) return nullptr;
  const LabelSet& set = draft.labels_of(left->type);
  const bool both_values = random.chance(25);
  ExpressionPtr right;
  if (both_values) {
    right = draft.any_known(
        [&](const Known& known) { return is_of(known, Kind::label) && share_words(set, draft.labels_of(known.type)); });
  } else if (random.chance(10)) {
    // A parameter that holds the words of an option.
    right = draft.any_known([&](const Known& known) {
      return known.kind == Known::Kind::parameter &&
             std::find(set.labels.begin(), set.labels.end(), known.words) != set.labels.end();
    });
  }
  // Two sets have an order in common where a scale holds both; those of one set always do.
  const bool ordered = set.ordered && (!right || right->type.kind != Kind::label || right->type.labels == left->type.labels);
  if (!right) right = label(random.pick(set.labels));
  return turned(draft, std::move(left), random_sign(draft, ordered ? orders : equalities), std::move(right));
}

ExpressionPtr random_comparison(Draft& draft, int depth) {
  Random& random = draft.random;
  switch (random.weighted({50, 20, 12, 8, 10})) {
    case 1:
      if (auto made = label_comparison(draft)) return made;
      break;
    case 2: {
      const bool counted = random.chance(40);
      const ExpressionPtr left = counted ? random_date_count(draft) : random_date(draft);
      const char sign = random_sign(draft, orders);
      return compare(left, sign, counted ? random_literal(draft, quantity_of(left->type)) : random_date(draft));
    }
    case 3: {
      const ExpressionPtr left = random_text(draft);
      const char sign = random_sign(draft, equalities);
      return compare(left, sign, random_text(draft));
    }
    case 4: {
      const ExpressionPtr left = depth > 1 && random.chance(30) ? random_condition(draft, depth - 1) : random_yes_no(draft);
      if (!left) break;
      ExpressionPtr right = random.chance(50) ? random_yes_no(draft) : nullptr;
      if (!right) right = yes_no(random.chance(50));
      return turned(draft, left, random_sign(draft, equalities), std::move(right));
    }
    default:
      break;
  }
  return number_comparison(draft, depth);
}

ExpressionPtr random_joined(Draft& draft, int depth) {
  Random& random = draft.random;
  const Form form = random.chance(60) ? Form::all : Form::any;
  const int count = random.weighted({60, 30, 10}) == 0 ? 2 : random.between(3, 4);
  std::vector<ExpressionPtr> conditions;
  for (int i = 0; i < count; ++i) conditions.push_back(random_condition(draft, depth - 1));
  return joined(form, std::move(conditions));
}

// A limit of a range: a constant mostly, else what is worked out for each record.
ExpressionPtr random_limit(Draft& draft, const Expression& subject, const Quantity& style) {
  Random& random = draft.random;
  const int worked_out = can_be_written(subject.type.unit) ? 6 : 0;
  ExpressionPtr limit;
  switch (random.weighted({70, 18, worked_out, worked_out})) {
    case 1:
      limit = draft.any_known([&](const Known& known) {
        return known.is_number() && !known.type.quotient && known.type.unit == subject.type.unit;
      });
      break;
    case 2:
      limit = random_number(draft, quantity_of(subject.type), 1);
      break;
    case 3: {
      const auto factor = literal({random.between(2, 9), random.between(0, 1)});
      const auto number = with_places(draft, random_number(draft, quantity_of(subject.type), 0), model::max_scale - 1);
      limit = product({number, factor}, "*");
      break;
    }
    default:
      break;
  }
  // 89-80 reads as a mistyped range, and literals of one range have one style.
  const bool suits = limit && limit->form != Form::sum && limit->form != Form::number && limit->form != Form::negate;
  if (suits && may_limit(subject, *limit)) return limit;
  return can_be_written(style.unit) ? random_literal(draft, style) : literal({0, 0});
}

// Both limits known beforehand and nothing between them.
void put_in_order(Item& item) {
  if (!item.lower || !item.upper || !item.lower->constant || !item.upper->constant) return;
  const auto order = model::compare(*item.lower->constant, *item.upper->constant);
  if (order > 0) std::swap(item.lower, item.upper);
  if (order == 0) item.lower_closed = item.upper_closed = true;
}

Item range(Draft& draft, ExpressionPtr lower, ExpressionPtr upper) {
  Item item;
  item.form = Item::Form::range;
  item.lower = std::move(lower);
  item.upper = std::move(upper);
  item.lower_closed = draft.random.chance(60);
  item.upper_closed = draft.random.chance(60);
  put_in_order(item);
  return item;
}

Item value_item(ExpressionPtr value, Item::Form form = Item::Form::value) {
  Item item;
  item.form = form;
  item.value = std::move(value);
  return item;
}

template <class Limit>
Item ordered_item(Draft& draft, bool alone, Limit limit) {
  Random& random = draft.random;
  switch (random.weighted({25, 25, 20, 25, alone ? 5 : 0})) {
    case 0:
      return value_item(limit());
    case 1:
      return range(draft, limit(), nullptr);
    case 2:
      return range(draft, nullptr, limit());
    case 3: {
      ExpressionPtr lower = limit();
      return range(draft, std::move(lower), limit());
    }
    default:
      return value_item(limit(), Item::Form::not_equal);
  }
}

// The better label is the greater one, and stands first.
Item label_range(Draft& draft, const LabelSet& set, std::size_t first, std::size_t last) {
  const std::size_t limits = draft.random.below(3);
  Item item = range(draft, limits == 1 ? nullptr : label(set.labels[last]), limits == 0 ? nullptr : label(set.labels[first]));
  // Such that hold no label make no sense.
  if (item.lower && (item.upper || last == 0)) item.lower_closed = true;
  if (item.upper && (item.lower || first + 1 == set.labels.size())) item.upper_closed = true;
  return item;
}

Item label_item(Draft& draft, const LabelSet& set, const model::Type& type, bool alone) {
  Random& random = draft.random;
  const std::size_t first = random.below(set.labels.size());
  const std::size_t last = first + random.below(set.labels.size() - first);
  const auto at = [&](std::size_t place) { return label(set.labels[place]); };
  switch (random.weighted({60, set.ordered ? 30 : 0, alone ? 10 : 0, 8})) {
    case 1:
      return label_range(draft, set, first, last);
    case 2:
      return value_item(at(first), Item::Form::not_equal);
    case 3: {
      const auto other =
          draft.any_known([&](const Known& known) { return is_of(known, Kind::label) && known.type.labels == type.labels; });
      if (other) return value_item(other);
      break;
    }
    default:
      break;
  }
  return value_item(at(first));
}

// The set that orders labels of both: one that they share, else the first scale that holds them all.
std::optional<std::uint32_t> common_order(Draft& draft, const model::Type& left, const model::Type& right) {
  if (left.labels == right.labels) return draft.labels_of(left).ordered ? std::optional(left.labels) : std::nullopt;
  for (const Block& block : draft.description.blocks) {
    const auto* scale = std::get_if<Scale>(&block);
    if (scale == nullptr) continue;
    const auto holds = [&](const std::string& label) {
      return std::find(scale->labels.begin(), scale->labels.end(), label) != scale->labels.end();
    };
    const auto holds_all = [&](const model::Type& type) {
      const std::vector<std::string>& labels = draft.labels_of(type).labels;
      return std::all_of(labels.begin(), labels.end(), holds);
    };
    if (holds_all(left) && holds_all(right)) return draft.label_set(scale->labels, true);
  }
  return std::nullopt;
}

// The worst or best of one to three labels; null where nothing declared has an order.
ExpressionPtr random_extreme(Draft& draft) {
  Random& random = draft.random;
  const auto is_ordered = [&](const Known& known) { return is_of(known, Kind::label) && draft.labels_of(known.type).ordered; };
  std::vector<ExpressionPtr> operands{draft.any_known(is_ordered)};
  if (!operands.front()) return nullptr;
  std::uint32_t set = operands.front()->type.labels;
  const int more = random.between(0, 2);
  for (int i = 0; i < more; ++i) {
    const model::Type first = operands.front()->type;
    // With a third operand of another set the scale would have to hold all three.
    const auto suits = [&](const Known& known) {
      if (!is_of(known, Kind::label)) return false;
      return i == 0 ? common_order(draft, first, known.type).has_value() : known.type.labels == first.labels;
    };
    const auto next = draft.any_known(suits);
    if (!next) break;
    if (i == 0) set = *common_order(draft, first, next->type);
    operands.push_back(next);
  }
  return extreme_of(random.chance(50) ? Form::worst : Form::best, std::move(operands), set);
}

}  // namespace

ExpressionPtr random_condition(Draft& draft, int depth) {
  Random& random = draft.random;
  const bool deep = depth > 0;
  switch (random.weighted({deep ? 30 : 0, deep ? 10 : 0, 30, 18, 6, 10, 1})) {
    case 0:
      return random_joined(draft, depth);
    case 1:
      return negation(random_condition(draft, depth - 1));
    case 3: {
      const ExpressionPtr subject = random_subject(draft, depth);
      std::vector<Item> items = random_items(draft, subject);
      return within(subject, std::move(items), random.chance(20));
    }
    case 4: {
      const auto field = draft.any_known([](const Known& known) { return known.kind == Known::Kind::field; });
      return asked(random.chance(60) ? Form::given : Form::missing, field);
    }
    case 5:
      if (auto found = random_yes_no(draft)) return found;
      break;
    case 6:
      return yes_no(random.chance(50));
    default:
      break;
  }
  return random_comparison(draft, depth);
}

ExpressionPtr random_text(Draft& draft) {
  if (draft.random.chance(60)) {
    if (auto found = draft.any_known([](const Known& known) { return is_of(known, Kind::text); })) return found;
  }
  return text(draft.names.quoted_text());
}

ExpressionPtr random_label(Draft& draft) {
  if (draft.random.chance(15)) {
    if (auto extreme = random_extreme(draft)) return extreme;
  }
  return draft.any_known([](const Known& known) { return is_of(known, Kind::label); });
}

ExpressionPtr random_yes_no(Draft& draft) {
  return draft.any_known([](const Known& known) { return is_of(known, Kind::yes_no); });
}

ExpressionPtr random_subject(Draft& draft, int depth) {
  ExpressionPtr found;
  switch (draft.random.weighted({40, 12, 25, 8, 8, 7})) {
    case 1:
      return random_ratio(draft, depth);
    case 2:
      found = random_label(draft);
      break;
    case 3:
      found = random_yes_no(draft);
      break;
    case 4:
      found = draft.any_known([](const Known& known) { return is_of(known, Kind::date); });
      break;
    case 5:
      found = draft.any_known([](const Known& known) { return is_of(known, Kind::text); });
      break;
    default:
      break;
  }
  if (found) return found;
  return random_number(draft, random_quantity(draft), draft.random.chance(60) ? 0 : depth);
}

Quantity style_for(Draft& draft, const Expression& subject) {
  Quantity style = quantity_of(subject.type);
  // A ratio may be held against 50% or 0.5, money against a number of 元 that does not say so.
  if (subject.type.quotient && style.unit.plain() && !style.percent) style.percent = draft.random.chance(60);
  if (style.unit.money() && draft.random.chance(40)) style.unit = {};
  return style;
}

std::vector<Item> random_items(Draft& draft, const ExpressionPtr& subject) {
  Random& random = draft.random;
  const int count = random.weighted({55, 30, 15}) == 0 ? 1 : random.between(2, 3);
  const Quantity style = style_for(draft, *subject);
  std::vector<Item> items;
  for (int i = 0; i < count; ++i) {
    const bool alone = count == 1;
    switch (subject->type.kind) {
      case Kind::number:
        items.push_back(ordered_item(draft, alone, [&] { return random_limit(draft, *subject, style); }));
        break;
      case Kind::date:
        items.push_back(ordered_item(draft, alone, [&] { return simple_date(draft); }));
        break;
      case Kind::label:
        items.push_back(label_item(draft, draft.labels_of(subject->type), subject->type, alone));
        break;
      case Kind::yes_no: {
        ExpressionPtr other = random.chance(20) ? random_yes_no(draft) : nullptr;
        if (!other) other = yes_no(random.chance(50));
        items.push_back(value_item(std::move(other), alone && random.chance(20) ? Item::Form::not_equal : Item::Form::value));
        break;
      }
      case Kind::text:
        items.push_back(value_item(random_text(draft), alone && random.chance(20) ? Item::Form::not_equal : Item::Form::value));
        break;
    }
  }
  return items;
}

}  // namespace fenji::generate
