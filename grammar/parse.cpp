#include "grammar/parse.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "grammar/characters.hpp"
#include "grammar/file_parser.hpp"
#include "grammar/suggest.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

Cell cell_of(const Fragment& fragment) { return {fragment.text, fragment.span()}; }

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

Language other(Language language) { return language == Language::chinese ? Language::english : Language::chinese; }

}  // namespace

FileParser::FileParser(std::string_view text, std::uint32_t file, const DeclaredNames& inherited,
                       std::vector<ParsedUnit>* read_units)
    : inherited_(inherited), read_units_(read_units) {
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
  return std::move(result_);
}

void FileParser::report(Span span, Message message, std::optional<Message> advice, std::optional<Fix> fix) {
  result_.diagnostics.push_back({"syntax", Severity::error, span, std::move(message), std::move(advice), {}, std::move(fix)});
}

const Line* FileParser::line() {
  if (next_ >= lines_.lines.size() || lines_.lines[next_].margin) return nullptr;
  return &lines_.lines[next_++];
}

const Line* FileParser::row() {
  while (const Line* found = line()) {
    if (found->row) return found;
    report(found->span, {"这一行应当是表格行，以 | 开头", "this should be a row of the table, starting with |"});
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
  if (!first.raw && units_->starts_definition(first.text)) return definition(first);
  const std::optional<Keyword> keyword = block_keyword(first.text.text, language());
  if (!keyword) return unknown_block(first);
  const std::size_t size = match_spelling(first.text.text, *keyword, language());
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

void FileParser::unknown_block(const Line& first) {
  const std::string_view text = first.text.text;
  if (text.find('=') != std::string_view::npos)
    lose_name(first.text, '=');
  else
    lose_head(first.text.slice(leading_word(text).size(), text.size()).trimmed());
  skip_block();
  std::size_t size = leading_word(text).size();
  std::optional<std::string_view> meant;
  if (const auto foreign = block_keyword(text, other(language()))) {
    size = match_spelling(text, *foreign, other(language()));
    meant = spelling(*foreign, language());
  } else {
    meant = closest(text.substr(0, size), spellings(KeywordGroup::block, language()));
  }
  const Span place = first.text.span(0, size);
  const std::string_view word = text.substr(0, size);
  const Message message{fmt::format("不认识的块“{}”", word), fmt::format("unknown block `{}`", word)};
  if (meant) {
    report(place, message, Message{fmt::format("是不是“{}”？", *meant), fmt::format("did you mean `{}`?", *meant)},
           Fix{place, std::string(*meant)});
    return;
  }
  report(place, message,
         Message{"不缩进的行开始一块（规则、参数、字段、准入条件、评分表、分档、定级、矩阵、对照表、分类、计划、汇总检查、示例"
                 "、输出）或"
                 "写作 名称 = "
                 "表达式；属于上面一块的行要缩进",
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
  if (colon == 0) {
    report(place, {"后面应当有冒号“:”", "a colon `:` should follow"}, {}, Fix{place, text.substr(0, end) + ":"});
  }
  rest = found.text.slice(size + colon, text.size()).trimmed();
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
    else
      unknown_line(*found);
  }
  add(first, std::move(content));
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
  if (const auto similar = closest(word, known)) {
    report(place, message, Message{fmt::format("是不是“{}”？", *similar), fmt::format("did you mean `{}`?", *similar)},
           Fix{place, std::string(*similar)});
  } else {
    report(place, message,
           Message{fmt::format("这里可以写：{}", fmt::join(known, "、")),
                   fmt::format("what can stand here: {}", fmt::join(known, ", "))});
  }
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
    if (field)
      content.fields.push_back(std::move(*field));
    else
      lose_name(found->text, ':');
  }
  add(first, std::move(content));
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
