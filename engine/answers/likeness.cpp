#include "engine/answers/likeness.hpp"

namespace fenji::answers {

using model::FieldId;
using model::Value;

std::string Likeness::of(const std::vector<Value>& fields) const {
  std::string key;
  for (FieldId id = 0; id < rules_.fields.size(); ++id) {
    if (!rules_.fields[id].used) continue;
    const Value& value = fields[id];
    key += static_cast<char>('0' + static_cast<int>(value.state));
    key += value.blank ? 'b' : 'g';
    if (value.state == model::State::known) add(key, id, value);
  }
  return key;
}

void Likeness::add(std::string& key, FieldId id, const Value& value) const {
  const model::Type& type = rules_.fields[id].type;
  if (type.kind == model::Kind::yes_no) {
    key += value.yes ? 'y' : 'n';
  } else if (type.kind == model::Kind::label) {
    key += std::to_string(value.label) + ".";
  } else if (const auto part = part_of(scope_.choices(id), type, value)) {
    key += "#" + std::to_string(*part) + ".";
  } else {
    const std::string text = model::to_text(value, type, rules_, Language::chinese);
    key += std::to_string(text.size()) + ":" + text;
  }
}

// Which of the parts that the rules tell apart holds the value; nothing where they ask for the value itself.
std::optional<std::size_t> Likeness::part_of(const prove::FieldChoices& choices, const model::Type& type, const Value& value) {
  if (!choices.exhaustive) return std::nullopt;
  if (type.kind == model::Kind::text) {
    std::size_t part = 0;
    while (part < choices.values.size() && choices.values[part].text != value.text) ++part;
    return part;
  }
  const model::Decimal number = type.kind == model::Kind::date ? model::Decimal{value.day, 0} : value.number;
  for (std::size_t part = 0; part < choices.spans.size(); ++part) {
    if (model::contains(choices.spans[part], number)) return part;
  }
  return std::nullopt;
}

}  // namespace fenji::answers
