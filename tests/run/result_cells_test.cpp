#include "engine/run/result_cells.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace fenji;
using run::CellValue;
using Kind = run::ResultColumn::Kind;

TEST_CASE("a cell is the value of its column's kind only where it reads as results print it") {
  struct Case {
    std::string cell;
    Kind kind;
    CellValue::Kind found;
    std::string digits = "";
    int decimals = 0, significant = 0;
  };
  const Case cases[] = {
      {"84", Kind::number, CellValue::Kind::number, "84", 0, 2},
      {"-12.50", Kind::number, CellValue::Kind::number, "-12.50", 2, 4},
      {"0.001", Kind::number, CellValue::Kind::number, "0.001", 3, 1},
      {"0", Kind::number, CellValue::Kind::number, "0", 0, 0},
      {"1234567890123456", Kind::number, CellValue::Kind::number, "1234567890123456", 0, 16},
      {"007", Kind::number, CellValue::Kind::text},
      {"1e5", Kind::number, CellValue::Kind::text},
      {"+5", Kind::number, CellValue::Kind::text},
      {"1,000", Kind::number, CellValue::Kind::text},
      {".5", Kind::number, CellValue::Kind::text},
      {"5.", Kind::number, CellValue::Kind::text},
      {"-", Kind::number, CellValue::Kind::text},
      {" 5", Kind::number, CellValue::Kind::text},
      {"５", Kind::number, CellValue::Kind::text},
      {"35%", Kind::number, CellValue::Kind::text},
      {"35%", Kind::percent, CellValue::Kind::percent, "0.35", 0, 2},
      {"-3%", Kind::percent, CellValue::Kind::percent, "-0.03", 0, 1},
      {"100%", Kind::percent, CellValue::Kind::percent, "1", 0, 3},
      {"120%", Kind::percent, CellValue::Kind::percent, "1.2", 0, 3},
      {"0%", Kind::percent, CellValue::Kind::percent, "0", 0, 0},
      {"12.345678%", Kind::percent, CellValue::Kind::percent, "0.12345678", 6, 8},
      {"0.5%", Kind::percent, CellValue::Kind::percent, "0.005", 1, 1},
      {"35", Kind::percent, CellValue::Kind::text},
      {"%", Kind::percent, CellValue::Kind::text},
      {"35%%", Kind::percent, CellValue::Kind::text},
      {"2026-03-01", Kind::date, CellValue::Kind::date},
      {"2026-02-29", Kind::date, CellValue::Kind::text},
      {"2026/3/1", Kind::date, CellValue::Kind::text},
      {"2026-3-01", Kind::date, CellValue::Kind::text},
      {"是", Kind::yes_no, CellValue::Kind::yes_no},
      {"no", Kind::yes_no, CellValue::Kind::yes_no},
      {"Y", Kind::yes_no, CellValue::Kind::text},
      {"84", Kind::text, CellValue::Kind::text},
      {"84", Kind::label, CellValue::Kind::text},
      {"84", Kind::as_written, CellValue::Kind::number, "84", 0, 2},
      {"35%", Kind::as_written, CellValue::Kind::percent, "0.35", 0, 2},
      {"2026-03-01", Kind::as_written, CellValue::Kind::date},
      {"010010", Kind::as_written, CellValue::Kind::text},
      {"=1+1", Kind::as_written, CellValue::Kind::text},
      {"", Kind::as_written, CellValue::Kind::text},
  };
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    CAPTURE(static_cast<int>(c.kind));
    std::string scratch;
    const CellValue value = run::cell_value(c.cell, c.kind, scratch);
    CHECK(value.kind == c.found);
    CHECK(std::string(value.digits) == c.digits);
    if (c.digits.empty()) continue;
    CHECK(value.decimals == c.decimals);
    CHECK(value.significant == c.significant);
  }
}

TEST_CASE("result lines come apart into the cells that made them") {
  run::ResultCells cells(3);
  const std::string many(70'000, 'x');
  cells.take("1,\"a,\"\"b\"\"\r\nc\",A\r\n,,\r\n\"" + many + "\n" + many + "\",=1+1,末\r\n", 3);
  REQUIRE(cells.records() == 3);
  CHECK(cells.cell(0, 1) == "a,\"b\"\r\nc");
  CHECK(cells.cell(0, 2) == "A");
  for (std::size_t column = 0; column < 3; ++column) CHECK(cells.cell(1, column).empty());
  CHECK(cells.cell(2, 0).size() == 2 * many.size() + 1);
  CHECK(cells.cell(2, 1) == "=1+1");
  CHECK(cells.cell(2, 2) == "末");
  cells.take("x,y,z\r\n", 1);
  REQUIRE(cells.records() == 1);
  CHECK(cells.cell(0, 2) == "z");
}
