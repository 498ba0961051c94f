#include "engine/lists/separators.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>

#include "engine/lists/csv_structure.hpp"

namespace fenji::lists {
namespace {

std::uint64_t mask_of(const std::string& bytes, char wanted) {
  std::uint64_t mask = 0;
  for (std::size_t i = 0; i < 64; ++i) mask |= std::uint64_t{bytes[i] == wanted} << i;
  return mask;
}

TEST_CASE("both kernels find every separator and nothing else") {
  std::mt19937 random(1);
  // Neighbours of the separators, and what differs from them in one bit, besides themselves.
  const std::string alphabet("\n\r,\"\x0B\x09\x0C\x0E\x2B\x2D\x21\x23\x8A\x8D\xAC\xA2\x00\x01\xFF\x80", 20);
  for (int round = 0; round < 20'000; ++round) {
    std::string bytes(64, '\0');
    for (char& byte : bytes) byte = round % 2 == 0 ? alphabet[random() % alphabet.size()] : static_cast<char>(random());
    for (const Separators& found : {find_separators(bytes.data()), find_separators_portable(bytes.data())}) {
      REQUIRE(found.comma == mask_of(bytes, ','));
      REQUIRE(found.quote == mask_of(bytes, '"'));
      REQUIRE(found.line_feed == mask_of(bytes, '\n'));
      REQUIRE(found.carriage_return == mask_of(bytes, '\r'));
    }
  }
}

TEST_CASE("bits") {
  CHECK(low_bits(0) == 0);
  CHECK(low_bits(1) == 1);
  CHECK(low_bits(63) == ~std::uint64_t{0} >> 1);
  CHECK(low_bits(64) == ~std::uint64_t{0});
  CHECK(first_bit(0x50) == 4);
  CHECK(last_bit(0x50) == 6);
  std::mt19937_64 random(2);
  for (int round = 0; round < 1000; ++round) {
    const std::uint64_t mask = random() & random();
    CHECK(count_bits(mask) == static_cast<std::size_t>(std::popcount(mask)));
  }
  CHECK(count_bits(0) == 0);
  CHECK(count_bits(~std::uint64_t{0}) == 64);
}

// `|` marks the separators outside quotes, `(` the quotes of usual cells; `!` where to look carefully, `.` the rest that is
// resolved.
std::string show(const std::string& text) {
  const std::string padded = text + std::string(64, ',');
  const CsvStructure structure = find_structure(padded.data(), 0, text.size());
  std::string picture;
  for (std::size_t i = 0; i < structure.count; ++i) {
    const bool separator = ((structure.comma | structure.line_end) >> i & 1) != 0;
    picture += separator ? '|' : (structure.quoted >> i & 1) != 0 ? '(' : '.';
  }
  return structure.careful ? picture + '!' : picture;
}

TEST_CASE("quotes of the usual kind are resolved, others end the step") {
  struct Case {
    std::string text;
    std::string picture;
  };
  const Case cases[] = {
      {"a,b\nc", ".|.|."},
      {"\"a,b\",c", "(....|."},
      {"a,\"b\"\n\"c\",", ".|(..|(..|"},
      {"a\"b,c", "...|."},
      {"a\"b\"c,\"d\",", ".....|(..|"},
      {"\"\",x", "(.|."},
      {"a,\"b", ".|!"},           // it may close later
      {"a,\"b\"", ".|!"},         // what follows is not known
      {"a,\"b\"\"c\",d", ".|!"},  // doubled
      {"a,\"b\"c,d", ".|!"},      // text behind it
      {"a,\"b\nc\",d", ".|!"},    // a line end inside
      {"\",\",\",\"\"\"\n", "(..|!"},
      {"a\"\"\",\"b\",", "....|(..|"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.text);
    CHECK(show(c.text) == c.picture);
  }
  // A cell that is cut at 64 bytes is left to the next step, unless it fills this one.
  CHECK(show(std::string(60, 'a') + ",\"bcde\",") == std::string(60, '.') + "|");
  CHECK(show("\"" + std::string(70, 'a') + "\",") == "!");
}

}  // namespace
}  // namespace fenji::lists
