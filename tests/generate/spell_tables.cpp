// Decision tables, matrices, classes; and the checks of a portfolio.
#include <algorithm>

#include "tests/generate/spell_blocks.hpp"

namespace fenji::generate {

void BlockSpeller::table(const Table& table) {
  std::string head(voice_.say("对照表 ", "table "));
  head += declared(table.name);
  page_.margin(head + modifiers(clauses(table.modifiers)));
  const std::size_t conditions = table.subjects.size();
  std::vector<std::vector<std::string>> rows(1);
  for (const ExpressionPtr& subject : table.subjects) rows[0].push_back(expressions_.spell(*subject, Place::table));
  for (const std::string& result : table.results) rows[0].push_back(voice_.choose({"=> ", "=>"}).data() + result);
  for (const Table::Row& row : table.rows) {
    std::vector<std::string> cells;
    for (const Cell& cell : row.cells) cells.push_back(expressions_.spell(cell));
    // 其余 stands for the whole row: beside it there is nothing, or what asks nothing.
    const std::size_t beside = row.otherwise() ? conditions - 1 : 0;
    const std::size_t way = beside == 0 ? 0 : voice_.below(3);
    for (std::size_t i = 0; i < beside && way > 0; ++i)
      cells.emplace_back(way == 1 ? "" : voice_.choose({"不限", "-"}, {"any", "-"}));
    for (const Result& result : row.results) cells.push_back(expressions_.spell(result, false));
    rows.push_back(std::move(cells));
  }
  page_.table(std::move(rows), true, true);
}

void BlockSpeller::matrix(const Matrix& matrix) {
  std::string head(voice_.say("矩阵 ", "matrix "));
  head += declared(matrix.name);
  head += voice_.say(" 按 ", " on ");
  head += subject(*matrix.row_subject);
  head += voice_.say(" 与 ", " and ");
  head += subject(*matrix.column_subject);
  page_.margin(head + (matrix.when ? modifiers({when(matrix.when)}) : ""));
  std::vector<std::vector<std::string>> rows(1);
  // Pasted, the head row may have lost its empty corner.
  const bool corner = !voice_.maybe(15);
  if (corner) rows[0].emplace_back("");
  for (const Cell& cell : matrix.columns) rows[0].push_back(expressions_.spell(cell));
  for (const Matrix::Row& row : matrix.rows) {
    std::vector<std::string> cells{expressions_.spell(row.condition)};
    for (const Result& result : row.results) cells.push_back(expressions_.spell(result, false));
    rows.push_back(std::move(cells));
  }
  page_.table(std::move(rows), true, !corner && matrix.columns.size() > 1);
}

void BlockSpeller::classify(const Classify& classify) {
  std::string head(voice_.say("分类 ", "classify "));
  head += declared(classify.name);
  // Classes are tried in order, whether that is said or not.
  page_.margin(head + modifiers(clauses({voice_.maybe(50), classify.when})));
  for (const Classify::Class& each : classify.classes) {
    std::string text = declared(each.label);
    text += colon();
    text += each.condition ? expressions_.spell(*each.condition, Place::line) : std::string(voice_.say("其余", "otherwise"));
    page_.indented(text);
  }
}

void BlockSpeller::portfolio(const Portfolio& portfolio) {
  std::string head(voice_.say("汇总检查 ", "portfolio "));
  head += declared(portfolio.name);
  for (const ExpressionPtr& group : portfolio.groups) {
    head += &group == &portfolio.groups.front() ? voice_.say(" 每 ", " per ") : voice_.choose({"、", ", "});
    head += expressions_.spell(*group, Place::subject);
  }
  std::replace(head.begin(), head.end(), breakable, ' ');
  page_.margin(voice_.maybe(10) ? head + ":" : head);
  for (const Element& check : portfolio.checks) {
    std::string text = declared(check.name);
    text += colon();
    page_.indented(text + expressions_.spell(*check.condition, Place::line));
  }
}

}  // namespace fenji::generate
