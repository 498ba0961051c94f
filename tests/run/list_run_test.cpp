#include "engine/run/list_run.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/run/summary.hpp"
#include "tests/run/compiled.hpp"

using namespace fenji;

namespace {

std::string content_of(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Graded {
  std::string result;
  run::RunOutcome outcome;
};

run::RunOptions options_of(unsigned threads, std::size_t batch, bool plain = false) {
  run::RunOptions options;
  options.threads = threads;
  options.batch = batch;
  options.plain = plain;
  return options;
}

Graded graded(const test::Compiled& compiled, const std::string& list, const run::RunOptions& options = {}) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("fenji_list_run_test_" + std::to_string(::rand()) + ".csv");
  lists::MemorySource source(list, {"名单", "the list"});
  Graded graded;
  {
    auto out = lists::OutputFile::create(path);
    REQUIRE(out.ok());
    graded.outcome = run::run_list(compiled.rules, compiled.graph, source, *out, options);
    if (!graded.outcome.problems.empty()) return graded;
    REQUIRE(!out->commit());
  }
  graded.result = content_of(path);
  std::remove(path.c_str());
  return graded;
}

const std::string small_rules =
    "规则 例\n字段\n  编号: 文本, 唯一编号\n  金额: 金额\n  备注: 文本, 可不填\n"
    "定级 级别 按 金额\n  | 100万以上 | 大 |\n  | 不满100万 | 小 |\n输出\n  编号、金额、级别\n";

const std::string bom = "\xEF\xBB\xBF";

}  // namespace

TEST_CASE("a list in, a result out: one row for each record, in order, with status and notes") {
  const test::Compiled rules = test::compiled(small_rules);
  const Graded run = graded(rules, "金额,编号,别的\n800万,K1,x\n,K2,\n多,K3,\n\n\"99,999.50\",K4,\n");
  CHECK(run.result == bom +
                          "编号,金额,级别,状态,说明\r\n"
                          "K1,8000000,大,已评级,\r\n"
                          "K2,,,资料不全,待补：金额\r\n"
                          "K3,多,,数据有误,无法识别：金额“多”\r\n"
                          "K4,99999.5,小,已评级,\r\n");
  CHECK(run.outcome.tally->records == 4);
  CHECK(run.outcome.columns.unused == std::vector<std::string>{"别的"});
}

TEST_CASE("a row longer than the header is invalid, a shorter one lacks its last cells") {
  const test::Compiled rules = test::compiled(small_rules);
  const Graded run = graded(rules, "编号,金额\nK1,1,200,000\nK2\nK3,5,\n");
  CHECK(run.result == bom +
                          "编号,金额,级别,状态,说明\r\n"
                          "K1,,,数据有误,无法识别：这一行有 4 格，多于表头；金额里的逗号要放在引号里\r\n"
                          "K2,,,资料不全,待补：金额\r\n"
                          "K3,5,小,已评级,\r\n");
  CHECK(run.outcome.tally->too_long == 1);
  CHECK(run.outcome.tally->first_too_long == 2);
}

TEST_CASE("what keeps a list from being read is said before anything is written") {
  const test::Compiled rules = test::compiled(small_rules);
  struct Case {
    std::string list, problem;
  };
  const std::vector<Case> cases = {
      {"", "名单 是空的：第一行应当是表头"},
      {"编号,钱\n", "名单缺少这些列：“金额”"},
      {"编号,金额款\n", "名单缺少这些列：“金额”（表头里有“金额款”，如果是同一列，请在字段后面加上 又称 金额款）"},
      {"编号,金额,编号\n", "名单里有两列都是“编号”（第 1 列和第 3 列），请删去或改名其中一列"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.list);
    const Graded run = graded(rules, c.list);
    REQUIRE(run.outcome.problems.size() == 1);
    CHECK(run.outcome.problems[0].zh == c.problem);
    CHECK(!run.outcome.problems[0].en.empty());
  }
}

TEST_CASE("every reason is counted for each record that has it, whichever evaluator") {
  const test::Compiled rules = test::compiled(
      "规则 r\n字段\n  编号: 文本, 唯一编号\n  金额: 金额\n  单价: 数\n准入条件 要素\n  大: 金额 > 0\n"
      "比 = 四舍五入(金额 / 单价, 2)\n"
      "分档 档 按 金额\n  | 1000以上 | 大 |\n  | 200至1500 | 中 |\n输出\n  编号、档、比\n");
  std::string list = "编号,金额,单价\n";
  for (int i = 0; i < 40; ++i) {
    for (const std::string_view record : {",1200,1", ",100,1", ",300,0", ",,1", ",x,1", ",300,2", ",0,1"})
      list += std::to_string(i) + std::string(record) + "\n";
  }
  const Graded fast = graded(rules, list);
  const Graded plain = graded(rules, list, options_of(1, 2048, true));
  CHECK(fast.result == plain.result);
  std::uint64_t faults = 0;
  for (const auto& [reason, records] : fast.outcome.tally->faults) faults += records;
  CHECK(faults == 120);  // contradicting rows, no row, divided by zero
  CHECK(fast.outcome.tally->faults == plain.outcome.tally->faults);
  CHECK(fast.outcome.tally->missing == plain.outcome.tally->missing);
  CHECK(fast.outcome.tally->unreadable == plain.outcome.tally->unreadable);
  CHECK(fast.outcome.tally->failed == plain.outcome.tally->failed);
}

TEST_CASE("the result is the same for every number of threads, every batch size, and the plain evaluator") {
  const std::string fixtures = FENJI_SOURCE_DIR "/tests/fixtures/northstar/";
  const test::Compiled rules = test::compiled(content_of(fixtures + "government.zh.fenji"));
  const std::string list = content_of(fixtures + "government.customers.csv");
  // Long enough for several blocks, so that threads really take turns.
  const std::size_t header = list.find('\n') + 1;
  std::string long_list = list;
  for (int i = 0; i < 60; ++i) long_list += list.substr(header);
  const Graded expected = graded(rules, long_list, options_of(1, 2048));
  CHECK(expected.outcome.tally->records == 160 * 61);
  CHECK(expected.outcome.keys->duplicates() == 160 * 60);
  for (const unsigned threads : {1u, 2u, 7u}) {
    for (const std::size_t batch : {std::size_t{1}, std::size_t{7}, std::size_t{2048}}) {
      CAPTURE(threads);
      CAPTURE(batch);
      const Graded run = graded(rules, long_list, options_of(threads, batch));
      CHECK(run.result == expected.result);
      run::RunFacts facts;
      CHECK(run::summary_json(rules.rules, run.outcome, facts, Language::chinese) ==
            run::summary_json(rules.rules, expected.outcome, facts, Language::chinese));
    }
  }
  const Graded plain = graded(rules, long_list, options_of(2, 2048, true));
  CHECK(plain.result == expected.result);
  run::RunFacts facts;
  CHECK(run::summary_json(rules.rules, plain.outcome, facts, Language::english) ==
        run::summary_json(rules.rules, expected.outcome, facts, Language::english));
}
