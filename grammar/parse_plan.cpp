// Plans and examples.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/contact_habits.hpp"
#include "grammar/file_parser.hpp"
#include "grammar/habits.hpp"
#include "grammar/mistypes.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {

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
    for (const std::string_view sign : {"->", "= >", "→", ">", "="}) {
      if (content.columns[i].expected || !cell.text.starts_with(sign)) continue;
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
