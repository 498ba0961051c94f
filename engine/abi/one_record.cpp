#include "engine/abi/one_record.hpp"

#include <fmt/format.h>

#include "engine/abi/cell_texts.hpp"
#include "engine/abi/description.hpp"
#include "engine/abi/story.hpp"
#include "engine/abi/typed_number.hpp"
#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/run/list_columns.hpp"

namespace fenji::abi {
namespace {

// What the caller has.
struct Given {
  const fenji_cell* cells;
  std::size_t count;
};

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

Fault needs_table() {
  return {FENJI_UNSUPPORTED,
          {"规则要看整个名单，单独一条记录说明不了：请连同整张表给出（fenji_explain_in，Python 里是 explain_in）",
           "the rules look at the whole list, so one record alone cannot be explained: give the table with it "
           "(fenji_explain_in, in Python explain_in)"}};
}

// `rules` get the units that the names of the cells say.
std::variant<ReadRecord, Fault> read_record(model::Rules& rules, const Given& given) {
  std::vector<std::string> header;
  for (std::size_t i = 0; i < given.count; ++i) header.emplace_back(given.cells[i].name == nullptr ? "" : given.cells[i].name);
  const run::ListColumns columns = run::match_columns(rules, header);
  if (!columns.problems.empty()) return Fault{FENJI_TABLE_UNSUITABLE, all_of(columns.problems)};
  run::read_as_listed(rules, columns);
  ReadRecord read;
  read.texts.resize(rules.fields.size());
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    const auto& position = columns.positions[id];
    std::string& text = read.texts[id];
    const bool number = position && given.cells[*position].kind == FENJI_CELL_NUMBER;
    if (position && given.cells[*position].text != nullptr) text = given.cells[*position].text;
    const bool blank = columns::trimmed(text).empty();
    if (number && !blank && field.type.kind == model::Kind::number) {
      read.record.fields.push_back(typed_value(text, field));
      if (field.type.percent) text = as_percentage(text, field.percent_cells == model::Field::PercentCells::points);
    } else {
      if (number) text = number_as_cell(text);
      read.record.fields.push_back(columns::read_cell(text, field, rules));
    }
    read.has_column.push_back(position.has_value());
  }
  return read;
}

}  // namespace

std::variant<std::string, Fault> explained(const CompiledRules& compiled, const fenji_cell* cells, std::size_t count,
                                           Language language, fenji_format format) {
  model::Rules rules = compiled.rules();
  if (!rules.populations.empty()) return needs_table();
  auto read = read_record(rules, {cells, count});
  if (auto* const fault = std::get_if<Fault>(&read)) return std::move(*fault);
  const explain::Explanation story = story_of(rules, compiled.loaded.sources, std::get<ReadRecord>(read), language);
  return format == FENJI_JSON ? explain::to_json(story) : explain::to_text(story);
}

std::variant<std::string, Fault> explained(const CompiledBook& book, const fenji_cell* cells, std::size_t count,
                                           Language language, fenji_format format) {
  const Given given{cells, count};
  std::optional<Fault> fault;
  const ChosenFile chosen = chosen_file(book, [&](const model::Rules& declared) {
    model::Rules rules = declared;
    auto read = read_record(rules, given);
    if (auto* const problem = std::get_if<Fault>(&read)) {
      fault = std::move(*problem);
      return model::Value{};
    }
    return execute::evaluate(rules, std::get<ReadRecord>(read).record).applies.value;
  });
  if (fault) return std::move(*fault);
  if (chosen.file == nullptr) return nothing_in_force();
  model::Rules rules = *chosen.file->loaded.rules;
  if (!rules.populations.empty()) return needs_table();
  const ReadRecord read = std::get<ReadRecord>(read_record(rules, given));
  explain::Explanation story = story_of(rules, chosen.file->loaded.sources, read, language);
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    if (rules.fields[id].key) add_exceptions(book, read.texts[id], rules, story);
  }
  const std::string remark = chosen.remark ? chosen.remark->in(language) : "";
  if (format != FENJI_JSON) return remark + (remark.empty() ? "" : "\n") + explain::to_text(story);
  Json json = {{"book_file", chosen.file->name}};
  if (!remark.empty()) json["remark"] = remark;
  json.update(Json::parse(explain::to_json(story)));
  return dumped(json);
}

}  // namespace fenji::abi
