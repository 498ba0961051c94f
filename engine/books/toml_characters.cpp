#include "engine/books/toml_characters.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "grammar/characters.hpp"

namespace fenji::books {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct Stretch {
  char32_t first, last;
};

constexpr std::array unbearable = {Stretch{0x00A0, 0x0499}, Stretch{0x2C5E, 0x3057}, Stretch{0xFB26, 0xFEFF}};
constexpr char32_t first_substitute = 0xE000;

constexpr char32_t size_of(const Stretch& stretch) { return stretch.last - stretch.first + 1; }

constexpr char32_t behind_substitutes() {
  char32_t end = first_substitute;
  for (const Stretch& stretch : unbearable) end += size_of(stretch);
  return end;
}
static_assert(behind_substitutes() <= 0xF8FF);

bool is_substitute(char32_t code) { return code >= first_substitute && code < behind_substitutes(); }

char32_t substitute(char32_t code) {
  char32_t begin = first_substitute;
  for (const Stretch& stretch : unbearable) {
    if (code >= stretch.first && code <= stretch.last) return begin + (code - stretch.first);
    begin += size_of(stretch);
  }
  return code;
}

char32_t original(char32_t code) {
  char32_t begin = first_substitute;
  for (const Stretch& stretch : unbearable) {
    if (code >= begin && code < begin + size_of(stretch)) return stretch.first + (code - begin);
    begin += size_of(stretch);
  }
  return code;
}

// Codes of at most three bytes.
void append(std::string& text, char32_t code) {
  if (code < 0x800) {
    text += static_cast<char>(0xC0 | code >> 6);
  } else {
    text += static_cast<char>(0xE0 | code >> 12);
    text += static_cast<char>(0x80 | (code >> 6 & 0x3F));
  }
  text += static_cast<char>(0x80 | (code & 0x3F));
}

template <typename Map>
std::string mapped(std::string_view text, Map map) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const grammar::Character character = grammar::character_at(text, at);
    const char32_t code = map(character.code);
    if (code == character.code)
      result += text.substr(at, character.size);
    else
      append(result, code);
    at += character.size;
  }
  return result;
}

// Where a text in quotes or a comment that begins at `at` ends; `at` where none does. A text that is not closed ends the file.
std::size_t behind_text(std::string_view text, std::size_t at) {
  if (text[at] == '#') return std::min(text.find('\n', at), text.size());
  if (text[at] != '"' && text[at] != '\'') return at;
  const std::string quote(1, text[at]);
  const std::string three = quote + quote + quote;
  const std::string& close = text.substr(at).starts_with(three) ? three : quote;
  for (std::size_t end = at + close.size(); end < text.size(); ++end) {
    if (text[end] == '\\' && quote == "\"") {
      ++end;
      continue;
    }
    if (text.substr(end).starts_with(close)) return end + close.size();
    if (text[end] == '\n' && close.size() == 1) return end;
  }
  return text.size();
}

struct Sign {
  std::string_view typed, meant;
};

constexpr std::array signs = {Sign{"“", "\""}, Sign{"”", "\""}, Sign{"＂", "\""}, Sign{"＝", "="}, Sign{"，", ","},
                              Sign{"、", ","}, Sign{"【", "["}, Sign{"】", "]"},  Sign{"［", "["}, Sign{"］", "]"},
                              Sign{"＃", "#"}, Sign{"．", "."}, Sign{"　", " "},  Sign{"：", "="}};

}  // namespace

std::optional<Diagnostic> stray_character(std::string_view text, std::uint32_t file) {
  std::size_t text_end = 0;  // within quotes or a comment up to here
  for (std::size_t at = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0; at < text.size();) {
    if (at >= text_end) text_end = behind_text(text, at);
    const grammar::Character character = grammar::character_at(text, at);
    const bool chinese =
        (character.code >= 0x3400 && character.code <= 0x4DBF) || (character.code >= 0x4E00 && character.code <= 0x9FFF);
    const bool broken = character.code == 0xFFFD && character.size == 1;  // no UTF-8, which TOML's reader says
    const bool free = at < text_end ? !is_substitute(character.code) : character.code < 0x80 || chinese || broken;
    if (free) {
      at += std::max<std::size_t>(character.size, 1);
      continue;
    }
    const std::string_view typed = text.substr(at, character.size);
    const Span span{file, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + character.size)};
    const auto sign = std::find_if(signs.begin(), signs.end(), [&](const Sign& each) { return each.typed == typed; });
    if (sign == signs.end())
      return Diagnostic{"book-syntax",
                        Severity::error,
                        span,
                        {fmt::format("“{}”要放在英文引号里", typed), fmt::format("`{}` stands in quotes only", typed)},
                        Message{"英文字母、数字和汉字以外的名称写成 \"名称\" = …",
                                "names of other letters than English and Chinese ones are written \"name\" = …"},
                        {},
                        {}};
    return Diagnostic{"book-syntax",
                      Severity::error,
                      span,
                      {fmt::format("“{}”是中文符号，这里要用英文符号", typed), fmt::format("`{}` is no sign of TOML", typed)},
                      Message{fmt::format("请写成 {}", sign->meant), fmt::format("write {}", sign->meant)},
                      {},
                      Fix{span, std::string(sign->meant)}};
  }
  return std::nullopt;
}

std::string with_readable_characters(std::string_view text) {
  const std::size_t begin = text.starts_with(byte_order_mark) ? byte_order_mark.size() : 0;
  return std::string(text.substr(0, begin)) + mapped(text.substr(begin), substitute);
}

std::string restored(std::string_view text) { return mapped(text, original); }

}  // namespace fenji::books
