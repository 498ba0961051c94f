#include "engine/explain/sentences.hpp"

#include <fmt/format.h>

namespace fenji::explain {

using model::State;

std::string Sentences::bracketed(const std::string& text) const { return chinese() ? "（" + text + "）" : " (" + text + ")"; }

std::string Sentences::quoted(const std::string& text) const { return chinese() ? "“" + text + "”" : "\"" + text + "\""; }

std::string Sentences::listed(const std::vector<std::string>& items) const {
  return fmt::format("{}", fmt::join(items, words("、", ", ")));
}

std::string Sentences::place(const Place& place) const {
  const std::string line = chinese() ? fmt::format("第 {} 行", place.line) : fmt::format("line {}", place.line);
  return place.file == file_ ? line : place.file + " " + line;
}

std::string Sentences::state(State state) const {
  using execute::Status;
  const auto text = [&](Status status) { return std::string(status_text(status, language_)); };
  switch (state) {
    case State::not_applicable:
      return text(Status::not_applicable);
    case State::uncovered:
      return text(Status::uncovered);
    case State::missing:
      return text(Status::incomplete);
    case State::invalid:
      return text(Status::invalid);
    case State::known:
      break;
  }
  return {};
}

std::string Sentences::fact(const Fact& fact) const {
  const std::string name = fact.name + colon();
  if (fact.kind != Fact::Kind::field) return name + (fact.state == State::known ? fact.value : state(fact.state));
  if (fact.state == State::invalid) return name + words("无法识别", "cannot read ") + quoted(fact.cell.value_or(""));
  if (fact.no_column && fact.state != State::known) return name + words("名单无此列", "no such column");
  if (fact.state != State::known) return name + words("空白", "blank");
  if (fact.blank) return name + fact.value + bracketed(words("空白，按规则取此值", "blank, which the rules take as this"));
  return name + fact.value + (fact.cell ? bracketed(words("原文", "cell ") + quoted(*fact.cell)) : "");
}

std::string Sentences::facts(const std::vector<Fact>& facts) const {
  std::vector<std::string> texts;
  for (const Fact& one : facts) texts.push_back(fact(one));
  return fmt::format("{}", fmt::join(texts, words("；", "; ")));
}

std::string Sentences::demand(const Gate& gate) const {
  if (gate.all) return words("须全部满足", "all of them");
  if (gate.needed == 1) return words("须任一满足", "any of them");
  return chinese() ? fmt::format("须至少满足 {} 项", gate.needed) : fmt::format("at least {} of them", gate.needed);
}

std::string Sentences::equation(const NamedValue& value, const std::string& note) const {
  std::string text = value.name;
  const auto then = [&](std::string_view part) {
    constexpr std::string_view about = "≈";
    const bool near = part.starts_with(about);
    if (near) part.remove_prefix(about.size());
    if (!part.empty()) text += fmt::format(" {} {}", near ? about : "=", part);
  };
  if (value.working) {
    then(value.working->words);
    then(value.working->numbers);
  }
  if (value.state != State::known) return text + colon() + state(value.state) + (note.empty() ? "" : bracketed(note));
  then(value.text);
  return text;
}

std::string_view mark(Verdict verdict) {
  switch (verdict) {
    case Verdict::yes:
      return "✓ ";
    case Verdict::no:
      return "✗ ";
    case Verdict::undecided:
      break;
  }
  return "? ";
}

}  // namespace fenji::explain
