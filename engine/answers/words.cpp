#include "engine/answers/words.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/cell.hpp"
#include "engine/prove/division.hpp"
#include "engine/prove/natural.hpp"
#include "engine/prove/words.hpp"

namespace fenji::answers {

using execute::Reason;
using model::FieldId;
using model::State;
using model::Value;

namespace {

// A、B 或 C
std::string alternatives(const std::vector<std::string>& items, bool chinese) {
  std::string text;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i > 0 && i + 1 == items.size()) {
      text += chinese ? " 或 " : " or ";
    } else if (i > 0) {
      text += chinese ? "、" : ", ";
    }
    text += items[i];
  }
  return text;
}

}  // namespace

std::string Words::words(std::string_view zh, std::string_view en) const {
  return std::string(language_ == Language::chinese ? zh : en);
}

std::string Words::label(std::uint32_t code, model::DefinitionId result) const {
  return rules_.labels_of(rules_.definitions[result].type).labels[code];
}

std::string Words::standing(const Standing& standing, model::DefinitionId result) const {
  if (!standing.is_status) return label(standing.code, result);
  return std::string(execute::status_text(static_cast<execute::Status>(standing.code), language_));
}

std::string Words::names(const std::vector<FieldId>& fields) const {
  std::vector<std::string> all;
  for (const FieldId field : fields) all.push_back(rules_.fields[field].name);
  return prove::listed(all, language_);
}

std::string Words::possible(const PossibleResults& possible) const {
  if (!possible.decided) return words("未能判定", "not decided");
  std::string text;
  for (const GradeStandings& grade : possible.grades) {
    std::vector<std::string> all;
    for (const Standing& each : grade.standings) all.push_back(standing(each, grade.result));
    if (!text.empty()) text += words("；", "; ");
    if (possible.grades.size() > 1) text += rules_.definitions[grade.result].name + words("：", ": ");
    text += alternatives(all, language_ == Language::chinese);
  }
  return text;
}

std::string Words::possible_cell(const PossibleResults& possible, const std::function<std::string_view(FieldId)>& cell) const {
  if (!possible.asked) return {};
  std::string text = this->possible(possible);
  execute::Reasons needed;
  for (const auto& [field, state] : possible.needed) {
    needed.push_back({state == State::invalid ? Reason::Kind::unreadable : Reason::Kind::missing, field, 0});
  }
  std::sort(needed.begin(), needed.end());
  if (!needed.empty()) text += words("；", "; ") + execute::note(needed, rules_, language_, cell);
  if (possible.first != model::none) text += words("；先补：", "; first: ") + rules_.fields[possible.first].name;
  return text;
}

explain::Answer Words::possible_answer(const PossibleResults& possible) const {
  explain::Answer answer;
  answer.title = words("补齐、改正以后可能是", "Once it is filled in and corrected it could be");
  if (!possible.decided) {
    answer.lines = {words("未能判定：要看全表，或者组合太多",
                          "not decided: it hangs on the whole list, or there are too many combinations")};
    return answer;
  }
  answer.lines = {this->possible(possible)};
  if (possible.first == model::none) return answer;
  const std::string& name = rules_.fields[possible.first].name;
  answer.lines.push_back(words("先弄清“" + name + "”，最能缩小范围", "find out `" + name + "` first: it narrows this most"));
  return answer;
}

std::string Words::from(const Step& step, const Value& now) const {
  if (now.state == State::invalid) return words("（无法识别）", "(unreadable)");
  if (now.blank || now.state != State::known) return words("（空白）", "(blank)");
  return value(now, rules_.fields[step.field]);
}

// 6200元 where a bare 6200 would mean 6200万.
std::string Words::value(const Value& value, const model::Field& field) const {
  std::string text = prove::value_words(value, field.type, rules_, language_);
  const bool bare_means_more = field.type.unit.money() && !(field.bare_number_means == model::Decimal{1, 0});
  if (!bare_means_more || text.empty() || text.back() < '0' || text.back() > '9') return text;
  return language_ == Language::chinese ? text + "元" : "¥" + text;
}

// A text that the field reads as this value, as a result list shows it where that will do.
std::string Words::cell(const Value& value, const model::Field& field) const {
  const std::string shown = model::to_text(value, field.type, rules_, language_);
  for (const std::string& text : {shown, this->value(value, field)}) {
    const Value read = columns::read_cell(text, field, rules_);
    if (read.state == State::known && distance(read, value, field.type, 0).steps == 0) return text;
  }
  return shown + model::to_text(field.type.unit);
}

// 超过800万 where that is shorter than the first value beyond.
std::string Words::to(const Step& step, const Value& now) const {
  const model::Type& type = rules_.fields[step.field].type;
  if (now.state == State::invalid && step.any) return words("改正", "corrected");
  const bool any_text = is_any_text(step.to, type);
  if (step.any || (any_text && (now.blank || now.state != State::known))) return words("填上", "filled in");
  if (any_text) return words("其他内容", "anything else");
  if (type.kind == model::Kind::number && !type.whole) {
    const model::Decimal before = now.state == State::known ? now.number : model::Decimal{};
    const bool up = before < step.to.number;
    const auto limit = model::add(step.to.number, model::Decimal{up ? -1 : 1, type.scale});
    if (limit && prove::significant_digits(*limit) + 2 <= prove::significant_digits(step.to.number)) {
      const model::Bound open{model::normalized(*limit), false};
      return prove::interval_words(up ? model::Interval{open, {}} : model::Interval{{}, open}, type, language_);
    }
  }
  return value(step.to, rules_.fields[step.field]);
}

std::string Words::change(const Change& change, const std::vector<Value>& present) const {
  std::string text;
  for (const Step& step : change.steps) {
    if (!text.empty()) text += words("，", ", ");
    const Value& now = present[step.field];
    text += fmt::format("{} {} → {}", rules_.fields[step.field].name, from(step, now), to(step, now));
  }
  return text;
}

// Then it has to be said whose grade is meant.
bool Words::shows_several_labels() const {
  const auto is_label = [&](const model::OutputColumn& output) {
    if (output.definition == model::none) return false;
    const model::Definition& definition = rules_.definitions[output.definition];
    const bool of_plan = definition.table != model::none && rules_.tables[definition.table].form == model::TableForm::plan;
    return definition.type.kind == model::Kind::label && !of_plan;
  };
  return std::count_if(rules_.outputs.begin(), rules_.outputs.end(), is_label) > 1;
}

std::string Words::upgrade_cell(const Upgrades& upgrades, const std::vector<Value>& present) const {
  if (upgrades.standing != Upgrades::Standing::open) return {};
  if (!upgrades.singles.empty()) {
    const Change& nearest = upgrades.singles.front();
    return change(nearest, present) + words("：", ": ") + label(nearest.label, upgrades.result);
  }
  if (!upgrades.undecided.empty()) return words("未能判定", "not decided");
  return words("只改一项不够", "no single change is enough");
}

explain::Answer Words::upgrade_answer(const Upgrades& upgrades, const std::vector<Value>& present) const {
  explain::Answer answer;
  const std::string now = upgrades.label ? label(*upgrades.label, upgrades.result) : "";
  const std::string name = shows_several_labels() ? rules_.definitions[upgrades.result].name : "";
  answer.title = now.empty() ? words("怎样能得到级别", "What would give a grade")
                             : words("怎样能高于 " + now, "What would give a better grade than " + now);
  if (!name.empty()) answer.title += words("（" + name + "）", " (" + name + ")");
  switch (upgrades.standing) {
    case Upgrades::Standing::no_grades:
      answer.lines = {words("规则的结果里没有分高低的级别", "no result of the rules is a grade with an order")};
      return answer;
    case Upgrades::Standing::not_graded:
      answer.lines = {words("现在没有级别，谈不上更高", "there is no grade yet that could be better")};
      return answer;
    case Upgrades::Standing::best:
      answer.lines = {words("已经是最高的级别", "it is the best grade already")};
      return answer;
    case Upgrades::Standing::open:
      break;
  }
  const auto told = [&](const Change& each) {
    return change(each, present) + words("：", ": ") + label(each.label, upgrades.result);
  };
  for (const Change& single : upgrades.singles) answer.lines.push_back(told(single));
  if (!upgrades.not_enough.empty()) {
    answer.lines.push_back(words("单独怎么改都不够：", "no change of one of these alone is enough: ") +
                           names(upgrades.not_enough));
  }
  if (!upgrades.undecided.empty()) answer.lines.push_back(words("未能判定：", "not decided: ") + names(upgrades.undecided));
  if (!upgrades.pairs.empty()) answer.lines.push_back(words("两项一起改：", "two together:"));
  for (const Change& pair : upgrades.pairs) answer.lines.push_back("  " + told(pair));
  if (upgrades.more_pairs) answer.lines.push_back(words("  另有改动更大的组合", "  and others that ask for more"));
  if (upgrades.other_mixtures) {
    answer.lines.push_back(words("  两个数可以一个少改、一个多改，别的搭配没有都列",
                                 "  where one of two numbers can do more and the other less, not all mixtures are listed"));
  }
  if (!upgrades.all_pairs_tried)
    answer.lines.push_back(words("两项的组合太多，没有都试", "there are too many pairs, not all were tried"));
  if (!upgrades.fixed.empty()) answer.lines.push_back(words("固定，不改：", "fixed, left alone: ") + names(upgrades.fixed));
  if (upgrades.holds_populations) {
    answer.lines.push_back(words("由全表得出的数（合计、排名等）按现在的算",
                                 "what is found from the whole list (totals, ranks) is held at what it is now"));
  }
  return answer;
}

}  // namespace fenji::answers
