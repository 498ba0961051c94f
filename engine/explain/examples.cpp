#include "engine/explain/examples.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <string_view>

#include "engine/execute/plain_number.hpp"
#include "engine/explain/needs.hpp"

namespace fenji::explain {

using execute::Status;
using model::ExampleCell;
using model::Kind;
using model::State;
using model::Value;

namespace {

Value empty_cell(const model::Field& field) {
  Value value = field.blank_means.value_or(Value{});
  value.state = field.blank_means ? State::known : State::missing;
  value.blank = true;
  return value;
}

Value as_cell(const ExampleCell& input, const model::Field& field) {
  if (field.type.kind == Kind::text && input.value.text.empty()) return empty_cell(field);
  Value value = input.value;
  value.state = State::known;
  model::Decimal measured = value.number;
  if (field.type.kind == Kind::date) measured = {value.day, 0};
  if (field.type.kind == Kind::number) {
    const auto scaled = model::rescaled(value.number, field.type.scale);
    if (scaled)
      value.number = *scaled;
    else
      value.state = State::invalid;
  }
  if (field.bounds && !model::contains(*field.bounds, measured)) value.state = State::invalid;
  return value;
}

bool gives(const model::Example& example, const Needs& needs) {
  return std::any_of(example.inputs.begin(), example.inputs.end(), [&](const ExampleCell& input) {
    if (input.absent) return false;
    return input.field != model::none ? needs.field(input.field) : needs.definition(input.definition);
  });
}

bool equal(const Value& left, const Value& right, Kind kind) {
  switch (kind) {
    case Kind::yes_no:
      return left.yes == right.yes;
    case Kind::number:
      return execute::plain::compare({left.number, left.denominator}, {right.number, right.denominator}) == 0;
    case Kind::date:
      return left.day == right.day;
    case Kind::label:
      return left.label == right.label;
    case Kind::text:
      break;
  }
  return left.text == right.text;
}

// Nothing where `id` is no role of a plan.
const model::Role* role_of(model::DefinitionId id, const model::Rules& rules) {
  for (const model::Plan& plan : rules.plans) {
    for (const model::Role& role : plan.roles) {
      if (role.result == id) return &role;
    }
  }
  return nullptr;
}

Status status_of(State state) {
  switch (state) {
    case State::not_applicable:
      return Status::not_applicable;
    case State::uncovered:
      return Status::uncovered;
    case State::missing:
      return Status::incomplete;
    case State::invalid:
      return Status::invalid;
    case State::known:
      break;
  }
  return Status::rated;
}

// One example after its run.
class Run {
 public:
  Run(const model::Example& example, const model::Rules& rules, const execute::PlainEvaluator& evaluator)
      : rules_(rules),
        record_(record_of(example, rules)),
        evaluation_(evaluator.evaluate(record_, results())),
        cells_(rules.fields.size()) {
    for (const ExampleCell& input : example.inputs) {
      if (input.absent || input.field == model::none) continue;
      cells_[input.field] = model::to_text(input.value, rules.fields[input.field].type, rules, rules.language);
    }
  }

  const execute::Record& record() const { return record_; }
  const execute::Evaluation& evaluation() const { return evaluation_; }

  void check(const ExampleCell& expected, Diagnostics& diagnostics) const {
    if (expected.absent) return;
    if (expected.status) {
      const auto wanted = static_cast<Status>(expected.value.label);
      if (wanted == evaluation_.status) return;
      return report(
          expected, diagnostics, [&](Language language) { return std::string(status_text(wanted, language)); },
          [&](Language language) { return in_words(evaluation_.status, evaluation_.reasons, language); });
    }
    const bool is_field = expected.field != model::none;
    const model::Type& type = is_field ? rules_.fields[expected.field].type : rules_.definitions[expected.definition].type;
    const Value& actual = is_field ? record_.fields[expected.field] : evaluation_.definitions[expected.definition].value;
    const bool reached = is_field || rules_.definitions[expected.definition].layer <= evaluation_.layer;
    if (reached && actual.state == State::known && comes_true(expected, actual, type)) return;
    report(
        expected, diagnostics,
        [&](Language language) {
          const bool contacts = role_of(expected.definition, rules_) != nullptr;
          return contacts ? expected.value.text : in_words(expected.value, type, language);
        },
        [&](Language language) {
          if (!reached) return in_words(evaluation_.status, evaluation_.reasons, language);
          if (actual.state == State::known) return in_words(actual, type, language);
          return in_words(status_of(actual.state), is_field ? reasons_of_cell(expected.field) : reasons_of(expected), language);
        });
  }

 private:
  static execute::Wanted results() {
    execute::Wanted wanted;
    wanted.results = true;
    return wanted;
  }

  bool comes_true(const ExampleCell& expected, const Value& actual, const model::Type& type) const {
    const model::Role* role = role_of(expected.definition, rules_);
    if (role == nullptr) return equal(expected.value, actual, type.kind);
    if (expected.value.label == model::none) return false;
    const model::Contacts& wanted = role->contacts[expected.value.label];
    const model::Contacts& found = role->contacts[actual.label];
    return std::is_permutation(found.begin(), found.end(), wanted.begin(), wanted.end());
  }

  template <class Wanted, class Found>
  void report(const ExampleCell& expected, Diagnostics& diagnostics, const Wanted& wanted, const Found& found) const {
    Diagnostic diagnostic;
    diagnostic.name = "example-failed";
    diagnostic.span = expected.span;
    const auto chinese = Language::chinese;
    const auto english = Language::english;
    diagnostic.expected = Message{wanted(chinese), wanted(english)};
    diagnostic.actual = Message{found(chinese), found(english)};
    diagnostic.message.zh = fmt::format("{} 应为 {}，实际是 {}", expected.name, diagnostic.expected->zh, diagnostic.actual->zh);
    diagnostic.message.en =
        fmt::format("{} should be {} but is {}", expected.name, diagnostic.expected->en, diagnostic.actual->en);
    diagnostic.advice = {"规则没错就改示例，示例没错就改规则", "mend the example where the rules are right, else the rules"};
    diagnostics.push_back(std::move(diagnostic));
  }

  std::string in_words(const Value& value, const model::Type& type, Language language) const {
    std::string text = model::to_text(value, type, rules_, language);
    if (type.kind != Kind::text) return text;
    return language == Language::chinese ? "“" + text + "”" : "\"" + text + "\"";
  }

  // 资料不全（待补：预算金额）
  std::string in_words(Status status, const execute::Reasons& reasons, Language language) const {
    const std::string note =
        execute::note(reasons, rules_, language, [&](model::FieldId field) { return std::string_view(cells_[field]); });
    std::string text{status_text(status, language)};
    if (note.empty()) return text;
    return text + (language == Language::chinese ? "（" + note + "）" : " (" + note + ")");
  }

  const execute::Reasons& reasons_of(const ExampleCell& expected) const {
    return evaluation_.definitions[expected.definition].reasons;
  }

  execute::Reasons reasons_of_cell(model::FieldId field) const {
    using Reason = execute::Reason;
    const bool missing = record_.fields[field].state == State::missing;
    return {{missing ? Reason::Kind::missing : Reason::Kind::unreadable, field, 0}};
  }

  const model::Rules& rules_;
  const execute::Record record_;
  const execute::Evaluation evaluation_;
  std::vector<std::string> cells_;  // by FieldId, for the notes
};

}  // namespace

execute::Record record_of(const model::Example& example, const model::Rules& rules) {
  execute::Record record;
  for (const model::Field& field : rules.fields) record.fields.push_back(empty_cell(field));
  record.overrides.resize(rules.definitions.size());
  for (const ExampleCell& input : example.inputs) {
    if (input.absent) continue;
    if (input.field != model::none) {
      record.fields[input.field] = as_cell(input, rules.fields[input.field]);
    } else {
      record.overrides[input.definition] = input.value;
      record.overrides[input.definition]->state = State::known;
    }
  }
  if (rules.applies != model::none) {
    Needs needs(rules, record);
    needs.add_expression(rules.applies);
    record.passed_applies = !gives(example, needs);
  }
  for (const model::Gate& gate : rules.gates) {
    Needs needs(rules, record);
    for (const model::Element& element : gate.elements) needs.add_expression(element.condition);
    record.passed_gates.push_back(!gives(example, needs));
  }
  return record;
}

Diagnostics failed_examples(const model::Rules& rules, const SeeExample& see) {
  Diagnostics diagnostics;
  const execute::PlainEvaluator evaluator(rules);
  for (const model::Example& example : rules.examples) {
    const Run run(example, rules, evaluator);
    for (const ExampleCell& expected : example.expected) run.check(expected, diagnostics);
    if (see) see(run.record(), run.evaluation());
  }
  return diagnostics;
}

}  // namespace fenji::explain
