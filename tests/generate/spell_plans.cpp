// Plans and their cells.
#include <fmt/format.h>

#include "tests/generate/spell_blocks.hpp"

namespace fenji::generate {

std::string BlockSpeller::contact(const model::Contact& contact) {
  using Action = model::Contact::Action;
  std::string text;
  if (contact.minimum > 0) {
    text = fmt::format("{}", contact.minimum);
    if (contact.maximum != contact.minimum) {
      text += voice_.choose({"-", "–", "~", "至"}, {"-", "–", "~", " to "});
      text += fmt::format("{}", contact.maximum);
    }
    text += voice_.choose({"次/", "次 / ", "/"}, {" per ", "/", " / "});
    if (contact.periods != 1) text += fmt::format("{}{}", contact.periods, voice_.say("", " "));
    switch (contact.period) {
      case model::Contact::Period::day:
        text += voice_.choose({"天", "日"}, {"day", "days"});
        break;
      case model::Contact::Period::week:
        text += voice_.choose({"周", "个星期", "星期", "个周"}, {"week", "weeks"});
        break;
      case model::Contact::Period::month:
        text += voice_.choose({"月", "个月"}, {"month", "months"});
        break;
      case model::Contact::Period::quarter:
        text += voice_.choose({"季度", "季", "个季度"}, {"quarter", "quarters"});
        break;
      case model::Contact::Period::half_year:
        text += voice_.choose({"半年", "个半年"}, {"half-year", "half-years"});
        break;
      case model::Contact::Period::year:
        text += voice_.choose({"年"}, {"year", "years"});
        break;
    }
    if (contact.action != Action::unspecified) text += ' ';
  }
  switch (contact.action) {
    case Action::unspecified:
      break;
    case Action::on_site:
      text += voice_.say("上门", "on site");
      break;
    case Action::phone:
      text += voice_.say("电话", "by phone");
      break;
    case Action::on_site_or_phone:
      text += voice_.say("上门或电话", "on site or by phone");
      break;
    case Action::other:
      text += contact.other_action;
      break;
  }
  return text;
}

std::string BlockSpeller::contacts(const model::Contacts& contacts) {
  if (contacts.empty()) return std::string(voice_.choose({"无", "-", "—"}, {"none", "-", "—"}));
  std::string text;
  for (const model::Contact& each : contacts) {
    if (!text.empty()) text += voice_.choose({"、", ", ", "，"});
    text += contact(each);
  }
  return text;
}

std::string BlockSpeller::window(const Plan& plan) {
  const std::string field = declared(plan.window_field);
  const std::string_view months = voice_.choose({"个月", "月"}, {"months", "month"});
  if (voice_.chinese()) return fmt::format("在 {} {}{}{}", field, voice_.choose({"前", "前 "}), plan.window_months, months);
  return fmt::format("within {} {} before {}", plan.window_months, months, field);
}

void BlockSpeller::plan(const Plan& plan) {
  std::string head(voice_.say("计划 ", "plan "));
  head += declared(plan.name);
  head += voice_.say(" 按 ", " on ");
  head += subject(*plan.subject);
  std::vector<std::string> clauses;
  if (plan.when) clauses.push_back(when(plan.when));
  if (!plan.window_field.empty()) clauses.push_back(window(plan));
  voice_.shuffle(clauses);
  page_.margin(head + modifiers(clauses));
  std::vector<std::vector<std::string>> rows(1);
  rows[0].emplace_back("");
  rows[0].insert(rows[0].end(), plan.roles.begin(), plan.roles.end());
  for (const Plan::Row& row : plan.rows) {
    std::vector<std::string> cells{row.label};
    for (const model::Contacts& each : row.contacts) cells.push_back(contacts(each));
    rows.push_back(std::move(cells));
  }
  page_.table(std::move(rows), true, plan.roles.size() > 1);
}

}  // namespace fenji::generate
