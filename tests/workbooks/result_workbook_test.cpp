#include "engine/workbooks/result_workbook.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/lists/input_file.hpp"
#include "engine/lists/list_file.hpp"

using namespace fenji;

namespace {

std::string temporary_path() {
  return (std::filesystem::temp_directory_path() / ("fenji_workbook_test_" + std::to_string(::rand()) + ".xlsx")).string();
}

std::string content_of(const std::string& path, const std::string& sheet) {
  lists::ListOptions options;
  options.sheet = sheet;
  options.header_row = 1;
  auto list = lists::ListFile::open(path, options);
  if (!list.ok()) return "! " + list.failure().en;
  auto text = lists::read_all(*list);
  return text.ok() ? *text : "! " + text.failure().en;
}

std::size_t lines_in(const std::string& text) { return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')); }

run::ResultColumn column(const std::string& name, run::ResultColumn::Kind kind) {
  run::ResultColumn made;
  made.name = name;
  made.kind = kind;
  return made;
}

// So many records in sheets of `rows` rows; the path of the file.
std::string workbook_of(std::size_t records, std::uint32_t rows) {
  const std::string path = temporary_path();
  auto workbook = workbooks::Workbook::create(path);
  REQUIRE(workbook.ok());
  workbooks::ResultWorkbook result(std::move(*workbook), "结果", rows);
  REQUIRE(!result.begin({column("编号", run::ResultColumn::Kind::text), column("得分", run::ResultColumn::Kind::number)}));
  for (std::size_t record = 1; record <= records; ++record) {
    REQUIRE(!result.write("K" + std::to_string(record) + "," + std::to_string(record) + "\r\n", 1));
  }
  auto out = lists::OutputFile::create(path);
  REQUIRE(out.ok());
  REQUIRE(!result.finish().save(*out));
  REQUIRE(!out->commit());
  return path;
}

}  // namespace

TEST_CASE("records beyond the last row of a sheet go on in the next, each with the header") {
  struct Case {
    std::size_t records;
    std::vector<std::size_t> lines;  // by sheet, the header among them
  };
  const Case cases[] = {{0, {1}}, {1, {2}}, {3, {4}}, {4, {4, 2}}, {6, {4, 4}}, {7, {4, 4, 2}}};
  for (const Case& c : cases) {
    CAPTURE(c.records);
    const std::string path = workbook_of(c.records, 4);
    for (std::size_t i = 0; i < c.lines.size(); ++i) {
      const std::string text = content_of(path, i == 0 ? "结果" : "结果 " + std::to_string(i + 1));
      CHECK(text.find("编号,得分") < 4);
      CHECK(lines_in(text) == c.lines[i]);
    }
    CHECK(content_of(path, "结果 " + std::to_string(c.lines.size() + 1)).starts_with("!"));
    std::remove(path.c_str());
  }
  const std::string path = workbook_of(7, 4);
  CHECK(content_of(path, "结果 3").find("K7,7") != std::string::npos);
  std::remove(path.c_str());
}

TEST_CASE("a workbook that is not saved leaves nothing behind, nor does one with too many columns begin") {
  const std::string folder = temporary_path() + ".d";
  std::filesystem::create_directory(folder);
  const std::string path = folder + "/a.xlsx";
  {
    auto workbook = workbooks::Workbook::create(path);
    REQUIRE(workbook.ok());
    workbooks::ResultWorkbook result(std::move(*workbook), "结果");
    const std::vector<run::ResultColumn> many(workbooks::most_columns + 1, column("列", run::ResultColumn::Kind::text));
    CHECK(!std::filesystem::is_empty(folder));
    const lists::Failure refused = result.begin(many);
    REQUIRE(refused);
    CHECK(refused->en == "the result has 16385 columns, a sheet of Excel has at most 16384: --keep fewer, or write CSV");
  }
  CHECK(std::filesystem::is_empty(folder));
  std::filesystem::remove_all(folder);
}
