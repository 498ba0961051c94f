#include "grammar/format/line_speller.hpp"

#include <algorithm>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

// The keyword that a line of the rules header starts with.
std::optional<Keyword> header_keyword(std::string_view text, Language language) {
  for (const KeywordEntry& entry : all_keywords()) {
    if (entry.group != KeywordGroup::header_line) continue;
    const std::size_t size = match_spelling(text, entry.keyword, language);
    if (size > 0 && !is_word(character_at(text, size).code)) return entry.keyword;
  }
  return std::nullopt;
}

std::string_view behind_colon(std::string_view text) {
  text = without_blanks(text);
  if (folded(character_at(text, 0).code) == ':') text.remove_prefix(character_at(text, 0).size);
  return without_blanks(text);
}

void mean(std::string& meaning, std::string_view what) { (meaning += what) += '\n'; }

Token colon() { return {":", Token::put_in, false, true}; }

// A number, a day, or yes or no alone: what a cell of examples writes as the language does.
bool is_lone_value(const Node& root, const Fragment& fragment, const Speller& speller) {
  if (root.children.size() != 1) return false;
  const Node* node = root.children.front();
  if (node->tag == Tag::words) return speller.is_yes_or_no(without_blanks(fragment.text));
  if (node->tag == Tag::negative) node = node->children.front();
  return node->tag == Tag::number || node->tag == Tag::date;
}

}  // namespace

std::span<const ParsedUnit> LineSpeller::units_in(const Fragment& fragment) const {
  if (fragment.text.empty()) return {};
  const auto begin_of = [](const ParsedUnit& unit) { return unit.fragment.begin_place(); };
  const std::uint32_t begin = fragment.begin_place();
  const std::uint32_t end = fragment.span().end;
  const auto first = std::lower_bound(units_.begin(), units_.end(), begin,
                                      [&](const ParsedUnit& unit, std::uint32_t place) { return begin_of(unit) < place; });
  auto last = first;
  while (last != units_.end() && begin_of(*last) < end) ++last;
  return {first, last};
}

std::vector<Token> LineSpeller::raw(const Line& line, std::string& meaning) const {
  const std::string_view text = line.text.text;
  const Keyword keyword = line.margin ? Keyword::rules : *header_keyword(text, speller_.from());
  const std::string_view rest = behind_colon(text.substr(match_spelling(text, keyword, speller_.from())));
  mean(meaning, rest);
  // What would be taken for the colon, for a definition or for a comment.
  const char32_t first = character_at(rest, 0).code;
  const bool comment = first == '#';
  const bool sign = comment || folded(first) == ':' || folded(first) == '=';
  std::string written = speller_.keyword(keyword);
  if (keyword != Keyword::rules || sign) written += ':';
  if (!comment && !rest.empty()) written += ' ';
  written += rest;
  return {{std::move(written), line.text.begin_place(), true, true}};
}

std::vector<Token> LineSpeller::statement(const Line& line, std::string& meaning) {
  const std::string& text = line.text.text;
  const std::span<const ParsedUnit> units = units_in(line.text);
  const auto offset_of = [&](const ParsedUnit& unit) { return line.text.byte_at(unit.fragment.begin_place()); };
  std::optional<Keyword> keyword;
  if (line.margin) {
    const bool definition = !line.raw && !units.empty() && offset_of(units.front()) == 0;
    block_ = definition ? std::nullopt : block_keyword(text, speller_.from());
    row_ = 0;
    keyword = block_;
  } else if (block_ == Keyword::rules) {
    keyword = header_keyword(text, speller_.from());
  }
  if (keyword) mean(meaning, "keyword " + std::to_string(static_cast<int>(*keyword)));
  if (line.raw) return raw(line, meaning);

  std::vector<Token> tokens;
  std::size_t at = 0;
  if (keyword) {
    tokens.push_back({speller_.keyword(*keyword), line.text.begin_place(), true, true});
    at = match_spelling(text, *keyword, speller_.from());
  }
  // The part in front of a unit, or behind the last one.
  const auto between = [&](std::size_t end) {
    const std::string_view part = without_blanks(std::string_view(text).substr(at, end - at));
    if (part.empty()) return;
    const auto put = [&](std::string_view words) {
      if (words.empty()) return;
      const auto begin = static_cast<std::size_t>(words.data() - text.data());
      mean(meaning, words);
      tokens.push_back(
          {speller_.folded_source(line.text.span(begin, begin + words.size())), line.text.place(begin).begin, true, true});
    };
    if (!part.starts_with(':')) return put(part);
    mean(meaning, ":");
    tokens.push_back(colon());
    put(behind_colon(part));
  };
  for (const ParsedUnit& unit : units) {
    const std::size_t begin = offset_of(unit);
    const bool first_name = line.margin && block_ == Keyword::output && tokens.size() == 1;
    between(begin);
    if (first_name && tokens.size() == 1) {
      tokens.push_back(colon());
      mean(meaning, ":");
    }
    Tokens read = unit_tokens(unit, speller_);
    meaning += read.meaning;
    std::move(read.tokens.begin(), read.tokens.end(), std::back_inserter(tokens));
    at = begin + unit.fragment.text.size();
  }
  between(text.size());
  const bool needs_no_colon = block_ == Keyword::parameters || block_ == Keyword::fields || block_ == Keyword::output;
  if (line.margin && needs_no_colon && tokens.size() == 2 && tokens.back().text == ":") {
    tokens.pop_back();
    meaning.resize(meaning.size() - 2);
  }
  return tokens;
}

// What no rule reads: a name or a label, in a header with => in front of it.
std::string LineSpeller::loose(const Fragment& fragment, std::size_t begin, std::size_t end, std::string& meaning) {
  const std::string_view text = without_blanks(std::string_view(fragment.text).substr(begin, end - begin));
  if (text.empty()) return {};
  const std::size_t first = static_cast<std::size_t>(text.data() - fragment.text.data());
  if (text.starts_with("=>")) {
    mean(meaning, "=>");
    const std::string name = loose(fragment, first + 2, end, meaning);
    return name.empty() ? "=>" : "=> " + name;
  }
  const Span span = fragment.span(first, first + text.size());
  const Spelled spelled = speller_.name(speller_.folded_source(span), Speller::Place::other, span);
  mean(meaning, spelled.meaning);
  return spelled.text;
}

std::string LineSpeller::example(const Fragment& fragment, std::size_t column, std::string& meaning) {
  const std::string status(spelling(Keyword::status, speller_.from()));
  if (row_ == 0) {
    const bool expected = fragment.text.starts_with("=>");
    const std::string_view name = name_text(without_blanks(std::string_view(fragment.text).substr(expected ? 2 : 0)));
    const bool is_status = expected && name == status && !speller_.is_declared(name);
    const bool is_role = expected && speller_.may_be_role(name);
    examples_.push_back(is_status ? "=>" : is_role ? "/" : std::string(name));
    if (!is_status) return loose(fragment, 0, fragment.text.size(), meaning);
    mean(meaning, "=> status");
    return "=> " + speller_.keyword(Keyword::status);
  }
  const std::string name = column < examples_.size() ? examples_[column] : "";
  Spelled spelled;
  if (name == "=>") {
    spelled = speller_.status(fragment.text);
  } else {
    const auto units = units_in(fragment);
    const bool reads = name == "/" || !speller_.holds_texts(name);
    if (reads && units.size() == 1 && (name == "/" || is_lone_value(*units[0].tree, units[0].fragment, speller_))) {
      const Tokens read = unit_tokens(units[0], speller_);
      meaning += read.meaning;
      return joined(read.tokens);
    }
    const std::string text = speller_.folded_source(fragment.span());
    spelled = {!holds_bar(text) ? text : speller_.name(text, Speller::Place::other, fragment.span()).text, text};
  }
  mean(meaning, spelled.meaning);
  return spelled.text;
}

std::string LineSpeller::cell(const Fragment& fragment, std::size_t column, std::size_t columns, std::string& meaning) {
  const std::span<const ParsedUnit> units = units_in(fragment);
  const bool header_of_points = block_ == Keyword::scorecard && row_ == 0 && column + 1 == columns;
  if (header_of_points && fragment.text == spelling(Keyword::points, speller_.from())) {
    mean(meaning, "points");
    return speller_.keyword(Keyword::points);
  }
  // The first result of a grade is a label, whatever it looks like.
  if (units.empty() || (block_ == Keyword::grade && column == 1)) return loose(fragment, 0, fragment.text.size(), meaning);
  std::string text;
  const auto add = [&](const std::string& part) {
    if (!text.empty() && !part.empty()) text += ' ';
    text += part;
  };
  std::size_t at = 0;
  for (const ParsedUnit& unit : units) {
    const std::size_t begin = std::max(at, fragment.byte_at(unit.fragment.begin_place()));
    add(loose(fragment, at, begin, meaning));
    const Tokens read = unit_tokens(unit, speller_);
    meaning += read.meaning;
    add(joined(read.tokens));
    at = begin + unit.fragment.text.size();
  }
  add(loose(fragment, at, fragment.text.size(), meaning));
  return text;
}

std::vector<std::string> LineSpeller::cells(const Line& row, std::string& meaning) {
  if (row_ == 0) examples_.clear();
  std::vector<std::string> cells;
  for (std::size_t column = 0; column < row.cells.size(); ++column) {
    const Fragment& fragment = row.cells[column];
    cells.push_back(block_ == Keyword::examples ? example(fragment, column, meaning)
                                                : cell(fragment, column, row.cells.size(), meaning));
    mean(meaning, "|");
  }
  ++row_;
  return cells;
}

}  // namespace fenji::grammar
