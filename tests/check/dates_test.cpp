// Dates and durations: types, units and what is proposed in place of a mistake.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string expression, expected;
};

const std::string fields =
    "规则 测试\n参数\n  宽限 = 7天\n字段\n  编号: 文本, 唯一编号\n  拜访日期: 日期\n  跟进日期: 日期\n  天数: 整数 天\n  月数: "
    "整数 月\n"
    "  时长: 数 天\n  数量: 整数\n  金额: 金额\n";
const std::string end = "输出\n  编号\n";

// The type and expression of 结果, or the mistakes in it.
std::string result(const std::string& expression) {
  const std::string text = fields + "结果 = " + expression + "\n" + end;
  const std::string problems = problems_of(text);
  if (!problems.empty()) return problems;
  const model::Rules rules = rules_of(text);
  const RulesText words(rules);
  const model::Definition& definition = rules.definitions.back();
  return words.type(definition.type) + ": " + words.expression(definition.expression);
}

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.expression);
    CHECK(result(c.expression) == c.expected);
  }
}

TEST_CASE("sums of dates and periods") {
  check_all({
      {"跟进日期 - 拜访日期", "whole 日 .0: (days 跟进日期 拜访日期)"},
      {"跟进日期 - 拜访日期 <= 7天", "yes/no: (<= (days 跟进日期 拜访日期) 7日)"},
      {"跟进日期 - 拜访日期 不超过7天", "yes/no: (<= (days 跟进日期 拜访日期) 7日)"},
      {"跟进日期 - 拜访日期 为 1天至7天", "yes/no: ((days 跟进日期 拜访日期) in [1..7])"},
      {"跟进日期 - 拜访日期 > 0", "yes/no: (> (days 跟进日期 拜访日期) 0)"},
      {"拜访日期 + 7天", "date: (later 拜访日期 7日)"},
      {"7天 + 拜访日期", "date: (later 拜访日期 7日)"},
      {"拜访日期 + 2周", "date: (later 拜访日期 2周)"},
      {"拜访日期 - 3个月", "date: (earlier 拜访日期 3月)"},
      {"拜访日期 + 2年 - 1天", "date: (earlier (later 拜访日期 2年) 1日)"},
      {"拜访日期 + 天数", "date: (later 拜访日期 天数)"},
      {"拜访日期 - 宽限", "date: (earlier 拜访日期 7日)"},
      {"拜访日期 + (跟进日期 - 拜访日期)", "date: (later 拜访日期 (days 跟进日期 拜访日期))"},
      {"跟进日期 - 拜访日期 + 3天", "whole 日 .0: (+ (days 跟进日期 拜访日期) 3日)"},
      {"宽限 + 天数 + 拜访日期", "date: (later 拜访日期 (+ 7日 天数))"},
      {"拜访日期 + 四舍五入(时长)", "date: (later 拜访日期 (round 时长 0))"},
      {"拜访日期 + 0", "date: 拜访日期"},
      {"(拜访日期 + 7天) - 拜访日期", "whole 日 .0: (days (later 拜访日期 7日) 拜访日期)"},
  });
}

TEST_CASE("constants are folded") {
  check_all({
      {"2026-01-31 + 1个月", "date: 2026-02-28"},
      {"2026年3月31日 - 1月", "date: 2026-02-28"},
      {"2024-02-29 + 1年", "date: 2025-02-28"},
      {"2026-03-01 - 2026-02-01", "whole 日 .0: 28日"},
      {"2026-03-01 + 宽限", "date: 2026-03-08"},
      {"满年数(2024-02-29, 2025-02-28)", "whole 年 .0: 0年"},
      {"满月数(2024-02-29, 2025-02-28)", "whole 月 .0: 11月"},
      {"满年数(2026-03-01, 2020-03-01)", "whole 年 .0: -6年"},
      {"9999-12-31 + 1天", "date: (later 9999-12-31 1日)"},
  });
}

TEST_CASE("full years, full months and the as-of date") {
  check_all({
      {"满年数(拜访日期)", "whole 年 .0: (full years 拜访日期 2026-03-01)"},
      {"满年数(拜访日期, 跟进日期)", "whole 年 .0: (full years 拜访日期 跟进日期)"},
      {"满月数(拜访日期)", "whole 月 .0: (full months 拜访日期 2026-03-01)"},
      {"满年数(拜访日期) >= 3年", "yes/no: (>= (full years 拜访日期 2026-03-01) 3年)"},
      {"满月数(拜访日期) >= 6个月", "yes/no: (>= (full months 拜访日期 2026-03-01) 6月)"},
      {"基准日 - 拜访日期", "whole 日 .0: (days 2026-03-01 拜访日期)"},
      {"基准日 + 7天", "date: 2026-03-08"},
      {"拜访日期 <= 基准日", "yes/no: (<= 拜访日期 2026-03-01)"},
  });
}

TEST_CASE("mistakes") {
  check_all({
      {"跟进日期 - 拜访日期 <= 7", "unit-mismatch [7] “7”没有写单位，这里比较的是以“日”计的数 | 请写成 7天 => 7天\n"},
      {"跟进日期 - 拜访日期 <= 1周", "unit-mismatch [1周] 以“日”计的数与以“周”计的数单位不同 | 请写成 7天 => 7天\n"},
      {"跟进日期 - 拜访日期 <= 3个月",
       "unit-mismatch [3个月] 以“日”计的数与以“月”计的数单位不同 | 天数不能换算成以“月”计的数：请比较 满月数(起, 止) 或 "
       "满年数(起, 止)，或者 止 与 起 + 期限\n"},
      {"满年数(拜访日期) >= 3", "unit-mismatch [3] “3”没有写单位，这里比较的是以“年”计的数 | 请写成 3年 => 3年\n"},
      {"满月数(拜访日期) >= 1年", "unit-mismatch [1年] 以“月”计的数与以“年”计的数单位不同 | 请写成 12个月 => 12个月\n"},
      {"满年数(拜访日期) >= 24个月", "unit-mismatch [24个月] 以“年”计的数与以“月”计的数单位不同 | 请写成 2年 => 2年\n"},
      {"满年数(拜访日期) >= 6个月",
       "unit-mismatch [6个月] 以“年”计的数与以“月”计的数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n"},
      {"拜访日期 + 7", "unit-mismatch [7] 日期加减的数要写明单位：天、周、个月或年 | 请写成 7天 => 7天\n"},
      {"拜访日期 + 数量", "unit-mismatch [数量] 日期加减的数要写明单位：天、周、个月或年\n"},
      {"拜访日期 + 金额", "unit-mismatch [金额] 日期只能加减天数、周数、月数或年数，不能加减金额\n"},
      {"拜访日期 + 10%", "unit-mismatch [10%] 日期只能加减天数、周数、月数或年数，不能加减百分比\n"},
      {"拜访日期 + 1.5年", "type-mismatch [1.5年] 日期加减的天数、周数、月数和年数应当是整数 | 请写成 18个月 => 18个月\n"},
      {"拜访日期 - 1年3个月", "unit-mismatch [1年3个月] 一个数只能带一个单位 | 请写成 15个月 => 15个月\n"},
      {"拜访日期 + 0.5个月",
       "type-mismatch [0.5个月] 日期加减的天数、周数、月数和年数应当是整数 | 请把字段写成整数，例如 宽限: 整数 "
       "天，或者先四舍五入\n"},
      {"拜访日期 + 时长",
       "type-mismatch [时长] 日期加减的天数、周数、月数和年数应当是整数 | 请把字段写成整数，例如 宽限: 整数 "
       "天，或者先四舍五入\n"},
      {"拜访日期 + 跟进日期",
       "type-mismatch [拜访日期 + 跟进日期] 两个日期不能相加 | 两个日期相减得到天数；日期加天数得到日期，例如 拜访日期 + "
       "7天\n"},
      {"7天 - 拜访日期",
       "type-mismatch [7天 - 拜访日期] 不能从一个数里减去日期 | 两个日期相减得到天数；日期加天数得到日期，例如 拜访日期 + "
       "7天\n"},
      {"拜访日期 * 2", "type-mismatch [拜访日期] 这里应当是数，却是日期\n"},
      {"-拜访日期", "type-mismatch [拜访日期] 这里应当是数，却是日期\n"},
      {"满年数(数量)", "type-mismatch [数量] 这里应当是日期，却是数\n"},
      {"满年数()", "type-mismatch [满年数()] “满年数”需要 2 项，却写了 0 项\n"},
      {"满年数(拜访日期, 跟进日期, 基准日)",
       "type-mismatch [满年数(拜访日期, 跟进日期, 基准日)] “满年数”需要 2 项，却写了 3 项\n"},
      {"今天 - 拜访日期", "unknown-name [今天] 不认识的名称“今天” | 当天的日期请写 基准日 => 基准日\n"},
      {"基准日期 - 拜访日期", "unknown-name [基准日期] 不认识的名称“基准日期” | 当天的日期请写 基准日 => 基准日\n"},
  });
}

TEST_CASE("what the author declares under the name of the as-of date is meant") {
  const std::string declared = fields + "基准日 = 跟进日期 + 1天\n年资 = 满年数(拜访日期)\n" + end;
  const model::Rules rules = rules_of(declared);
  CHECK(RulesText(rules).expression(rules.definitions.back().expression) == "(full years 拜访日期 基准日)");
  CHECK(rules.as_of == model::none);
  // A definition is found wherever it stands.
  const model::Rules later = rules_of(fields + "年资 = 满年数(拜访日期)\n基准日 = 2025-01-01\n" + end);
  CHECK(later.as_of == model::none);
  CHECK(problems_of(fields + "基准日 = 5天\n年资 = 满年数(拜访日期)\n" + end) ==
        "type-mismatch [满年数(拜访日期)] 这里应当是日期，却是以“日”计的数\n");
}

TEST_CASE("the rules say whether they speak of the as-of date") {
  const auto as_of_in = [](const std::string& lines) { return rules_of(fields + lines + end).as_of != model::none; };
  CHECK_FALSE(as_of_in("结果 = 满年数(拜访日期, 跟进日期)\n"));
  CHECK(as_of_in("结果 = 满年数(拜访日期)\n"));
  CHECK(as_of_in("参数\n  起算日 = 基准日 - 1年\n"));
  CHECK(as_of_in("准入条件 期限: 全部满足\n  已到期: 拜访日期 <= 基准日\n"));
  const model::Rules rules = rules_of(fields + end + "  基准日\n");
  REQUIRE(rules.as_of != model::none);
  CHECK(rules.outputs.back().parameter == rules.as_of);
  CHECK(rules.parameters[rules.as_of].value.day == as_of);
}

TEST_CASE("without a day the as-of date cannot be used, nor set as a parameter") {
  const std::string text = fields + "结果 = 基准日 - 拜访日期\n" + end;
  const grammar::ParseResult parsed = grammar::parse(text);
  const check::CheckResult result = check::check(parsed.tree);
  CHECK_FALSE(result.rules.has_value());
  REQUIRE(result.diagnostics.size() == 1);
  CHECK(result.diagnostics[0].message.zh == "这里不知道基准日是哪一天");
  std::vector<Message> problems;
  check::check(parsed.tree, {{"基准日", "2026-01-01"}}, problems, as_of);
  REQUIRE(problems.size() == 1);
  CHECK(problems[0].zh == "基准日不是参数，请用 --as-of 2026-03-01 这样的写法指定");
}

TEST_CASE("examples cannot set the as-of date") {
  const std::string examples = "示例\n  | 基准日 | 拜访日期 | => 年资 |\n  | 2026-01-01 | 2020-01-01 | 6年 |\n";
  CHECK(problems_of(fields + "年资 = 满年数(拜访日期)\n" + examples + end).starts_with("type-mismatch [基准日]"));
}

TEST_CASE("in English") {
  const std::string head = "rules t\nfields\n  id: text, key\n  visited: date\n  followed up: date\n";
  const std::string tail = "output\n  id\n";
  const auto said = [&](const std::string& expression) {
    const std::string text = head + "result = " + expression + "\n" + tail;
    const std::string problems = problems_of(text);
    if (!problems.empty()) return problems;
    const model::Rules rules = rules_of(text);
    return RulesText(rules).expression(rules.definitions.back().expression);
  };
  CHECK(said("followed up - visited <= 7 days") == "(<= (days followed up visited) 7日)");
  CHECK(said("visited + 1 week") == "(later visited 1周)");
  CHECK(said("visited + 3 months - 2 years") == "(earlier (later visited 3月) 2年)");
  CHECK(said("full years(visited) >= 3 years") == "(>= (full years visited 2026-03-01) 3年)");
  CHECK(said("full months(visited, followed up) under 6 months") == "(< (full months visited followed up) 6月)");
  CHECK(said("as of - visited over 30 days") == "(> (days 2026-03-01 visited) 30日)");
  CHECK(said("visited in 2026-01-01 to as of") == "(visited in [20454..20513])");
  CHECK(said("followed up - visited <= 7") ==
        "unit-mismatch [7] `7` has no unit, but is held against a number of days | write 7 days => 7 days\n");
  CHECK(said("visited + 1") ==
        "unit-mismatch [1] what is added to a date or taken from it needs a unit: days, weeks, months or years | write 1 day "
        "=> 1 day\n");
  CHECK(said("today - visited") ==
        "unknown-name [today] unknown name `today` | the day of the run is written as of => as of\n");
}

}  // namespace
}  // namespace fenji::test
