#include "engine/run/workload.hpp"

#include <doctest/doctest.h>

using namespace fenji;

namespace {

model::Contact contact(std::uint32_t minimum, std::uint32_t maximum, model::Contact::Period period, std::uint32_t periods = 1) {
  model::Contact made;
  made.minimum = minimum;
  made.maximum = maximum;
  made.period = period;
  made.periods = periods;
  return made;
}

}  // namespace

TEST_CASE("contacts a month: a week is 12/52 of a month, a half-year six months, ranges stay ranges") {
  using Period = model::Contact::Period;
  struct Case {
    model::Contact contact;
    std::uint64_t customers;
    std::string minimum, maximum;
  };
  const std::vector<Case> cases = {
      {contact(1, 1, Period::month), 7, "7", "7"},
      {contact(1, 2, Period::month), 7, "7", "14"},
      {contact(1, 1, Period::week), 12, "52", "52"},
      {contact(1, 1, Period::week), 1, "4.33", "4.33"},
      {contact(1, 3, Period::quarter), 2, "0.67", "2"},
      {contact(1, 1, Period::half_year), 3, "0.5", "0.5"},
      {contact(1, 1, Period::year), 12, "1", "1"},
      {contact(1, 1, Period::month, 2), 3, "1.5", "1.5"},
      {contact(1, 1, Period::day), 12, "365", "365"},
      {contact(2, 2, Period::year, 36), 1'000'000'000, "4629629.63", "4629629.63"},
  };
  for (const Case& c : cases) {
    model::Plan plan;
    plan.roles = {{"经理", model::none, {{c.contact}}}};
    const auto loads = run::workload(plan, {c.customers}, Language::chinese);
    REQUIRE(loads.size() == 1);
    CHECK(model::to_text(loads[0].contacts.minimum) == c.minimum);
    CHECK(model::to_text(loads[0].contacts.maximum) == c.maximum);
  }
}

TEST_CASE("rows add up by role and action, and only the sum is rounded") {
  using Period = model::Contact::Period;
  model::Contact visit = contact(1, 1, Period::quarter);
  visit.action = model::Contact::Action::on_site;
  model::Contact call = contact(1, 1, Period::month);
  call.action = model::Contact::Action::phone;
  model::Contact whenever;
  whenever.action = model::Contact::Action::other;
  whenever.other_action = "发短信";
  model::Plan plan;
  plan.roles = {{"经理", model::none, {{visit}, {visit, call}, {}, {whenever}}}, {"总监", model::none, {{}, {}, {}, {}}}};
  const auto loads = run::workload(plan, {1, 1, 5, 9}, Language::chinese);
  REQUIRE(loads.size() == 2);
  CHECK(loads[0].action == "上门");
  CHECK(model::to_text(loads[0].contacts.minimum) == "0.67");
  CHECK(loads[1].action == "电话");
  CHECK(model::to_text(loads[1].contacts.minimum) == "1");
}
