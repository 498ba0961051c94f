#include "engine/answers/scope.hpp"

#include "engine/prove/division.hpp"
#include "engine/prove/natural.hpp"

namespace fenji::answers {

using model::FieldId;
using model::Kind;
using model::State;
using model::Value;

namespace {

std::vector<prove::FieldChoices> choices_of_all(const prove::Knowledge& knowledge) {
  prove::Choices choices(knowledge);
  choices.everything_matters();
  return choices.fields({});
}

}  // namespace

Scope::Scope(const model::Rules& rules)
    : rules_(rules), knowledge_(rules), choices_(choices_of_all(knowledge_)), outlook_(knowledge_, choices_) {}

void Scope::take(std::vector<Value> present) {
  present_ = std::move(present);
  for (FieldId field = 0; field < present_.size(); ++field) hold(field);
}

void Scope::hold(FieldId field) { hold(field, present_[field]); }

void Scope::hold(FieldId field, const Value& elsewhere) {
  prove::FieldRange range;
  range.exact = &elsewhere;
  outlook_.set(field, range);
}

prove::FieldRange Scope::anything(FieldId field) const {
  const std::vector<Value>& values = choices_[field].values;
  prove::FieldRange range;
  if (values.empty()) return range;
  range.cells = {0, static_cast<std::uint32_t>(values.size() - 1)};
  if (range.cells.last > 0 && values.back().blank && values.back().state != State::known) --range.cells.last;
  return range;
}

std::vector<Value> Scope::sample() const {
  std::vector<Value> record;
  for (FieldId field = 0; field < present_.size(); ++field) {
    const prove::FieldRange& range = outlook_.range(field);
    const model::Type& type = rules_.fields[field].type;
    if (range.exact != nullptr) {
      record.push_back(*range.exact);
      continue;
    }
    record.push_back(choices_[field].values.empty() ? Value{} : choices_[field].values[range.cells.first]);
    if (!range.part) continue;
    const auto number = type.kind == Kind::date ? prove::natural_day(*range.part)
                                                : prove::natural_number(*range.part, prove::grid_of(type), type.percent);
    const auto scaled = number ? model::rescaled(*number, type.scale) : std::nullopt;
    if (!scaled) continue;
    if (type.kind == Kind::date) record.back().day = static_cast<model::Day>(scaled->mantissa);
    record.back().number = *scaled;
  }
  for (FieldId field = 0; field < record.size(); ++field) {
    Value& value = record[field];
    const model::Type& type = rules_.fields[field].type;
    if (value.state != State::known || type.kind != Kind::number) continue;
    if (const auto scaled = model::rescaled(value.number, type.scale)) value.number = *scaled;
  }
  return record;
}

execute::Evaluation evaluate(const model::Rules& rules, std::vector<Value> fields) {
  execute::Record record;
  record.fields = std::move(fields);
  return execute::evaluate(rules, record);
}

bool shows(const execute::Evaluation& evaluation, const model::Rules& rules, model::DefinitionId result) {
  return rules.definitions[result].layer <= evaluation.layer && evaluation.definitions[result].value.state == State::known;
}

}  // namespace fenji::answers
