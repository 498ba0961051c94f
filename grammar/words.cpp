#include "grammar/words.hpp"

#include <algorithm>
#include <numeric>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/syntax_builder.hpp"

namespace fenji::grammar {
namespace {

constexpr std::array reserved_words = {
    Keyword::logical_and,    Keyword::logical_or,  Keyword::logical_not, Keyword::in,
    Keyword::not_in,         Keyword::given,       Keyword::missing,     Keyword::at_least,
    Keyword::at_most,        Keyword::over,        Keyword::under,       Keyword::suffix_at_least,
    Keyword::suffix_at_most, Keyword::suffix_over, Keyword::to,          Keyword::on,
    Keyword::axis_and,       Keyword::per,         Keyword::first_match, Keyword::when};

constexpr std::array prefix_words = {Keyword::at_least, Keyword::at_most, Keyword::over, Keyword::under};

constexpr std::array words_behind_a_unit = {
    Keyword::suffix_at_least, Keyword::suffix_at_most, Keyword::suffix_over, Keyword::to,
    Keyword::logical_and,     Keyword::logical_or,     Keyword::in,          Keyword::axis_and};

// The blocks whose first line names a result.
constexpr std::array naming_blocks = {Keyword::scorecard, Keyword::bands,    Keyword::grade, Keyword::matrix,
                                      Keyword::table,     Keyword::classify, Keyword::plan};

constexpr std::size_t no_name = static_cast<std::size_t>(-1);

// The next piece of `text` up to 、 or a comma, which is taken off `text` with it.
std::string_view take_item(std::string_view& text) {
  std::size_t end = 0;
  Character character = character_at(text, end);
  while (character.size > 0 && character.code != ',' && character.code != U'、') {
    end += character.size;
    character = character_at(text, end);
  }
  const std::string_view item = without_blanks(text.substr(0, end));
  text.remove_prefix(end + character.size);
  return item;
}

// A label such as A+ or AA-, which as an expression would lack its second half; no list or range of such.
bool is_signed_label(std::string_view text) {
  return text.size() > 1 && (text.back() == '+' || text.back() == '-' || text.back() == '*') &&
         text.find_first_of("()|,\"") == std::string_view::npos && text.find("、") == std::string_view::npos &&
         text.find(" 至 ") == std::string_view::npos && text.find(" to ") == std::string_view::npos;
}

bool is_iso_date(std::string_view text) {
  const auto is_dash = [](char c) { return c == '-'; };
  return text.size() >= 8 && text.size() <= 10 && text[4] == '-' && std::count_if(text.begin(), text.end(), is_dash) == 2 &&
         text.find_first_not_of("0123456789-") == std::string_view::npos;
}

bool starts_word(std::string_view text) { return is_word(character_at(text, 0).code); }

}  // namespace

Words::Words(const Lines& lines, const DeclaredNames& inherited)
    : language_(lines.language), names_(inherited.all.begin(), inherited.all.end()), odd_names_(inherited.odd) {
  for (const Keyword keyword : reserved_words) {
    for (const std::string_view spelling : entry(keyword).in(language_)) {
      auto& bucket = reserved_[static_cast<unsigned char>(spelling[0])];
      if (std::find(bucket.begin(), bucket.end(), keyword) == bucket.end()) bucket.push_back(keyword);
    }
  }
  std::optional<Keyword> block;
  for (const Line& line : lines.lines) {
    if (line.margin) block = line.keyword;
    declare_in(line, block);
  }
  sort_odd_names();
}

DeclaredNames Words::declared_names() const { return {{names_.begin(), names_.end()}, odd_names_}; }

void Words::declare_in(const Line& line, std::optional<Keyword> block) {
  const std::string_view text = line.text.text;
  const bool assigns = (line.margin && block != Keyword::rules) || block == Keyword::parameters;
  if (line.row) {
    for (const Fragment& cell : line.cells) {
      const bool names_result = block == Keyword::bands || block == Keyword::grade || block == Keyword::table;
      if (names_result && cell.text.starts_with("=>"))
        declare(std::string_view(cell.text).substr(2), Kind::name);
      else if (is_signed_label(cell.text))
        declare(cell.text, Kind::label);
    }
  } else if (assigns && begins_definition(text)) {
    declare(text.substr(0, text.find('=')), Kind::name);
  } else if (line.margin && block && block != Keyword::rules) {
    declare_head(text.substr(std::min(line.keyword_size, text.size())), *block);
  } else if (!line.margin && (block == Keyword::fields || block == Keyword::classify)) {
    const std::size_t colon = text.find(':');
    declare(text.substr(0, colon), block == Keyword::fields ? Kind::name : Kind::label);
    if (colon == std::string_view::npos || block != Keyword::fields) return;
    std::string_view options = without_blanks(text.substr(colon + 1));
    const std::size_t size = match_spelling(options, Keyword::one_of, language_);
    if (size == 0) return;
    options.remove_prefix(size);
    while (!options.empty()) {
      const std::string_view option = take_item(options);
      const bool clause = apart(option, Keyword::key) == option.size() || apart(option, Keyword::optional) == option.size() ||
                          before_number(option, Keyword::blank_means) > 0 || apart(option, Keyword::also) > 0;
      if (clause) return;
      declare(option, Kind::label);
    }
  }
}

void Words::declare_head(std::string_view text, Keyword block) {
  const std::size_t colon = std::min(text.find(':'), text.size());
  if (block == Keyword::scale && colon < text.size()) {
    for (std::string_view labels = text.substr(colon + 1); !labels.empty();) declare(take_item(labels), Kind::label);
  }
  if (std::find(naming_blocks.begin(), naming_blocks.end(), block) == naming_blocks.end()) return;
  text = without_blanks(text.substr(0, colon));
  declare(text.substr(0, end_of_name(text)), Kind::name);
}

// Where 按 or 每 begins behind the name of a block, or a 按 that is glued to it.
std::size_t Words::end_of_name(std::string_view text) const {
  for (std::size_t at = text.find(' '); at != std::string_view::npos; at = text.find(' ', at + 1)) {
    const std::string_view next = text.substr(at + 1);
    if (apart(next, Keyword::on) > 0 || apart(next, Keyword::per) > 0) return at;
  }
  return language_ == Language::chinese ? std::min(text.find(spelling(Keyword::on, language_), 1), text.size()) : text.size();
}

// A number keeps its meaning whatever label is spelled like it; as a label it is known by its text.
bool Words::reads_as_number(std::string_view label) const {
  std::string_view rest = label.substr(std::min(label.find_first_not_of("0123456789.,"), label.size()));
  if (rest.size() == label.size()) return false;
  rest = without_blanks(rest);
  if (rest.empty() || rest == "%" || is_iso_date(label)) return true;
  return unit(rest.substr(0, rest.find('/'))) == std::min(rest.find('/'), rest.size());
}

void Words::declare(std::string_view name, Kind kind) {
  name = without_blanks(name);
  if (name.empty()) return;
  names_.emplace(name);
  names_.emplace(name_text(name));
  // What is read as a range or a text keeps that meaning; a quoted name is used in quotes.
  const char32_t first = character_at(name, 0).code;
  if (first == '"' || first == U'“' || first == U'「' || first == '`' || first == '-' || first == '(' || first == '[') return;
  if (kind == Kind::label ? reads_as_number(name) : name.find_first_not_of("0123456789.,%-") == std::string_view::npos) return;
  std::size_t size = word(name);
  while (size > 0 && size < name.size() && name[size] == ' ') {
    const std::size_t more = word(name.substr(size + 1));
    if (more == 0) break;
    size += 1 + more;
  }
  if (size < name.size()) odd_names_.emplace_back(name);
}

void Words::sort_odd_names() {
  std::sort(odd_names_.begin(), odd_names_.end());
  odd_names_.erase(std::unique(odd_names_.begin(), odd_names_.end()), odd_names_.end());
  for (std::size_t i = 0; i < odd_names_.size(); ++i) {
    std::size_t shorter = i == 0 ? no_name : i - 1;
    while (shorter != no_name && !odd_names_[i].starts_with(odd_names_[shorter])) shorter = shorter_names_[shorter];
    shorter_names_.push_back(shorter);
  }
  for (const std::string& name : odd_names_) ++odd_by_first_byte_[static_cast<unsigned char>(name[0]) + std::size_t{1}];
  std::partial_sum(odd_by_first_byte_.begin(), odd_by_first_byte_.end(), odd_by_first_byte_.begin());
}

bool Words::may_be_role(std::string_view name) const {
  if (is_declared(name)) return false;
  for (std::size_t slash = name.find('/'); slash != std::string_view::npos; slash = name.find('/', slash + 1)) {
    if (is_declared(name.substr(0, slash))) return true;
  }
  return false;
}

std::size_t Words::declared(std::string_view text) const {
  if (text.empty()) return 0;
  const auto first = static_cast<unsigned char>(text[0]);
  const auto begin = odd_names_.begin() + static_cast<std::ptrdiff_t>(odd_by_first_byte_[first]);
  const auto end = odd_names_.begin() + static_cast<std::ptrdiff_t>(odd_by_first_byte_[first + std::size_t{1}]);
  if (begin == end) return 0;
  // A name that begins `text` begins all that stands between it and `text` in the order, so it is found from the last of those.
  const auto after = std::upper_bound(begin, end, text);
  std::size_t at = after == begin ? no_name : static_cast<std::size_t>(after - odd_names_.begin()) - 1;
  for (; at != no_name; at = shorter_names_[at]) {
    const std::string_view name = odd_names_[at];
    if (!text.starts_with(name)) continue;
    const bool ends_in_word = is_word(character_at(name, last_character(name)).code);
    if (!ends_in_word || !starts_word(text.substr(name.size()))) return name.size();
  }
  return 0;
}

std::size_t Words::apart(std::string_view text, Keyword keyword) const {
  const std::size_t size = match_spelling(text, keyword, language_);
  if (size == 0 || starts_word(text.substr(size)) || declared(text) > size) return 0;
  return size;
}

std::size_t Words::before_number(std::string_view text, Keyword keyword) const {
  const std::size_t size = match_spelling(text, keyword, language_);
  if (size == 0 || declared(text) > size) return 0;
  const char32_t next = character_at(text, size).code;
  return is_word(next) && !is_digit(next) ? 0 : size;
}

std::size_t Words::between_numbers(std::string_view text, Keyword keyword) const {
  const std::size_t size = match_spelling(text, keyword, language_);
  if (size == 0) return 0;
  if (const std::size_t touching = before_number(text, keyword); touching > 0) return touching;
  for (const Keyword prefix : prefix_words) {
    if (before_number(text.substr(size), prefix) > 0) return size;
  }
  return 0;
}

bool Words::reserved(std::string_view text) const {
  for (const Keyword keyword : reserved_[static_cast<unsigned char>(text[0])]) {
    if (apart(text, keyword) > 0) return true;
    const bool prefix = std::find(prefix_words.begin(), prefix_words.end(), keyword) != prefix_words.end();
    if (prefix && before_number(text, keyword) > 0) return true;
    // 或以上, a habit that is reported, not a name.
    if (keyword == Keyword::logical_or && starts_suffix(text.substr(match_spelling(text, keyword, language_)))) return true;
  }
  return false;
}

bool Words::starts_suffix(std::string_view text) const {
  return apart(text, Keyword::suffix_at_least) > 0 || apart(text, Keyword::suffix_at_most) > 0 ||
         apart(text, Keyword::suffix_over) > 0;
}

std::size_t Words::word(std::string_view text) const {
  if (text.empty() || is_digit(character_at(text, 0).code) || reserved(text)) return 0;
  return first_word(text).size();
}

std::size_t Words::unit(std::string_view text) const {
  std::size_t size = 0;
  while (true) {
    const Character character = character_at(text, size);
    if (character.size == 0 || !is_word(character.code) || (size == 0 && is_digit(character.code))) return size;
    for (const Keyword keyword : words_behind_a_unit) {
      if (character.code >= 0x80 && match_spelling(text.substr(size), keyword, language_) > 0) return size;
    }
    size += character.size;
  }
}

}  // namespace fenji::grammar
