#include "grammar/format/speller.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/format/units.hpp"
#include "grammar/glued.hpp"
#include "grammar/magnitude.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

// In the order of execute::Status, which this stage does not know.
struct StatusWord {
  std::string_view zh, en;
};
constexpr std::array statuses = {StatusWord{"已评级", "rated"},          StatusWord{"不予评级", "ineligible"},
                                 StatusWord{"不适用", "not applicable"}, StatusWord{"数据有误", "invalid"},
                                 StatusWord{"资料不全", "incomplete"},   StatusWord{"规则未覆盖", "uncovered"}};

Lines no_lines(Language language) {
  Lines lines;
  lines.language = language;
  return lines;
}

bool starts_with_quote(std::string_view text) { return closing_quote(character_at(text, 0).code) != 0; }

// The value of digits with commas and a point, times 10^power, without leading and trailing zeros: 12.50 and 1 as 125e-1.
std::string number_meaning(std::string_view digits, int power) {
  std::string all;
  bool behind_point = false;
  for (const char c : digits) {
    if (c == '.') behind_point = true;
    if (!is_digit(static_cast<unsigned char>(c))) continue;
    all += c;
    power -= behind_point ? 1 : 0;
  }
  while (all.size() > 1 && all.back() == '0') {
    all.pop_back();
    ++power;
  }
  all.erase(0, std::min(all.find_first_not_of('0'), all.size()));
  return all.empty() ? "0" : fmt::format("{}e{}", all, power);
}

// The same value written out: 1.2 and 8 as 120000000.
std::string written_out(std::string_view digits, int power, bool commas) {
  std::string whole, places;
  bool behind_point = false;
  for (const char c : digits) {
    if (c == '.') behind_point = true;
    if (!is_digit(static_cast<unsigned char>(c))) continue;
    (behind_point ? places : whole) += c;
  }
  for (; power > 0; --power) {
    whole += places.empty() ? '0' : places.front();
    if (!places.empty()) places.erase(0, 1);
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  if (commas) {
    for (std::size_t place = whole.size(); place > 3; place -= 3) whole.insert(place - 3, ",");
  }
  places.erase(places.find_last_not_of('0') + 1);
  return places.empty() ? whole : whole + "." + places;
}

// A whole number in 万 or 亿, 8,000,000 as 800万, where that is shorter and has one place at most.
std::string in_magnitudes(std::string_view digits) {
  const std::string value = number_meaning(digits, 0);
  const std::size_t sign = value.find('e');
  if (sign == std::string::npos || value[sign + 1] == '-') return {};
  const int zeros = std::stoi(value.substr(sign + 1));
  const std::string significant = value.substr(0, sign);
  const int size = static_cast<int>(significant.size()) + zeros;
  const int power = size > 8 && zeros >= 7 ? 8 : 4;
  if (size <= 4 || zeros < power - 1 || size > 12) return {};
  const auto whole = static_cast<std::size_t>(size - power);
  const std::string padded = significant + std::string(static_cast<std::size_t>(zeros), '0');
  const std::string place = padded.substr(whole, 1);
  return padded.substr(0, whole) + (place == "0" ? "" : "." + place) + (power == 8 ? "亿" : "万");
}

bool is_one(std::string_view digits) { return number_meaning(digits, 0) == "1e0"; }

}  // namespace

bool holds_bar(std::string_view text) {
  char32_t quote = 0;
  for (std::size_t at = 0; at < text.size(); at += character_at(text, at).size) {
    const char32_t code = character_at(text, at).code;
    if (quote != 0)
      quote = code == quote ? 0 : quote;
    else if (code == '|')
      return true;
    else
      quote = closing_quote(code);
  }
  return false;
}

Speller::Speller(std::string_view source, const Words& words, const RuleFile& tree, Language to, Diagnostics& diagnostics)
    : source_(source),
      words_(words),
      to_(to),
      plain_from_(no_lines(words.language()), {}),
      plain_to_(no_lines(to), {}),
      diagnostics_(diagnostics) {
  for (const Block& block : tree.blocks) {
    if (const auto* fields = std::get_if<FieldsBlock>(&block.content)) {
      for (const FieldSyntax& field : fields->fields) {
        units_.insert(unit_meaning(field.unit));
        if (field.type == Keyword::text) text_fields_.insert(field.name.text);
      }
    } else if (const auto* table = std::get_if<TableBlock>(&block.content)) {
      take_labels(*table);
    } else if (const auto* matrix = std::get_if<MatrixBlock>(&block.content)) {
      for (const MatrixRow& row : matrix->rows)
        std::for_each(row.results.begin(), row.results.end(), [this](const auto& cell) { take_quoted(cell); });
    } else if (const auto* classes = std::get_if<ClassifyBlock>(&block.content)) {
      for (const ClassSyntax& each : classes->classes) labels_.insert(each.label.text);
    } else if (const auto* parameters = std::get_if<ParametersBlock>(&block.content)) {
      for (const ParameterSyntax& parameter : parameters->parameters)
        units_.insert(unit_meaning(parameter.value->number().unit));
    }
  }
}

void Speller::take_labels(const TableBlock& table) {
  for (const TableRow& row : table.rows) {
    if (table.form == Keyword::grade && !row.results.empty()) labels_.emplace(name_text(row.results.front().cell.text));
    for (const ResultCell& result : row.results) take_quoted(result);
  }
}

// Unquoted it would be a value.
void Speller::take_quoted(const ResultCell& result) {
  if (result.expression && result.expression->quoted) labels_.insert(result.expression->text);
}

std::string Speller::folded_source(Span span) const {
  std::string text;
  char32_t quote = 0;
  const std::string_view source = source_.substr(0, span.end);
  for (std::size_t at = span.begin; at < span.end;) {
    const Character character = character_at(source, at);
    const char32_t code = folded(character.code);
    const std::string_view bytes = source.substr(at, character.size);
    at += character.size;
    if (quote != 0 && code != quote) {
      text += bytes;
      continue;
    }
    quote = quote != 0 ? 0 : closing_quote(code);
    if (is_blank(code) || code == '\n' || code == '\r') {
      if (!text.ends_with(' ')) text += ' ';
    } else if (code == character.code) {
      text += bytes;
    } else {
      text += static_cast<char>(code);
    }
  }
  return std::string(without_blanks(text));
}

bool Speller::makes_commas_separate(std::string_view text) const {
  const std::string_view options = spelling(Keyword::one_of, to_);
  const std::array<std::string_view, 2> words = {options.substr(options.rfind(' ') + 1), spelling(Keyword::in, to_)};
  return std::any_of(words.begin(), words.end(), [&](std::string_view word) {
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      const bool ends = text.substr(at + word.size()).starts_with(' ');
      if (ends && last_word(text.substr(0, at)).empty()) return true;
    }
    return false;
  });
}

// Whether some word of `name` is part of it in the one language and a keyword in the other, or the other way round.
bool Speller::is_misread(std::string_view name, Place place) const {
  bool in_word = false;
  for (std::size_t at = 0; at < name.size();) {
    const Character character = character_at(name, at);
    const std::string_view rest = name.substr(at);
    if (!in_word && (plain_from_.word(rest) > 0) != (plain_to_.word(rest) > 0)) return true;
    in_word = is_word(character.code);
    at += character.size;
  }
  for (const Keyword cell : {Keyword::any, Keyword::otherwise}) {
    if (plain_to_.apart(name, cell) == name.size()) return true;
  }
  if (makes_commas_separate(name)) return true;
  switch (place) {
    case Place::expression:
      return !words_.is_declared(name) &&
             unglued(name, to_, [this](std::string_view part) { return words_.is_declared(part); }).has_value();
    case Place::option:
      return plain_to_.apart(name, Keyword::key) == name.size() || plain_to_.apart(name, Keyword::optional) == name.size() ||
             plain_to_.apart(name, Keyword::fixed) == name.size() || plain_to_.before_number(name, Keyword::blank_means) > 0 ||
             plain_to_.apart(name, Keyword::also) > 0;
    case Place::head:
      return to_ == Language::chinese && name.find(spelling(Keyword::on, to_)) != std::string_view::npos;
    case Place::definition:
      return block_keyword(fmt::format("{} =", name), to_).has_value();
    case Place::other:
      return false;
  }
  return false;
}

Spelled Speller::name(std::string_view text, Place place, Span span) {
  Spelled spelled{std::string(text), "name " + std::string(name_text(text))};
  // A bar in a cell that came between tabs.
  const bool bar = holds_bar(text);
  if (starts_with_quote(text) || (!bar && (!translates() || !is_misread(text, place)))) return spelled;
  const bool corners = text.find("」") == std::string_view::npos;
  const bool backquotes = text.find('`') == std::string_view::npos;
  if (corners && (chinese() || !backquotes)) {
    spelled.text = fmt::format("「{}」", text);
  } else if (backquotes) {
    spelled.text = fmt::format("`{}`", text);
  } else {
    diagnostics_.push_back({"untranslatable",
                            Severity::error,
                            span,
                            {fmt::format("名称“{}”在另一种关键词语言里会被读成别的意思，又无法加引号", text),
                             fmt::format("the name `{}` would be misread in the other language and cannot be quoted", text)},
                            Message{"请换一个名称，不要含有 ` 和 」", "choose another name, without ` and 」"},
                            {},
                            {}});
  }
  return spelled;
}

bool Speller::is_yes_or_no(std::string_view word) const {
  constexpr std::array<std::string_view, 4> words = {"是", "否", "yes", "no"};
  return std::find(words.begin(), words.end(), word) != words.end() &&
         std::none_of(words.begin(), words.end(), [this](std::string_view each) { return is_name_or_label(each); });
}

Spelled Speller::yes_or_no(std::string_view word) const {
  const bool yes = word == "是" || word == "yes";
  return {chinese() ? (yes ? "是" : "否") : (yes ? "yes" : "no"), yes ? "yes" : "no"};
}

bool Speller::has_short_form(const Node& node, const Fragment& fragment) const {
  std::string text = folded_source(fragment.span(node.begin, node.end));
  const std::size_t size = std::min(text.find_first_not_of("0123456789.,"), text.size());
  std::string_view unit = without_blanks(std::string_view(text).substr(size));
  const std::string digits = written_out(text.substr(0, size), take_magnitude(unit), false);
  return number_meaning(digits, 0) == "0" || !in_magnitudes(digits).empty();
}

bool Speller::is_known_unit(std::string_view unit) const {
  return unit.empty() || is_built_in_unit(unit) || units_.contains(unit_meaning(unit));
}

Spelled Speller::number(const Node& node, const Fragment& fragment, NumberStyle style) const {
  const auto part_text = [&](const Node& part) {
    return without_blanks(std::string_view(fragment.text).substr(part.begin, part.end - part.begin));
  };
  const std::string_view whole = part_text(node);
  const Node& digits_node = *node.children.front();
  const Node* suffix = node.children.size() > 1 ? node.children.back() : nullptr;
  const bool percent = suffix != nullptr && suffix->tag == Tag::percent_sign;
  std::string_view unit = suffix != nullptr && !percent ? part_text(*suffix) : std::string_view{};
  const int power = take_magnitude(unit);
  const std::string source = folded_source(fragment.span(node.begin, node.begin + whole.size()));
  // What may be a label keeps its text.
  if (!is_known_unit(unit)) return {source, "number " + std::string(whole)};
  std::string digits = folded_source(fragment.span(digits_node.begin, digits_node.end));
  Spelled spelled{source, fmt::format("number {}{}{}", number_meaning(digits, power), percent ? "%" : "", unit_meaning(unit))};
  if (is_name_or_label(whole)) return spelled;
  if (translates() && !style.commas) std::erase(digits, ',');
  if (percent) {
    const bool sign = part_text(*suffix) == "%";
    const std::string_view words = chinese() ? "个百分点" : is_one(digits) ? " percentage point" : " percentage points";
    spelled.text = digits + (sign ? "%" : std::string(words));
    return spelled;
  }
  std::string magnitude(part_text(suffix != nullptr ? *suffix : node));
  magnitude.resize(suffix != nullptr ? magnitude.size() - unit.size() : 0);
  if (power > 0 && (!chinese() || translates())) {
    digits = written_out(digits, power, style.commas);
    magnitude.clear();
  }
  if (chinese() && translates() && style.magnitudes) {
    const std::string shorter = in_magnitudes(digits);
    if (!shorter.empty()) digits = shorter;
  }
  const std::string word = unit_in(unit, to_, true, !is_one(digits));
  const std::string_view blank = chinese() || unit.empty() ? "" : " ";
  spelled.text = fmt::format("{}{}{}{}", digits, magnitude, blank, word);
  // A label such as 500强 begins here.
  if (words_.declared(spelled.text) > 0) spelled.text = source;
  return spelled;
}

Spelled Speller::unit(std::string_view unit) const {
  return {is_built_in_unit(unit) || !translates() || unit.find_first_of("/*") != std::string_view::npos
              ? unit_in(unit, to_, false, true)
              : std::string(unit),
          "unit " + unit_meaning(unit)};
}

Spelled Speller::date(const Node& node, const Fragment& fragment) const {
  const std::string_view text = without_blanks(std::string_view(fragment.text).substr(node.begin, node.end - node.begin));
  const Node& parts = node.children.size() == 1 ? *node.children.front() : node;
  std::array<std::string_view, 3> numbers;
  for (std::size_t i = 0; i < numbers.size() && i < parts.children.size(); ++i) {
    const Node& part = *parts.children[i];
    numbers[i] = std::string_view(fragment.text).substr(part.begin, part.end - part.begin);
  }
  const std::string iso = fmt::format("{}-{:0>2}-{:0>2}", numbers[0], numbers[1], numbers[2]);
  const bool label = is_name_or_label(text);
  const bool keeps = label || (chinese() && !translates() && text.find('-') == std::string_view::npos);
  return {keeps ? std::string(text) : iso, "date " + iso};
}

Spelled Speller::status(std::string_view word) const {
  for (const StatusWord& status : statuses) {
    if (word == status.zh || word == status.en)
      return {std::string(chinese() ? status.zh : status.en), "status " + std::string(status.zh)};
  }
  return {std::string(word), "status " + std::string(word)};
}

Spelled Speller::action(std::string_view text, Span span) {
  for (const Keyword word : {Keyword::on_site, Keyword::phone, Keyword::on_site_or_phone, Keyword::none}) {
    if (!translates() || match_spelling(text, word, to_) != text.size()) continue;
    diagnostics_.push_back({"untranslatable",
                            Severity::error,
                            span,
                            {fmt::format("“{}”在这里是自由填写的联络方式，换成另一种关键词语言会变成关键词", text),
                             fmt::format("`{}` is free text here, and would be a keyword of the other language", text)},
                            Message{"请先换一种说法", "choose other words for it first"},
                            {},
                            {}});
    break;
  }
  return {std::string(text), "action " + std::string(text)};
}

}  // namespace fenji::grammar
