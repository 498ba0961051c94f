// Gates, examples and output: what stands around the definitions.
#include <set>
#include <utility>

#include "tests/generate/blocks.hpp"
#include "tests/generate/conditions.hpp"
#include "tests/generate/dates.hpp"
#include "tests/generate/expressions.hpp"
#include "tests/generate/numbers.hpp"
#include "tests/generate/plans.hpp"

namespace fenji::generate {

using model::Kind;

namespace {

// A gate that nearly nobody passes hides everything behind it: half of the conditions are such that most records meet.
ExpressionPtr gate_condition(Draft& draft) {
  Random& random = draft.random;
  if (random.chance(50)) return random_condition(draft, 2);
  const auto field = draft.any_known([](const Known& known) { return known.kind == Known::Kind::field; });
  const ExpressionPtr given = asked(Form::given, field);
  if (random.chance(50)) return given;
  return joined(Form::any, {given, random_condition(draft, 1)});
}

// A constant that the column's type can hold; null for labels, which are words.
ExpressionPtr example_value(Draft& draft, const model::Type& type) {
  Random& random = draft.random;
  switch (type.kind) {
    case Kind::number: {
      const model::Unit unit = can_be_written(type.unit) ? type.unit : model::Unit{};
      const int value = unit.plain() && !type.unit.plain() ? 0 : random.between(-2, 200);
      return literal({value, 0}, unit, type.percent);
    }
    case Kind::date:
      return date(random_day(draft));
    case Kind::yes_no:
      return yes_no(random.chance(50));
    case Kind::text:
      return text(draft.names.quoted_text());
    case Kind::label:
      break;
  }
  return nullptr;
}

ExampleCell example_cell(Draft& draft, const model::Type& type) {
  if (draft.random.chance(12)) return {};
  if (type.kind == Kind::label) return {draft.random.pick(draft.labels_of(type).labels), {}, nullptr, {}};
  return {{}, {}, example_value(draft, type), {}};
}

// The columns of a plan's roles, mostly what the plan says for some label of its subject.
void add_roles(Draft& draft, const Plan& plan, Examples& examples) {
  Random& random = draft.random;
  for (std::size_t role = 0; role < plan.roles.size(); ++role) {
    if (!random.chance(50)) continue;
    examples.columns.push_back({plan.name, true, plan.roles[role]});
    for (auto& row : examples.rows) {
      ExampleCell cell;
      if (!random.chance(10))
        cell.contacts = random.chance(80) ? random.pick(plan.rows).contacts[role] : random_contacts(draft);
      row.push_back(std::move(cell));
    }
  }
}

}  // namespace

void add_eligibility(Draft& draft) {
  Random& random = draft.random;
  Eligibility gate;
  gate.name = draft.names.fresh(NameSource::Style::any);
  const int elements = random.between(1, 5);
  for (int i = 0; i < elements; ++i)
    gate.elements.push_back({draft.names.fresh(NameSource::Style::any), gate_condition(draft)});
  gate.mode = static_cast<Eligibility::Mode>(random.weighted({10, 40, 25, 25}));
  gate.at_least = random.between(1, elements);
  if (random.chance(20)) gate.when = random_condition(draft, 1);
  draft.description.blocks.push_back(std::move(gate));
}

void add_applies(Draft& draft) { draft.description.header.applies = gate_condition(draft); }

void add_examples(Draft& draft) {
  Random& random = draft.random;
  Examples examples;
  if (random.chance(60)) examples.title = draft.names.fresh(NameSource::Style::bare);
  std::vector<const model::Type*> types;
  std::set<std::string> named;
  const int columns = random.between(2, 6);
  for (int i = 0; i < columns; ++i) {
    const bool expected = i + 1 == columns || (i > 0 && random.chance(30));
    const Known& known = random.pick(draft.known);
    if (known.kind == Known::Kind::parameter || !named.insert(known.name).second) continue;
    if (!examples.columns.empty() && examples.columns.back().expected && !expected) continue;
    examples.columns.push_back({known.name, expected, {}});
    types.push_back(&known.type);
  }
  const bool status = random.chance(40);
  if (status) examples.columns.push_back({{}, true, {}});
  if (examples.columns.empty()) return;
  const int rows = random.between(1, 3);
  for (int row = 0; row < rows; ++row) {
    std::vector<ExampleCell> cells;
    for (const model::Type* type : types) cells.push_back(example_cell(draft, *type));
    if (status) cells.push_back({{}, static_cast<std::uint32_t>(random.below(6)), nullptr, {}});
    examples.rows.push_back(std::move(cells));
  }
  for (const Block& block : draft.description.blocks) {
    const auto* plan = std::get_if<Plan>(&block);
    // A plan that is quoted where it is declared has no columns of that name.
    if (plan != nullptr && !plan->rows.empty() && can_stand_bare(plan->name) && random.chance(60))
      add_roles(draft, *plan, examples);
  }
  draft.description.examples.push_back(std::move(examples));
}

void add_outputs(Draft& draft) {
  Random& random = draft.random;
  std::vector<std::string>& outputs = draft.description.outputs;
  const int share = random.chance(40) ? 100 : random.between(20, 90);
  for (const Known& known : draft.known) {
    const bool key = known.name == draft.description.fields.front().name;
    const bool shown = known.kind == Known::Kind::definition ? false : random.chance(key ? 90 : 12);
    if (shown) outputs.push_back(known.name);
  }
  for (const std::string& result : draft.outputs) {
    if (random.chance(share)) outputs.push_back(result);
  }
  if (outputs.empty()) outputs.push_back(draft.outputs.empty() ? draft.known.front().name : random.pick(draft.outputs));
  if (random.chance(30)) random.shuffle(outputs);
}

}  // namespace fenji::generate
