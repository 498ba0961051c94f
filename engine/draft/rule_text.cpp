#include "engine/draft/rule_text.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grammar/diagnostics/render.hpp"

namespace fenji::draft {

using grammar::Keyword;

namespace {

class Writer {
 public:
  explicit Writer(const DraftedList& list) : list_(list), chinese_(list.language == Language::chinese) {}

  RuleText write() {
    heading();
    fields();
    rule();
    output();
    return std::move(result_);
  }

 private:
  std::string say(std::string_view zh, std::string_view en) const { return std::string(chinese_ ? zh : en); }
  std::string_view word(Keyword keyword) const { return grammar::spelling(keyword, list_.language); }
  std::string_view pause() const { return chinese_ ? "、" : ", "; }

  void line(std::string_view text) {
    result_.text += text;
    result_.text += '\n';
    ++lines_;
  }

  void heading() {
    const std::size_t columns = list_.fields.size() + list_.skipped.size();
    line(chinese_ ? fmt::format("# 按名单 {} 的表头起草：{} 列，看了{} {} 条记录。", list_.list_name, columns,
                                list_.whole_list ? "全部" : "前", list_.records)
                  : fmt::format("# Drafted from the list {}: {} columns, {} {} records looked at.", list_.list_name, columns,
                                list_.whole_list ? "all" : "the first", list_.records));
    line(say("# 先核对“字段”，再把示范规则换成你们的；改完用 fenji lint 检查。# 后面的话是说明，程序不读。",
             "# Check the fields, then write your rules below; `fenji lint` proves them. The program does not read what "
             "follows #."));
    line(say("规则 客户分级", "rules Customer grading"));
    line(say("  版本: 草稿", "  version: draft"));
    line("");
  }

  void fields() {
    line(say("# 名单里每一列是什么。列的次序不限；规则用不到的列，整行删去也可以。",
             "# What each column of the list is, in any order. Lines of columns that no rule uses may go."));
    line(word(Keyword::fields));
    result_.field_lines.resize(list_.fields.size());
    auto skipped = list_.skipped.begin();
    for (std::size_t i = 0; i < list_.fields.size(); ++i) {
      for (; skipped != list_.skipped.end() && skipped->column < list_.fields[i].column; ++skipped) skip(*skipped);
      line(field(list_.fields[i]));
      result_.field_lines[i] = lines_;
    }
    for (; skipped != list_.skipped.end(); ++skipped) skip(*skipped);
    line("");
  }

  void skip(const SkippedColumn& column) { line("  # " + column.reason.in(list_.language)); }

  std::string field(const DraftedField& field) const {
    std::string text = fmt::format("  {}: {}", field.name.spelling, word(field.type.type));
    if (field.type.percent_cells) text += fmt::format(" {}", word(*field.type.percent_cells));
    if (!field.type.unit.empty()) text += " " + field.type.unit;
    if (!field.options.empty()) text += fmt::format(" {}", fmt::join(field.options, pause()));
    if (field.key) text += fmt::format(", {}", word(Keyword::key));
    if (!field.name.also.empty()) text += fmt::format(", {} {}", word(Keyword::also), field.name.also);
    for (std::size_t i = 0; i < field.remarks.size(); ++i) {
      text += i == 0 ? "  # " : say("；", "; ");
      text += field.remarks[i].in(list_.language);
    }
    return text;
  }

  void rule() {
    const std::string& result = list_.rule.result;
    const std::string& field = list_.fields[list_.rule.field].name.spelling;
    switch (list_.rule.kind) {
      case FirstRule::Kind::bands:
        return bands(field);
      case FirstRule::Kind::option:
        line(say("# 一条示范规则：是不是这一种客户。请换成你们的规则。",
                 "# A rule to show how rules look: is it a customer of this kind? Put your rules here."));
        line(fmt::format("{} = {} {} {}", result, field, word(Keyword::in), list_.rule.labels.front()));
        break;
      case FirstRule::Kind::yes_no:
        line(say("# 一条示范规则，照抄名单里的一列。请换成你们的规则。",
                 "# A rule to show how rules look; it repeats a column. Put your rules here."));
        line(fmt::format("{} = {}", result, field));
        break;
      case FirstRule::Kind::given:
        line(say("# 一条示范规则：这一格填了没有。请换成你们的规则。",
                 "# A rule to show how rules look: is the cell filled in? Put your rules here."));
        line(fmt::format("{} = {} {}", result, field, word(Keyword::given)));
        break;
    }
    line("");
  }

  void bands(const std::string& field) {
    const ColumnType& type = list_.fields[list_.rule.field].type;
    std::string high = "100";
    std::string low = "10";
    if (type.type == Keyword::money) {
      high = say("100万", "1,000,000");
      low = say("10万", "100,000");
    } else if (type.type == Keyword::percent) {
      high = "50%";
      low = "20%";
    }
    line(say("# 一条示范规则：按一列的数分三级。界限是随手写的，请换成你们的；“以上”含本数，“不满”不含。",
             "# A rule to show how rules look: three grades by one column. The limits are made up; put yours."));
    line(say(fmt::format("定级 {} 按 {}", list_.rule.result, field), fmt::format("grade {} on {}", list_.rule.result, field)));
    const std::vector<std::string> ranges = {say(high + "以上", "at least " + high),
                                             say(low + "至不满" + high, low + " to under " + high),
                                             say("不满" + low, "under " + low)};
    std::size_t width = 0;
    for (const std::string& range : ranges) width = std::max(width, display_width(range));
    for (std::size_t i = 0; i < ranges.size(); ++i) {
      const std::string blanks(width - display_width(ranges[i]), ' ');
      line(fmt::format("  | {}{} | {} |", ranges[i], blanks, list_.rule.labels[i]));
    }
    line("");
  }

  void output() {
    line(say("# 结果表里的列，依次是：", "# The columns of the result, in this order:"));
    line(word(Keyword::output));
    std::vector<std::string> names;
    for (const std::size_t shown : list_.shown) names.push_back(list_.fields[shown].name.spelling);
    names.push_back(list_.rule.result);
    line(fmt::format("  {}", fmt::join(names, pause())));
  }

  const DraftedList& list_;
  const bool chinese_;
  RuleText result_;
  std::size_t lines_ = 0;
};

}  // namespace

RuleText rule_text(const DraftedList& list) { return Writer(list).write(); }

}  // namespace fenji::draft
