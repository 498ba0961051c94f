// Result lists held against what they should be.
#include "engine/run/expected_results.hpp"

#include <string>

#include "tests/run/compiled.hpp"

using namespace fenji;

namespace {

const std::string rules_text = R"(规则 试
字段
  编号: 文本, 唯一编号
  名称: 文本, 可不填
  分: 数
  好: 是否
  日: 日期
率 = 分 * 10%
定级 级别 按 分
  | 9以上 | A |
  | 不满9 | B |
输出
  编号、名称、率、级别
)";

const std::string list = "编号,名称,分,好,日\nK1,甲,9.50,是,2026-01-01\nK2,乙,1,否,2026-01-02\nK3,,x,否,2026-01-03\n";

// `KEY COLUMN EXPECTED/ACTUAL @LINE`, one line each, or the problem.
std::string compared(const std::string& expected, const std::string& records = list) {
  const test::Compiled compiled = test::compiled(rules_text);
  run::ExpectedResults results(compiled.rules, Language::chinese);
  lists::MemorySource source(expected, {"“e”", "\"e\""});
  std::string told;
  for (const Message& problem : results.read(source)) {
    CHECK_FALSE(problem.en.empty());
    told += problem.zh + "\n";
  }
  if (!told.empty()) return told;
  lists::MemorySource customers(records, {"“c”", "\"c\""});
  const auto problems = run::evaluate_list(compiled.rules, customers, nullptr, Language::chinese,
                                           [&](const run::EvaluatedRecord& record) { results.compare(record); });
  for (const Message& problem : problems) told += problem.zh + "\n";
  results.finish();
  for (const run::ResultDifference& difference : results.differences()) {
    told += difference.key + " " + difference.column + " " + difference.expected + "/" + difference.actual + " @" +
            std::to_string(difference.line) + "\n";
  }
  return told;
}

}  // namespace

TEST_CASE("agreement is by value, and notes do not count") {
  CHECK(compared("编号,率,级别,状态,说明\nK1,95%,A,已评级,\nK2,10%,B,已评级,别的话\nK3,,,数据有误,\n") == "");
  CHECK(compared("\xEF\xBB\xBF"
                 "级别,编号,状态\nB, K2 ,rated\nA,K1,已评级\n,K3,invalid\n") == "");  // any order
  CHECK(compared("编号,率\nK1,95.00%\nK2,10.0%\nK3,\n") == "");
}

TEST_CASE("differences name key and column") {
  CHECK(compared("编号,率,级别,状态\nK1,95%,B,已评级\nK2,0.10,B,资料不全\nK3,0%,,数据有误\n") ==
        "K1 级别 B/A @2\nK2 状态 资料不全/已评级 @3\nK3 率 0%/ @4\n");
  CHECK(compared("编号,级别\nK1,A\nK9,B\nK2,B\n") == "K3  / @0\nK9  / @3\n");
}

TEST_CASE("records with one key are compared in their order") {
  const std::string twice = "编号,名称,分,好,日\nK1,,9,是,\nK1,,1,是,\n";
  CHECK(compared("编号,级别\nK1,A\nK1,B\n", twice) == "");
  CHECK(compared("编号,级别\nK1,B\nK1,A\n", twice) == "K1 级别 B/A @2\nK1 级别 A/B @3\n");
  CHECK(compared("编号,级别\nK1,A\n", twice) == "K1  / @0\n");
}

TEST_CASE("a record with too many cells is invalid") {
  CHECK(compared("编号,级别,状态\nK1,,数据有误\n", "编号,名称,分,好,日\nK1,甲,9,是,2026-01-01,9\n") == "");
}

TEST_CASE("what cannot be compared is a problem") {
  CHECK(compared("编号,级別\nK1,A\n") == "“e”：“级別”不是规则的输出，无法核对：去掉这一列，或把它写进输出\n");
  CHECK(compared("级别,状态\nA,已评级\n") == "“e”：没有唯一编号“编号”这一列，不知道哪一行是谁\n");
  CHECK(compared("") != "");
}
