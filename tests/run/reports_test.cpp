#include "engine/run/reports.hpp"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "engine/run/summary.hpp"
#include "tests/run/compiled.hpp"

using namespace fenji;

namespace {

struct Graded {
  model::Rules rules;
  run::RunOutcome outcome;
  std::vector<Message> problems;  // of the groupings
};

struct Options {
  std::vector<std::string> by;
  bool by_rules = false;
  bool plain = false;
  unsigned threads = 1;
  std::size_t batch = 2048;
};

Graded graded(const std::string& text, const std::string& list, const Options& asked) {
  test::Compiled compiled = test::compiled(text);
  Graded graded{std::move(compiled.rules), {}, {}};
  run::GroupingChoice choice = run::choose_groupings(graded.rules, asked.by);
  graded.problems = std::move(choice.problems);
  if (!graded.problems.empty()) return graded;
  run::RunOptions options;
  options.groupings = asked.by_rules ? run::groupings_of(graded.rules) : std::move(choice.groupings);
  options.plain = asked.plain;
  options.threads = asked.threads;
  options.batch = asked.batch;
  options.block = 4096;
  options.language = graded.rules.language;
  const graph::Graph graph = graph::lower(graded.rules);
  lists::MemorySource source(list, {"名单", "the list"});
  const std::string path = std::filesystem::temp_directory_path() / ("fenji_reports_test_" + std::to_string(::rand()) + ".csv");
  auto out = lists::OutputFile::create(path);
  REQUIRE(out.ok());
  graded.outcome = run::run_list(graded.rules, graph, source, *out, options);
  return graded;
}

// The rows of one report behind the name of the rules, cells joined by a blank bar.
std::string table(const Graded& graded, const std::string& name) {
  std::vector<run::Report> reports = run::empty_reports();
  run::add_reports(reports, "规则", graded.rules, graded.outcome, graded.rules.language);
  for (const run::Report& report : reports) {
    if (report.name != name) continue;
    std::string text = run::report_csv(report, graded.rules.language);
    return text.substr(text.find('\n') + 1);
  }
  return "no such report";
}

const std::string rules_text =
    "规则 例\n字段\n  编号: 文本, 唯一编号\n  大区: 选项 华东、华南\n  业务员: 文本, 可不填\n  额: 金额\n  有效: 是否\n"
    "准入条件 门: 全部满足\n  有效客户: 有效\n"
    "罚款 = 额 * 10%\n定级 级别 按 额\n  | 100以上 | 甲 |\n  | 0至不满100 | 乙 |\n输出\n  编号、级别、罚款\n";
const std::string list_text =
    "编号,大区,业务员,额,有效,省\n1,华南,李,200,是,粤\n2,华东,王,50,是,浙\n3,华东,,x,是,浙\n4,,王,100,是,\n5,西北,王,-1,是,甘\n"
    "6,华东,李,,是,浙\n7,华南,李,300,否,粤\n8,华南,李,30,是,粤,多\n";

}  // namespace

TEST_CASE("every report parts the records by the values of a field, in the order of its options") {
  const Graded by = graded(rules_text, list_text, {{"大区"}});
  CHECK(table(by, "grades") ==
        "规则,,,级别,甲,2\r\n规则,,,级别,乙,1\r\n"
        "规则,大区,华东,级别,甲,0\r\n规则,大区,华东,级别,乙,1\r\n规则,大区,华南,级别,甲,1\r\n规则,大区,华南,级别,乙,0\r\n"
        "规则,大区,（空白）,级别,甲,1\r\n规则,大区,（空白）,级别,乙,0\r\n"
        "规则,大区,（无法识别）,级别,甲,0\r\n规则,大区,（无法识别）,级别,乙,0\r\n");
  CHECK(table(by, "reasons") ==
        "规则,,,未满足,有效客户,1\r\n规则,,,待补,额,1\r\n规则,,,无法识别,额,1\r\n规则,,,规则未覆盖,级别,1\r\n"
        "规则,,,格数多于表头,,1\r\n"
        "规则,大区,华东,待补,额,1\r\n规则,大区,华东,无法识别,额,1\r\n规则,大区,华南,未满足,有效客户,1\r\n"
        "规则,大区,（无法识别）,规则未覆盖,级别,1\r\n规则,大区,（无法识别）,格数多于表头,,1\r\n");
  // A value is summed wherever the result shows it, as that of record 5 is, whatever its status.
  CHECK(table(by, "totals") ==
        "规则,,,罚款,4,34.9\r\n规则,大区,华东,罚款,1,5\r\n规则,大区,华南,罚款,1,20\r\n规则,大区,（空白）,罚款,1,10\r\n"
        "规则,大区,（无法识别）,罚款,1,-0.1\r\n");
  CHECK(table(by, "data_quality") ==
        "规则,,,,8,2,2,34.9\r\n规则,,,大区,8,1,1,\r\n规则,,,额,8,1,1,\r\n"
        "规则,大区,华东,,3,1,1,5\r\n规则,大区,华东,额,3,1,1,\r\n规则,大区,华南,,2,0,0,20\r\n"
        "规则,大区,（空白）,,1,1,0,10\r\n规则,大区,（空白）,大区,1,1,0,\r\n"
        "规则,大区,（无法识别）,,2,0,1,-0.1\r\n规则,大区,（无法识别）,大区,2,0,1,\r\n");
}

TEST_CASE("groups may be results, columns that the rules do not know, and combinations") {
  struct Case {
    std::vector<std::string> by;
    std::string statuses;  // groups with rated records and how many
  };
  const std::vector<Case> cases = {
      {{"级别"}, "级别|甲|2 级别|乙|1 "},
      {{"省"}, "省|浙|1 省|粤|1 省|（空白）|1 "},
      {{" 省 "}, "省|浙|1 省|粤|1 省|（空白）|1 "},
      {{"大区、级别"}, "大区、级别|华东 / 乙|1 大区、级别|华南 / 甲|1 大区、级别|（空白） / 甲|1 "},
      {{"级别,业务员"}, "级别、业务员|甲 / 李|1 级别、业务员|甲 / 王|1 级别、业务员|乙 / 王|1 "},
      {{"业务员", "级别", "业务员"}, "业务员|李|1 业务员|王|2 级别|甲|2 级别|乙|1 "},
  };
  for (const Case& c : cases) {
    CAPTURE(c.by.front());
    const Graded by = graded(rules_text, list_text, {c.by});
    REQUIRE(by.outcome.tally);
    std::string found;
    for (const run::GroupedCounts& grouped : by.outcome.tally->grouped) {
      for (const auto& [key, counts] : grouped.groups) {
        if (counts.statuses[0] == 0) continue;
        found +=
            grouped.by.name + "|" + run::group_name(key, Language::chinese) + "|" + std::to_string(counts.statuses[0]) + " ";
      }
    }
    CHECK(found == c.statuses);
  }
}

TEST_CASE("what no group can go by is said") {
  struct Case {
    std::string by, problem;
  };
  const std::string text = rules_text + "得数 = 额 + 1元\n参数\n  线 = 100元\n";
  const std::vector<Case> cases = {
      {"得数", "“得数”不在输出里：要按它分组，请把它写进“输出”"},
      {"线", "“线”是参数，所有记录都一样：--by 要写字段、结果或名单的列"},
      {"大区、", "--by “大区、”里有一个名称是空的"},
      {"级", "--by “级”：规则里没有这个字段或结果，名单里也没有这一列"},
      {"业务负", "--by “业务负”：规则里没有这个字段或结果，名单里也没有这一列；是不是“业务员”？"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.by);
    Graded by = graded(text, list_text, {{c.by}});
    std::vector<Message> problems = by.problems.empty() ? by.outcome.problems : by.problems;
    REQUIRE(problems.size() == 1);
    CHECK(problems[0].zh.substr(0, c.problem.size()) == c.problem);
    CHECK(!problems[0].en.empty());
  }
}

TEST_CASE("more groups than anybody reads are refused, whatever the number of threads") {
  std::string list = "编号,大区,业务员,额,有效\n";
  for (std::size_t i = 0; i <= run::most_groups; ++i) list += std::to_string(i) + ",华东,王,1,是\n";
  for (const unsigned threads : {1u, 3u}) {
    const Graded by = graded(rules_text, list, {{"编号"}, false, false, threads});
    REQUIRE(by.outcome.problems.size() == 1);
    CHECK(by.outcome.problems[0].zh == "“编号”有 10000 个以上不同的值，太多了：--by 请换一个取值少的");
    CHECK(!by.outcome.tally);
  }
}

TEST_CASE("reports do not depend on the order of the records, the threads, the batches or the evaluator") {
  const std::string header = "编号,大区,业务员,额,有效,省\n";
  std::vector<std::string> records;
  for (int i = 0; i < 900; ++i) {
    const std::vector<std::string> areas{"华东", "华南", "", "西北"}, people{"李", "王", ""};
    const std::vector<std::string> amounts{"1", "100.25", "x", "", "77万", "-3"}, words{"是", "否", "是", "?"};
    records.push_back(std::to_string(i) + "," + areas[i * 7 % 4] + "," + people[i * 5 % 3] + "," + amounts[i * 11 % 6] + "," +
                      words[i / 3 % 4] + ",省" + std::to_string(i % 13) + (i % 50 == 49 ? ",多\n" : "\n"));
  }
  const auto list_of = [&](bool reversed) {
    std::string list = header;
    for (std::size_t i = 0; i < records.size(); ++i) list += records[reversed ? records.size() - 1 - i : i];
    return list;
  };
  const auto all = [&](const std::string& list, Options options) {
    options.by = {"大区", "省、级别"};
    const Graded by = graded(rules_text, list, options);
    std::string text;
    for (const run::Report& report : run::empty_reports()) text += report.name + "\n" + table(by, report.name);
    return text;
  };
  const std::string expected = all(list_of(false), {});
  CHECK(expected.size() > 20'000);
  CHECK(all(list_of(true), {}) == expected);
  CHECK(all(list_of(false), {{}, false, false, 3, 7}) == expected);
  CHECK(all(list_of(false), {{}, false, true, 2, 2048}) == expected);
}

TEST_CASE("the groups that rules name by themselves") {
  const std::string text =
      "规则 例\n字段\n  编号: 文本, 唯一编号\n  大区: 文本\n  业务员: 文本\n  额: 金额\n"
      "类 = 额 >= 100元\n"
      "份额 = 四舍五入(占比(额, 每 业务员、类), 2)\n名 = 名次(额, 每 大区)\n总 = 合计(额)\n年底 = 合计(额, 每 额 >= 5元)\n"
      "汇总检查 检查 每 大区\n  够: 合计(额) >= 5元\n输出\n  编号、类、份额、名、总、年底\n";
  test::Compiled compiled = test::compiled(text);
  std::string names;
  for (const run::Grouping& grouping : run::groupings_of(compiled.rules)) names += grouping.name + "|";
  CHECK(names == "大区|业务员、类|");
}
