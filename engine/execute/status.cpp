#include "engine/execute/status.hpp"

#include <array>
#include <cassert>

#include "engine/columns/quotable.hpp"

namespace fenji::execute {

namespace {

struct StatusWords {
  std::string_view name, chinese, english;
};

// In the order of Status.
constexpr std::array<StatusWords, status_count> status_words{{
    {"rated", "已评级", "rated"},
    {"ineligible", "不予评级", "ineligible"},
    {"not_applicable", "不适用", "not applicable"},
    {"invalid", "数据有误", "invalid"},
    {"incomplete", "资料不全", "incomplete"},
    {"uncovered", "规则未覆盖", "uncovered"},
}};

const StatusWords& words(Status status) { return status_words.at(static_cast<std::size_t>(status)); }

}  // namespace

std::string_view status_text(Status status, Language language) {
  return language == Language::chinese ? words(status).chinese : words(status).english;
}

std::string_view status_name(Status status) { return words(status).name; }

std::string_view note_opening(Reason::Kind kind, Language language) {
  const bool chinese = language == Language::chinese;
  switch (kind) {
    case Reason::Kind::failed:
      return chinese ? "未满足：" : "Not met: ";
    case Reason::Kind::unreadable:
      return chinese ? "无法识别：" : "Unreadable: ";
    case Reason::Kind::out_of_range:
      return chinese ? "超出可计算范围：" : "Out of range: ";
    case Reason::Kind::missing:
      return chinese ? "待补：" : "Missing: ";
    case Reason::Kind::uncovered:
      return chinese ? "规则未覆盖：" : "Not covered: ";
    case Reason::Kind::contradiction:
      return chinese ? "规则矛盾：" : "Contradictory rules: ";
    case Reason::Kind::undetermined:
      return chinese ? "全表得不出：" : "Not to be had from the list: ";
  }
  assert(false);
  return {};
}

std::string reason_name(const Reason& reason, const model::Rules& rules, Language language) {
  switch (reason.kind) {
    case Reason::Kind::failed:
      return rules.gates[reason.first].elements[reason.second].name;
    case Reason::Kind::unreadable:
    case Reason::Kind::missing:
    case Reason::Kind::undetermined:
      return rules.fields[reason.first].name;
    case Reason::Kind::out_of_range:
      if (reason.first == model::none) return language == Language::chinese ? "准入条件" : "eligibility";
      return rules.definitions[reason.first].name;
    case Reason::Kind::uncovered:
    case Reason::Kind::contradiction:
      return rules.definitions[reason.first].name;
  }
  assert(false);
  return {};
}

std::string note(const Reasons& reasons, const model::Rules& rules, Language language,
                 const std::function<std::string_view(model::FieldId)>& cell) {
  const bool chinese = language == Language::chinese;
  const auto named = [&](const Reason& reason) {
    std::string name = reason_name(reason, rules, language);
    if (reason.kind != Reason::Kind::unreadable) return name;
    const std::string quoted = columns::quotable(cell(reason.first));
    return name + (chinese ? "“" + quoted + "”" : " \"" + quoted + "\"");
  };

  // Reasons are sorted, and their kinds stand in the order of the sentences.
  std::string result;
  for (std::size_t i = 0; i < reasons.size(); ++i) {
    if (i > 0 && reasons[i].kind == reasons[i - 1].kind) {
      result += chinese ? "、" : ", ";
    } else {
      if (i > 0) result += chinese ? "；" : "; ";
      result += note_opening(reasons[i].kind, language);
    }
    result += named(reasons[i]);
  }
  return result;
}

}  // namespace fenji::execute
