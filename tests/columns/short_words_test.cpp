#include "engine/columns/short_words.hpp"

#include <doctest/doctest.h>

#include <string>

using fenji::columns::ShortWords;

namespace {

std::string code_of(const ShortWords& words, const std::string& word) {
  std::uint32_t code = 0;
  const std::string readable = word + std::string(16, 'x');
  const std::string_view cell = std::string_view(readable).substr(0, word.size());
  const bool found = words.find<false>(cell, code);
  if (words.narrow()) {
    std::uint32_t narrow_code = 0;
    CHECK(words.find<true>(cell, narrow_code) == found);
    if (found) CHECK(narrow_code == code);
  }
  return found ? std::to_string(code) : "none";
}

}  // namespace

TEST_CASE("no words are found among none, and the empty word never") {
  const ShortWords none({});
  CHECK(code_of(none, "a") == "none");
  CHECK(code_of(none, "") == "none");
  CHECK(code_of(ShortWords({{"a", 1}}), "") == "none");
}

TEST_CASE("short words are found to the letter, the first of equal ones") {
  const ShortWords words({{"是", 1}, {"否", 0}, {"是", 7}, {"sixteen letters!", 3}, {"seventeen letters", 4}, {"a", 5}});
  CHECK(code_of(words, "是") == "1");
  CHECK(code_of(words, "否") == "0");
  CHECK(code_of(words, "a") == "5");
  CHECK(code_of(words, std::string("a\0", 2)) == "none");
  CHECK(code_of(words, "ax") == "none");
  CHECK(code_of(words, "sixteen letters!") == "3");
  CHECK(code_of(words, "sixteen letters") == "none");
  CHECK_MESSAGE(code_of(words, "seventeen letters") == "none", "too long");
}

TEST_CASE("hundreds of words, alike but for one letter, are found or left out, never mistaken") {
  std::vector<std::string> names;
  for (int i = 0; i < 256; ++i) names.push_back("地区" + std::to_string(i * 37 % 1000));
  std::vector<std::pair<std::string_view, std::uint32_t>> words;
  for (std::uint32_t i = 0; i < names.size(); ++i) words.emplace_back(names[i], i);
  const ShortWords table(words);
  std::size_t found = 0;
  for (std::size_t i = 0; i < names.size(); ++i) {
    const std::string code = code_of(table, names[i]);
    if (code == "none") continue;
    CHECK(code == std::to_string(i));
    ++found;
  }
  CHECK(found > 200);
  CHECK(code_of(table, "地区") == "none");
  CHECK(code_of(table, "地区x") == "none");
}

TEST_CASE("twelve words and fewer lie on sixteen places, where their hash says") {
  const auto at_place = [](const ShortWords::Few& few, std::size_t i) {
    const std::uint64_t hash = few.bytes[i][0] * few.factors[0] ^ few.bytes[i][1] * few.factors[1];
    return few.sizes[i] == ShortWords::free_place || hash >> 60 == i;
  };
  std::vector<std::string> names;
  std::vector<std::pair<std::string_view, std::uint32_t>> words;
  names.reserve(13);
  for (std::uint32_t count = 0; count <= 12; ++count) {
    const ShortWords table(words);
    REQUIRE(table.few() != nullptr);
    std::size_t taken = 0;
    for (std::size_t i = 0; i < ShortWords::Few::places; ++i) {
      CHECK(at_place(*table.few(), i));
      taken += table.few()->sizes[i] != ShortWords::free_place ? 1 : 0;
    }
    CHECK(taken == count);
    for (std::uint32_t i = 0; i < count; ++i) CHECK(code_of(table, names[i]) == std::to_string(i));
    names.push_back("第" + std::to_string(count) + "类客户");
    words.emplace_back(names.back(), count);
  }
  CHECK(ShortWords(words).few() == nullptr);
}
