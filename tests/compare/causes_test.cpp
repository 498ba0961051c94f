#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/compare/rule_comparison.hpp"
#include "engine/lists/list_file.hpp"
#include "grammar/parse.hpp"
#include "tests/lists/temporary_folder.hpp"

using namespace fenji;
using namespace fenji::compare;

namespace {

books::LoadedRules loaded(const std::string& text) {
  books::LoadedRules rules;
  rules.sources.add(Source("rules.fenji", text));
  rules.tree = grammar::parse(text).tree;
  check::CheckResult checked = check::check(rules.tree);
  for (const Diagnostic& diagnostic : checked.diagnostics) MESSAGE(diagnostic.message.en);
  rules.rules = std::move(checked.rules);
  REQUIRE(rules.rules);
  return rules;
}

std::string policy(const std::string& parameters, const std::string& condition, const std::string& more = {}) {
  return "规则 甲\n参数\n" + parameters + "字段\n  编号: 文本, 唯一编号\n  量: 数\n" + more +
         "分类 级别\n  通过: " + condition + "\n  未过: 其余\n输出\n  编号、级别\n";
}

// What is said of each mover, a line each.
std::string told(const std::string& old_text, const std::string& new_text, const std::string& cells) {
  const lists::test::TemporaryFolder folder;
  folder.put("list.csv", "编号,量\n" + cells);
  const books::LoadedRules before = loaded(old_text), after = loaded(new_text);
  CompareOptions options;
  options.run.language = Language::chinese;
  const CompareOutcome outcome = compare_rules(
      before, after, 0, [&] { return lists::ListFile::open(folder.path("list.csv")); }, options);
  REQUIRE(outcome.problems.empty());
  std::string all;
  for (const Mover& mover : outcome.comparison.movers) {
    all += mover.key + " " + mover.column + " " + mover.before + ">" + mover.after + ": " +
           cause_text(mover.cause, Language::english) + "\n";
  }
  return all;
}

}  // namespace

TEST_CASE("one change, any of several, several together") {
  const std::string both = "量 >= 甲 且 量 >= 乙";
  const std::string three = "量 >= 甲 且 量 >= 乙 且 量 >= 丙";
  struct Case {
    std::string old_text, new_text;
    std::string told;
  };
  const std::vector<Case> cases = {
      {policy("  甲 = 5\n  乙 = 5\n", both), policy("  甲 = 5\n  乙 = 6\n", both), ""},
      {policy("  甲 = 5\n  乙 = 5\n", both), policy("  甲 = 20\n  乙 = 4\n", both), "1 级别 通过>未过: 参数 甲\n"},
      {policy("  甲 = 20\n  乙 = 20\n", both), policy("  甲 = 5\n  乙 = 5\n", both),
       "1 级别 未过>通过: any of: 参数 甲; 参数 乙\n"},
      {policy("  甲 = 5\n  乙 = 5\n", both), policy("  甲 = 20\n  乙 = 20\n", both),
       "1 级别 通过>未过: several together: 参数 甲; 参数 乙\n"},
      {policy("  甲 = 5\n  乙 = 5\n  丙 = 5\n", three), policy("  甲 = 20\n  乙 = 20\n  丙 = 20\n", three),
       "1 级别 通过>未过: several together: 参数 甲; 参数 乙; 参数 丙\n"},
      // Without the new parameter the new rules lack a name; it may stay when the rest is taken back.
      {policy("  甲 = 5\n  乙 = 5\n", both), policy("  丁 = 20\n  乙 = 5\n", "量 >= 丁 且 量 >= 乙"),
       "1 级别 通过>未过: several together: 分类 级别; 参数 甲\n"},
      // Functions over the whole list are found anew for each trial.
      {policy("  甲 = 5\n", "量 >= 甲", "总 = 合计(量)\n"), policy("  甲 = 11\n", "量 >= 甲", "总 = 合计(量)\n"),
       "1 级别 通过>未过: 参数 甲\n"},
      {policy("  甲 = 50%\n", "量 / 合计(量) >= 甲"), policy("  甲 = 60%\n", "量 / 合计(量) >= 甲"),
       "1 级别 通过>未过: 参数 甲\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.new_text);
    const std::string list = c.new_text.find("合计(量) >=") == std::string::npos ? "1,10\n" : "1,10\n2,8\n";
    CHECK(told(c.old_text, c.new_text, list) == c.told);
  }
}

TEST_CASE("an eligibility block that comes before another") {
  const std::string first = "准入条件 一: 全部满足\n  已报: 量 已填\n";
  const std::string second = "准入条件 二: 全部满足\n  够: 界 >= 3\n";
  const std::string old_text = policy("  界 = 2\n", "量 >= 1", first + second);
  const std::string new_text = policy("  界 = 2\n", "量 >= 1", second + first);
  // Nothing of the status hangs on the order where both are decided; where one is not, the first says.
  CHECK(told(old_text, new_text, "1,5\n2,\n").empty());
  const std::string unknown = "准入条件 一: 全部满足\n  大: 量 >= 1\n";
  CHECK(told(policy("  界 = 2\n", "量 >= 1", unknown + second), policy("  界 = 2\n", "量 >= 1", second + unknown), "2,\n") ==
        "2 状态 资料不全>不予评级: 准入条件的先后\n");
}
