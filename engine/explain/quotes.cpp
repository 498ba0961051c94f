#include "engine/explain/quotes.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <utility>

#include "engine/columns/cell_text.hpp"

namespace fenji::explain {

namespace {

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> quotation_marks{
    {{"\"", "\""}, {"“", "”"}, {"「", "」"}, {"`", "`"}}};

constexpr std::string_view full_width_colon = "：";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

std::string without_comments(std::string_view text) {
  std::string result;
  std::string_view closing;  // of the quotation that is open
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (closing.empty() && rest.front() == '#' && (at == 0 || is_blank(text[at - 1]))) {
      at = std::min(text.find('\n', at), text.size());
      continue;
    }
    std::size_t length = 1;
    if (!closing.empty()) {
      if (rest.starts_with(closing)) length = std::exchange(closing, {}).size();
    } else {
      for (const auto& [opening, closed_by] : quotation_marks) {
        if (!rest.starts_with(opening)) continue;
        closing = closed_by;
        length = opening.size();
        break;
      }
    }
    if (rest.front() == '\n') closing = {};
    result += rest.substr(0, length);
    at += length;
  }
  return result;
}

std::string on_one_line(std::string_view text) {
  const std::string bare = text.find('#') == text.npos ? std::string(text) : without_comments(text);
  std::string result;
  for (const char c : columns::trimmed(bare)) {
    if (!is_blank(c))
      result += c;
    else if (!result.empty() && result.back() != ' ')
      result += ' ';
  }
  return result;
}

// A span of operands may begin behind a bracket or end before one.
std::string with_brackets(const std::string& words) {
  constexpr std::string_view brackets = "()\xEF";  // the last begins full-width ones
  if (words.find_first_of(brackets) == words.npos) return words;
  std::size_t open = 0;
  std::size_t unopened = 0;
  for (const char c : columns::folded(words)) {
    if (c == '(') ++open;
    if (c == ')') open > 0 ? --open : ++unopened;
  }
  return std::string(unopened, '(') + words + std::string(open, ')');
}

std::string_view without_colon(std::string_view text) {
  text = columns::trimmed(text);
  if (text.starts_with(':'))
    text.remove_prefix(1);
  else if (text.starts_with(full_width_colon))
    text.remove_prefix(full_width_colon.size());
  return text;
}

// Whether the character at the front of `text` may go on with a name. Punctuation and operators of Chinese text do not.
bool continues_name(std::string_view text) {
  constexpr std::array<std::string_view, 15> apart{"、", "。", "「", "」", "“", "”", "×",     "÷",
                                                   "≥",  "≤",  "≠",  "−",  "·", "…", "\u00A0"};
  if (text.empty()) return false;
  const char first = text.front();
  if (columns::is_ascii(text.substr(0, 1))) return std::isalnum(static_cast<unsigned char>(first)) != 0 || first == '_';
  return std::none_of(apart.begin(), apart.end(), [&](std::string_view mark) { return text.starts_with(mark); });
}

std::string_view last_character(std::string_view text) {
  std::size_t begin = text.size();
  while (begin > 0) {
    --begin;
    if ((static_cast<unsigned char>(text[begin]) & 0xC0) != 0x80) break;
  }
  return text.substr(begin);
}

// Where `name` stands by itself in `text`; npos where it does not.
std::size_t find_name(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
    if (!continues_name(last_character(text.substr(0, at))) && !continues_name(text.substr(at + name.size()))) return at;
  }
  return std::string_view::npos;
}

}  // namespace

std::string in_expression(std::string_view name, Language language) {
  bool plain = !name.empty() && !columns::is_digit(name.front());
  for (std::string_view rest = name; plain && !rest.empty();) {
    const bool between_words = rest.front() == ' ' && rest.size() < name.size() && rest.size() > 1;
    plain = between_words || continues_name(rest);
    rest.remove_prefix(1);
    while (!rest.empty() && (static_cast<unsigned char>(rest.front()) & 0xC0) == 0x80) rest.remove_prefix(1);
  }
  std::string text(name);
  if (plain) return text;
  return language == Language::chinese ? "「" + text + "」" : "`" + text + "`";
}

Place Quotes::place(Span span) const {
  const Source& source = sources_[span.file];
  return {source.name(), source.line_number(span.begin)};
}

std::string Quotes::words(Span span) const { return with_brackets(on_one_line(sources_.text(span))); }

Quote Quotes::row(const model::Table& table, const model::Row& row) const {
  std::string_view text = columns::trimmed(sources_.text(row.span));
  if (table.form == model::TableForm::classify) return {on_one_line(text), place(row.span)};
  std::string cells(text);
  if (table.form == model::TableForm::matrix) {  // the row is one cell; what it stands under is its tests
    cells.clear();
    for (const model::Test& test : row.tests) cells += on_one_line(sources_.text(test.span)) + " | ";
    cells += text;
  } else if (text.find('|') == std::string_view::npos) {  // pasted from a spreadsheet
    for (std::size_t tab = cells.find('\t'); tab != std::string::npos; tab = cells.find('\t', tab))
      cells.replace(tab, 1, " | ");
  }
  return {"| " + on_one_line(cells) + " |", place(row.span)};
}

Quote Quotes::statement(Span name, std::uint32_t end) const {
  return {on_one_line(without_colon(text(name.file, name.end, line_end(name.file, end)))), place(name)};
}

Quote Quotes::statement_behind_colon(Span first, std::uint32_t end) const {
  std::uint32_t begin = 0;
  const std::string_view line = sources_[first.file].line_at(first.begin, begin);
  const std::string_view before = line.substr(0, first.begin - begin);
  const std::size_t colon = std::min(before.find(':'), before.find(full_width_colon));
  Span name = first;
  name.end = colon == std::string_view::npos ? first.begin : static_cast<std::uint32_t>(begin + colon);
  return statement(name, end);
}

Quote Quotes::line(Span span) const {
  std::uint32_t begin = 0;
  return {on_one_line(sources_[span.file].line_at(span.begin, begin)), place(span)};
}

std::string_view Quotes::text(std::uint32_t file, std::size_t begin, std::size_t end) const {
  return sources_[file].text().substr(begin, end - begin);
}

std::size_t Quotes::line_end(std::uint32_t file, std::uint32_t offset) const {
  const std::string_view text = sources_[file].text();
  return std::min(text.find('\n', offset), text.size());
}

std::string Quotes::divisor(Span dividend, Span quotient) const {
  const std::string rest = on_one_line(text(quotient.file, dividend.end, quotient.end));
  std::string_view divisor = rest;
  for (bool found = false; !found && !divisor.empty();) {
    found = divisor.starts_with("/") || divisor.starts_with("÷") || divisor.starts_with("／");
    divisor.remove_prefix(1);
    while (!divisor.empty() && (static_cast<unsigned char>(divisor.front()) & 0xC0) == 0x80) divisor.remove_prefix(1);
  }
  return with_brackets(std::string(columns::trimmed(divisor)));
}

bool Quotes::is_parameter(std::string_view words) const {
  const std::string text = columns::folded(words);
  return std::any_of(rules_.parameters.begin(), rules_.parameters.end(),
                     [&](const model::Parameter& parameter) { return parameter.name == text; });
}

std::vector<std::uint32_t> Quotes::parameters_in(std::string_view words) const {
  const std::string text = columns::folded(words);
  std::vector<std::pair<std::size_t, std::uint32_t>> found;
  for (std::uint32_t id = 0; id < rules_.parameters.size(); ++id) {
    const std::size_t at = find_name(text, rules_.parameters[id].name);
    if (at != std::string_view::npos) found.emplace_back(at, id);
  }
  std::sort(found.begin(), found.end());
  std::vector<std::uint32_t> result;
  result.reserve(found.size());
  for (const auto& [at, id] : found) result.push_back(id);
  return result;
}

}  // namespace fenji::explain
