// Outcomes of the plain evaluator as short texts, so that tests can put a whole outcome into one string.
#pragma once

#include <string>

#include "engine/execute/plain.hpp"

namespace fenji::test {

inline std::string name_of(const execute::Reason& reason, const model::Rules& rules) {
  using Kind = execute::Reason::Kind;
  const auto definition = [&] {
    return reason.first == model::none ? std::string("none") : rules.definitions[reason.first].name;
  };
  switch (reason.kind) {
    case Kind::failed:
      return "failed:" + rules.gates[reason.first].elements[reason.second].name;
    case Kind::unreadable:
      return "unreadable:" + rules.fields[reason.first].name;
    case Kind::out_of_range:
      return "out_of_range:" + definition();
    case Kind::missing:
      return "missing:" + rules.fields[reason.first].name;
    case Kind::uncovered:
      return "uncovered:" + definition();
    case Kind::undetermined:
      return "undetermined:" + rules.fields[reason.first].name;
    case Kind::contradiction:
      return "contradiction:" + definition();
  }
  return "?";
}

inline std::string to_text(const execute::Reasons& reasons, const model::Rules& rules) {
  std::string text;
  for (const execute::Reason& reason : reasons) text += (text.empty() ? "" : " ") + name_of(reason, rules);
  return text;
}

// With every place of its scale: 84.00.
inline std::string with_all_places(model::Decimal value) {
  std::string digits = model::to_text({value.mantissa, 0});
  const bool negative = digits.front() == '-';
  if (negative) digits.erase(0, 1);
  const auto places = static_cast<std::size_t>(value.scale);
  if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
  if (places > 0) digits.insert(digits.size() - places, ".");
  return (negative ? "-" : "") + digits;
}

// `84.00`, `yes`, `3/7`, `#2` for a label's code, `d20513` for a day; `missing missing:预算`, `not_applicable`.
inline std::string to_text(const execute::Outcome& outcome, const model::Type& type, const model::Rules& rules) {
  using model::Kind;
  using model::State;
  const model::Value& value = outcome.value;
  if (value.state == State::known) {
    const std::string superfluous = outcome.reasons.empty() ? "" : " with reasons " + to_text(outcome.reasons, rules);
    switch (type.kind) {
      case Kind::yes_no:
        return (value.yes ? "yes" : "no") + superfluous;
      case Kind::number:
        if (!type.quotient) return with_all_places(value.number) + superfluous;
        return with_all_places(value.number) + "/" + with_all_places(value.denominator) + superfluous;
      case Kind::date:
        return "d" + std::to_string(value.day) + superfluous;
      case Kind::label:
        return "#" + std::to_string(value.label) + superfluous;
      case Kind::text:
        return value.text + superfluous;
    }
  }
  const char* const names[] = {"known", "not_applicable", "uncovered", "missing", "invalid"};
  const std::string reasons = to_text(outcome.reasons, rules);
  return names[static_cast<std::size_t>(value.state)] + (reasons.empty() ? "" : " " + reasons);
}

}  // namespace fenji::test
