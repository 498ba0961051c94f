#include "grammar/parse.hpp"

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

std::size_t colon_size(std::string_view text) {
  const std::string_view full_width = "：";
  return text.starts_with(':') ? 1 : text.starts_with(full_width) ? full_width.size() : 0;
}

std::vector<std::string_view> spellings(KeywordGroup group, Language language) {
  std::vector<std::string_view> words;
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group == group) words.push_back(entry.in(language).front());
  }
  return words;
}

// Whether a spelling of 沿用 / extends stands anywhere. Full-width letters are folded only when the lines are read.
bool may_extend(std::string_view text) {
  for (const Language language : {Language::chinese, Language::english}) {
    for (const std::string_view word : entry(Keyword::extends).in(language)) {
      if (text.find(word) != std::string_view::npos) return true;
    }
  }
  for (std::size_t at = text.find("\xEF\xBD"); at != std::string_view::npos; at = text.find("\xEF\xBD", at + 1)) {
    const char32_t code = character_at(text, at).code;
    if (code >= U'ａ' && code <= U'ｚ') return true;
  }
  return false;
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

FileParser::FileParser(std::string_view text, std::uint32_t file, const DeclaredNames& inherited,
                       std::vector<ParsedUnit>* read_units)
    : inherited_(inherited), source_(text), read_units_(read_units) {
  result_.tree.file = file;
  lines_ = read_lines(text, file, result_.diagnostics);
  result_.tree.language = lines_.language;
}

ParseResult FileParser::parse() {
  words_.emplace(lines_, inherited_);
  result_.tree.names = words_->declared_names();
  units_.emplace(*words_, result_.diagnostics, read_units_);
  while (next_ < lines_.lines.size()) {
    const std::size_t blocks = result_.tree.blocks.size();
    const Span first = lines_.lines[next_].span;
    block();
    if (result_.tree.blocks.size() > blocks) result_.tree.blocks.back().extent = cover(first, lines_.lines[next_ - 1].span);
  }
  std::stable_sort(result_.diagnostics.begin(), result_.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span.begin < right.span.begin; });
  refuse_other_text();
  return std::move(result_);
}

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

void FileParser::report(Span span, Message message, std::optional<Message> advice, std::optional<Fix> fix) {
  result_.diagnostics.push_back({"syntax", Severity::error, span, std::move(message), std::move(advice), {}, std::move(fix)});
}

const Line* FileParser::line() {
  if (next_ >= lines_.lines.size() || lines_.lines[next_].margin) return nullptr;
  const Line& found = lines_.lines[next_++];
  report_slip(found);
  return &found;
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

const Line* FileParser::row() {
  while (const Line* found = line()) {
    if (found->row) return found;
    report_no_row(*found);
    lost_rows_ = true;
  }
  return nullptr;
}

const Line* FileParser::statement() {
  while (const Line* found = line()) {
    if (!found->row) return found;
    report(found->span, {"这里不需要表格行", "no table row is needed here"});
  }
  return nullptr;
}

void FileParser::skip_block() {
  while (line() != nullptr) {
  }
}

void FileParser::skip_rest(std::string_view zh, std::string_view en) {
  while (const Line* more = line()) {
    report(more->span, {fmt::format("{}只占一行，这一行不属于它", zh),
                        fmt::format("{} takes one line; this line does not belong to it", en)});
  }
}

void FileParser::lose_name(const Fragment& text, char sign) {
  const std::string_view name = name_text(without_blanks(std::string_view(text.text).substr(0, text.text.find(sign))));
  result_.tree.lost_names.emplace_back(name);
}

void FileParser::lose_head(const Fragment& head) {
  const std::string on = (language() == Language::chinese ? "" : " ") + std::string(spelling(Keyword::on, language()));
  lose_name(head.slice(0, std::min({head.text.find(on), head.text.find(':'), head.text.size()})), ':');
}

void FileParser::block() {
  const Line& first = lines_.lines[next_++];
  if (first.row || !first.margin) {
    report(first.span, {"这一行不属于任何一块", "this line belongs to no block"},
           Message{"先写一行不缩进的块名，例如 字段 或 分档 …",
                   "start a block first with a line that is not indented, such as fields"});
    return;
  }
  report_slip(first);
  lost_rows_ = false;
  const std::optional<Keyword> keyword = first.keyword;
  const bool defines = !first.raw && units_->starts_definition(first.text);
  if (!defines && !keyword) return unknown_block(first);
  ++known_blocks_;
  if (defines) return definition(first);
  const std::size_t size = std::min(first.keyword_size, first.text.text.size());
  if (first.mistyped) {
    const Span place = first.text.span(0, size);
    const std::string_view word = std::string_view(first.text.text).substr(0, size);
    const std::string_view meant = spelling(*keyword, language());
    report(place, {fmt::format("不认识的块“{}”", word), fmt::format("unknown block `{}`", word)},
           Message{fmt::format("是不是“{}”？", meant), fmt::format("did you mean `{}`?", meant)},
           Fix{place, std::string(meant)});
  }
  const Fragment head = first.text.slice(size, first.text.text.size()).trimmed();
  switch (*keyword) {
    case Keyword::rules:
      return header(first, head);
    case Keyword::parameters:
      return parameters(first, head);
    case Keyword::fields:
      return fields(first, head);
    case Keyword::scale:
      return scale(first, head);
    case Keyword::eligibility:
      return eligibility(first, head);
    case Keyword::scorecard:
      return scorecard(first, head);
    case Keyword::bands:
    case Keyword::grade:
    case Keyword::table:
      return table(first, head, *keyword);
    case Keyword::matrix:
      return matrix(first, head);
    case Keyword::portfolio:
      return portfolio(first, head);
    case Keyword::classify:
      return classify(first, head);
    case Keyword::plan:
      return plan(first, head);
    case Keyword::examples:
      return examples(first, head);
    case Keyword::output:
      return output(first, head);
    default:
      break;
  }
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

// KEYWORD: rest, for a keyword of a rules header.
bool FileParser::header_line(const Line& found, Keyword keyword, Fragment& rest) {
  const std::string& text = found.text.text;
  const std::size_t end = match_spelling(text, keyword, language());
  if (end == 0 || is_word(character_at(text, end).code)) return false;
  const std::size_t size = std::min(text.find_first_not_of(" \t", end), text.size());
  const std::size_t colon = colon_size(std::string_view(text).substr(size));
  const Span place = found.text.span(0, end);
  std::size_t begin = size + colon;
  if (colon == 0) {
    // Another sign in its place, ； or =
    const std::string_view behind = std::string_view(text).substr(size);
    for (const std::string_view sign : {"；", ";", "=", "＝", "，", ","}) {
      if (behind.starts_with(sign)) begin = size + sign.size();
    }
    const Span wrong = found.text.span(0, begin > size ? begin : end);
    const std::string better = text.substr(0, end) + ":";
    report(place, {"后面应当有冒号“:”", "a colon `:` should follow"}, write_instead(better), Fix{wrong, better});
  }
  rest = found.text.slice(begin, text.size()).trimmed();
  return true;
}

void FileParser::header(const Line& first, const Fragment& head) {
  HeaderBlock content;
  content.title = cell_of(head.slice(colon_size(head.text), head.text.size()).trimmed());
  if (content.title.text.empty()) {
    report(first.text.span(), {"规则没有标题", "the rules have no title"}, Message{"写成 规则 标题", "write rules TITLE"});
  }
  while (const Line* found = statement()) {
    Fragment rest;
    if (header_line(*found, Keyword::version, rest))
      content.version = cell_of(rest);
    else if (header_line(*found, Keyword::owner, rest))
      content.owner = cell_of(rest);
    else if (header_line(*found, Keyword::approval, rest))
      content.approval = cell_of(rest);
    else if (header_line(*found, Keyword::notes, rest))
      content.notes = cell_of(rest);
    else if (header_line(*found, Keyword::extends, rest))
      content.extends = cell_of(rest);
    else if (header_line(*found, Keyword::applies_to, rest))
      content.applies = units_->expression(rest);
    else if (header_line(*found, Keyword::effective, rest))
      effective(rest, content);
    else if (!mistyped_header_line(*found, content))
      unknown_line(*found);
  }
  add(first, std::move(content));
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

void FileParser::effective(const Fragment& rest, HeaderBlock& content) {
  const auto dates = units_->dates(rest);
  if (!dates) return;
  content.effective_span = rest.span();
  content.effective_from = dates->from;
  content.effective_to = dates->to;
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

void FileParser::definition(const Line& first) {
  if (auto assignment = units_->assignment(first.text)) {
    add(first, DefinitionBlock{std::move(assignment->name), std::move(assignment->value)});
  } else {
    lose_name(first.text, '=');
  }
  skip_rest("派生值", "a derived value");
}

void FileParser::parameters(const Line& first, const Fragment& head) {
  no_more(head);
  ParametersBlock content;
  while (const Line* found = statement()) {
    auto assignment = units_->assignment(found->text);
    if (assignment)
      content.parameters.push_back({std::move(assignment->name), std::move(assignment->value)});
    else
      lose_name(found->text, '=');
  }
  add(first, std::move(content));
}

void FileParser::fields(const Line& first, const Fragment& head) {
  no_more(head);
  FieldsBlock content;
  while (const Line* found = statement()) {
    auto field = units_->field(found->text);
    if (!field) {
      lose_name(found->text, ':');
      continue;
    }
    mistyped_clauses(*field);
    mistyped_options(*field);
    content.fields.push_back(std::move(*field));
  }
  add(first, std::move(content));
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

void FileParser::scale(const Line& first, const Fragment& head) {
  auto parsed = units_->scale_head(head);
  skip_rest("级别顺序", "`scale`");
  if (parsed) add(first, ScaleBlock{std::move(parsed->name), std::move(parsed->names)});
}

void FileParser::eligibility(const Line& first, const Fragment& head) {
  auto parsed = units_->named_head(head);
  EligibilityBlock content;
  if (parsed) {
    glued_modifier(*parsed);
    check_modifiers(*parsed, false, true);
    content.name = std::move(parsed->name);
    content.mode = parsed->mode.value_or(EligibilityBlock::Mode::all);
    content.at_least = parsed->at_least;
    content.modifiers = std::move(parsed->modifiers);
  }
  while (const Line* found = statement()) {
    auto element = units_->element(found->text);
    if (element)
      content.elements.push_back({std::move(element->name), std::move(element->value)});
    else
      content.incomplete = true;
  }
  if (parsed) add(first, std::move(content));
}

void FileParser::portfolio(const Line& first, const Fragment& head) {
  auto parsed = units_->portfolio_head(head);
  PortfolioBlock content;
  if (parsed) {
    content.name = std::move(parsed->name);
    content.groups = std::move(parsed->subjects);
  }
  while (const Line* found = statement()) {
    auto element = units_->element(found->text);
    if (element)
      content.checks.push_back({std::move(element->name), std::move(element->value)});
    else
      content.incomplete = true;
  }
  if (parsed && content.checks.empty() && !content.incomplete) {
    report(
        first.text.span(), {"汇总检查下面没有检查项", "no checks follow"},
        Message{"每行写 名称: 条件，例如 总数: 合计(反馈表) >= 5", "write NAME: condition, such as total: total(forms) >= 5"});
  }
  if (parsed) add(first, std::move(content));
}

void FileParser::output(const Line& first, const Fragment& head) {
  OutputBlock content;
  const auto take = [&](const Fragment& fragment) {
    auto parsed = units_->names(fragment);
    content.incomplete = content.incomplete || !parsed;
    if (!parsed) return;
    for (Name& name : *parsed) content.names.push_back(std::move(name));
  };
  const Fragment names = head.slice(colon_size(head.text), head.text.size()).trimmed();
  if (!names.text.empty()) take(names);
  while (const Line* found = statement()) take(found->text);
  if (content.names.empty() && !content.incomplete)
    report(first.text.span(), {"输出没有列出任何列", "the output names no column"});
  add(first, std::move(content));
}

ParseResult parse(std::string_view text, std::uint32_t file, const DeclaredNames& inherited) {
  return FileParser(text, file, inherited).parse();
}

Cell extended_path(std::string_view text, std::uint32_t file) {
  if (!may_extend(text)) return {};
  Diagnostics unused;
  const Lines lines = read_lines(text, file, unused);
  bool header = false;
  for (const Line& line : lines.lines) {
    if (line.margin) header = block_keyword(line.text.text, lines.language) == Keyword::rules;
    const std::size_t size = header && !line.margin ? match_spelling(line.text.text, Keyword::extends, lines.language) : 0;
    if (size == 0 || is_word(character_at(line.text.text, size).code)) continue;
    const Fragment rest = line.text.slice(size, line.text.text.size()).trimmed();
    return cell_of(rest.slice(colon_size(rest.text), rest.text.size()).trimmed());
  }
  return {};
}

}  // namespace fenji::grammar
