#include "grammar/characters.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "grammar/suggest.hpp"

namespace fenji::grammar {
namespace {

TEST_CASE("characters of UTF-8, and bytes that are none") {
  struct Case {
    std::string text;
    char32_t code;
    std::size_t size;
  };
  const std::vector<Case> cases = {
      {"a", 'a', 1},
      {"é", 0xE9, 2},
      {"客户", 0x5BA2, 3},
      {"😀", 0x1F600, 4},
      {std::string("\0x", 2), 0, 1},
      {"", 0, 0},
      {"\x80", 0xFFFD, 1},
      {"\xC3", 0xFFFD, 1},
      {"\xC3(", 0xFFFD, 1},
      {"\xE5\xAE", 0xFFFD, 1},
      {"\xFF", 0xFFFD, 1},
      {"\xC0\xA2", 0xFFFD, 1},          // overlong
      {"\xE0\x80\xA2", 0xFFFD, 1},      // overlong
      {"\xF0\x80\x80\xA2", 0xFFFD, 1},  // overlong
      {"\xED\xA0\x80", 0xFFFD, 1},      // a surrogate
      {"\xF4\x90\x80\x80", 0xFFFD, 1},  // beyond Unicode
      {"\xEF\xBF\xBD", 0xFFFD, 3},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(character_at(c.text, 0).code == c.code);
    CHECK(character_at(c.text, 0).size == c.size);
  }
  CHECK(character_at("a客", 1).code == U'客');
  CHECK(character_at("a", 1).size == 0);
  CHECK(character_at("a", 9).size == 0);
}

TEST_CASE("the last character") {
  CHECK(last_character("a") == 0);
  CHECK(last_character("a客") == 1);
  CHECK(last_character("客a") == 3);
  CHECK(last_character("😀") == 0);
  CHECK(last_character("a\x80\x80\x80\x80\x80") == 5);
  CHECK(last_character("客\x80") == 3);
  CHECK(last_character("\xE5\xAE") == 1);
}

TEST_CASE("kinds of characters") {
  for (const char32_t code : {U'a', U'Z', U'0', U'_', U'客', U'é', U'Ａ', U'９', U'㎡', U'①', U'·', U'😀'}) {
    CAPTURE(static_cast<std::uint32_t>(code));
    CHECK(is_word(code));
    CHECK_FALSE(is_blank(code));
  }
  for (const char32_t code :
       {U'+', U'-', U'(', U'|', U'、', U'。', U'“',  U'”',  U'「', U'」', U'×',  U'÷',  U'≥',
        U'≤', U'≠', U'−', U'—', U'–',  U'…',  U'，', U'：', U'（', U'＋', U'％', U'～', char32_t{0xFFFD}}) {
    CAPTURE(static_cast<std::uint32_t>(code));
    CHECK_FALSE(is_word(code));
    CHECK_FALSE(is_blank(code));
  }
  for (const char32_t code : {U' ', U'\t', U'　', char32_t{0xA0}, char32_t{0x200B}, char32_t{0xFEFF}}) {
    CAPTURE(static_cast<std::uint32_t>(code));
    CHECK(is_blank(code));
    CHECK_FALSE(is_word(code));
  }
  CHECK_FALSE(is_blank('\n'));
  CHECK(is_digit('7'));
  CHECK_FALSE(is_digit(U'７'));
}

TEST_CASE("full-width forms fold to their ASCII twins, nothing else does") {
  CHECK(folded(U'Ａ') == 'A');
  CHECK(folded(U'！') == '!');
  CHECK(folded(U'～') == '~');
  CHECK(folded(U'　') == ' ');
  CHECK(folded(U'㎡') == U'㎡');
  CHECK(folded(U'①') == U'①');
  CHECK(folded(U'、') == U'、');
  CHECK(folded(U'￥') == U'￥');
  CHECK(folded('\t') == '\t');
}

TEST_CASE("words and blanks at the ends") {
  CHECK(first_word("大额 以上") == "大额");
  CHECK(first_word("大额以上") == "大额以上");
  CHECK(first_word(" a") == "");
  CHECK(first_word("") == "");
  CHECK(last_word("a + 大额") == "大额");
  CHECK(last_word("大额)") == "");
  CHECK(without_blanks(" \t　a b　 ") == "a b");
  CHECK(without_blanks(" 　") == "");
}

TEST_CASE("did you mean") {
  const std::vector<std::string_view> known = {"销售额", "毛利率", "客户级别", "scorecard", "最小"};
  const auto closest_to = [&](std::string_view word) { return std::string(closest(word, known).value_or("")); };
  const std::vector<std::string_view> of_words = {"required margin", "令 数", "let x", "net x"};
  CHECK(closest("margin", of_words) == "required margin");
  CHECK(closest("数", of_words) == "令 数");
  CHECK(closest("x", of_words) == std::nullopt);  // of two words
  CHECK(closest("equired", of_words) == std::nullopt);
  CHECK(closest_to("销售客") == "销售额");
  CHECK(closest_to("售销额") == "销售额");  // neighbours swapped
  CHECK(closest_to("客户等级别") == "客户级别");
  CHECK(closest_to("级别") == "");  // half of it is missing
  CHECK(closest_to("客户别") == "客户级别");
  CHECK(closest_to("scorcard") == "scorecard");
  CHECK(closest_to("scroecard") == "scorecard");
  CHECK(closest_to("table") == "");
  CHECK(closest_to("最大") == "最小");
  CHECK(closest_to("小") == "最小");
  CHECK(closest_to("乙") == "");
  CHECK(closest_to("") == "");
  CHECK(closest_to(std::string(100000, 'a')) == "");
  CHECK(closest("x", {}) == std::nullopt);
}

}  // namespace
}  // namespace fenji::grammar
