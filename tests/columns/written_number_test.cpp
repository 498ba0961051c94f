#include "engine/columns/written_number.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/cell.hpp"
#include "engine/model/type.hpp"

using namespace fenji;

namespace {

struct Case {
  const char* name;
  model::Field field;
  std::vector<std::string_view> taken;  // cells that must be read the short way
};

model::Field number_field(int scale, const char* unit = "") {
  model::Field field;
  field.type.kind = model::Kind::number;
  field.type.scale = scale;
  if (*unit != '\0') field.type.unit = model::parse_unit(unit);
  return field;
}

std::vector<Case> cases() {
  std::vector<Case> all;
  all.push_back({"number",
                 number_field(4),
                 {"1,234", "1,234.5", "800万", "0.5万", "1.2亿", "１２３", "-3,000", "+7", "12万", "－１，２３４．５", "＋3",
                  "1.50000"}});
  all.push_back(
      {"money",
       number_field(4, "元"),
       {"50元", "800.5万元", "1.2亿元", "12,345.67元", "３万", "-80万元", "¥1,234", "￥3.5万", "-¥7", "￥－８", "1.2300000"}});
  all.push_back({"tons", number_field(4, "吨/月"), {"5000吨/月", "5,000吨/月", "3万吨/月"}});
  Case whole{"whole", number_field(0), {"2,026", "3万", "２０２６", "2026.0", "2,026.00"}};
  whole.field.type.whole = true;
  all.push_back(whole);
  Case points{"points", number_field(6), {"35%", "3.5%", "１２%", "1,200%", "３５％"}};
  points.field.type.percent = true;
  points.field.percent_cells = model::Field::PercentCells::points;
  all.push_back(points);
  points.name = "fraction";
  points.field.percent_cells = model::Field::PercentCells::fraction;
  points.taken.push_back("０.35");
  all.push_back(points);
  Case ten_thousands{"bare numbers in ten thousands", number_field(4, "元"), {"1,234.5", "80元", "80万", "¥80"}};
  ten_thousands.field.bare_number_means = model::Decimal{10'000, 0};
  all.push_back(ten_thousands);
  Case bounded{"bounded", number_field(4, "元"), {"99万", "100万元"}};
  bounded.field.bounds = model::Interval{};
  bounded.field.bounds->upper = model::Bound{model::Decimal{1'000'000, 0}, true};
  all.push_back(bounded);
  return all;
}

// Nothing where it is not read the short way.
std::optional<std::int64_t> read_padded(const columns::WrittenNumber& written, std::string_view cell) {
  const std::string text = std::string(32, '1') + std::string(cell) + std::string(32, '2');
  std::int64_t mantissa = 0;
  return written.read_padded(std::string_view(text).substr(32, cell.size()), mantissa) ? std::optional(mantissa) : std::nullopt;
}

}  // namespace

TEST_CASE("numbers as people write them are read the short way") {
  const model::Rules rules;
  for (const Case& each : cases()) {
    CAPTURE(each.name);
    const columns::WrittenNumber written(each.field, rules);
    for (const std::string_view cell : each.taken) {
      CAPTURE(cell);
      std::int64_t mantissa = 0;
      REQUIRE(written.read(cell, mantissa));
      const model::Value value = columns::read_cell(cell, each.field, rules);
      REQUIRE(value.state == model::State::known);
      CHECK(value.number.mantissa == mantissa);
      CHECK(read_padded(written, cell) == mantissa);
    }
  }
}

TEST_CASE("what is read the short way is what read_cell says") {
  const std::vector<std::string_view> pieces{"0",  "1",  "2",  "37", "123", "000", "９",   "０", ",",           "，", ".",
                                             "．", "-",  "－", "+",  "万",  "亿",  "元",   "吨", "/月",         "%",  "％",
                                             " ",  "　", "¥",  "￥", "千",  "e",   "万元", "x",  "123456789012"};
  std::mt19937 random(11);
  const model::Rules rules;
  for (const Case& each : cases()) {
    CAPTURE(each.name);
    const columns::WrittenNumber written(each.field, rules);
    std::uint64_t taken = 0;
    for (int round = 0; round < 60'000; ++round) {
      std::string cell;
      for (std::size_t count = 1 + random() % 7; count > 0; --count) {
        // Digits more often than the rest.
        cell += pieces[random() % (random() % 2 == 0 ? 9 : pieces.size())];
      }
      CAPTURE(cell);
      std::int64_t mantissa = 0;
      const bool read = written.read(cell, mantissa);
      const auto padded = read_padded(written, cell);
      REQUIRE((padded || !read));
      if (!padded) continue;
      ++taken;
      if (!read) mantissa = *padded;
      REQUIRE(mantissa == *padded);
      const model::Value value = columns::read_cell(cell, each.field, rules);
      REQUIRE(value.state == model::State::known);
      REQUIRE(value.number.mantissa == mantissa);
    }
    CHECK(taken > 500);
  }
}
