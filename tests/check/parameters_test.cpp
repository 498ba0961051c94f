// Parameters and what a run may set them to.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

const std::string text =
    "规则 a\n参数\n  要求 = 35%\n  年度 = 2026\n  下限 = 10万元\n  月量 = 5000吨/月\n  生效 = 2026-01-01\n  严格 = 是\n  "
    "默认行业 = 制造\n  说明 = “无”\n"
    "  双倍 = 下限 * 2\n字段\n  编号: 文本, 唯一编号\n  行业: 选项 制造、贸易\n  额: 金额\nx = 额 >= 双倍 且 行业 = "
    "默认行业\n输出\n  编号\n";

// The parameter after `--set name=value`, or the problem.
std::string after_setting(const std::string& name, const std::string& value, Language language = Language::chinese) {
  std::vector<Message> problems;
  const check::CheckResult result = check::check(grammar::parse(text).tree, {{name, value}}, problems);
  CHECK(text_of(result.diagnostics, text) == "");
  std::string lines;
  for (const Message& problem : problems) {
    CHECK_FALSE(problem.zh.empty());
    CHECK_FALSE(problem.en.empty());
    lines += problem.in(language) + "\n";
  }
  if (!lines.empty()) return lines;
  for (const model::Parameter& parameter : result.rules->parameters) {
    CHECK(parameter.set == (parameter.name == name));
    if (parameter.name != name) continue;
    const RulesText rules(*result.rules);
    return rules.type(parameter.type) + " " + rules.value(parameter.value, parameter.type);
  }
  return "none";
}

TEST_CASE("declared values") {
  CHECK(lines_of(rules_of(text), "parameter") ==
        "parameter 要求: percent .2 = 35%\n"
        "parameter 年度: whole .0 = 2026\n"
        "parameter 下限: whole 元 .0 = 100000元\n"
        "parameter 月量: whole 吨/月 .0 = 5000吨/月\n"
        "parameter 生效: date = 2026-01-01\n"
        "parameter 严格: yes/no = yes\n"
        "parameter 默认行业: text = '制造'\n"
        "parameter 说明: text = '无'\n"
        "parameter 双倍: whole 元 .0 = 200000元\n");
}

TEST_CASE("values set from outside") {
  CHECK(after_setting("要求", "30%") == "percent .1 30%");
  CHECK(after_setting("要求", "12.5%") == "percent .3 12.5%");
  CHECK(after_setting("要求", "-3%") == "percent .2 -3%");
  CHECK(after_setting("要求", "10个百分点") == "percent .1 10%");
  CHECK(after_setting("要求", "0") == "percent .0 0%");
  CHECK(after_setting("年度", "2027") == "whole .0 2027");
  CHECK(after_setting("年度", "2026.5") == "number .1 2026.5");
  CHECK(after_setting("年度", "2,027") == "whole .0 2027");
  CHECK(after_setting("下限", "20万元") == "whole 元 .0 200000元");
  CHECK(after_setting("下限", "20万") == "whole 元 .0 200000元");
  CHECK(after_setting("下限", "200000") == "whole 元 .0 200000元");
  CHECK(after_setting("下限", "99.5") == "number 元 .1 99.5元");
  CHECK(after_setting("月量", "1 * 6000吨/月") == "whole 吨/月 .0 6000吨/月");
  CHECK(after_setting("月量", "0") == "whole 吨/月 .0 0吨/月");
  CHECK(after_setting("生效", "2026年3月1日") == "date 2026-03-01");
  CHECK(after_setting("严格", "no") == "yes/no no");
  CHECK(after_setting("默认行业", "贸易") == "text '贸易'");
  CHECK(after_setting("默认行业", "“贸易”") == "text '贸易'");
  CHECK(after_setting("双倍", "5万") == "whole 元 .0 50000元");
}

TEST_CASE("a setting counts before anything is worked out") {
  const model::Rules rules = rules_of(text, {{"下限", "30万"}, {"默认行业", "贸易"}});
  CHECK(lines_of(rules, "parameter 双倍") == "parameter 双倍: whole 元 .0 = 600000元\n");
  CHECK(lines_of(rules, "define x") == "define x layer 1: yes/no = (and (>= 额 600000元) (行业 in 贸易))\n");
}

TEST_CASE("wrong values") {
  CHECK(after_setting("要求", "30") == "参数“要求”应当是百分比，不能设为“30”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "0.3") == "参数“要求”应当是百分比，不能设为“0.3”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "30万元") == "参数“要求”应当是百分比，不能设为“30万元”；规则文件里写的是 35%\n");
  CHECK(after_setting("年度", "35%") == "参数“年度”应当是数，不能设为“35%”；规则文件里写的是 2026\n");
  CHECK(after_setting("年度", "明年") == "参数“年度”应当是数，不能设为“明年”；规则文件里写的是 2026\n");
  CHECK(after_setting("年度", "2026-01-01") == "参数“年度”应当是数，不能设为“2026-01-01”；规则文件里写的是 2026\n");
  CHECK(after_setting("年度", "2027年") == "参数“年度”应当是数，不能设为“2027年”；规则文件里写的是 2026\n");
  CHECK(after_setting("下限", "35%") == "参数“下限”应当是金额，不能设为“35%”；规则文件里写的是 100000元\n");
  CHECK(after_setting("下限", "5吨") == "参数“下限”应当是金额，不能设为“5吨”；规则文件里写的是 100000元\n");
  CHECK(after_setting("月量", "6000") == "参数“月量”应当是以“吨/月”计的数，不能设为“6000”；规则文件里写的是 5000吨/月\n");
  CHECK(after_setting("月量", "6000吨") == "参数“月量”应当是以“吨/月”计的数，不能设为“6000吨”；规则文件里写的是 5000吨/月\n");
  CHECK(after_setting("生效", "2026-02-30") == "参数“生效”应当是日期，不能设为“2026-02-30”；规则文件里写的是 2026-01-01\n");
  CHECK(after_setting("严格", "1") == "参数“严格”应当是是否，不能设为“1”；规则文件里写的是 是\n");
  CHECK(after_setting("要求", "") == "参数“要求”应当是百分比，不能设为“”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "30%%") == "参数“要求”应当是百分比，不能设为“30%%”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "30%\n  y = 3") == "参数“要求”应当是百分比，不能设为“30%\n  y = 3”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "30%\n字段") == "参数“要求”应当是百分比，不能设为“30%\n字段”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "x") == "参数“要求”应当是百分比，不能设为“x”；规则文件里写的是 35%\n");
  CHECK(after_setting("要求", "额", Language::english) ==
        "the parameter `要求` is a percentage, it cannot be set to `额`; the rule file says 35%\n");
}

TEST_CASE("a setting that makes the rules wrong is the rules' mistake") {
  std::vector<Message> problems;
  const check::CheckResult result = check::check(grammar::parse(text).tree, {{"默认行业", "金融"}}, problems);
  CHECK(problems.empty());
  CHECK(text_of(result.diagnostics, text).ends_with("“行业”没有“金融”这一选项 | 可以是：制造、贸易\n"));
}

TEST_CASE("unknown names") {
  CHECK(after_setting("要球", "30%") == "没有名为“要球”的参数；是不是“要求”？\n");
  CHECK(after_setting("额", "30%") ==
        "没有名为“额”的参数；已有的名称：要求、年度、下限、月量、生效、严格、默认行业、说明、双倍\n");
  CHECK(after_setting("x", "30%", Language::english).starts_with("there is no parameter `x`; known names: 要求, 年度"));
  std::vector<Message> problems;
  check::check(grammar::parse("规则 a\n字段\n  编号: 文本, 唯一编号\n输出\n  编号\n").tree, {{"a", "1"}, {"b", "2"}}, problems);
  CHECK(problems.size() == 2);
  CHECK(problems.at(1).zh == "没有名为“b”的参数");
}

TEST_CASE("parameters with a mistake") {
  const auto problems = [](const std::string& parameters) {
    return problems_of("规则 a\n参数\n" + parameters +
                       "字段\n  编号: 文本, 唯一编号\n  额: 金额\n  行业: 选项 制造、贸易\n输出\n  编号\n");
  };
  CHECK(problems("  甲 = 额 * 2\n") == "type-mismatch [额] 这里只能写固定的值\n");
  CHECK(problems("  甲 = 额\n") == "type-mismatch [额] 这里只能写固定的值\n");
  CHECK(problems("  甲 = 1 / 3\n").starts_with("type-mismatch [1 / 3] 除法的结果是分数"));
  CHECK(problems("  甲 = 四舍五入(1 / 3, 4)\n") == "");
  CHECK(problems("  甲 = 乙\n") == "unknown-name [乙] 不认识的名称“乙” | 如果是文字，请加引号：“乙” => “乙”\n");
  CHECK(problems("  甲 = 乙 + 1\n") == "unknown-name [乙] 不认识的名称“乙” | 已有的名称：甲、编号、额、行业\n");
  CHECK(problems("  甲 = 贸易\n") == "");
  CHECK(problems("  甲 = 1\n  乙 = 甲 + 5吨\n") ==
        "unit-mismatch [甲] 以“吨”计的数与数单位不同 | 两边的单位要一样：请核对名称，或者改声明里的单位\n");
  CHECK(problems("  甲 = 1\n  甲 = 2\n") ==
        "duplicate-name [甲] 名称“甲”已经用过 | 请给其中一个换个名称，或删去重复的一行\n  3:3 [甲] 第一次出现在这里\n");
}

}  // namespace
}  // namespace fenji::test
