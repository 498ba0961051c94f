#include "grammar/format/format.hpp"

#include <doctest/doctest.h>

#include <string>

#include "grammar/diagnostics/render.hpp"
#include "grammar/parse.hpp"

using namespace fenji;
using namespace fenji::grammar;

namespace {

struct Case {
  std::string from, to;
};

std::string formatted(const std::string& text, std::optional<Language> keywords = {}) {
  const FormatResult result = format_rules(text, 0, keywords);
  SourceSet sources;
  sources.add(Source("x.fenji", text));
  std::string complaints;
  for (const Diagnostic& diagnostic : result.diagnostics) complaints += render(diagnostic, sources, Language::english);
  return complaints.empty() ? result.text : complaints;
}

}  // namespace

TEST_CASE("blanks, signs and full-width forms of a definition") {
  const Case cases[] = {
      {"得分=基础*(1+加成)", "得分 = 基础 * (1 + 加成)"},
      {"得分　＝　基础　×　（１＋加成）", "得分 = 基础 * (1 + 加成)"},
      {"x = -a - -b", "x = -a - -b"},
      {"x = a÷b−c", "x = a / b - c"},
      {"x = 最小值( a、b ，c )", "x = 最小(a, b, c)"},
      {"x = 四舍五入(a,2)", "x = 四舍五入(a, 2)"},
      {"x = (a≥1) 且 (b≠2) 或 非 c", "x = (a >= 1) 且 (b ≠ 2) 或 非 c"},
      {"x = a<>1 且 b != 2 且 c == 3", "x = a ≠ 1 且 b ≠ 2 且 c = 3"},
      {"x = “甲  乙”", "x = “甲  乙”"},
      {"x = 「3M  公司」+1", "x = 「3M  公司」 + 1"},
      {"x = 1,234.50 + １，０００", "x = 1,234.50 + 1,000"},
      {"x = 10 万元 + 5 %+ 3百分点", "x = 10万元 + 5% + 3个百分点"},
      {"x = 5 吨", "x = 5 吨"},
      {"x = 2026年3月1日", "x = 2026年3月1日"},
      {"x = 2026-3-1", "x = 2026-03-01"},
      {"x = a 不少于 5", "x = a 不低于5"},
      {"x = a 低于 b", "x = a 不满 b"},
      {"x = a 高于-5", "x = a 超过-5"},
      {"x = a 为 5及以上", "x = a 为 5以上"},
      {"x = a 为 甲,乙 ，丙", "x = a 为 甲、乙、丙"},
      {"x = (a 为 甲、乙)", "x = (a 为 甲、乙)"},
      {"x = a 为 [100,200)", "x = a 为 [100, 200)"},
      {"x = a 为 [甲、乙]", "x = a 为 [甲、乙]"},
      {"x = b 已填 或 c 未填", "x = b 已填 或 c 未填"},
      {"x = yes", "x = 是"},
      {"x=a  # 注  ", "x = a  # 注"},
  };
  for (const Case& each : cases) {
    INFO(each.from);
    CHECK(formatted(each.from) == each.to + "\n");
  }
}

TEST_CASE("ranges have one spelling") {
  const Case cases[] = {
      {"不低于5", "5以上"},
      {"不少于 5", "5以上"},
      {"至少5万元", "5万元以上"},
      {"5及以上", "5以上"},
      {"5 以上", "5以上"},
      {"不超过5%", "5%以下"},
      {"至多 5", "5以下"},
      {"5以内", "5以下"},
      {"5及以内", "5以下"},
      {"5及以下", "5以下"},
      {"5以外", "超过5"},
      {"高于5", "超过5"},
      {"大于 -5", "超过-5"},
      {"低于5", "不满5"},
      {"小于 5", "不满5"},
      {"至少 大额", "大额 以上"},
      {"不超过 大额 + 1", "大额 + 1 以下"},
      {"低于 大额", "不满 大额"},
      {"5 至 10", "5至10"},
      {"至少5至10", "5至10"},
      {"高于5至低于10", "超过5至不满10"},
      {"5至 大额", "5 至 大额"},
      {"大额 至 低于 大额", "大额 至 不满 大额"},
      {"2026-01-01至2026-02-01", "2026-01-01 至 2026-02-01"},
      {">=5", ">= 5"},
      {"＞ 5", "> 5"},
      {"5、7 或 9，11", "5、7、9、11"},
      {"[5,8)、9以上", "[5, 8)、9以上"},
      {"（5， 8]", "(5, 8]"},
      {"—", "-"},
      {"不限", "不限"},
  };
  for (const Case& each : cases) {
    INFO(each.from);
    CHECK(formatted("分档 级 按 额\n|" + each.from + "|甲|") == "分档 级 按 额\n  | " + each.to + " | 甲 |\n");
  }
}

TEST_CASE("lines of blocks") {
  const Case cases[] = {
      {"规则：标题　甲", "规则 标题　甲"},
      {"规则: :甲", "规则: :甲"},
      {"规则: = 甲", "规则: = 甲"},
      {"规则:#甲", "规则:#甲"},
      {"规则 甲\n   版本：１ # 注\n\t适用：a=1\n 有效期:2026-01-01至2026-12-31",
       "规则 甲\n  版本: １  # 注\n  适用: a = 1\n  有效期: 2026-01-01 至 2026-12-31"},
      {"字段：\n 甲:文本，唯一编号,又称 乙、丙\n 丁：选项 高,中、低，可不填\n 戊: 数 吨/月 , 至少0\n 己: 金额 万元",
       "字段\n  甲: 文本, 唯一编号, 又称 乙、丙\n  丁: 选项 高、中、低, 可不填\n  戊: 数 吨/月, 0以上\n  己: 金额 万元"},
      {"级别顺序 四级:A,B ,C", "级别顺序 四级: A、B、C"},
      {"准入条件 门:至少满足1\n 有:a", "准入条件 门: 至少满足 1 项\n  有: a"},
      {"分档 级 按 额:依次判断，仅当 a 为 甲、乙\n|1|2|", "分档 级 按 额: 依次判断, 仅当 a 为 甲、乙\n  | 1 | 2 |"},
      {"矩阵 级 按 额 与 比\n|高|低|\n|1|A|B|", "矩阵 级 按 额 与 比\n  |   | 高 | 低 |\n  | 1 | A  | B  |"},
      {"对照表 级\n|额|=>级别|=>  说 明|\n|其余|A|B|",
       "对照表 级\n  | 额   | => 级别 | => 说 明 |\n  | 其余 | A       | B        |"},
      {"分类 类:依次判断\n A:额>=1\n B:其余", "分类 类: 依次判断\n  A: 额 >= 1\n  B: 其余"},
      {"计划 访 按 级\n|高管|经理|\n|A|1～3次／季 上门，1次/2个月 电话|—|",
       "计划 访 按 级\n  |   | 高管                            | 经理 |\n  | A | 1-3次/季度 上门、1次/2个月 电话 | -    |"},
      {"输出：a,b、\n c，", "输出: a、b、\n    c"},
      {"汇总检查 反馈 每 办事处,产品 ：\n 总数:合计(表,类=A,每 甲、乙)>=5",
       "汇总检查 反馈 每 办事处、产品\n  总数: 合计(表, 类 = A, 每 甲、乙) >= 5"},
      {"输出\n a,b", "输出\n  a、b"},
      {"示例  政策  原文\n|a|=>状态|\n|Ａ  B|已评级|", "示例 政策 原文\n  | a   | => 状态 |\n  | A B | 已评级  |"},
  };
  for (const Case& each : cases) {
    INFO(each.from);
    CHECK(formatted(each.from) == each.to + "\n");
  }
}

TEST_CASE("rows, rulers and comments") {
  const Case cases[] = {
      {"| 1 | 甲\n| --- | :-: |\n|10以上|乙|", "  | 1      | 甲 |\n  | 10以上 | 乙 |"},
      {"1\t甲\n10以上\t乙丙", "  | 1      | 甲   |\n  | 10以上 | 乙丙 |"},
      {"| 1 | 甲 | # 一\n# 二\n   ＃ 三\n\n|2|乙| #四", "  | 1 | 甲 |  # 一\n# 二\n  # 三\n\n  | 2 | 乙 |  #四"},
      {"|---|---| # 线\n|1|甲|", "  # 线\n  | 1 | 甲 |"},
  };
  for (const Case& each : cases) {
    INFO(each.from);
    CHECK(formatted("分档 级 按 额\n" + each.from) == "分档 级 按 额\n" + each.to + "\n");
  }
}

TEST_CASE("the author's lines stay") {
  const Case cases[] = {
      {"x=a+\n b\n", "x = a +\n    b\n"},
      {"x=a+ # 一\n\n # 二\n# 三\n b #四\n", "x = a +  # 一\n\n    # 二\n# 三\n    b  #四\n"},
      {"x=最大(a,\n\tb\n\t)\n", "x = 最大(a,\n    b\n    )\n"},
      {"准入条件 门\n 有: a 为\n  不低于\n  5、 # 注\n  7\n", "准入条件 门\n  有: a 为\n    5以上、  # 注\n    7\n"},
      {"x = (a 为 5 # 一\n 以上) # 二\n", "x = (a 为 5  # 一\n    以上)  # 二\n"},
      {"\n\n# 头\r\nx=1\r\n\r\n\r\ny=2\n\n\n", "\n\n# 头\nx = 1\n\n\ny = 2\n"},
      {"", ""},
      {"\n \n", ""},
      {"# 注", "# 注\n"},
  };
  for (const Case& each : cases) {
    INFO(each.from);
    CHECK(formatted(each.from) == each.to);
  }
}

TEST_CASE("keywords are translated each way") {
  const Case cells[] = {
      {"| 800万以上 | 是 |", "| at least 8,000,000 | yes |"},
      {"| 1.2亿元至不满3亿元 | 否 |", "| 120,000,000 yuan to under 300,000,000 yuan | no |"},
      {"| 超过-20%至-10% | A |", "| over -20% to -10% | A |"},
      {"| -20%以下 | A |", "| at most -20% | A |"},
      {"| 不满 大额 | A |", "| under 大额 | A |"},
      {"| 大额 以上 | A |", "| at least 大额 | A |"},
      {"| 甲、乙、3年 | A |", "| 甲, 乙, 3 years | A |"},
      {"| 1年 | A |", "| 1 year | A |"},
      {"| 其余 | A |", "| otherwise | A |"},
      {"| 不限 | A |", "| any | A |"},
      {"| - | A |", "| - | A |"},
      {"| 10个百分点以上 | A |", "| at least 10 percentage points | A |"},
      {"| [100, 200) | A |", "| [100, 200) | A |"},
      {"| 9000至15500 | A |", "| 9000 to 15500 | A |"},
  };
  for (const Case& each : cells) {
    INFO(each.from);
    CHECK(formatted("分档 级 按 额\n  " + each.from, Language::english) == "bands 级 on 额\n  " + each.to + "\n");
    CHECK(formatted("bands 级 on 额\n  " + each.to, Language::chinese) == "分档 级 按 额\n  " + each.from + "\n");
  }
  const Case files[] = {
      {"规则 甲\n  版本: 1\n  适用: a 已填 且 非 b 未填\n  有效期: 2026-01-01 至 2026-12-31\n",
       "rules 甲\n  version: 1\n  applies to: a given and not b missing\n  effective: 2026-01-01 to 2026-12-31\n"},
      {"字段\n  甲: 文本, 唯一编号, 又称 乙、丙\n  丁: 选项 高、低, 空白视为 低\n  戊: 数 吨/月, 0以上\n  己: 数 年, 可不填\n",
       "fields\n  甲: text, key, also 乙、丙\n  丁: one of 高, 低, blank means 低\n  戊: number 吨/month, at least 0\n  己: "
       "number years, "
       "optional\n"},
      {"准入条件 门: 至少满足 2 项\n  有: a 为 甲、乙 且 (b 为 1、2)\n",
       "eligibility 门: at least 2 of\n  有: a in 甲, 乙 and (b in 1、2)\n"},
      {"分档 级 按 额: 依次判断, 仅当 a 为 甲、乙\n  | 1 | 2 |\n",
       "bands 级 on 额: first match, when a in 甲、乙\n  | 1 | 2 |\n"},
      {"矩阵 级 按 额 与 比\n  |   | 1 |\n  | 2 | A |\n", "matrix 级 on 额 and 比\n  |   | 1 |\n  | 2 | A |\n"},
      {"分类 类: 依次判断\n  A: 额 >= 5000吨/月\n  B: 其余\n",
       "classify 类: first match\n  A: 额 >= 5000吨/月\n  B: otherwise\n"},
      {"评分表 分\n  | 额 (100%) | 分值 |\n  | 1         | 2    |\n",
       "scorecard 分\n  | 额 (100%) | points |\n  | 1         | 2      |\n"},
      {"计划 访 按 级\n  |   | 经理            | 总 |\n  | A | 1-3次/季度 上门 | 无 |\n",
       "plan 访 on 级\n  |   | 经理                    | 总   |\n  | A | 1-3 per quarter on site | none |\n"},
      {"计划 访 按 级: 在 日 前3个月\n  |   | 经理   |\n  | A | 1次/月 |\n",
       "plan 访 on 级: within 3 months before 日\n  |   | 经理        |\n  | A | 1 per month |\n"},
      {"示例 一\n  | a  | => 状态  |\n  | 是 | 不予评级 |\n", "examples 一\n  | a   | => status  |\n  | yes | ineligible |\n"},
      {"汇总检查 反馈 每 办事处、产品\n  总数: 合计(表, 每 甲、乙) >= 5\n\nx = 排前累计占比(a)\n",
       "portfolio 反馈 per 办事处, 产品\n  总数: total(表, per 甲、乙) >= 5\n\nx = share above(a)\n"},
      {"得分 = 最大(a, 四舍五入(b, 2)) * (1 + 5%)\n\n输出\n  a、b\n",
       "得分 = max(a, round(b, 2)) * (1 + 5%)\n\noutput\n  a, b\n"},
  };
  for (const Case& each : files) {
    INFO(each.from);
    CHECK(formatted(each.from, Language::english) == each.to);
    CHECK(formatted(each.to, Language::chinese) == each.from);
  }
}

TEST_CASE("names and labels stay, quoted where they would be misread") {
  const Case cases[] = {
      {"参数\n  to = 1\n\nx = to + 1\n", "parameters\n  `to` = 1\n\nx = `to` + 1\n"},
      {"参数\n  a and b = 1\n\nx = a and b + 1\n", "parameters\n  `a and b` = 1\n\nx = `a and b` + 1\n"},
      {"参数\n  rules = 1\n\nx = rules + 1\n", "parameters\n  rules = 1\n\nx = rules + 1\n"},
      {"字段\n  a: 选项 key、yes、是、1万, 可不填\n\nx = a 为 key、是、1万\n",
       "fields\n  a: one of `key`, yes, 是, 1万, optional\n\nx = a in key, 是, 1万\n"},
      {"字段\n  a: 文本\n\n示例\n  | a   | => 级 |\n  | 3年 | 是    |\n",
       "fields\n  a: text\n\nexamples\n  | a   | => 级 |\n  | 3年 | yes   |\n"},
      {"定级 级 按 额\n  | 1以上 | 3年 |\n  | 不满1 | 是  |\n",
       "grade 级 on 额\n  | at least 1 | 3年 |\n  | under 1    | 是  |\n"},
      {"分档 级 按 额\n  | 1以上 | any |\n  | 不满1 | 2级 |\n",
       "bands 级 on 额\n  | at least 1 | `any` |\n  | under 1    | 2级   |\n"},
      {"x = “且 1万”\n\n输出\n  x\n", "x = “且 1万”\n\noutput\n  x\n"},
  };
  for (const Case& each : cases) {
    INFO(each.from);
    CHECK(formatted(each.from, Language::english) == each.to);
  }
  CHECK(formatted("parameters\n  且 = 1\n\nx = 且 * 2\n", Language::chinese) == "参数\n  「且」 = 1\n\nx = 「且」 * 2\n");
}

TEST_CASE("what cannot be translated is refused, as is what cannot be read") {
  CHECK(formatted("参数\n  a and `b` c」 = 1\n", Language::english).find("[untranslatable]") != std::string::npos);
  CHECK(formatted("x = (1\n").find("[syntax]") != std::string::npos);
  CHECK(formatted("分档 级 按 额\n  | 80~89 | A |\n").find("80至89") != std::string::npos);
}

TEST_CASE("a plan's cells in examples are written as in the plan") {
  const std::string plan = "计划 拜访 按 级\n  |   | 高管        |\n  | A | 1次/月 上门 |\n";
  CHECK(formatted(plan + "示例\n  |级|=> 拜访/高管|=> 级|\n  | A | １次/月  上门，2次/年 电话 | A |\n  | A | 无 | 无 |\n") ==
        plan +
            "示例\n  | 级 | => 拜访/高管             | => 级 |\n"
            "  | A  | 1次/月 上门、2次/年 电话 | A     |\n  | A  | 无                       | 无    |\n");
  CHECK(formatted(plan + "示例\n  | 级 | => 拜访/高管 | => 级 |\n  | A | 1次/月 上门 | 无 |\n", Language::english)
            .ends_with("  | A  | 1 per month on site | 无    |\n"));
}

TEST_CASE("columns of examples are known in quotes, too") {
  const std::string plan = "plan 上门 或 电话 on class\n  |   | boss       |\n  | A | 1 per year |\n";
  CHECK(formatted(plan + "examples\n  | class | => 上门 或 电话/boss |\n  | A | 2/year by phone |\n", Language::chinese)
            .find("| 2次/年 电话") != std::string::npos);
  CHECK(formatted("字段\n  「a、b」: 文本\n示例\n  | 「a、b」 | => 状态 |\n  | 1,000.50 | 已评级 |\n").find("1,000.50 |") !=
        std::string::npos);
  CHECK(formatted("字段\n  「a、b」: 文本\n示例\n  | 「a、b」 | => 状态 |\n  | 2026年3月1日 | 已评级 |\n", Language::english)
            .find("2026年3月1日") != std::string::npos);
}

TEST_CASE("a name of the extended file is known") {
  DeclaredNames names = parse("参数\n  a/b = 1\n").tree.names;
  CHECK(format_rules("x=a/b*2\n", 0, {}, names).text == "x = a/b * 2\n");
  CHECK(format_rules("x=a/b*2\n").text == "x = a / b * 2\n");
}
