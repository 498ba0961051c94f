#include "engine/explain/examples.hpp"

#include <doctest/doctest.h>

#include <fstream>
#include <sstream>
#include <string>

#include "tests/explain/story.hpp"

using namespace fenji;
using test::RuleText;

namespace {

// Two gates, a field with a blank and a bound, results of every type.
std::string rules_with(const std::string& examples) {
  return R"(规则 试
  适用: 区域 = 东
参数
  门槛 = 10万元
字段
  编号: 文本, 唯一编号
  区域: 选项 东、西
  有需求: 是否
  预算: 金额, 超过0
  到期: 日期
  历史: 金额, 空白视为 0
  备注: 文本, 可不填
准入条件 一: 全部满足
  需求: 有需求
  预算够: 预算 >= 门槛
准入条件 二: 任一满足
  早: 到期 不满 2026-07-01
  有备注: 备注 已填
余额 = 预算 - 门槛
得分 = 余额 / 8000元 + 历史 / 100元
比 = 预算 / (历史 + 30元)
好 = 得分 >= 10
评语 = 备注
分档 级别 按 得分
  | 100以上 | A |
  | 50至不满100 | B |
  | 不满50 | C |
分档 缺 按 得分
  | 100以上 | 有 |
输出
  编号、得分、级别、好
示例
)" + examples;
}

// A line for each: the cell, then what is said of it.
std::string failures(const std::string& examples, Language language = Language::chinese) {
  const RuleText text(rules_with(examples));
  std::string result;
  for (const Diagnostic& diagnostic : explain::failed_examples(text.rules())) {
    CHECK(diagnostic.name == "example-failed");
    CHECK(diagnostic.severity == Severity::error);
    result += std::string(text.sources().text(diagnostic.span)) + ": " + diagnostic.message.in(language) + "\n";
  }
  return result;
}

}  // namespace

TEST_CASE("examples that hold") {
  const std::string held[] = {
      // No input of a gate or of `applies`: they count as passed.
      "  | 余额 | => 得分 | => 级别 |\n  | 80万 | 100 | A |\n  | 800,000.00元 | 100.0 | A |\n",
      "  | 余额 | 历史 | => 得分 | => 好 |\n  | 8000元 | 50 | 1.5 | 否 |\n  | 8000元 | 900元 | 10 | 是 |\n",
      "  | 余额 | => 状态 |\n  | 80万 | 已评级 |\n",
      // 历史 blank means 0.
      "  | 余额 | 历史 | => 历史 | => 得分 |\n  | 80000 |  | 0 | 10 |\n",
      // An empty expected cell demands nothing.
      "  | 余额 | => 得分 | => 级别 |\n  | 80000 |  | C |\n  | 80000 | 10 |  |\n",
      // Gates that are given go through the layers.
      "  | 区域 | 有需求 | 预算 | => 状态 |\n  | 西 | 是 | 20万 | 不适用 |\n  | 东 | 否 | 20万 | 不予评级 |\n"
      "  | 东 | 是 | 9万 | 不予评级 |\n  | 东 | 是 | 10万 | 已评级 |\n  | 东 |  | 20万 | 资料不全 |\n",
      "  | 有需求 | 预算 | 到期 | 备注 | => 状态 |\n  | 是 | 20万 | 2026-07-01 |  | 不予评级 |\n  | 是 | 20万 | 2026-07-01 | "
      "急 | 已评级 |\n"
      "  | 是 | 20万 | 2026-06-30 |  | 已评级 |\n",
      // Outside its bounds an input is what such a cell would be.
      "  | 有需求 | 预算 | => 状态 |\n  | 是 | 0 | 数据有误 |\n",
      // A quotient against a decimal, exactly; and its overriding.
      "  | 预算 | 有需求 | 历史 | => 比 |\n  | 20万 | 是 | 370元 | 500 |\n",
      // Texts and dates.
      "  | 余额 | 备注 | 到期 | => 评语 | => 到期 |\n  | 80000 | 急 | 2026-03-01 | 急 | 2026-03-01 |\n",
      "  | 备注 | => 评语 |\n  | “急” | 急 |\n",
      // A definition that is an input is no longer worked out, whatever its own inputs are.
      "  | 得分 | => 级别 |\n  | 99.999 | B |\n  | 100 | A |\n",
  };
  for (const std::string& examples : held) {
    CAPTURE(examples);
    CHECK(failures(examples) == "");
  }
}

TEST_CASE("examples that fail say what is and what should be") {
  struct Case {
    std::string examples;
    std::string chinese, english;
  };
  const Case cases[] = {
      {"  | 余额 | => 得分 | => 级别 |\n  | 80万 | 99.5 | B |\n",
       "99.5: 得分 应为 99.5，实际是 100\n"
       "B: 级别 应为 B，实际是 A\n",
       "99.5: 得分 should be 99.5 but is 100\n"
       "B: 级别 should be B but is A\n"},
      // A digit more than the result has places.
      {"  | 余额 | => 得分 |\n  | 80万 | 100.0000001 |\n", "100.0000001: 得分 应为 100.0000001，实际是 100\n",
       "100.0000001: 得分 should be 100.0000001 but is 100\n"},
      {"  | 余额 | 历史 | => 好 |\n  | 8000元 | 50 | 是 |\n", "是: 好 应为 是，实际是 否\n",
       "是: 好 should be yes but is no\n"},
      {"  | 余额 | => 状态 |\n  | 80万 | 资料不全 |\n", "资料不全: 状态 应为 资料不全，实际是 已评级\n",
       "资料不全: 状态 should be incomplete but is rated\n"},
      // Hidden behind a gate.
      {"  | 有需求 | 余额 | => 级别 |\n  | 否 | 80万 | A |\n", "A: 级别 应为 A，实际是 不予评级（未满足：需求）\n",
       "A: 级别 should be A but is ineligible (Not met: 需求)\n"},
      {"  | 有需求 | => 得分 | => 状态 |\n  | 是 | 1 | 已评级 |\n",
       "1: 得分 应为 1，实际是 资料不全（待补：预算）\n"
       "已评级: 状态 应为 已评级，实际是 资料不全（待补：预算）\n",
       "1: 得分 should be 1 but is incomplete (Missing: 预算)\n"
       "已评级: 状态 should be rated but is incomplete (Missing: 预算)\n"},
      // Not known although nothing hides it.
      {"  | 历史 | 备注 | => 比 | => 得分 |\n  | 1元 | 急 | 3 | 5 |\n",
       "3: 比 应为 3，实际是 资料不全（待补：预算）\n"
       "5: 得分 应为 5，实际是 资料不全（待补：预算）\n",
       "3: 比 should be 3 but is incomplete (Missing: 预算)\n"
       "5: 得分 should be 5 but is incomplete (Missing: 预算)\n"},
      {"  | 得分 | => 缺 |\n  | 99 | 有 |\n", "有: 缺 应为 有，实际是 规则未覆盖（规则未覆盖：缺）\n",
       "有: 缺 should be 有 but is uncovered (Not covered: 缺)\n"},
      {"  | 有需求 | 预算 | => 状态 |\n  | 是 | -5元 | 资料不全 |\n",
       "资料不全: 状态 应为 资料不全，实际是 数据有误（无法识别：预算“-5”）\n",
       "资料不全: 状态 should be incomplete but is invalid (Unreadable: 预算 \"-5\")\n"},
      // Neither 33.33 nor any other decimal is a third.
      {"  | 有需求 | 预算 | 历史 | => 比 |\n  | 是 | 10万 | 270元 | 333.333333 |\n",
       "333.333333: 比 应为 333.333333，实际是 ≈333.333333\n", "333.333333: 比 should be 333.333333 but is ≈333.333333\n"},
      {"  | 备注 | 到期 | => 评语 |\n  | 急 | 2026-03-01 | 缓 |\n", "缓: 评语 应为 “缓”，实际是 “急”\n",
       "缓: 评语 should be \"缓\" but is \"急\"\n"},
      {"  | 余额 | => 备注 |\n  | 80万 | 急 |\n", "急: 备注 应为 “急”，实际是 资料不全（待补：备注）\n",
       "急: 备注 should be \"急\" but is incomplete (Missing: 备注)\n"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.examples);
    CHECK(failures(one.examples) == one.chinese);
    CHECK(failures(one.examples, Language::english) == one.english);
  }
}

TEST_CASE("which gates an example leaves out") {
  const auto passed = [](const std::string& examples) {
    const RuleText text(rules_with(examples));
    const execute::Record record = explain::record_of(text.rules().examples.front(), text.rules());
    std::string result(record.passed_applies ? "applies" : "-");
    for (const bool gate : record.passed_gates) result += gate ? " passed" : " -";
    return result;
  };
  CHECK(passed("  | 历史 | => 状态 |\n  | 1 | 已评级 |\n") == "applies passed passed");
  CHECK(passed("  | 余额 | => 状态 |\n  | 1 | 已评级 |\n") == "applies passed passed");
  CHECK(passed("  | 预算 | => 状态 |\n  | 1 | 已评级 |\n") == "applies - passed");
  CHECK(passed("  | 有需求 | 备注 | => 状态 |\n  | 是 | 急 | 已评级 |\n") == "applies - -");
  CHECK(passed("  | 区域 | 备注 | => 状态 |\n  | 东 |  | 已评级 |\n") == "- passed passed");
}

TEST_CASE("what stands behind an overridden definition is no input of a gate") {
  const RuleText text(R"(规则 试
字段
  编号: 文本, 唯一编号
  甲: 数
  乙: 数
准入条件 门: 全部满足
  够: 和 > 0
和 = 差 + 1
差 = 甲 - 1
果 = 乙 + 1
输出
  编号、果
示例
  | 甲 | 差 | 和 | 乙 | => 果 |
  | 1 |  | 3 | 1 | 2 |
  | 1 | 5 |  | 1 | 2 |
  | 1 |  |  | 1 | 2 |
  |  |  |  | 1 | 2 |
)");
  const model::Rules& rules = text.rules();
  CHECK(explain::failed_examples(rules).empty());
  std::string passed;
  for (const model::Example& example : rules.examples) passed += explain::record_of(example, rules).passed_gates[0] ? "p" : "-";
  CHECK(passed == "---p");
  // 甲 alone, with 和 given: the gate looks at 和 only.
  model::Example example = rules.examples.front();
  for (model::ExampleCell& cell : example.inputs) cell.absent = cell.name != "甲" && cell.name != "和";
  CHECK(!explain::record_of(example, rules).passed_gates[0]);
  // 甲 alone is behind 差 when 差 is overridden; only 差 itself makes the gate count.
  example = rules.examples[1];
  CHECK(!explain::record_of(example, rules).passed_gates[0]);
}

TEST_CASE("the examples of the government files hold") {
  for (const char* name : {"government.zh.fenji", "government.en.fenji"}) {
    std::ifstream file(std::string(FENJI_SOURCE_DIR "/tests/fixtures/northstar/") + name, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    const RuleText rules(text.str());
    CHECK(rules.rules().examples.size() == 2);
    CHECK(explain::failed_examples(rules.rules()).empty());
  }
}
