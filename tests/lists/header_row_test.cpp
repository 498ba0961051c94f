#include "engine/lists/header_row.hpp"

#include <doctest/doctest.h>

using namespace fenji;
using lists::FirstRow;
using lists::Result;

namespace {

const lists::KnownHeaders fields = {{"客户"}, {"年销售额", "营业额"}, {"毛利率"}, {"备注"}};
const Message list{"名单", "the list"};

std::vector<FirstRow> rows_of(const std::vector<std::vector<std::string>>& cells) {
  std::vector<FirstRow> rows;
  for (const auto& each : cells) rows.push_back({each, rows.size() + 1});
  return rows;
}

Result<std::size_t> header_of(const std::vector<FirstRow>& rows, const lists::KnownHeaders& known) {
  return lists::find_header_row(rows, lists::fields_named(rows, known), list);
}

}  // namespace

TEST_CASE("the header is the row that names the fields") {
  struct Case {
    const char* what;
    std::vector<std::vector<std::string>> rows;
    std::size_t header;
  };
  const std::vector<Case> cases = {
      {"the first row", {{"客户", "年销售额"}, {"甲", "1"}}, 0},
      {"a title above", {{"2026年客户名单", "", ""}, {"客户", "年销售额", "毛利率"}, {"甲", "1", "2"}}, 1},
      {"titles, an empty row, a date", {{"名单"}, {"", ""}, {"日期", "2026-01-01"}, {"客户", "毛利率"}, {"甲", "1"}}, 3},
      {"units in brackets", {{"名单"}, {"客户", "年销售额（万元）"}, {"甲", "1"}}, 1},
      {"other spellings", {{"名单"}, {"客 户", "营业额"}, {"甲", "1"}}, 1},
      {"the header again below", {{"客户", "年销售额"}, {"甲", "1"}, {"客户", "年销售额"}, {"乙", "2"}}, 0},
      {"a title that is a field", {{"客户", ""}, {"客户", "年销售额"}, {"甲", "1"}}, 1},
      {"a header of one field stays", {{"客户", "x"}, {"甲", "1"}}, 0},
      {"one field below a title", {{"名单", ""}, {"客户", "电话"}, {"甲", "1"}}, 1},
      {"one field below a row of cells", {{"a", "b"}, {"客户", "电话"}, {"甲", "1"}}, 0},
      {"a cell of data that is a field's name", {{"名称", "电话"}, {"备注", "1"}, {"甲", "1"}}, 0},
      {"nothing known", {{"名称", "电话"}, {"甲", "1"}}, 0},
      {"nothing known below a title", {{"名单", ""}, {"名称", "电话"}, {"甲", "1"}, {"乙", "2"}}, 1},
      {"numbers are no header", {{"名单", ""}, {"甲", "1"}, {"乙", "2"}}, 0},
      {"wider rows below", {{"名称"}, {"a", "b"}, {"c", "d", "e"}, {"f", "g", "h"}}, 0},
      {"a column by itself", {{"名称"}, {"甲"}, {"乙"}}, 0},
      {"one row", {{"名称"}}, 0},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    const auto found = header_of(rows_of(c.rows), fields);
    REQUIRE(found.ok());
    CHECK(*found == c.header);
  }
}

TEST_CASE("without known names it is found by its looks") {
  const auto header = [](const std::vector<std::vector<std::string>>& cells) { return *header_of(rows_of(cells), {}); };
  CHECK(header({{"名称", "电话"}, {"甲", "1"}}) == 0);
  CHECK(header({{"名单", ""}, {"", ""}, {"名称", "电话"}, {"甲", "1"}, {"乙", "2"}}) == 2);
  CHECK(header({{"名单", ""}, {"名称", "名称"}, {"甲", "1"}}) == 0);
  CHECK(header({{"名单", ""}, {"名称", "电话"}}) == 0);
}

TEST_CASE("where there is one field only, its name is enough") {
  const auto rows = rows_of({{"2026", "a"}, {"客户", "b"}, {"甲", "1"}});
  CHECK(*header_of(rows, {{"客户"}}) == 1);
}

TEST_CASE("rows that name different fields are no guess") {
  const auto rows = rows_of({{"名单"}, {"客户", "年销售额", ""}, {"", "毛利率", "备注"}, {"甲", "1", "2"}});
  const auto found = header_of(rows, fields);
  REQUIRE_FALSE(found.ok());
  CHECK(found.failure().zh.find("第 2 行和第 3 行") != std::string::npos);
  CHECK(found.failure().en.find("lines 2 and 3") != std::string::npos);
  CHECK(found.failure().en.find("--header-row") != std::string::npos);
}
