#include "tests/generate/declarations.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "tests/generate/conditions.hpp"
#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/numbers.hpp"

namespace fenji::generate {

using model::Decimal;
using model::Kind;

namespace {

constexpr std::array<std::string_view, 9> unit_texts = {"吨", "吨/月", "年", "件", "t", "人*日", "元/吨", "月", "天"};

ExpressionPtr usual_literal(Draft& draft, const Quantity& wanted) {
  return literal(usual_value(draft, wanted), wanted.unit, wanted.percent);
}

Parameter random_parameter(Draft& draft) {
  Random& random = draft.random;
  Parameter parameter{draft.names.fresh(NameSource::Style::any), nullptr};
  Known known{Known::Kind::parameter, parameter.name, {}, {}, {}, false};
  switch (random.weighted({55, 15, 8, 8, 6, 8})) {
    case 0:
      parameter.value = random_literal(draft, random_quantity(draft));
      break;
    case 1: {
      // From parameters before it.
      const auto base =
          draft.any_known([](const Known& each) { return each.kind == Known::Kind::parameter && each.is_number(); });
      const auto factor = usual_literal(draft, {{}, random.chance(50)});
      parameter.value = base ? product({with_places(draft, base, 8), factor}, "*") : factor;
      if (!parameter.value->constant) parameter.value = factor;  // out of the exact range
      break;
    }
    case 2:
      parameter.value = date(random_day(draft));
      break;
    case 3:
      parameter.value = yes_no(random.chance(50));
      break;
    case 4:
      known.words = draft.names.quoted_text();
      parameter.value = text(known.words);
      break;
    default:
      // The words of an option or of a label of a scale.
      known.words = draft.names.quoted_text();
      if (!draft.description.label_sets.empty()) known.words = random.pick(random.pick(draft.description.label_sets).labels);
      parameter.value = text(known.words);
      if (is_plain(known.words) && random.chance(70)) parameter.value = label(known.words);
      break;
  }
  known.type = parameter.value->type;
  if (known.type.kind == Kind::label) known.type.kind = Kind::text;
  known.constant = parameter.value->constant;
  draft.known.push_back(std::move(known));
  return parameter;
}

void number_field(Draft& draft, Field& field, std::size_t kind) {
  Random& random = draft.random;
  model::Type& type = field.type;
  switch (kind) {
    case 0:
      type = number_type(model::money_unit());
      type.scale = model::money_scale;
      field.bare_number_power = random.weighted({70, 20, 10}) == 0 ? 0 : random.chance(70) ? 4 : 8;
      field.unit_shown = random.chance(50);
      break;
    case 1:
      type = number_type({}, true);
      type.scale = model::percent_scale;
      switch (random.weighted({50, 25, 25})) {
        case 1:
          field.percent_cells = model::Field::PercentCells::points;
          break;
        case 2:
          field.percent_cells = model::Field::PercentCells::fraction;
          break;
        default:
          break;
      }
      break;
    case 2:
      type.whole = true;
      if (random.chance(30)) {
        type.unit = model::parse_unit(random.chance(60) ? "天" : "月");
        field.unit_shown = true;
        if (std::find(draft.units.begin(), draft.units.end(), type.unit) == draft.units.end()) draft.units.push_back(type.unit);
      }
      break;
    default:
      type.scale = model::number_scale;
      if (random.chance(70)) {
        type.unit = model::parse_unit(std::string(random.pick(unit_texts)));
        field.unit_shown = true;
        if (random.chance(15)) field.bare_number_power = 4;
        if (std::find(draft.units.begin(), draft.units.end(), type.unit) == draft.units.end()) draft.units.push_back(type.unit);
      }
      break;
  }
  const Quantity quantity = quantity_of(type);
  if (random.chance(30)) {
    Decimal value = usual_value(draft, quantity);
    if (type.whole) value = *model::rounded(value, 0);
    field.blank_means = random.chance(60) && !type.percent ? literal({0, 0}) : literal(value, quantity.unit, quantity.percent);
  }
  if (!random.chance(30)) return;
  Item bounds;
  bounds.form = Item::Form::range;
  const std::size_t limits = random.below(3);
  ExpressionPtr lower =
      random.chance(50) ? literal({0, 0}, random.chance(50) ? quantity.unit : model::Unit{}) : usual_literal(draft, quantity);
  ExpressionPtr upper = usual_literal(draft, quantity);
  if (*upper->constant < *lower->constant) std::swap(lower, upper);
  if (limits != 1) bounds.lower = lower;
  if (limits != 0 && *lower->constant != *upper->constant) bounds.upper = upper;
  if (!bounds.lower && !bounds.upper) bounds.lower = lower;
  bounds.lower_closed = random.chance(60);
  bounds.upper_closed = random.chance(60);
  field.bounds = std::move(bounds);
}

void option_field(Draft& draft, Field& field) {
  Random& random = draft.random;
  field.type = type_of(Kind::label);
  bool has_options = false;
  for (const Block& block : draft.description.blocks) {
    const auto* scale = std::get_if<Scale>(&block);
    if (scale == nullptr || has_options || !random.chance(25)) continue;
    // The options of a scale, in any order, are that scale.
    has_options = true;
    field.options = scale->labels;
    field.type.labels = draft.label_set(scale->labels, true);
    random.shuffle(field.options);
  }
  if (!has_options && random.chance(15)) {
    // The same options as another field: their values can be held against each other.
    for (const Field& other : draft.description.fields) {
      if (other.options.empty() || draft.labels_of(other.type).ordered) continue;
      field.options = other.options;
      field.type.labels = other.type.labels;
      has_options = true;
      break;
    }
  }
  while (!has_options) {
    field.options = draft.names.labels(6, false);
    const auto& sets = draft.description.label_sets;
    const bool taken = std::any_of(sets.begin(), sets.end(), [&](const LabelSet& set) {
      return std::is_permutation(set.labels.begin(), set.labels.end(), field.options.begin(), field.options.end());
    });
    if (taken) continue;
    field.type.labels = draft.label_set(field.options, false);
    break;
  }
  if (random.chance(30)) field.blank_means = label(random.pick(field.options));
}

// `kind`: money, percent, whole, number, options, yes/no, date, text.
Field random_field(Draft& draft, std::size_t kind) {
  Random& random = draft.random;
  Field field;
  field.name = draft.names.fresh(kind == 4 ? NameSource::Style::bare : NameSource::Style::any);
  switch (kind) {
    case 0:
    case 1:
    case 2:
    case 3:
      number_field(draft, field, kind);
      break;
    case 4:
      option_field(draft, field);
      break;
    case 5:
      field.type = type_of(Kind::yes_no);
      if (random.chance(30)) field.blank_means = yes_no(random.chance(30));
      break;
    case 6:
      field.type = type_of(Kind::date);
      if (random.chance(15)) field.blank_means = date(random_day(draft));
      if (random.chance(20)) {
        Item bounds;
        bounds.form = Item::Form::range;
        bounds.lower = date(model::day_from_civil(2020, 1, 1));
        if (random.chance(50)) bounds.upper = date(model::day_from_civil(2030, 12, 31));
        bounds.upper_closed = random.chance(50);
        field.bounds = std::move(bounds);
      }
      break;
    default:
      field.type = type_of(Kind::text);
      if (random.chance(20)) field.blank_means = text(draft.names.quoted_text());
      break;
  }
  field.optional = random.chance(20);
  field.fixed = random.chance(10);
  const int others = random.chance(20) ? random.between(1, 3) : 0;
  for (int i = 0; i < others; ++i) field.other_headers.push_back(draft.names.fresh(NameSource::Style::any));
  return field;
}

}  // namespace

void add_header(Draft& draft) {
  Random& random = draft.random;
  Header& header = draft.description.header;
  header.title = draft.names.raw_text();
  if (random.chance(70)) header.version = draft.names.raw_text();
  if (random.chance(30)) header.owner = draft.names.raw_text();
  if (random.chance(15)) header.approval = draft.names.raw_text();
  if (random.chance(15)) header.notes = draft.names.raw_text();
  if (random.chance(30)) {
    header.effective_from = random_day(draft);
    if (random.chance(70)) header.effective_to = *header.effective_from + random.between(0, 800);
  }
}

void add_parameters(Draft& draft) {
  const int count = draft.random.between(0, 3 + draft.options.size / 8);
  for (int i = 0; i < count; ++i) draft.description.parameters.push_back(random_parameter(draft));
}

void add_scales(Draft& draft) {
  const int count = draft.random.weighted({50, 40, 10}) == 0 ? 0 : draft.random.between(1, 2);
  for (int i = 0; i < count; ++i) {
    Scale scale{draft.names.fresh(NameSource::Style::bare), draft.names.labels(6, true)};
    const auto& sets = draft.description.label_sets;
    const bool taken = std::any_of(sets.begin(), sets.end(), [&](const LabelSet& set) {
      return std::is_permutation(set.labels.begin(), set.labels.end(), scale.labels.begin(), scale.labels.end());
    });
    if (taken) continue;
    draft.label_set(scale.labels, true);
    draft.description.blocks.push_back(std::move(scale));
  }
}

void add_fields(Draft& draft) {
  Random& random = draft.random;
  std::vector<Field>& fields = draft.description.fields;
  Field key;
  key.name = draft.names.fresh(NameSource::Style::any);
  key.type = type_of(random.chance(85) ? Kind::text : Kind::date);
  key.key = true;
  fields.push_back(std::move(key));
  std::vector<std::size_t> kinds = {0, 1, 2, 4, 5};
  const int more = random.between(1, 4 + draft.options.size / 2);
  for (int i = 0; i < more; ++i) kinds.push_back(random.weighted({25, 15, 12, 20, 15, 12, 8, 8}));
  random.shuffle(kinds);
  for (const std::size_t kind : kinds) fields.push_back(random_field(draft, kind));
  for (const Field& field : fields) draft.known.push_back({Known::Kind::field, field.name, field.type, {}, {}, false});
}

}  // namespace fenji::generate
