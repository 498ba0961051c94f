#include "engine/lists/csv_text.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "tests/lists/plain_csv.hpp"

namespace fenji::lists {
namespace {

TEST_CASE("a cell is quoted where it must be, and nowhere else") {
  struct Case {
    std::string cell;
    std::string text;
  };
  const Case cases[] = {
      {"", ""},
      {"a", "a"},
      {" a ", " a "},
      {"客户，甲", "客户，甲"},
      {"a,b", "\"a,b\""},
      {"a\"b", "\"a\"\"b\""},
      {"\"", "\"\"\"\""},
      {"a\nb", "\"a\nb\""},
      {"a\rb", "\"a\rb\""},
      {"1234567,", "\"1234567,\""},
      {"12345678,", "\"12345678,\""},
      {"12345678\"12345678\"", "\"12345678\"\"12345678\"\"\""},
      {"=1+1", "=1+1"},
  };
  std::string all, expected;
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    std::string text = "x";
    append_cell(text, c.cell);
    CHECK(text == fmt::format("x{}", c.text));
    append_cell(all, c.cell);
    expected += c.text;
  }
  CHECK(all == expected);
}

TEST_CASE("records are read back as they were written") {
  std::mt19937 random(4);
  const std::vector<std::string> alphabet = {"a", ",", "\"", "\r", "\n", "甲", " ", std::string(1, '\0')};
  std::string text;
  std::vector<std::vector<std::string>> written;
  for (int i = 0; i < 3000; ++i) {
    std::vector<std::string> cells(1 + random() % 4);
    for (std::string& cell : cells) {
      for (std::size_t size = random() % 20; size > 0; --size) cell += alphabet[random() % alphabet.size()];
    }
    append_record(text, std::vector<std::string_view>(cells.begin(), cells.end()));
    written.push_back(std::move(cells));
  }
  append_record(text, std::vector<std::string_view>{""});
  written.push_back({""});
  const auto records = test::PlainCsv(text, 1000).records();
  REQUIRE(records.size() == written.size());
  for (std::size_t i = 0; i < written.size(); ++i) REQUIRE(records[i].cells == written[i]);
}

}  // namespace
}  // namespace fenji::lists
