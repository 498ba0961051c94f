#include "engine/run/list_columns.hpp"

#include <doctest/doctest.h>

#include "engine/columns/cell.hpp"
#include "engine/columns/header_name.hpp"
#include "tests/run/compiled.hpp"

using namespace fenji;
using How = run::ColumnMatch::How;

namespace {

const std::string declared =
    "规则 例\n字段\n  客户: 文本, 唯一编号, 可不填\n  年销售额: 金额, 可不填, 又称 营业额、「销售收入(元)」\n  合同额: 金额 "
    "万元, 可不填\n"
    "  毛利率: 百分比, 可不填\n  折扣: 百分比 按小数, 可不填\n  月用量: 数 吨/月, 可不填\n  人数: 整数, 可不填\n  有需求: "
    "是否, 可不填\n"
    "  必要: 文本\n"
    "级别 = 年销售额\n输出\n  级别\n";

const model::Rules& rules() {
  static const test::Compiled made = test::compiled(declared);
  return made.rules;
}

run::ListColumns match(std::vector<std::string> header) {
  header.emplace_back("必要");
  return run::match_columns(rules(), header);
}

model::FieldId field_called(const std::string& name) {
  for (model::FieldId id = 0; id < rules().fields.size(); ++id) {
    if (rules().fields[id].name == name) return id;
  }
  FAIL("no field ", name);
  return model::none;
}

// How a bare number in the column with this header is read; empty: it is not.
std::string read(const std::string& field, const std::string& header, const std::string& cell) {
  model::Rules own = rules();
  const run::ListColumns columns = match({header});
  REQUIRE(columns.positions[field_called(field)]);
  run::read_as_listed(own, columns);
  const model::Field& read_field = own.fields[field_called(field)];
  return model::to_text(columns::read_cell(cell, read_field, own), read_field.type, own, Language::chinese);
}

}  // namespace

TEST_CASE("a header names a field exactly, as declared, or normalised") {
  struct Case {
    const char* header;
    const char* field;
    How how;
    const char* unit = "";
  };
  for (const Case& c : {
           Case{"客户", "客户", How::exact},
           Case{" 客户\n", "客户", How::exact},
           Case{"营业额", "年销售额", How::declared},
           Case{"销售收入(元)", "年销售额", How::declared, "元"},
           Case{"销售收入（元）", "年销售额", How::normalised, "元"},
           Case{"销售收入【万元】", "", How::normalised},
           Case{"年 销售额", "年销售额", How::normalised},
           Case{"年销售额（万元）", "年销售额", How::normalised, "万元"},
           Case{"年销售额 [元]", "年销售额", How::normalised, "元"},
           Case{"营业额(单位：亿元)", "年销售额", How::normalised, "亿元"},
           Case{"*客户（必填）", "客户", How::normalised},
           Case{"毛利率(%)", "毛利率", How::normalised, "%"},
           Case{"毛利率（％）", "毛利率", How::normalised, "%"},
           Case{"有需求（是/否）", "有需求", How::normalised},
           Case{"人数（人）", "人数", How::normalised, "人"},
           Case{"月用量（吨/月）", "月用量", How::normalised, "吨/月"},
           Case{"客户（全称）", "", How::exact},
           Case{"年销售额（含税）", "", How::exact},
           Case{"销售额", "", How::exact},
       }) {
    CAPTURE(c.header);
    const run::ListColumns columns = match({c.header});
    CHECK(columns.problems.empty());
    if (*c.field == '\0') {
      CHECK(columns.matches.size() == 1);
      CHECK(columns.unused == std::vector<std::string>{columns::header_name(c.header).text});
      continue;
    }
    REQUIRE(columns.matches.size() == 2);
    CHECK(columns.matches[0].field == c.field);
    CHECK(columns.matches[0].how == c.how);
    CHECK(columns.matches[0].unit == c.unit);
    CHECK(columns.positions[field_called(c.field)] == 0U);
    CHECK(columns.unused.empty());
  }
}

TEST_CASE("the header's unit says how bare numbers are read, cells keep their own") {
  struct Case {
    const char* field;
    const char* header;
    const char* cell;
    const char* value;
  };
  for (const Case& c : {
           Case{"年销售额", "年销售额", "620", "620"},
           Case{"年销售额", "年销售额（万元）", "620", "6200000"},
           Case{"年销售额", "年销售额（万元）", "6,200.5", "62005000"},
           Case{"年销售额", "年销售额（万元）", "620元", "620"},
           Case{"年销售额", "年销售额（万元）", "1.2亿", "120000000"},
           Case{"年销售额", "年销售额（万元）", "¥620", "620"},
           Case{"年销售额", "年销售额（百万元）", "-1.5", "-1500000"},
           Case{"合同额", "合同额", "5", "50000"},
           Case{"合同额", "合同额（元）", "5", "5"},
           Case{"合同额", "合同额（亿元）", "5", "500000000"},
           Case{"毛利率", "毛利率", "35", ""},
           Case{"毛利率", "毛利率(%)", "35", "35%"},
           Case{"毛利率", "毛利率(%)", "35%", "35%"},
           Case{"毛利率", "毛利率（小数）", "0.35", "35%"},
           Case{"折扣", "折扣(%)", "0.35", "35%"},
           Case{"月用量", "月用量（万吨/月）", "2", "20000"},
           Case{"人数", "人数（万人）", "1.5", "15000"},
       }) {
    CAPTURE(c.header);
    CAPTURE(c.cell);
    CHECK(read(c.field, c.header, c.cell) == c.value);
  }
}

TEST_CASE("what contradicts the rule file is said") {
  CHECK(match({"年销售额（万元）"}).remarks.empty());
  CHECK(match({"合同额（万元）"}).remarks.empty());
  REQUIRE(match({"合同额（元）"}).remarks.size() == 1);
  CHECK(match({"合同额（元）"}).remarks[0].zh.find("按表头的“元”读") != std::string::npos);
  REQUIRE(match({"折扣(%)"}).remarks.size() == 1);
  CHECK(match({"折扣(%)"}).remarks[0].zh.find("按小数") != std::string::npos);
  REQUIRE(match({"客户（全称）"}).remarks.size() == 1);
  CHECK(match({"客户（全称）"}).remarks[0].en.find("「客户（全称）」") != std::string::npos);
  REQUIRE(match({"年销售额", "营业额"}).remarks.size() == 1);
  CHECK(match({"年销售额", "营业额"}).positions[field_called("年销售额")] == 0U);
  CHECK(match({"营业额（万元）", "年销售额"}).positions[field_called("年销售额")] == 1U);
}

TEST_CASE("two candidates and units that do not fit are problems") {
  struct Case {
    std::vector<std::string> header;
    const char* says;
  };
  const std::vector<Case> cases = {
      {{"客户", "客户"}, "第 1 列和第 2 列"},
      {{"年销售额（万元）", "年销售额（元）"},
       "“年销售额（万元）”（第 1 列）和“年销售额（元）”（第 2 列）都可能是字段“年销售额”"},
      {{"年销售额（吨）"}, "列“年销售额（吨）”的单位“吨”不合字段“年销售额”（金额，单位元）"},
      {{"年销售额（美元）"}, "不合字段“年销售额”"},
      {{"毛利率（万元）"}, "不合字段“毛利率”（百分比）"},
      {{"月用量（吨）"}, "不合字段“月用量”（单位吨/月）"},
      {{"人数（%）"}, "不合字段“人数”（没有单位的数）"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.says);
    const run::ListColumns columns = match(c.header);
    REQUIRE(columns.problems.size() == 1);
    CHECK(columns.problems[0].zh.find(c.says) != std::string::npos);
  }
}

TEST_CASE("one column cannot be two fields") {
  model::Rules twins = rules();
  twins.fields.resize(2);
  twins.fields[0].name = "AB";
  twins.fields[1].name = "ab";
  const run::ListColumns columns = run::match_columns(twins, {"ＡＢ"});
  REQUIRE_FALSE(columns.problems.empty());
  CHECK(columns.problems[0].zh.find("可能是字段“AB”，也可能是“ab”") != std::string::npos);
  CHECK(run::match_columns(twins, {"AB", "ab"}).problems.empty());
}

TEST_CASE("a missing column is proposed with its brackets") {
  const run::ListColumns columns = run::match_columns(rules(), {"必要（说明）", "客户"});
  REQUIRE(columns.problems.size() == 1);
  CHECK(columns.problems[0].zh.find("又称 「必要（说明）」") != std::string::npos);
}
