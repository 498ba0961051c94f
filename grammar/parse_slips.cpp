// What lines that cannot be read as they stand were meant to be.
#include <fmt/format.h>

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/file_parser.hpp"
#include "grammar/habits.hpp"
#include "grammar/mistypes.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

std::string_view leading_word(std::string_view text) { return text.substr(0, text.find_first_of(" :=")); }

std::vector<std::string_view> spellings(KeywordGroup group, Language language) {
  std::vector<std::string_view> words;
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group == group) words.push_back(entry.in(language).front());
  }
  return words;
}

// A row without strokes: two blanks or more separate its cells, or else the last blank does. Empty where there is none.
std::string cells_apart(const std::string& row) {
  std::string cells = "|";
  std::size_t begin = 0, count = 1;
  const bool in_columns = row.find("  ") != std::string::npos;
  while (true) {
    const std::size_t end = std::min(in_columns ? row.find("  ", begin) : count == 1 ? row.rfind(' ') : row.size(), row.size());
    cells += " " + row.substr(begin, end - begin) + " |";
    begin = row.find_first_not_of(' ', end);
    if (begin == std::string::npos) break;
    ++count;
  }
  return count > 1 ? cells : std::string();
}

}  // namespace

// A list or a memo in place of the rules would give a message for each of its lines.
void FileParser::refuse_other_text() {
  constexpr std::size_t many = 4;
  // Lines of other texts may look like a definition with a slip.
  const std::size_t mended = result_.tree.blocks.size();
  if (known_blocks_ > 0 || unknown_blocks_ < many || mended > unknown_blocks_ / 2) return;
  result_.no_rules = true;
  result_.diagnostics.clear();
  report(lines_.lines.front().span,
         {"这不是规则文件：没有一行是规则的块（字段、评分表、输出 …）",
          "this is no rule file: no line opens a block of rules (fields, scorecard, output …)"},
         Message{"客户名单写在规则文件之后，例如 fenji run 规则.fenji 名单.csv -o 结果.csv；新的规则文件用 fenji new 写出",
                 "a customer list stands behind the rule file, as in fenji run rules.fenji list.csv -o result.csv; "
                 "fenji new writes a new rule file"});
}

void FileParser::report_slip(const Line& found) {
  if (found.slip == Slip::to_be_indented) {
    const Span place = found.text.span(0, leading_word(found.text.text).size());
    report(place, {"这一行属于上面一块，行首要缩进", "this line belongs to the block above and is to be indented"},
           Message{"请在行首加两个空格", "put two blanks in front of it"}, Fix{found.space, "  "});
  } else if (found.slip == Slip::to_be_at_margin) {
    const Span place = found.text.span(0, leading_word(found.text.text).size());
    report(place, {"这一行开始新的一块，要顶格写", "this line opens a block and is not to be indented"},
           Message{"请删去行首的空格", "delete the blanks in front of it"}, Fix{found.space, ""});
  }
}

// A row that does not start with |, or has other strokes for it.
void FileParser::report_no_row(const Line& found) {
  const Message message{"这一行应当是表格行，以 | 开头", "this should be a row of the table, starting with |"};
  std::string row = found.text.text;
  bool other_strokes = false;
  for (const std::string_view stroke : {"│", "丨", "¦", "┃"}) {
    for (std::size_t at = row.find(stroke); at != std::string::npos; at = row.find(stroke)) {
      row.replace(at, stroke.size(), "|");
      other_strokes = true;
    }
  }
  if (row.find('|') == std::string::npos) {
    const std::string cells = cells_apart(row);
    if (cells.empty()) {
      return report(found.span, message,
                    Message{"各格用 | 隔开，例如 | 条件 | 结果 |", "put | between the cells, as in | condition | result |"});
    }
    return report(found.span, message, write_instead(cells), Fix{found.span, cells});
  }
  if (other_strokes && row.starts_with('|'))
    return report(found.span, message, Message{"竖线请写成 |", "write | for the strokes"}, Fix{found.span, row});
  report(found.span, message, Message{"请在行首加上 |", "put | in front of it"},
         other_strokes ? Fix{found.span, "| " + row} : Fix{found.text.span(0, 0), "| "});
}

void FileParser::lose_name(const Fragment& text, char sign) {
  const std::string_view name = name_text(without_blanks(std::string_view(text.text).substr(0, text.text.find(sign))));
  result_.tree.lost_names.emplace_back(name);
}

void FileParser::lose_head(const Fragment& head) {
  const std::string on = (language() == Language::chinese ? "" : " ") + std::string(spelling(Keyword::on, language()));
  lose_name(head.slice(0, std::min({head.text.find(on), head.text.find(':'), head.text.size()})), ':');
}

// 得分 基础分 * (1 + 加成)
bool FileParser::forgotten_sign(const Line& first) {
  constexpr std::size_t most_blanks = 8;
  const std::string& text = first.text.text;
  if (next_ < lines_.lines.size() && !lines_.lines[next_].margin) return false;
  std::size_t count = 0;
  for (std::size_t at = text.find(' '); at != std::string::npos && count < most_blanks; at = text.find(' ', at + 1), ++count) {
    auto assignment = units_->assignment_if_any(with_text(first.text, at, at + 1, " = "));
    if (!assignment) continue;
    const ExpressionKind kind = assignment->value->kind;
    if (kind != ExpressionKind::sum && kind != ExpressionKind::product && kind != ExpressionKind::call) continue;
    report(first.text.span(0, text.size()), {"名称后面少了“=”", "the sign `=` is missing behind the name"},
           write_instead(text.substr(0, at) + " = " + text.substr(at + 1)), Fix{first.text.span(at, at + 1), " = "});
    add(first, DefinitionBlock{std::move(assignment->name), std::move(assignment->value)});
    return true;
  }
  return false;
}

void FileParser::unknown_block(const Line& first) {
  ++unknown_blocks_;
  const std::string_view text = first.text.text;
  // 毛利率差: 毛利率 - 要求毛利率, or with == for =
  const std::size_t sign = text.find("==") < text.size() ? text.find("==") : text.find(':');
  if (sign != std::string_view::npos && sign > 0) {
    std::size_t begin = sign, end = sign + (text[sign] == ':' ? 1 : 2);
    while (begin > 0 && text[begin - 1] == ' ') --begin;
    while (end < text.size() && (text[end] == ' ' || text[end] == '=')) ++end;
    Fragment meant = with_text(first.text, begin, end, " = ");
    const bool alone = next_ >= lines_.lines.size() || lines_.lines[next_].margin;
    if (auto assignment = alone ? units_->assignment_if_any(meant) : std::nullopt) {
      report(first.text.span(sign, sign + (text[sign] == ':' ? 1 : 2)),
             {"计算出来的值写作 名称 = 算式", "a value that is worked out is written NAME = expression"},
             Message{"请写成 =", "write ="}, Fix{first.text.span(begin, end), " = "});
      add(first, DefinitionBlock{std::move(assignment->name), std::move(assignment->value)});
      return skip_rest("派生值", "a derived value");
    }
  }
  if (forgotten_sign(first)) return;
  if (text.find('=') != std::string_view::npos)
    lose_name(first.text, '=');
  else
    lose_head(first.text.slice(leading_word(text).size(), text.size()).trimmed());
  while (const Line* lost = line()) {
    if (!lost->row) lose_name(lost->text, lost->text.text.find(':') != std::string::npos ? ':' : '=');
  }
  const std::string_view word = leading_word(text);
  report(first.text.span(0, word.size()), {fmt::format("不认识的块“{}”", word), fmt::format("unknown block `{}`", word)},
         Message{"不缩进的行开始一块（规则、参数、字段、准入条件、评分表、分档、定级、矩阵、对照表、分类、计划、汇总检查、示例"
                 "、输出）或写作 名称 = "
                 "算式；属于上面一块的行要缩进",
                 "a line that is not indented opens a block (rules, parameters, fields, eligibility, scorecard, bands, grade, "
                 "matrix, table, classify, plan, portfolio, examples, output) or is written NAME = expression; indent lines "
                 "that belong "
                 "to the block above"});
}

// A line whose keyword is mistyped is read as the one that is meant.
bool FileParser::mistyped_header_line(const Line& found, HeaderBlock& content) {
  const std::string_view text = found.text.text;
  std::size_t size = std::min(text.find(':'), text.find("："));
  size = size < text.size() ? without_blanks(text.substr(0, size)).size() : leading_word(text).size();
  const std::string_view word = text.substr(0, size);
  const auto meant = meant_spelling(word, {KeywordGroup::header_line}, language());
  if (!meant) return false;
  const Span place = found.text.span(0, size);
  report(place, {fmt::format("不认识的“{}”", word), fmt::format("unknown `{}`", word)},
         Message{fmt::format("是不是“{}”？", *meant), fmt::format("did you mean `{}`?", *meant)},
         Fix{place, std::string(*meant)});
  Fragment rest = found.text.slice(size, text.size()).trimmed();
  rest = rest.slice(colon_size(rest.text), rest.text.size()).trimmed();
  if (*meant == spelling(Keyword::applies_to, language())) content.applies = units_->expression(rest);
  if (*meant == spelling(Keyword::effective, language())) effective(rest, content);
  return true;
}

void FileParser::unknown_line(const Line& found) {
  const std::string_view word = leading_word(found.text.text);
  const std::vector<std::string_view> known = spellings(KeywordGroup::header_line, language());
  const Span place = found.text.span(0, word.size());
  const Message message{fmt::format("不认识的“{}”", word), fmt::format("unknown `{}`", word)};
  report(place, message,
         Message{fmt::format("这里可以写：{}", fmt::join(known, "、")),
                 fmt::format("what can stand here: {}", fmt::join(known, ", "))});
}

void FileParser::no_more(const Fragment& head) {
  if (head.text.empty() || head.text == ":") return;
  report(head.span(), {"块名后面不需要别的内容", "nothing else is needed behind the block's name"});
}

// 可不添: where nothing of that name is declared, a clause is meant, not a bound.
void FileParser::mistyped_clauses(FieldSyntax& field) {
  std::erase_if(field.bounds, [&](const Item& item) {
    if (item.form != Item::Form::value || item.value->kind != ExpressionKind::name || item.value->quoted) return false;
    const std::string& word = item.value->text;
    if (words_->is_declared(word)) return false;
    const auto meant = meant_spelling(word, {KeywordGroup::field}, language());
    const bool key = meant && *meant == spelling(Keyword::key, language());
    const bool optional = meant && *meant == spelling(Keyword::optional, language());
    const bool fixed = meant && *meant == spelling(Keyword::fixed, language());
    if (!key && !optional && !fixed) return false;
    field.key = field.key || key;
    field.optional = field.optional || optional;
    field.fixed = field.fixed || fixed;
    report(item.span, {fmt::format("不认识的“{}”", word), fmt::format("unknown `{}`", word)},
           Message{fmt::format("是不是“{}”？", *meant), fmt::format("did you mean `{}`?", *meant)},
           Fix{item.span, std::string(*meant)});
    return true;
  });
}

// 选项 制造 贸易 服务, 制造/贸易/服务: one option alone that reads like a list.
void FileParser::mistyped_options(FieldSyntax& field) {
  if (field.options.empty()) return;
  Name& first = field.options.front();
  if (first.text.starts_with(':')) {
    const std::size_t size = first.text.find_first_not_of(": ") == std::string::npos ? 1 : first.text.find_first_not_of(": ");
    const std::string better = first.text.substr(size);
    report(first.span, {"“选项”后面不写冒号", "no colon stands behind `one of`"}, write_instead(better),
           Fix{first.span, better});
    first.text = better;
    return;
  }
  if (field.options.size() != 1) return;
  std::string list;
  std::vector<Name> options;
  std::string_view rest = first.text;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find_first_of("/;| "), rest.size());
    const std::string_view option = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (option.empty()) continue;
    if (!list.empty()) list += language() == Language::chinese ? "、" : ", ";
    list += option;
    options.push_back({std::string(option), first.span});
  }
  if (options.size() < 2) return;
  report(first.span, {"各个选项之间用“、”隔开", "options are separated by commas"}, write_instead(list), Fix{first.span, list});
  field.options = std::move(options);
}

}  // namespace fenji::grammar
