#include "tests/generate/plans.hpp"

#include <algorithm>
#include <utility>

#include "tests/generate/conditions.hpp"
#include "tests/generate/tables.hpp"

namespace fenji::generate {

namespace {

model::Contact random_contact(Draft& draft) {
  using Action = model::Contact::Action;
  static const std::vector<std::string> words = {"发微信", "newsletter", "总经理 拜访", "call (short)"};
  Random& random = draft.random;
  model::Contact contact;
  contact.action = static_cast<Action>(random.between(0, 4));
  if (contact.action == Action::other) contact.other_action = random.pick(words);
  if (contact.action != Action::unspecified && random.chance(15)) return contact;  // without a frequency
  contact.minimum = static_cast<std::uint32_t>(random.between(1, 12));
  contact.maximum = contact.minimum + static_cast<std::uint32_t>(random.chance(60) ? 0 : random.between(1, 3));
  contact.period = static_cast<model::Contact::Period>(random.between(0, 5));
  contact.periods = static_cast<std::uint32_t>(random.chance(80) ? 1 : random.between(2, 6));
  return contact;
}

}  // namespace

model::Contacts random_contacts(Draft& draft) {
  model::Contacts contacts;
  const std::size_t count = draft.random.weighted({25, 50, 18, 7});
  while (contacts.size() < count) contacts.push_back(random_contact(draft));
  return contacts;
}

void add_plan(Draft& draft) {
  Random& random = draft.random;
  Plan plan;
  plan.subject = random_label(draft);
  if (!plan.subject) return;
  plan.name = draft.names.fresh(NameSource::Style::any);
  plan.when = random_when(draft);
  if (random.chance(30)) {
    const auto date = draft.any_known(
        [](const Known& known) { return known.kind == Known::Kind::field && known.type.kind == model::Kind::date; });
    if (date) {
      plan.window_field = date->text;
      plan.window_months = static_cast<std::uint32_t>(random.between(1, random.chance(80) ? 12 : 120));
    }
  }
  const int roles = random.between(1, 3);
  for (int i = 0; i < roles; ++i) plan.roles.push_back(draft.names.fresh(NameSource::Style::bare));
  std::vector<std::string> labels = draft.labels_of(plan.subject->type).labels;
  if (random.chance(20)) random.shuffle(labels);
  if (draft.options.with_faults && labels.size() > 1 && random.chance(30)) labels.pop_back();
  for (const std::string& label : labels) {
    Plan::Row row{label, {}};
    for (int i = 0; i < roles; ++i) {
      row.contacts.push_back(random_contacts(draft));
    }
    plan.rows.push_back(std::move(row));
  }
  draft.of_list = false;
  draft.outputs.push_back(plan.name);
  draft.description.blocks.push_back(std::move(plan));
}

}  // namespace fenji::generate
