// Scorecards.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/file_parser.hpp"
#include "grammar/mistypes.hpp"

namespace fenji::grammar {

void FileParser::scorecard(const Line& first, const Fragment& head) {
  auto parsed = units_->named_head(head);
  ScorecardBlock content;
  if (parsed) {
    glued_modifier(*parsed);
    check_modifiers(*parsed, true, false);
    content.name = std::move(parsed->name);
    content.modifiers = std::move(parsed->modifiers);
  } else {
    lose_head(head);
  }
  const Line* top = row();
  if (top == nullptr || top->cells.size() < 2) {
    report(top == nullptr ? first.text.span() : top->span,
           {"评分表至少要有一个评分项和一列分值", "a scorecard needs at least one criterion and a column of points"},
           Message{"写成 | 毛利率 (100%) | 分值 |", "write | margin (100%) | points |"});
    if (parsed) result_.tree.lost_names.push_back(content.name.text);
    skip_block();
    return;
  }
  const std::size_t columns = top->cells.size();
  if (top->cells.back().text != spelling(Keyword::points, language())) {
    const std::string points(spelling(Keyword::points, language()));
    const bool criterion = top->cells.back().text.find('%') != std::string::npos;
    report(top->cells.back().span(), {"评分表的最后一列应当是“分值”", "the last column of a scorecard should be `points`"},
           criterion ? std::nullopt : std::optional(write_instead(points)),
           criterion ? std::nullopt : std::optional(Fix{top->cells.back().span(), points}));
  }
  for (std::size_t i = 0; i + 1 < columns; ++i) content.criteria.push_back(criterion(top->cells[i]));
  while (const Line* found = row()) {
    // 其余 may be the row's only cell in front of the points: it stands for every column.
    const bool otherwise = found->cells.size() == 2 && is_otherwise(found->cells[0]);
    if (!otherwise && !has_cells(*found, columns)) {
      content.incomplete = true;
      continue;
    }
    ScorecardRow made;
    made.span = found->span;
    made.conditions.reserve(columns - 1);
    made.cells.reserve(columns - 1);
    for (std::size_t i = 0; i + 1 < columns; ++i) {
      const Fragment& cell = found->cells[otherwise ? 0 : i];
      made.conditions.push_back(condition(cell, content.incomplete));
      made.cells.push_back(cell_of(cell));
    }
    made.points = result(found->cells.back());
    content.rows.push_back(std::move(made));
  }
  content.incomplete = content.incomplete || lost_rows_;
  if (parsed && content.rows.empty() && !content.incomplete)
    report(first.text.span(), {"评分表下面没有行", "the scorecard has no rows"});
  if (parsed) add(first, std::move(content));
}

CriterionSyntax FileParser::criterion(const Fragment& cell) {
  CriterionSyntax made;
  std::size_t begin = cell.text.size();
  if (const auto weight = units_->weight(cell, begin)) {
    made.has_weight = true;
    made.weight = *weight;
    made.weight_span = cell.span(begin, cell.text.size());
    if (!weight->percent) {
      // 0.6 is 60%.
      std::string digits = weight->digits;
      if (digits.starts_with("0.") && digits.size() > 2) {
        digits = (digits + "00").substr(2);
        digits.insert(2, ".");
        while (digits.back() == '0') digits.pop_back();
        if (digits.back() == '.') digits.pop_back();
        while (digits.size() > 1 && digits[0] == '0' && digits[1] != '.') digits.erase(0, 1);
      }
      made.weight.digits = digits;
      const std::string text = "(" + digits + "%)";
      report(made.weight_span, {"权重要写成百分数", "a weight is written as a percentage"}, write_instead(text),
             Fix{made.weight_span, text});
    }
  } else {
    begin = cell.text.size();
    report_weight(cell, made, begin);
  }
  const Fragment subject = cell.slice(0, begin).trimmed();
  made.header = {subject.text, cell.span()};
  made.subject = units_->expression(subject);
  return made;
}

// 其余 above other rows: what is meant is the last row.
void FileParser::move_otherwise(std::vector<TableRow>& rows) {
  const auto is_otherwise = [](const TableRow& row) {
    return std::any_of(row.conditions.begin(), row.conditions.end(), [](const ConditionCell& cell) { return cell.otherwise; });
  };
  const auto found = std::find_if(rows.begin(), rows.end(), is_otherwise);
  if (found == rows.end() || found + 1 == rows.end() || std::count_if(rows.begin(), rows.end(), is_otherwise) != 1) return;
  const auto line_begin = [&](std::uint32_t at) { return static_cast<std::uint32_t>(source_.rfind('\n', at) + 1); };
  const auto line_end = [&](std::uint32_t at) {
    return static_cast<std::uint32_t>(std::min(source_.find('\n', at), source_.size()));
  };
  const std::uint32_t begin = line_begin(found->span.begin), next = line_end(found->span.end) + 1;
  const std::uint32_t end = line_end(rows.back().span.end);
  const Span all{found->span.file, begin, end};
  std::string text(source_.substr(next, end - next));
  text += "\n";
  text += source_.substr(begin, next - 1 - begin);
  report(found->span, {"“其余”只能是最后一行", "`otherwise` can only be the last row"},
         Message{"请把这一行移到表的最后", "move this row to the end of the table"}, Fix{all, text});
  std::rotate(found, found + 1, rows.end());
}

// 销售额 60%, 销售额 [60%]: a weight that is not in round brackets.
void FileParser::report_weight(const Fragment& cell, CriterionSyntax& criterion, std::size_t& begin) {
  const std::string& text = cell.text;
  const std::size_t last = text.find_last_of("0123456789");
  if (last == std::string::npos || text.find('%', last) == std::string::npos) return;
  std::size_t number = last;
  while (number > 0 && std::string_view("0123456789.").find(text[number - 1]) != std::string_view::npos) --number;
  std::size_t open = number;
  while (open > 0 && text[open - 1] == ' ') --open;
  // (权重 50%), (weight: 50%)
  for (const std::string_view word : {":", " ", "权重", "占比", "比重", "占", "weight", " "}) {
    if (std::string_view(text).substr(0, open).ends_with(word)) open -= word.size();
  }
  for (const std::string_view bracket : {"[", "(", "【", "{", ":"}) {
    if (std::string_view(text).substr(0, open).ends_with(bracket)) open -= bracket.size();
  }
  while (open > 0 && text[open - 1] == ' ') --open;
  const std::string_view subject = std::string_view(text).substr(0, open);
  if (subject.empty() || !(is_word(character_at(subject, last_character(subject)).code) || subject.ends_with(')'))) return;
  criterion.has_weight = true;
  criterion.weight.digits = text.substr(number, last + 1 - number);
  criterion.weight.percent = true;
  criterion.weight_span = cell.span(open, text.size());
  const std::string better = " (" + criterion.weight.digits + "%)";
  report(criterion.weight_span, {"权重写在圆括号里", "a weight is written in round brackets"}, write_instead(better.substr(1)),
         Fix{criterion.weight_span, better});
  begin = open;
}

}  // namespace fenji::grammar
