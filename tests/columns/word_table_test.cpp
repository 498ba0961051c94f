#include <doctest/doctest.h>

#include <string>

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
