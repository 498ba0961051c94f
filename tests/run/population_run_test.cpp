// Functions over the whole list: whatever is kept in memory, however the list is cut, by both evaluators.
#include "engine/run/population_run.hpp"

#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "engine/lists/output_file.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/summary.hpp"
#include "tests/run/compiled.hpp"

using namespace fenji;

namespace {

const std::string rules =
    "规则 例\n  适用: 在册\n字段\n  编号: 文本, 唯一编号\n  在册: 是否\n  办事处: 文本\n  类别: 选项 甲、乙\n  额: 金额\n"
    "  数量: 整数, 空白视为 0\n  合作: 是否, 空白视为 否\n"
    "准入条件 准入: 全部满足\n  有类别: 类别 已填\n"
    "名 = 名次(额)\n组内名 = 名次(额, 合作, 每 办事处)\n组合计 = 合计(额, 每 办事处)\n户数 = 计数(合作, 每 办事处, 每 类别)\n"
    "均值 = 四舍五入(平均(数量, 每 办事处), 2)\n份额 = 四舍五入(占比(额, 每 办事处), 4)\n"
    "排前 = 四舍五入(排前累计占比(额, 每 类别), 4)\n位次 = 四舍五入(百分位(数量, 每 办事处), 4)\n"
    "奖金 = 分摊(1000元, 数量, 2, 每 类别)\n组的名 = 名次(合计(额, 每 办事处))\n"
    "分档 帕累托 按 排前累计占比(额, 每 办事处)\n  | 不满80% | A |\n  | 80%至不满95% | B |\n  | 95%以上 | C |\n"
    "定级 级别 按 名次(数量, 合作)\n  | 10以下 | 前 |\n  | 超过10 | 后 |\n"
    "汇总检查 检查 每 办事处\n  够大: 合计(额) >= 100万\n"
    "输出\n  编号、办事处、名、组内名、组合计、户数、均值、份额、排前、位次、奖金、组的名、帕累托、级别\n";

// `whole`: no amount is negative or of no sense, so that shares are there.
std::string list_of(std::size_t records, bool whole, unsigned seed) {
  std::mt19937 random(seed);
  const auto any = [&](const std::vector<std::string>& texts) { return texts[random() % texts.size()]; };
  std::string list = "编号,在册,办事处,类别,额,数量,合作\n";
  for (std::size_t i = 0; i < records; ++i) {
    const auto one_in = [&](unsigned count) { return random() % count == 0; };
    list += std::to_string(i * 7919 % 100'003) + ",";
    list += one_in(30) ? any({"", "否", "?"}) : "是";
    list += one_in(20) ? ",\"东, 部\"" : one_in(15) ? "," : ",第" + std::to_string(random() % 40) + "办事处";
    list += one_in(25) ? "," : "," + any({"甲", "乙"});
    list += one_in(12) ? "," + any({"", whole ? "5" : "-3"}) : "," + std::to_string(random() % 300) + ".5万";
    list += one_in(9) ? "," + any({"", whole ? "7" : "x"}) : "," + std::to_string(random() % 50);
    list += "," + any({"是", "否", ""});
    list += one_in(40) ? ",第八列\n" : "\n";
  }
  return list;
}

struct Run {
  std::string result, summary;
  std::vector<Message> problems;
};

Run run_of(const test::Compiled& compiled, const std::string& list, run::RunOptions options) {
  const std::string path =
      std::filesystem::path(".") / ("fenji_population_run_test_" + std::to_string(std::random_device{}()) + ".csv");
  const auto open = [&]() -> lists::Result<lists::ListFile> {
    return lists::ListFile(std::make_unique<lists::MemorySource>(list, Message{"名单", "the list"}, lists::Encoding::utf8));
  };
  Run run;
  const run::PopulationOutcome found = run::find_populations(compiled.rules, open, options);
  run.problems = found.problems;
  if (!run.problems.empty()) return run;
  options.populations = found.populations.get();
  options.population_records = found.records;
  auto source = open();
  auto out = lists::OutputFile::create(path);
  REQUIRE(source.ok());
  REQUIRE(out.ok());
  const run::RunOutcome outcome = run::run_list(compiled.rules, compiled.graph, *source, *out, options);
  run.problems = outcome.problems;
  if (!run.problems.empty()) return run;
  REQUIRE(!out->commit());
  std::stringstream text;
  text << std::ifstream(path, std::ios::binary).rdbuf();
  run.result = text.str();
  run.summary = run::summary_json(compiled.rules, outcome, {"a", "b", "c", 0, {}}, options.language);
  std::filesystem::remove(path);
  return run;
}

constexpr execute::PopulationMemory little[] = {{0, 1}, {0, 37}, {1, 500}};

}  // namespace

TEST_CASE("values over the whole list do not hang on how they are found") {
  const test::Compiled compiled = test::compiled(rules);
  for (const bool whole : {true, false}) {
    const std::string list = list_of(2500, whole, whole ? 5 : 6);
    run::RunOptions plain;
    plain.plain = true;
    plain.threads = 1;
    const Run expected = run_of(compiled, list, plain);
    REQUIRE(expected.problems.empty());
    for (const unsigned threads : {1U, 3U}) {
      for (const bool fold : {true, false}) {
        run::RunOptions options;
        options.threads = threads;
        options.fold_outcomes = fold;
        options.block = 3000;
        options.batch = fold ? 2048 : 100;
        const Run found = run_of(compiled, list, options);
        CHECK(found.result == expected.result);
        CHECK(found.summary == expected.summary);
      }
    }
    for (const execute::PopulationMemory& memory : little) {
      run::RunOptions options;
      options.threads = 2;
      options.block = 5000;
      options.population_memory = memory;
      CHECK(run_of(compiled, list, options).result == expected.result);
    }
  }
}

TEST_CASE("where there is no room for what does not fit into memory, that is told") {
  const test::Compiled compiled = test::compiled(rules);
  const char* const before = std::getenv("TMPDIR");
  const std::string kept = before != nullptr ? before : "";
  REQUIRE(::setenv("TMPDIR", "/nowhere/at all", 1) == 0);
  run::RunOptions options;
  options.population_memory = {0, 10};
  const Run failed = run_of(compiled, list_of(100, true, 1), options);
  // What fits needs none.
  const Run fits = run_of(compiled, list_of(100, true, 1), {});
  if (before != nullptr) {
    ::setenv("TMPDIR", kept.c_str(), 1);
  } else {
    ::unsetenv("TMPDIR");
  }
  REQUIRE(failed.problems.size() == 1);
  CHECK(failed.problems.front().en.find("TMPDIR") != std::string::npos);
  CHECK(failed.problems.front().zh.find("临时文件") != std::string::npos);
  CHECK(fits.problems.empty());
}
