// Blocks with rows of cells.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/contact_habits.hpp"
#include "grammar/file_parser.hpp"
#include "grammar/habits.hpp"
#include "grammar/mistypes.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

Cell cell_of(const Fragment& fragment) { return {fragment.text, fragment.span()}; }

bool is_result(const Fragment& cell) { return cell.text.starts_with("=>"); }

// What may stand in a result cell as a label though it is no expression, such as A+ or 3M 中国: words and the signs in names.
bool is_label_text(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    const bool sign = character.code < 0x80 &&
                      std::string_view(" +-*/.&'#").find(static_cast<char>(character.code)) != std::string_view::npos;
    if (!is_word(character.code) && !(sign && at > 0)) return false;
    at += character.size;
  }
  return true;
}

}  // namespace

bool FileParser::has_cells(const Line& row, std::size_t wanted) {
  if (row.cells.size() == wanted || split_cell(row, wanted)) return row.cells.size() == wanted;
  const Message message{fmt::format("这一行有 {} 格，应当有 {} 格", row.cells.size(), wanted),
                        fmt::format("this row has {} cells, not {}", row.cells.size(), wanted)};
  // An empty cell is the one too many.
  if (row.cells.size() == wanted + 1) {
    for (std::size_t i = row.cells.size(); i-- > 0;) {
      if (!row.cells[i].text.empty()) continue;
      const bool last = i + 1 == row.cells.size();
      const std::uint32_t begin = last ? row.cells[i - 1].span().end : row.cells[i].span().begin;
      const std::uint32_t end = last ? row.cells[i].span().end : row.cells[i + 1].span().begin;
      report(row.span, message, Message{"请删去空着的一格", "delete the empty cell"},
             Fix{{row.span.file, begin, end}, last ? "" : " "});
      return false;
    }
  }
  report(row.span, message,
         Message{"每一列都要有一格；不限时写“不限”", "each column needs a cell; write `any` where there is no condition"});
  return false;
}

// Two cells without the | between them, where they can be told apart in one way only.
bool FileParser::split_cell(const Line& row, std::size_t wanted) {
  if (row.cells.size() + 1 != wanted) return false;
  std::vector<std::pair<const Fragment*, std::size_t>> places;
  for (const Fragment& cell : row.cells) {
    if (cell.text.size() > 80 || cell.text.find('"') != std::string::npos) continue;
    for (std::size_t at = cell.text.find(' '); at != std::string::npos; at = cell.text.find(' ', at + 1)) {
      if (units_->is_condition_cell(cell.slice(0, at).trimmed()) &&
          units_->is_condition_cell(cell.slice(at, cell.text.size()).trimmed()))
        places.emplace_back(&cell, at);
    }
  }
  if (places.size() != 1) return false;
  const auto [cell, at] = places.front();
  const Span blank = cell->span(at, at + 1);
  report(cell->span(), {"这里少了竖线 |", "a | is missing here"},
         write_instead(cell->text.substr(0, at) + " | " + cell->text.substr(at + 1)), Fix{blank, " | "});
  return true;
}

// 要素 任一满足: a modifier without its colon would be taken for a part of the name.
void FileParser::glued_modifier(Head& head) {
  const std::string& name = head.name.text;
  for (std::size_t at = name.find_first_of(" ,;("); at != std::string::npos; at = name.find_first_of(" ,;(", at + 1)) {
    const std::size_t begin = std::min(name.find_first_not_of(" ,;(", at), name.size());
    std::string_view rest = std::string_view(name).substr(begin);
    if (rest.ends_with(')')) rest.remove_suffix(1);
    std::string text = std::string(rest);
    for (const Keyword keyword : {Keyword::first_match, Keyword::all_of, Keyword::any_of}) {
      const bool spelled = match_spelling(rest, keyword, language()) == rest.size() && !rest.empty();
      const auto meant = spelled ? std::nullopt : synonym(rest, KeywordGroup::modifier, language());
      if (!spelled && meant != spelling(keyword, language())) continue;
      text = spelling(keyword, language());
      const Span place = head.name.span;
      const std::string better = name.substr(0, at) + ": " + text;
      report(place, {"名称后面少了冒号“:”", "a colon `:` is missing behind the name"}, write_instead(better),
             Fix{place, better});
      head.name.text = name.substr(0, at);
      if (keyword == Keyword::first_match) head.modifiers.first_match = true;
      if (keyword != Keyword::first_match && !head.mode)
        head.mode = keyword == Keyword::all_of ? EligibilityBlock::Mode::all : EligibilityBlock::Mode::any;
      head.mode_span = head.modifiers.first_match_span = place;
      return;
    }
    const bool counted = match_spelling(rest, Keyword::at_least_of, language()) > 0 && !rest.empty() &&
                         rest.find_first_of("0123456789") != std::string_view::npos;
    if (!counted) continue;
    const std::string better = name.substr(0, at) + ": " + text;
    report(head.name.span, {"名称后面少了冒号“:”", "a colon `:` is missing behind the name"}, write_instead(better),
           Fix{head.name.span, better});
    return;
  }
}

// Whether `text` stands in a cell that may be a result, so that it may be a label.
bool FileParser::is_result_label(const std::string& text) {
  if (!result_labels_) {
    result_labels_.emplace();
    std::optional<Keyword> block;
    for (const Line& line : lines_.lines) {
      if (line.margin) block = line.keyword;
      if (!line.row || block == Keyword::scorecard || block == Keyword::plan) continue;
      for (std::size_t i = 1; i < line.cells.size(); ++i) result_labels_->insert(line.cells[i].text);
    }
  }
  return result_labels_->contains(text);
}

// 其它 for 其余, 任意 for 不限
bool FileParser::keyword_in_cell(const Fragment& cell, ConditionCell& made) {
  const auto meant = synonym(cell.text, KeywordGroup::cell, language());
  if (!meant || words_->is_declared(cell.text) || is_result_label(cell.text)) return false;
  const bool any = *meant == spelling(Keyword::any, language());
  const bool otherwise = *meant == spelling(Keyword::otherwise, language());
  if (!any && !otherwise) return false;
  made.any = any;
  made.otherwise = otherwise;
  report(cell.span(), {fmt::format("不认识的“{}”", cell.text), fmt::format("unknown `{}`", cell.text)},
         Message{fmt::format("是不是“{}”？", *meant), fmt::format("did you mean `{}`?", *meant)},
         Fix{cell.span(), std::string(*meant)});
  return true;
}

// A cell with a mistake makes its block `incomplete` and asks nothing.
ConditionCell FileParser::condition(const Fragment& cell, bool& incomplete) {
  std::optional<ConditionCell> made;
  ConditionCell meant;
  if (cell.text.empty()) {
    const std::string any(spelling(Keyword::any, language()));
    report(cell.span(), {"条件格不能空着", "a condition cell cannot be empty"},
           Message{"没有条件时写“不限”或 -", "write `any` or - where there is no condition"},
           Fix{cell.span(), fmt::format(" {} ", any)});
    meant.any = true;
    made = std::move(meant);
  } else if (keyword_in_cell(cell, meant)) {
    made = std::move(meant);
  } else {
    made = units_->condition_cell(cell);
  }
  incomplete = incomplete || !made;
  return made ? std::move(*made) : ConditionCell{};
}

// An expression, or a label where the text is none: whatever looks like an expression with a mistake is reported.
ResultCell FileParser::result(const Fragment& cell) {
  ResultCell made{cell_of(cell), nullptr, false, {}};
  if (cell.text.empty()) {
    report(cell.span(), {"结果格不能空着", "a result cell cannot be empty"});
    made.broken = true;
  } else if (is_label_text(cell.text)) {
    made.expression = units_->expression_if_any(cell);
  } else {
    const std::size_t reported = result_.diagnostics.size();
    made.expression = units_->expression(cell);
    made.broken = made.expression == nullptr;
    if (result_.diagnostics.size() > reported) propose_quotes(cell, *words_, result_.diagnostics.back());
  }
  return made;
}

bool FileParser::is_otherwise(const Fragment& cell) const { return cell.text == spelling(Keyword::otherwise, language()); }

Name FileParser::name_in(const Fragment& cell) const {
  const Fragment name = is_result(cell) ? cell.slice(2, cell.text.size()).trimmed() : cell;
  return {std::string(name_text(name.text)), name.span()};
}

void FileParser::check_modifiers(const Head& head, bool first_match, bool mode, bool window) {
  if (!head.modifiers.window_field.text.empty() && !window) {
    report(head.modifiers.window_span, {"“在 … 前几个月”只用于计划", "`within … months before` is only for plans"});
  }
  if (head.modifiers.first_match && !first_match) {
    report(head.modifiers.first_match_span,
           {"“依次判断”只用于按行判断的表", "`first match` is only for tables whose rows are tried"});
  }
  if (head.mode && !mode) {
    report(head.mode_span, {"“全部满足”这类写法只用于准入条件", "`all of` and the like are only for eligibility"});
  }
}

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

// The block's first line `NAME 按 X: clauses`, or `NAME: clauses` for a table.
std::optional<Head> FileParser::table_head(const Fragment& head, Keyword form) {
  auto parsed = form == Keyword::table    ? units_->named_head(head)
                : form == Keyword::matrix ? units_->head_on_two(head)
                                          : units_->head_on(head);
  if (parsed)
    check_modifiers(*parsed, form != Keyword::matrix, false);
  else
    lose_head(head);
  return parsed;
}

void FileParser::table(const Line& first, const Fragment& head, Keyword form) {
  auto parsed = table_head(head, form);
  TableBlock content;
  content.form = form;
  if (parsed) {
    content.name = std::move(parsed->name);
    if (form == Keyword::table) check_no_subject(head);
    for (ExpressionPtr& subject : parsed->subjects) content.columns.push_back({std::move(subject), {}});
    content.modifiers = std::move(parsed->modifiers);
  }
  const Line* found = row();
  if (form == Keyword::table) {
    if (found == nullptr || !table_columns(*found, content)) {
      if (found == nullptr) {
        report(first.text.span(), {"对照表下面没有表格", "the table has no rows"},
               Message{"第一行写条件列和 => 结果列，以下每种情形一行",
                       "the first row names the conditions and the => results, a row for each case follows"});
      }
      if (parsed) result_.tree.lost_names.push_back(content.name.text);
      for (const Name& result : content.results) result_.tree.lost_names.push_back(result.text);
      return skip_block();
    }
    found = row();
  } else if (found != nullptr && std::any_of(found->cells.begin(), found->cells.end(), is_result)) {
    for (std::size_t i = 1; i < found->cells.size(); ++i) content.results.push_back(name_in(found->cells[i]));
    found = row();
  }
  const std::size_t conditions = form == Keyword::table ? content.columns.size() : 1;
  const std::size_t results = std::max<std::size_t>(1, content.results.size());
  for (; found != nullptr; found = row()) table_row(*found, conditions, results, content);
  move_otherwise(content.rows);
  content.incomplete = content.incomplete || lost_rows_;
  if (parsed && content.rows.empty() && !content.incomplete) {
    report(first.text.span(), {"下面没有表格行", "no rows follow"},
           form == Keyword::table ? Message{"写成 | 是 | A |，每个条件列和结果列各一格",
                                            "write | yes | A |, a cell for each condition and each result"}
                                  : Message{"写成 | 400万以上 | 20% |", "write | at least 400 | 20% |"});
    content.incomplete = true;
  }
  if (parsed) {
    add(first, std::move(content));
  } else {
    for (const Name& result : content.results) result_.tree.lost_names.push_back(result.text);
  }
}

// A table names what it looks at in its header row.
void FileParser::check_no_subject(const Fragment& head) {
  const std::string on = " " + std::string(spelling(Keyword::on, language())) + " ";
  const std::size_t at = head.text.find(on);
  if (at == std::string::npos || at > head.text.find(':') || head.text.find_first_of("`\"") < at || head.text.find("「") < at)
    return;
  report(head.span(at + 1, std::min(head.text.find(':'), head.text.size())),
         {"对照表的条件写在表头里，不写“按”", "a table names its conditions in the header row, not with `on`"},
         Message{"表头写成 | 阶段 | => 客户级别 |", "write the header as | stage | => grade |"});
}

// The header of a table: conditions first, then results with =>. False where no result is named.
bool FileParser::table_columns(const Line& top, TableBlock& content) {
  const auto result = std::find_if(top.cells.begin(), top.cells.end(), is_result);
  if (result == top.cells.end()) {
    const Fragment& last = top.cells.back();
    const std::string text = "=> " + last.text;
    const Span place = last.span();
    if (top.cells.size() < 2 || last.text.empty())
      report(top.span, {"表头没有结果列", "the header names no result"},
             Message{"结果列的表头以 => 开头，例如 | 阶段 | => 客户级别 |",
                     "a result's header starts with =>, as in | stage | => grade |"});
    else
      report(place, {"表头没有结果列，结果列要以 => 开头", "the header names no result; a result starts with =>"},
             write_instead(text), Fix{place, text});
    return false;
  }
  for (auto cell = top.cells.begin(); cell != top.cells.end(); ++cell) {
    if (cell >= result) {
      if (!is_result(*cell)) {
        const std::string text = "=> " + cell->text;
        report(cell->span(), {"条件列要写在结果列前面", "conditions stand before the results"}, write_instead(text),
               Fix{cell->span(), text});
      }
      content.results.push_back(name_in(*cell));
      continue;
    }
    ColumnSyntax column{nullptr, cell_of(*cell)};
    if (cell->text.empty())
      report(cell->span(), {"条件列的表头不能空着", "the header of a condition cannot be empty"},
             Message{"写上要判断的字段或名称", "write the field or name that is looked at"});
    else
      column.subject = units_->expression(*cell);
    content.columns.push_back(std::move(column));
  }
  if (content.columns.empty()) {
    report(top.span, {"对照表没有条件列", "the table has no condition"},
           Message{"在 => 结果列前面写要判断的字段或名称", "write the field or name that is looked at before the => results"});
    return false;
  }
  return true;
}

void FileParser::table_row(const Line& found, std::size_t conditions, std::size_t results, TableBlock& content) {
  // 其余 may be the row's only condition cell: it stands for every column.
  const bool alone = is_otherwise(found.cells.front()) && found.cells.size() == 1 + results;
  if (!alone && !has_cells(found, conditions + results)) {
    content.incomplete = true;
    return;
  }
  TableRow made;
  made.span = found.span;
  const bool otherwise = is_otherwise(found.cells.front());
  for (std::size_t i = 0; i < conditions; ++i) {
    // Behind 其余 the other conditions may be left empty.
    const bool same = alone || (otherwise && found.cells[i].text.empty());
    made.conditions.push_back(condition(found.cells[same ? 0 : i], content.incomplete));
  }
  for (std::size_t i = found.cells.size() - results; i < found.cells.size(); ++i)
    made.results.push_back(result(found.cells[i]));
  content.rows.push_back(std::move(made));
}

void FileParser::matrix(const Line& first, const Fragment& head) {
  auto parsed = table_head(head, Keyword::matrix);
  MatrixBlock content;
  if (parsed) {
    content.name = std::move(parsed->name);
    content.row_subject = std::move(parsed->subjects[0]);
    content.column_subject = std::move(parsed->subjects[1]);
    content.modifiers = std::move(parsed->modifiers);
  }
  std::vector<const Line*> rows;
  while (const Line* found = row()) rows.push_back(found);
  if (rows.size() < 2 || rows.front()->cells.size() + 1 < rows[1]->cells.size() || rows[1]->cells.size() < 2) {
    report(rows.size() < 2 ? first.text.span() : rows.front()->span, {"矩阵缺少表格", "the matrix has no table"},
           Message{"第一行空一格后写各列的取值，以下每行先写该行的取值：|    | 高 | 低 |",
                   "the first row leaves a cell empty and gives the columns, the others begin with the row's value: |   | high "
                   "| low |"});
    if (parsed) result_.tree.lost_names.push_back(content.name.text);
    return;
  }
  // A head pasted from Excel may have lost its empty corner.
  const Line& top = *rows.front();
  const std::size_t corner = top.cells.size() + 1 == rows[1]->cells.size() ? 0 : 1;
  for (std::size_t i = corner; i < top.cells.size(); ++i) {
    content.columns.push_back({condition(top.cells[i], content.incomplete), cell_of(top.cells[i])});
  }
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const Line& found = *rows[r];
    if (!has_cells(found, content.columns.size() + 1)) {
      content.incomplete = true;
      continue;
    }
    MatrixRow made;
    made.span = found.span;
    made.condition = condition(found.cells.front(), content.incomplete);
    made.header = cell_of(found.cells.front());
    for (std::size_t i = 1; i < found.cells.size(); ++i) made.results.push_back(result(found.cells[i]));
    content.rows.push_back(std::move(made));
  }
  if (parsed) add(first, std::move(content));
}

void FileParser::classify(const Line& first, const Fragment& head) {
  auto parsed = units_->named_head(head);
  ClassifyBlock content;
  if (parsed) {
    check_modifiers(*parsed, true, false);
    content.name = std::move(parsed->name);
    content.modifiers = std::move(parsed->modifiers);
  } else {
    lose_head(head);
  }
  while (const Line* found = statement()) {
    auto line = units_->class_line(found->text);
    if (line)
      content.classes.push_back({std::move(line->name), std::move(line->value), found->span});
    else
      content.incomplete = true;
  }
  if (parsed && content.classes.empty() && !content.incomplete) {
    report(first.text.span(), {"分类下面没有类别", "no classes follow"},
           Message{"每行写 类别: 条件，最后可以写 类别: 其余",
                   "write LABEL: condition on each line, the last may be LABEL: otherwise"});
    content.incomplete = true;
  }
  if (parsed) add(first, std::move(content));
}

void FileParser::plan(const Line& first, const Fragment& head) {
  auto parsed = units_->head_on(head);
  PlanBlock content;
  if (parsed) {
    check_modifiers(*parsed, false, false, true);
    content.name = std::move(parsed->name);
    content.subject = std::move(parsed->subjects.front());
    content.modifiers = std::move(parsed->modifiers);
  } else {
    lose_head(head);
  }
  std::vector<const Line*> rows;
  while (const Line* found = row()) rows.push_back(found);
  if (rows.size() < 2) {
    report(first.text.span(), {"计划下面没有表格", "the plan has no table"},
           Message{"第一行是角色，以下每个级别一行", "the first row names the roles, a row for each grade follows"});
    if (parsed) result_.tree.lost_names.push_back(content.name.text);
    return;
  }
  // A head pasted from Excel may have lost its empty corner.
  const Line& top = *rows.front();
  const std::size_t corner = top.cells.size() + 1 == rows[1]->cells.size() ? 0 : 1;
  for (std::size_t i = corner; i < top.cells.size(); ++i) content.roles.push_back(name_in(top.cells[i]));
  for (std::size_t r = 1; r < rows.size(); ++r) {
    const Line& found = *rows[r];
    content.incomplete = !has_cells(found, content.roles.size() + 1) || content.incomplete;
    if (found.cells.size() != content.roles.size() + 1) continue;
    PlanRow made;
    made.span = found.span;
    made.label = name_in(found.cells[0]);
    for (std::size_t i = 1; i < found.cells.size(); ++i) {
      auto contacts = plan_cell(found.cells[i]);
      content.incomplete = content.incomplete || !contacts;
      made.cells.push_back(contacts ? std::move(*contacts) : std::vector<ContactSyntax>{});
    }
    content.rows.push_back(std::move(made));
  }
  if (parsed) add(first, std::move(content));
}

// 1-2次 上门 is no action.
void FileParser::lacks_period(const ContactSyntax& contact) {
  const std::string_view action = contact.other_action;
  const std::size_t size = std::min(action.find_first_not_of("0123456789-~"), action.size());
  const std::string_view rest = without_blanks(action.substr(size));
  if (size == 0 || !(rest.starts_with("次") || rest.starts_with("times") || rest.starts_with("visit"))) return;
  report(contact.span, {"联络次数没有写周期", "this count has no period"},
         Message{"例如写成 1-2次/月 上门", "write for example 1-2 per month on site"});
}

std::optional<std::vector<ContactSyntax>> FileParser::plan_cell(const Fragment& cell) {
  const std::string none(spelling(Keyword::none, language()));
  if (cell.text.empty()) {
    report(cell.span(), {"计划格不能空着", "a plan cell cannot be empty"},
           Message{"不联络时写“无”", "write `none` for no contact"}, Fix{cell.span(), fmt::format(" {} ", none)});
    return std::vector<ContactSyntax>{};
  }
  std::string meant = synonym(cell.text, KeywordGroup::cell, language()) == none ? none : contacts_meant(cell.text, language());
  if (meant.empty()) {
    auto contacts = units_->plan_cell(cell);
    for (const ContactSyntax& contact : contacts ? *contacts : std::vector<ContactSyntax>{}) lacks_period(contact);
    return contacts;
  }
  const Fragment better = with_text(cell, 0, cell.text.size(), meant);
  report(
      cell.span(),
      {fmt::format("这样的联络次数看不懂：“{}”", cell.text), fmt::format("these contacts are not understood: `{}`", cell.text)},
      write_instead(meant), Fix{cell.span(), meant});
  return units_->plan_cell(better);
}

// -> for =>
void FileParser::expected_columns(const Line& top, ExamplesBlock& content) {
  for (std::size_t i = 0; i < top.cells.size(); ++i) {
    const Fragment& cell = top.cells[i];
    for (const std::string_view sign : {"->", "= >", "→", ">"}) {
      if (!cell.text.starts_with(sign)) continue;
      const Fragment name = cell.slice(sign.size(), cell.text.size()).trimmed();
      content.columns[i].expected = true;
      content.columns[i].name = {std::string(name_text(name.text)), name.span()};
      report(cell.span(), {"结果列以 => 开头", "a result column starts with =>"}, write_instead("=> " + name.text),
             Fix{cell.span(), "=> " + name.text});
      break;
    }
  }
}

void FileParser::examples(const Line& first, const Fragment& head) {
  ExamplesBlock content;
  content.title = {head.text, head.span()};
  const Line* top = row();
  if (top == nullptr) {
    report(first.text.span(), {"示例下面没有表格", "the examples have no table"},
           Message{"第一行写字段和 => 结果，以下每个例子一行",
                   "the first row names fields and => results, a row for each example follows"});
    return;
  }
  for (const Fragment& cell : top->cells) {
    ExampleColumn column;
    column.expected = is_result(cell);
    column.name = name_in(cell);
    column.status = column.expected && column.name.text == spelling(Keyword::status, language());
    column.contacts = column.expected && words_->may_be_role(column.name.text);
    content.columns.push_back(std::move(column));
  }
  expected_columns(*top, content);
  while (const Line* found = row()) {
    if (!has_cells(*found, content.columns.size())) continue;
    ExampleRow made;
    made.span = found->span;
    for (std::size_t i = 0; i < found->cells.size(); ++i) {
      const Fragment& cell = found->cells[i];
      const bool contacts = content.columns[i].contacts;
      made.cells.push_back(
          {cell_of(cell), contacts ? nullptr : units_->expression_if_any(cell), false, cell.with_full_width_signs()});
      made.contacts.push_back(contacts && !cell.text.empty() ? units_->plan_cell(cell) : std::nullopt);
    }
    content.rows.push_back(std::move(made));
  }
  add(first, std::move(content));
}

}  // namespace fenji::grammar
