#include "grammar/thousands.hpp"

#include <algorithm>
#include <utility>

#include "grammar/characters.hpp"
#include "grammar/continuation.hpp"
#include "grammar/keywords.hpp"

namespace fenji::grammar {
namespace {

bool digit_at(std::string_view text, std::size_t at) {
  return at < text.size() && is_digit(static_cast<unsigned char>(text[at]));
}

// Follows the brackets and lists of one fragment from left to right.
class Commas {
 public:
  Commas(const std::string& text, Language language) : text_(text), language_(language) {}

  // Call for each character in turn: whether it is a comma between thousands.
  bool groups_thousands(char32_t code, std::size_t at) {
    if (quote_ != 0) {
      if (code == quote_) quote_ = 0;
      return false;
    }
    quote_ = closing_quote(code);
    follow(code, at);
    return code == ',' && !separates() && stands_between_groups(at);
  }

 private:
  struct Level {
    bool separates = false;  // brackets of a call or an interval
    bool list = false;       // behind 为 / in, or the options of a field
  };

  bool separates() const { return levels_.back().separates || levels_.back().list; }

  bool is_one_of(std::string_view word, Keyword keyword) const {
    return !word.empty() && match_spelling(word, keyword, language_) == word.size();
  }

  // Behind the type `one of`, which is two words: `as of` is none.
  bool ends_in_options(std::string_view before) const {
    const std::string_view options = spelling(Keyword::one_of, language_);
    if (!before.ends_with(options)) return false;
    const std::string_view word = last_word(before.substr(0, before.size() - options.size()));
    return word.empty() || language_ == Language::chinese;
  }

  void follow(char32_t code, std::size_t at) {
    const std::string_view before = std::string_view(text_).substr(0, at);
    if (code == '(' || code == '[') {
      const std::string_view word = last_word(without_blanks(before));
      const bool call = code == '(' && !word.empty() && !is_connecting_word(word, language_);
      levels_.push_back({separates() || call || code == '[' || holds_numbers_only(at + 1), false});
    } else if ((code == ')' || code == ']') && levels_.size() > 1) {
      levels_.pop_back();
    } else if (code == ' ') {
      const std::string_view word = last_word(before);
      if (word.empty()) return;
      if (is_one_of(word, Keyword::in) || is_one_of(word, Keyword::not_in) || ends_in_options(before))
        levels_.back().list = true;
      else if (is_connecting_word(word, language_))
        levels_.back().list = false;
    }
  }

  // (100,200) is an interval, not a number in brackets.
  bool holds_numbers_only(std::size_t at) const {
    const std::size_t end = text_.find_first_not_of("0123456789,. %-", at);
    return end != std::string::npos && (text_[end] == ')' || text_[end] == ']');
  }

  // One to three digits in front of the first comma of a number, three in front of each further one, three behind each.
  bool stands_between_groups(std::size_t comma) {
    std::size_t start = comma;
    while (start > 0 && comma - start < 4 && digit_at(text_, start - 1)) --start;
    const std::size_t before = comma - start;
    const bool continues = start > 0 && start - 1 == last_comma_ && before == 3;
    const bool begins = before >= 1 && before <= 3 && (start == 0 || (text_[start - 1] != '.' && text_[start - 1] != ','));
    const bool three_behind =
        digit_at(text_, comma + 1) && digit_at(text_, comma + 2) && digit_at(text_, comma + 3) && !digit_at(text_, comma + 4);
    if (!three_behind || !(continues || begins)) return false;
    last_comma_ = comma;
    return true;
  }

  const std::string& text_;
  Language language_;
  char32_t quote_ = 0;
  std::vector<Level> levels_{1};
  std::size_t last_comma_ = std::string::npos;
};

bool may_group_thousands(std::string_view text) {
  for (std::size_t comma = text.find(','); comma != std::string_view::npos; comma = text.find(',', comma + 1)) {
    if (digit_at(text, comma + 1)) return true;
  }
  return false;
}

}  // namespace

Fragment without_thousands_commas(Fragment fragment, Language language) {
  if (!may_group_thousands(fragment.text)) return fragment;
  const Fragment whole = std::move(fragment);
  Commas commas(whole.text, language);
  Fragment kept;
  kept.file = whole.file;
  kept.end_place = whole.end_place;
  for (std::size_t i = 0; i < whole.text.size();) {
    const Character character = character_at(whole.text, i);
    if (!commas.groups_thousands(character.code, i)) {
      for (std::size_t byte = i; byte < i + character.size; ++byte) {
        const Fragment::Place place = whole.place(byte);
        kept.push_folded(whole.text[byte], place.begin, place.end - place.begin);
      }
    }
    i += character.size;
  }
  return kept;
}

}  // namespace fenji::grammar
