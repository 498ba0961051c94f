#include "engine/compare/workload_changes.hpp"

#include <algorithm>

#include "engine/run/workload.hpp"

namespace fenji::compare {
namespace {

struct Load {
  std::string plan, role, action;
  model::Decimal minimum, maximum;

  bool same_work(const Load& other) const { return plan == other.plan && role == other.role && action == other.action; }
};

model::Decimal sum(model::Decimal left, model::Decimal right) { return model::add(left, right).value_or(left); }

// Plans of the same name in several files of a book add up.
std::vector<Load> loads_of(const std::vector<GradedWith>& all, Language language) {
  std::vector<Load> loads;
  for (const auto& [rules, counts] : all) {
    for (std::size_t plan = 0; plan < rules->plans.size(); ++plan) {
      for (const run::RoleWorkload& role : run::workload(rules->plans[plan], counts->plan_rows[plan], language)) {
        const Load load{rules->plans[plan].name, role.role, role.action, role.contacts.minimum, role.contacts.maximum};
        const auto known = std::find_if(loads.begin(), loads.end(), [&](const Load& each) { return each.same_work(load); });
        if (known == loads.end()) {
          loads.push_back(load);
        } else {
          known->minimum = sum(known->minimum, load.minimum);
          known->maximum = sum(known->maximum, load.maximum);
        }
      }
    }
  }
  return loads;
}

std::string contacts_text(const Load& load) {
  const std::string low = model::to_text(load.minimum);
  const std::string high = model::to_text(load.maximum);
  return low == high ? low : low + "–" + high;
}

}  // namespace

std::vector<WorkloadChange> workload_changes(const std::vector<GradedWith>& before, const std::vector<GradedWith>& after,
                                             Language language) {
  const std::vector<Load> old_loads = loads_of(before, language);
  const std::vector<Load> new_loads = loads_of(after, language);
  std::vector<WorkloadChange> changes;
  const auto text_in = [](const std::vector<Load>& loads, const Load& wanted) {
    const auto found = std::find_if(loads.begin(), loads.end(), [&](const Load& each) { return each.same_work(wanted); });
    return found == loads.end() ? std::string("0") : contacts_text(*found);
  };
  const auto add = [&](const Load& load) {
    WorkloadChange change{load.plan, load.role, load.action, text_in(old_loads, load), text_in(new_loads, load)};
    if (change.before != change.after) changes.push_back(std::move(change));
  };
  for (const Load& load : new_loads) add(load);
  for (const Load& load : old_loads) {
    const bool told = std::any_of(new_loads.begin(), new_loads.end(), [&](const Load& each) { return each.same_work(load); });
    if (!told) add(load);
  }
  return changes;
}

}  // namespace fenji::compare
