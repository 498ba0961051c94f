#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/columns/word_table.hpp"

using fenji::columns::WordTable;

namespace {

std::string code_of(const WordTable& table, std::string_view word) {
  const std::uint32_t* const code = table.find(word);
  return code == nullptr ? "none" : std::to_string(*code);
}

}  // namespace

TEST_CASE("an empty table has no words") {
  const WordTable table;
  CHECK(code_of(table, "a") == "none");
  CHECK(code_of(table, "") == "none");
}

TEST_CASE("words are found to the letter") {
  WordTable table;
  table.add("是", 1);
  table.add("否", 0);
  table.add("", 9);
  table.add("合资公司", 7);
  table.add("合资公司", 8);
  table.add(std::string_view("a\0b", 3), 5);
  for (const auto& [word, code] : {std::pair{"是", "1"},
                                   {"否", "0"},
                                   {"合资公司", "7"},
                                   {"", "none"},
                                   {"合资公", "none"},
                                   {"合资公司 ", "none"},
                                   {"是否", "none"},
                                   {"a", "none"}}) {
    CHECK(code_of(table, word) == code);
  }
  CHECK(code_of(table, std::string_view("a\0b", 3)) == "5");
}

TEST_CASE("words of every length, alike at both ends, remain apart") {
  WordTable table;
  std::uint32_t code = 0;
  for (std::size_t length = 1; length <= 40; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      std::string word(length, 'a');
      word[place] = 'b';
      table.add(word, code++);
    }
  }
  std::uint32_t expected = 0;
  for (std::size_t length = 1; length <= 40; ++length) {
    for (std::size_t place = 0; place < length; ++place) {
      std::string word(length, 'a');
      word[place] = 'b';
      REQUIRE(code_of(table, word) == std::to_string(expected++));
    }
    REQUIRE(code_of(table, std::string(length, 'a')) == "none");
  }
}

// Hashed by their ends alone they would take minutes.
TEST_CASE("a long list of words alike at both ends") {
  WordTable table;
  std::vector<std::string> words;
  for (std::uint32_t code = 0; code < 60'000; ++code) {
    words.push_back("分公司第" + std::to_string(100'000 + code) + "号有限责任公司");
    table.add(words.back(), code);
  }
  for (std::uint32_t code = 0; code < words.size(); ++code) REQUIRE(code_of(table, words[code]) == std::to_string(code));
  CHECK(code_of(table, "分公司第160000号有限责任公司") == "none");
}

TEST_CASE("many words are looked up as one by one") {
  const std::vector<std::string_view> sought{"东",      "",   "一个长长的名字，长过十六个字节",
                                             "nowhere", "东", "an even longer name, not there"};
  std::vector<std::uint32_t> codes(sought.size(), 99);
  WordTable table;
  table.find(sought.data(), sought.size(), 7, codes.data());
  CHECK(codes == std::vector<std::uint32_t>(sought.size(), 7));
  table.add("东", 1);
  table.add("一个长长的名字，长过十六个字节", 2);
  table.find(sought.data(), sought.size(), 7, codes.data());
  CHECK(codes == std::vector<std::uint32_t>{1, 7, 2, 7, 1, 7});

  std::vector<std::string> names;
  std::vector<std::string_view> many;
  for (std::uint32_t code = 0; code < 100; ++code) names.push_back(std::string(1 + code % 30, 'x') + std::to_string(code));
  for (std::uint32_t code = 0; code < 100; ++code) table.add(names[code], code);
  many.assign(names.begin(), names.end());
  codes.resize(many.size());
  table.find(many.data(), many.size(), 7, codes.data());
  for (std::uint32_t code = 0; code < 100; ++code) CHECK(codes[code] == code);
}
