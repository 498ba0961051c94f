#include "engine/prove/fields_phrase.hpp"

#include "engine/prove/words.hpp"

namespace fenji::prove {

Message fields_phrase(const Knowledge& knowledge, const FieldValues& record,
                      const std::vector<model::ExpressionId>& expressions) {
  constexpr std::size_t most = 4;
  const model::Rules& rules = knowledge.rules;
  FieldSet fields;
  for (const model::ExpressionId expression : expressions) fields = united(fields, knowledge.dependencies.of(expression));
  Message phrase;
  for (std::size_t i = 0; i < fields.size() && i < most; ++i) {
    const model::Field& field = rules.fields[fields[i]];
    const model::Value& value = record[fields[i]];
    const bool empty = value.state != model::State::known || value.blank;
    for (const Language language : {Language::chinese, Language::english}) {
      std::string& text = language == Language::chinese ? phrase.zh : phrase.en;
      if (i > 0) text += language == Language::chinese ? "、" : ", ";
      text += field.name + " = ";
      text += empty ? (language == Language::chinese ? "空" : "empty") : value_words(value, field.type, rules, language);
    }
  }
  return phrase;
}

}  // namespace fenji::prove
