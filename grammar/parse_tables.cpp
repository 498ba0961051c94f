// Bands, grades, decision tables, matrices and classifications.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/file_parser.hpp"
#include "grammar/mistypes.hpp"

namespace fenji::grammar {

// The block's first line `NAME 按 X: clauses`, or `NAME: clauses` for a table.
std::optional<Head> FileParser::table_head(const Fragment& head, Keyword form) {
  auto parsed = form == Keyword::table    ? units_->named_head(head)
                : form == Keyword::matrix ? units_->head_on_two(head)
                                          : units_->head_on(head);
  if (!parsed) {
    lose_head(head);
    return parsed;
  }
  if (form == Keyword::table) glued_modifier(*parsed);
  check_modifiers(*parsed, form != Keyword::matrix, false);
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
  made.conditions.reserve(conditions);
  made.results.reserve(results);
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

}  // namespace fenji::grammar
