// Header, parameters, fields, examples and output.
#include <fmt/format.h>

#include <array>

#include "tests/generate/names.hpp"
#include "tests/generate/spell_blocks.hpp"
#include "tests/generate/spell_number.hpp"

namespace fenji::generate {

using model::Kind;

void BlockSpeller::header(const Header& header) {
  page_.raw("", std::string(voice_.say("规则 ", "rules ")) + header.title);
  const auto raw_line = [&](std::string_view zh, std::string_view en, const std::string& text) {
    if (text.empty()) return;
    std::string line(voice_.say(zh, en));
    line += voice_.choose({": ", ":", "：", " ："});
    page_.raw("  ", line + text);
  };
  raw_line("版本", "version", header.version);
  raw_line("制定", "owner", header.owner);
  if (header.applies) {
    std::string text(voice_.say("适用", "applies to"));
    text += colon();
    page_.indented(text + expressions_.spell(*header.applies, Place::line), false);
  }
  if (header.effective_from) {
    std::string text(voice_.say("有效期", "effective"));
    text += colon();
    text += spell_date(voice_, *header.effective_from);
    if (header.effective_to) {
      text += voice_.say(" 至 ", " to ");
      text += spell_date(voice_, *header.effective_to);
    }
    page_.indented(text);
  }
  raw_line("批准", "approval", header.approval);
  raw_line("沿用", "extends", header.extends);
  raw_line("备注", "notes", header.notes);
}

void BlockSpeller::parameters(const std::vector<Parameter>& parameters) {
  std::string head(voice_.say("参数", "parameters"));
  page_.margin(voice_.maybe(5) ? head + colon() : head);
  for (const Parameter& parameter : parameters) {
    std::string text = declared(parameter.name);
    text += voice_.blank();
    text += voice_.sign("=");
    text += breakable;
    text += parameter.value->form == Form::label ? parameter.value->text : expressions_.spell(*parameter.value, Place::line);
    page_.indented(text);
  }
}

std::string BlockSpeller::field_type(const Field& field) {
  const auto with_unit = [&](std::string_view type) {
    std::string text(type);
    if (!field.unit_shown && field.bare_number_power == 0) return text;
    text += voice_.blank();
    if (field.bare_number_power == 4) text += "万";
    if (field.bare_number_power == 8) text += "亿";
    return text += spell_unit(voice_, field.type.unit);
  };
  switch (field.type.kind) {
    case Kind::text:
      return std::string(voice_.say("文本", "text"));
    case Kind::yes_no:
      return std::string(voice_.say("是否", "yes/no"));
    case Kind::date:
      return std::string(voice_.say("日期", "date"));
    case Kind::label: {
      std::string text(voice_.say("选项 ", "one of "));
      for (const std::string& option : field.options) {
        if (&option != &field.options.front()) text += voice_.choose({"、", ", ", "，"});
        text += can_stand_bare(option) ? declared(option) : option;
      }
      return text;
    }
    case Kind::number:
      break;
  }
  if (field.type.unit.money()) return with_unit(voice_.say("金额", "money"));
  if (field.type.whole) return with_unit(voice_.say("整数", "whole number"));
  if (!field.type.percent) return with_unit(voice_.say("数", "number"));
  std::string text(voice_.say("百分比", "percent"));
  if (field.percent_cells == model::Field::PercentCells::points) text += voice_.say(" 按百分数", " in points");
  if (field.percent_cells == model::Field::PercentCells::fraction) text += voice_.say(" 按小数", " as fraction");
  return text;
}

std::string BlockSpeller::field(const Field& field) {
  // `in points` makes what follows a list, in which commas group nothing.
  const bool list = field.percent_cells == model::Field::PercentCells::points && !voice_.chinese();
  std::vector<std::string> clauses;
  if (field.key) clauses.emplace_back(voice_.say("唯一编号", "key"));
  if (field.optional) clauses.emplace_back(voice_.say("可不填", "optional"));
  if (field.fixed) clauses.emplace_back(voice_.say("固定", "fixed"));
  if (field.blank_means) {
    std::string clause(voice_.say("空白视为 ", "blank means "));
    clauses.push_back(clause + expressions_.spell(*field.blank_means, list ? Place::list : Place::head));
  }
  if (field.bounds) clauses.push_back(expressions_.spell_bounds(*field.bounds, !list));
  if (!field.other_headers.empty()) {
    std::string clause(voice_.say("又称 ", "also "));
    for (const std::string& header : field.other_headers) {
      if (&header != &field.other_headers.front()) clause += "、";
      clause += declared(header);
    }
    clauses.push_back(std::move(clause));
  }
  voice_.shuffle(clauses);
  std::string text = declared(field.name);
  text += colon();
  text += field_type(field);
  for (const std::string& clause : clauses) {
    text += comma();
    text += clause;
  }
  return text;
}

void BlockSpeller::fields(const std::vector<Field>& fields) {
  const std::string head(voice_.say("字段", "fields"));
  page_.margin(head);
  for (const Field& each : fields) {
    if (&each != &fields.front() && voice_.maybe(3)) page_.margin(head);  // a second block goes on
    page_.indented(field(each));
  }
}

std::string BlockSpeller::example_cell(const ExampleCell& cell) {
  constexpr std::array<std::string_view, 6> zh = {"已评级", "不予评级", "不适用", "数据有误", "资料不全", "规则未覆盖"};
  constexpr std::array<std::string_view, 6> en = {"rated",   "ineligible", "not applicable",
                                                  "invalid", "incomplete", "uncovered"};
  if (cell.status) return std::string(voice_.say(zh[*cell.status], en[*cell.status]));
  if (cell.value) return expressions_.spell(*cell.value, Place::table);
  if (cell.contacts) return contacts(*cell.contacts);
  return cell.label;
}

void BlockSpeller::examples(const Examples& examples) {
  std::string head(voice_.say("示例", "examples"));
  if (!examples.title.empty()) head += ' ' + examples.title;
  page_.margin(head);
  std::vector<std::vector<std::string>> rows(1);
  for (const Examples::Column& column : examples.columns) {
    std::string name = column.name.empty() ? std::string(voice_.say("状态", "status")) : declared(column.name);
    if (!column.role.empty()) name = column.name + "/" + column.role;
    rows[0].push_back(column.expected ? std::string(voice_.choose({"=> ", "=>"})) + name : name);
  }
  for (const auto& row : examples.rows) {
    std::vector<std::string> cells;
    for (const ExampleCell& cell : row) cells.push_back(example_cell(cell));
    rows.push_back(std::move(cells));
  }
  page_.table(std::move(rows), true, false);
}

void BlockSpeller::outputs(const std::vector<std::string>& outputs) {
  std::string line(voice_.say("输出", "output"));
  const bool in_one_line = voice_.maybe(20);
  if (in_one_line) {
    line += voice_.choose({": ", " "});
  } else {
    page_.margin(line);
    line.clear();
  }
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    if (!line.empty() && i > 0) line += voice_.choose({"、", ", ", "，"});
    line += declared(outputs[i]);
    const bool ends = !in_one_line && i + 1 < outputs.size() && voice_.maybe(15);
    if (!ends) continue;
    const char last = line.back();  // as an operator it would go on in the next line
    if (voice_.maybe(50) || last == '+' || last == '-' || last == '*') line += "、";
    page_.indented(line);
    line.clear();
  }
  if (in_one_line)
    page_.margin(line);
  else
    page_.indented(line);
}

}  // namespace fenji::generate
