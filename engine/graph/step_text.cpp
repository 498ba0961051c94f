#include "engine/graph/step_text.hpp"

#include <fmt/format.h>

#include <array>
#include <cassert>

#include "engine/graph/comparison.hpp"

namespace fenji::graph {

using model::Kind;
using model::Representation;

namespace {

// In the order of Operation.
constexpr std::array<std::string_view, 31> operation_names{
    "constant",   "field",   "given",     "convert",  "negate",     "add",      "subtract",   "multiply",
    "minimum",    "maximum", "divide",    "round",    "year",       "add_days", "add_months", "full_months",
    "full_years", "equal",   "not_equal", "less",     "less_equal", "within",   "segment",    "word",
    "all",        "any",     "not",       "at_least", "choose_row", "pick",     "applicable"};
static_assert(static_cast<std::size_t>(Operation::applicable) + 1 == operation_names.size());

constexpr std::array<std::string_view, 6> representation_names{"bits", "code", "i64", "i128", "text", "fraction"};

std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else {
      result += c;
    }
  }
  return result + '"';
}

std::string date(model::Day day) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

// `4 3*2 -`: `text` of each, repetitions counted.
template <class Values, class Text>
std::string runs(const Values& values, std::string_view separator, Text&& text) {
  std::string result;
  for (std::size_t begin = 0; begin < values.size();) {
    std::size_t end = begin + 1;
    while (end < values.size() && values[end] == values[begin]) ++end;
    if (begin > 0) result += separator;
    result += text(values[begin]);
    if (end - begin > 1) result += fmt::format("*{}", end - begin);
    begin = end;
  }
  return result;
}

}  // namespace

StepText::StepText(const Graph& graph, const model::Rules& rules)
    : graph_(graph), rules_(rules), plan_labels_(rules.label_sets.size()), names_(graph.steps.size()) {
  for (const model::Plan& plan : rules.plans) {
    for (const model::Role& role : plan.roles) plan_labels_[rules.definitions[role.result].type.labels] = true;
  }
  for (std::size_t id = 0; id < graph.definitions.size(); ++id) {
    const StepId step = graph.definitions[id];
    if (step != no_step) names_[step].push_back(rules.definitions[id].name);
  }
}

std::string StepText::label(const model::Type& type, std::uint32_t code) const {
  if (type.labels == model::none || plan_labels_[type.labels]) return fmt::format("row {}", code);
  return rules_.labels_of(type).labels[code];
}

std::string StepText::constant(const Step& step) const {
  const model::Value& value = step.constant;
  switch (step.type.kind) {
    case Kind::yes_no:
      return value.yes ? "yes" : "no";
    case Kind::number:
      return model::to_text(value.number);
    case Kind::date:
      return date(value.day);
    case Kind::label:
      return label(step.type, value.label);
    case Kind::text:
      return quoted(value.text);
  }
  assert(false);
  return {};
}

std::string StepText::operand(StepId id) const {
  const Step& step = graph_.steps[id];
  return step.operation == Operation::constant ? constant(step) : fmt::format("%{}", id);
}

std::string StepText::operands(const Step& step) const {
  std::string result;
  for (const StepId id : step.operands) result += fmt::format("{}{}", result.empty() ? "" : ", ", operand(id));
  return result;
}

std::string StepText::limit(const model::Decimal& limit, Kind kind) const {
  return kind == Kind::date ? date(static_cast<model::Day>(limit.mantissa)) : model::to_text(limit);
}

std::string StepText::cuts(const Step& step) const {
  const Kind kind = graph_.steps[step.operands[0]].type.kind;
  std::string result;
  for (const Cut& cut : step.cuts) {
    result += fmt::format("{}{} {}", result.empty() ? "" : ", ", cut.above ? ">" : ">=", limit(cut.limit, kind));
  }
  return fmt::format("[{}]", result);
}

// The segments where the test holds: `[80, 90) or (100, inf)`. Limits are closed where that takes no more decimal places.
std::string StepText::ranges(const Step& step) const {
  const Step& subject = graph_.steps[step.operands[0]];
  const Kind kind = subject.type.kind;
  const auto upper_limit = [&](const Cut& cut) {
    if (subject.representation != Representation::fraction) {
      const model::Int128 beyond = threshold(cut, subject.type.scale);
      const model::Decimal last = model::normalized({beyond - 1, subject.type.scale});
      if (last.scale <= model::normalized({beyond, subject.type.scale}).scale) return limit(last, kind) + "]";
    }
    return limit(cut.limit, kind) + (cut.above ? "]" : ")");
  };
  std::string result;
  for (std::size_t segment = 0; segment < step.truth.size(); ++segment) {
    if (step.truth[segment] == 0) continue;
    const Cut* const from = segment == 0 ? nullptr : &step.cuts[segment - 1];
    const Cut* const to = segment == step.cuts.size() ? nullptr : &step.cuts[segment];
    if (!result.empty()) result += " or ";
    result += from == nullptr ? "(-inf, " : fmt::format("{}{}, ", from->above ? "(" : "[", limit(from->limit, kind));
    result += to == nullptr ? "inf)" : upper_limit(*to);
  }
  return result.empty() ? "nothing" : result;
}

std::string StepText::members(const Step& step) const {
  const model::Type& type = graph_.steps[step.operands[0]].type;
  std::string result;
  for (std::uint32_t code = 0; code < step.truth.size(); ++code) {
    if (step.truth[code] == 0) continue;
    const std::string name = type.kind == Kind::yes_no ? (code == 1 ? "yes" : "no") : label(type, code);
    result += fmt::format("{}{}", result.empty() ? "" : ", ", name);
  }
  return fmt::format("{{{}}}", result);
}

std::string StepText::choice(const Step& step) const {
  const Decision& decision = graph_.decisions[step.reference];
  std::string result = decision.policy == model::HitPolicy::first ? "first" : "unique";
  if (decision.indexed && decision.row_by_index.empty())
    return result + fmt::format(": by a tree of {} rows", decision.rows.size());
  if (decision.indexed) {
    if (!step.operands.empty()) result += " by " + operands(step);
    return result + ": " + runs(decision.row_by_index, " ", [](std::uint32_t row) {
             return row == no_row_fits ? "-" : row == rows_disagree ? "!" : std::to_string(row);
           });
  }
  result += ":";
  for (std::size_t place = 0; place < decision.rows.size(); ++place) {
    result += fmt::format("{} {} if {}", place == 0 ? "" : ",", decision.rows[place], operand(step.operands[place]));
  }
  if (decision.otherwise != model::none) result += fmt::format(", otherwise {}", decision.otherwise);
  return result;
}

std::string StepText::operation(StepId id) const {
  const Step& step = graph_.steps[id];
  std::string result(operation_names[static_cast<std::size_t>(step.operation)]);
  switch (step.operation) {
    case Operation::constant:
      return result + " " + constant(step);
    case Operation::field:
    case Operation::given:
      return result + " " + rules_.fields[step.reference].name;
    case Operation::choose_row:
      return result + " " + choice(step);
    case Operation::at_least:
      return fmt::format("{} {} of {}", result, step.count, operands(step));
    case Operation::segment:
      return result + " " + operands(step) + " by " + cuts(step);
    case Operation::word:
      result += " " + operands(step) + " among ";
      for (const std::string& word : step.words) result += (&word == step.words.data() ? "" : ", ") + quoted(word);
      return result;
    case Operation::within: {
      const bool codes = has_codes(graph_.steps[step.operands[0]]);
      return result + " " + operands(step) + " " + (codes ? members(step) : ranges(step));
    }
    case Operation::pick: {
      result += " " + operand(step.operands[0]) + ": ";
      const std::vector<StepId> results(step.operands.begin() + 1, step.operands.end());
      return result + runs(results, ", ", [this](StepId from) { return operand(from); });
    }
    default:
      return result + " " + operands(step) + (step.checked ? " checked" : "");
  }
}

std::string StepText::type(StepId id) const {
  const Step& step = graph_.steps[id];
  std::string result;
  if (step.type.kind == Kind::number && step.representation != Representation::fraction) {
    const std::string unit = model::to_text(step.type.unit);
    result = step.type.percent ? "percent" : unit.empty() ? "number" : unit;
    result += fmt::format(" scale {} ", step.type.scale);
  } else if (step.type.kind == Kind::date) {
    result = "date ";
  }
  return result + std::string(representation_names[static_cast<std::size_t>(step.representation)]);
}

std::string StepText::gate(std::size_t index) const {
  const model::Gate& gate = rules_.gates[index];
  std::string result = gate.mode == model::Gate::Mode::all ? "all of" : fmt::format("at least {} of", gate.at_least);
  for (std::size_t i = 0; i < gate.elements.size(); ++i) {
    const std::string condition = operand(graph_.gates[index].elements[i]);
    result += fmt::format("{} {} {}", i == 0 ? "" : ",", gate.elements[i].name, condition);
  }
  return result + " -> " + operand(graph_.gates[index].passed);
}

std::uint32_t StepText::layers() const { return static_cast<std::uint32_t>(graph_.gates.size()) + 2; }

std::string StepText::layer(std::uint32_t layer) const {
  if (layer == 0) return "applies";
  if (layer > graph_.gates.size()) return "results";
  return fmt::format("gate {}", rules_.gates[layer - 1].name);
}

std::string plain_contacts(const model::Contacts& contacts) {
  constexpr std::array<std::string_view, 6> periods{"day", "week", "month", "quarter", "half-year", "year"};
  constexpr std::array<std::string_view, 5> actions{"", " on_site", " phone", " on_site_or_phone", ""};
  std::string result;
  for (const model::Contact& contact : contacts) {
    if (!result.empty()) result += " + ";
    result += std::to_string(contact.minimum);
    if (contact.maximum != contact.minimum) result += fmt::format("-{}", contact.maximum);
    result += '/';
    if (contact.periods != 1) result += fmt::format("{} ", contact.periods);
    result += periods[static_cast<std::size_t>(contact.period)];
    result += actions[static_cast<std::size_t>(contact.action)];
    if (contact.action == model::Contact::Action::other) result += " " + contact.other_action;
  }
  return result.empty() ? "none" : result;
}

}  // namespace fenji::graph
