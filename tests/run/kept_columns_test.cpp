#include "engine/run/kept_columns.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace fenji;

namespace {

run::ResultColumn named(const std::string& name) {
  run::ResultColumn column;
  column.name = name;
  return column;
}

std::string described(const run::KeptColumns& kept, Language language) {
  std::string text;
  for (std::size_t i = 0; i < kept.positions.size(); ++i) {
    text += (i == 0 ? "" : "|") + std::to_string(kept.positions[i]) + " " + kept.columns[i].name;
  }
  for (const Message& problem : kept.problems) text += "! " + problem.in(language);
  return text;
}

}  // namespace

TEST_CASE("kept columns are named by header or field, all of them at once, and told apart from what is there") {
  const std::vector<std::string> header = {"编号", " 大区 ", "", "金额（万元）", "大区", "甲,乙"};
  run::KnownColumns known(header.size());
  known[3] = named("金额");
  const std::vector<run::ResultColumn> others = {named("编号"), named("级别"), named("大区（名单）")};
  struct Case {
    std::vector<std::string> asked;
    std::string expected;
  };
  const Case cases[] = {
      {{}, ""},
      {{"编号"}, "0 编号（名单）"},
      {{"金额"}, "3 金额（万元）"},
      {{"大区"}, "1 大区|4 大区（名单 2）"},
      {{"甲,乙"}, "5 甲,乙"},
      {{"金额、编号"}, "3 金额（万元）|0 编号（名单）"},
      {{"编号, 金额，编号"}, "0 编号（名单）|3 金额（万元）"},
      {{"all"}, "0 编号（名单）|1 大区|2 第 3 列|3 金额（万元）|4 大区（名单 2）|5 甲,乙"},
      {{"金额", "全部"}, "3 金额（万元）|0 编号（名单）|1 大区|2 第 3 列|4 大区（名单 2）|5 甲,乙"},
      {{"编码"}, "! --keep：名单没有“编码”这一列；是不是“编号”？"},
      {{"没有,全部都没有"}, "! --keep：名单没有“没有”这一列! --keep：名单没有“全部都没有”这一列"},
      {{""}, "! --keep：名单没有“”这一列"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.asked);
    CHECK(described(run::choose_kept(c.asked, header, known, others, Language::chinese), Language::chinese) == c.expected);
  }
  CHECK(described(run::choose_kept({"编号", "all"}, {"编号", ""}, run::KnownColumns(2), others, Language::english),
                  Language::english) == "0 编号 (list)|1 column 2");
}
