#include "engine/abi/one_record.hpp"

#include <fmt/format.h>

#include "engine/abi/cell_texts.hpp"
#include "engine/abi/typed_number.hpp"
#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::abi {
namespace {

model::Value typed_value(std::string_view text, const model::Field& field) {
  model::Value value;
  value.state = model::State::invalid;
  const auto number = parse_plain_decimal(text);
  std::int64_t mantissa = 0;
  if (!number || !TypedNumber(field).read_carefully(*number, mantissa)) return value;
  value.state = model::State::known;
  value.number = {mantissa, field.type.scale};
  return value;
}

// A number for a field that takes texts, as a user would write it.
std::string number_as_cell(std::string_view text) {
  const auto number = parse_plain_decimal(text);
  return number ? to_text(*number) : std::string(text);
}

}  // namespace

std::variant<std::string, Fault> explained(const CompiledRules& compiled, const fenji_cell* cells, std::size_t count,
                                           Language language, fenji_format format) {
  model::Rules rules = compiled.rules();
  if (!rules.populations.empty()) {
    return Fault{
        FENJI_UNSUPPORTED,
        {"规则要看整个名单，单独一条记录说明不了：请用 fenji explain 和名单",
         "the rules look at the whole list, so one record alone cannot be explained: use fenji explain with the list"}};
  }
  std::vector<std::string> header;
  for (std::size_t i = 0; i < count; ++i) header.emplace_back(cells[i].name == nullptr ? "" : cells[i].name);
  const run::ListColumns columns = run::match_columns(rules, header);
  if (!columns.problems.empty()) {
    Message all;
    for (const Message& each : columns.problems) {
      all.zh += (all.zh.empty() ? "" : "；") + each.zh;
      all.en += (all.en.empty() ? "" : "; ") + each.en;
    }
    return Fault{FENJI_TABLE_UNSUITABLE, all};
  }
  run::read_as_listed(rules, columns);
  std::vector<std::string> texts(rules.fields.size());
  execute::Record record;
  std::vector<explain::RawCell> raw;
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    const auto& position = columns.positions[id];
    const bool number = position && cells[*position].kind == FENJI_CELL_NUMBER;
    if (position && cells[*position].text != nullptr) texts[id] = cells[*position].text;
    const bool blank = columns::trimmed(texts[id]).empty();
    if (number && !blank && field.type.kind == model::Kind::number) {
      record.fields.push_back(typed_value(texts[id], field));
      if (field.type.percent) texts[id] = as_percentage(texts[id], field);
    } else {
      if (number) texts[id] = number_as_cell(texts[id]);
      record.fields.push_back(columns::read_cell(texts[id], field, rules));
    }
    raw.push_back({texts[id], position.has_value()});
  }
  const execute::Evaluation evaluation = execute::evaluate(rules, record);
  const explain::Explanation story = explain::explain({rules, compiled.loaded.sources, record, evaluation, raw}, language);
  return format == FENJI_JSON ? explain::to_json(story) : explain::to_text(story);
}

}  // namespace fenji::abi
