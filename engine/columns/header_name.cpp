#include "engine/columns/header_name.hpp"

#include <algorithm>
#include <array>

#include "engine/columns/cell_text.hpp"

namespace fenji::columns {
namespace {

struct Bracket {
  std::string_view spelling;
  char plain;
};
// Full-width ( ) [ ] { } are folded before.
constexpr std::array brackets = {Bracket{"[", '('},  Bracket{"]", ')'},  Bracket{"{", '('},  Bracket{"}", ')'},
                                 Bracket{"【", '('}, Bracket{"】", ')'}, Bracket{"〔", '('}, Bracket{"〕", ')'},
                                 Bracket{"〈", '('}, Bracket{"〉", ')'}, Bracket{"《", '('}, Bracket{"》", ')'},
                                 Bracket{"〖", '('}, Bracket{"〗", ')'}, Bracket{"｟", '('}, Bracket{"｠", ')'}};

// By byte: whether some bracket begins with it. Most bytes of a header begin none.
constexpr auto begins_bracket = [] {
  std::array<bool, 256> begins{};
  for (const Bracket& bracket : brackets) begins[static_cast<unsigned char>(bracket.spelling.front())] = true;
  return begins;
}();

std::string with_plain_brackets(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto found = !begins_bracket[static_cast<unsigned char>(text.front())]
                           ? brackets.end()
                           : std::find_if(brackets.begin(), brackets.end(),
                                          [&](const Bracket& bracket) { return text.starts_with(bracket.spelling); });
    result += found == brackets.end() ? text.front() : found->plain;
    text.remove_prefix(found == brackets.end() ? 1 : found->spelling.size());
  }
  return result;
}

// The mark of columns that must be filled in.
std::string_view without_stars(std::string_view text) {
  while (text.starts_with('*')) text = trimmed(text.substr(1));
  while (text.ends_with('*')) text = trimmed(text.substr(0, text.size() - 1));
  return text;
}

// The bracket that closes at the end of `text`; npos: none.
std::size_t opening_bracket(std::string_view text) {
  if (!text.ends_with(')')) return text.npos;
  std::size_t depth = 0;
  for (std::size_t at = text.size(); at-- > 0;) {
    if (text[at] == ')') ++depth;
    if (text[at] == '(' && --depth == 0) return at;
  }
  return text.npos;
}

// As headers are compared.
std::string normalised(std::string_view text) {
  std::string result;
  for (const char c : header_text(text)) {
    if (c != ' ') result += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return result;
}

}  // namespace

HeaderName header_name(std::string_view header) {
  HeaderName name;
  name.text = header_text(header);
  if (name.text.size() > longest_spelled_header) return name;
  const std::string folded_text = with_plain_brackets(folded(name.text));
  const std::string_view text = without_stars(trimmed(folded_text));
  name.whole = normalised(text);
  name.plain = name.whole;
  const std::size_t open = opening_bracket(text);
  if (open == text.npos || open == 0) return name;
  std::string_view inside = trimmed(text.substr(open + 1, text.size() - open - 2));
  if (take(inside, "单位")) {
    inside = trimmed(inside);
    take(inside, ":");
    inside = trimmed(inside);
  }
  name.bracket = inside;
  name.plain = normalised(without_stars(trimmed(text.substr(0, open))));
  if (name.plain.empty()) name.plain = name.whole;
  return name;
}

}  // namespace fenji::columns
