// What a person reads: whole stories of the government list, and short ones for what it does not show.
#include "engine/explain/text.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include <string>

#include "tests/explain/government.hpp"
#include "tests/explain/story.hpp"

using namespace fenji;
using test::Government;
using test::RuleText;

TEST_CASE("a customer that is rated") {
  const Government government(Language::chinese);
  CHECK(government.text("K000002") == R"(K000002：已评级
  得分      94.5
  客户级别  A
规则：政府类客户分级，版本 2026.1（government.zh.fenji）

✓ 适用范围
  产品线 = MMS类 且 客户类型 = 最终用户 且 年份(预计成交日期) = 评级年度  第 5 行
    ✓ 产品线：MMS类
    ✓ 客户类型：最终用户
    ✓ 预计成交日期：2026-12-31（原文“2026年12月31日”）；评级年度：2026

✓ 准入条件 立项四要素（须全部满足）                                       第 29 行
  ✓ 有需求    潜在需求                                                    第 30 行
      潜在需求：是
  ✓ 有预算    预算状态 为 有计划、已落实 且 预算金额 >= 价格下限          第 31 行
      ✓ 预算状态：已落实
      ✓ 预算金额：200000（原文“20万”）；价格下限：100000
  ✓ 有时间表  实施年度 = 评级年度                                         第 32 行
      实施年度：2026；评级年度：2026
  ✓ 决策清晰  决策人 已填 且 决策影响人 已填                              第 33 行
      ✓ 决策人：张局
      ✓ 决策影响人：李处

计算
    毛利率差 = 预计毛利率 − 要求毛利率 = 30.9% − 35% = -4.1%              第 35 行
    基础分 = 50 + 40 = 90                                                 第 38 行
      年度潜在销售额：8000000（原文“800万”）  800万以上          100 × 50% = 50  第 40 行
      毛利率差：-4.1%                         超过-10%至不满-3%  80 × 50% = 40   第 42 行
    加成 = 5%                                                             第 47 行
      近两年销售额：0.01
      → | 超过0 | 5% |                                                    第 50 行
    得分 = 基础分 × (1 + 加成) = 90 × (1 + 5%) = 94.5                     第 53 行
    客户级别 = A                                                          第 55 行
      得分：94.5
      → | 90以上 | A |                                                    第 56 行
    最低拜访                                                              第 61 行
      最低拜访/高管层 = 1次/半年 上门
      最低拜访/营销中心各部门 = 1-3次/季度 上门
      最低拜访/区域总经理 = 1-2次/月 上门
      客户级别：A
      → | A | 1次/半年 上门 | 1-3次/季度 上门 | 1-2次/月 上门 |           第 63 行
)");
}

TEST_CASE("a customer that is not eligible") {
  const Government government(Language::chinese);
  CHECK(government.text("K000005") == R"(K000005：不予评级（未满足：决策清晰）
规则：政府类客户分级，版本 2026.1（government.zh.fenji）

✓ 适用范围
  产品线 = MMS类 且 客户类型 = 最终用户 且 年份(预计成交日期) = 评级年度  第 5 行
    ✓ 产品线：MMS类
    ✓ 客户类型：最终用户
    ✓ 预计成交日期：2026-09-30（原文“2026/9/30”）；评级年度：2026

✗ 准入条件 立项四要素（须全部满足）                                       第 29 行
  ✓ 有需求    潜在需求                                                    第 30 行
      潜在需求：是（原文“Y”）
  ✓ 有预算    预算状态 为 有计划、已落实 且 预算金额 >= 价格下限          第 31 行
      ✓ 预算状态：有计划
      ✓ 预算金额：2220000；价格下限：100000
  ✓ 有时间表  实施年度 = 评级年度                                         第 32 行
      实施年度：2026；评级年度：2026
  ✗ 决策清晰  决策人 已填 且 决策影响人 已填                              第 33 行
      ✗ 决策人：空白
      ✓ 决策影响人：李处

因此不再往下判断：得分、客户级别

要评级，须：
  满足“决策清晰”：决策人 已填（第 33 行）
)");
}

TEST_CASE("a customer whose record is incomplete") {
  const Government government(Language::english);
  CHECK(government.text("K000025") == R"(K000025: incomplete (Missing: 潜在需求, 实施年度)
Rules: 政府类客户分级, version 2026.1 (government.en.fenji)

✓ Scope of the rules
  产品线 = MMS类 and 客户类型 = 最终用户 and year(预计成交日期) = 评级年度  line 5
    ✓ 产品线: MMS类
    ✓ 客户类型: 最终用户
    ✓ 预计成交日期: 2026-06-15; 评级年度: 2026

? Eligibility 立项四要素 (all of them)                             line 29
  ? 有需求    潜在需求                                             line 30
      潜在需求: blank
  ✓ 有预算    预算状态 in 有计划, 已落实 and 预算金额 >= 价格下限  line 31
      ✓ 预算状态: 已落实
      ✓ 预算金额: 590000; 价格下限: 100000
  ? 有时间表  实施年度 = 评级年度                                  line 32
      实施年度: blank; 评级年度: 2026
  ✓ 决策清晰  决策人 given and 决策影响人 given                    line 33
      ✓ 决策人: 张局
      ✓ 决策影响人: 李处

Therefore not looked at: 得分, 客户级别

To be rated:
  fill in `潜在需求`: yes/no (line 19)
  fill in `实施年度`: whole number (line 22)
)");
}

TEST_CASE("a cell that cannot be read") {
  const Government government(Language::chinese);
  CHECK(government.text("K000029") == R"(K000029：数据有误（无法识别：预计毛利率“abc”）
  得分      数据有误
  客户级别  数据有误
规则：政府类客户分级，版本 2026.1（government.zh.fenji）

✓ 适用范围
  产品线 = MMS类 且 客户类型 = 最终用户 且 年份(预计成交日期) = 评级年度  第 5 行
    ✓ 产品线：MMS类
    ✓ 客户类型：最终用户
    ✓ 预计成交日期：2026-09-30（原文“2026/9/30”）；评级年度：2026

✓ 准入条件 立项四要素（须全部满足）                                       第 29 行
  ✓ 有需求    潜在需求                                                    第 30 行
      潜在需求：是
  ✓ 有预算    预算状态 为 有计划、已落实 且 预算金额 >= 价格下限          第 31 行
      ✓ 预算状态：已落实
      ✓ 预算金额：300000（原文“30万元”）；价格下限：100000
  ✓ 有时间表  实施年度 = 评级年度                                         第 32 行
      实施年度：2026；评级年度：2026
  ✓ 决策清晰  决策人 已填 且 决策影响人 已填                              第 33 行
      ✓ 决策人：张局
      ✓ 决策影响人：李处

计算
  ✗ 毛利率差 = 预计毛利率 − 要求毛利率 = ? − 35%：数据有误（无法识别：预计毛利率“abc”）  第 35 行
      预计毛利率：无法识别“abc”
      字段规定：预计毛利率: 百分比                                        第 26 行
  ✗ 基础分 = 40 + ?：数据有误                                             第 38 行
      年度潜在销售额：2000000  200万至不满400万  80 × 50% = 40            第 42 行
      ✗ 毛利率差（50%）：数据有误
    加成 = 5%                                                             第 47 行
      近两年销售额：1999999.99
      → | 超过0 | 5% |                                                    第 50 行
  ✗ 得分 = 基础分 × (1 + 加成) = ? × (1 + 5%)：数据有误                   第 53 行
  ✗ 客户级别：数据有误                                                    第 55 行
      得分：数据有误

要评级，须：
  改正“预计毛利率”：“abc”读不出，应为 百分比（第 26 行）
)");
}

TEST_CASE("a customer that the rules are not for") {
  const Government government(Language::english);
  CHECK(government.text("K000003") == R"(K000003: not applicable
Rules: 政府类客户分级, version 2026.1 (government.en.fenji)

✗ Scope of the rules
  产品线 = MMS类 and 客户类型 = 最终用户 and year(预计成交日期) = 评级年度  line 5
    ✗ 产品线: 应急类
    ✓ 客户类型: 最终用户
    ✓ 预计成交日期: 2026-03-01; 评级年度: 2026

Therefore not looked at: 立项四要素, 得分, 客户级别
)");
}

namespace {

// A record of one field, and what is told of the result `果`.
std::string working(const std::string& rules, const RuleText::Cells& cells) {
  const RuleText text(
      "规则 试\n参数\n  底线 = 100\n字段\n  编号: 文本, 唯一编号\n  甲: 数, 不满1000\n  乙: 数, 空白视为 7\n  丙: 是否, "
      "可不填\n" +
      rules + "输出\n  果\n");
  const std::string told = text.text(cells);
  const std::size_t begin = told.find("\n计算\n");
  if (begin == std::string::npos) return told;
  const std::size_t end = told.find("\n要评级，须：");  // see below
  return told.substr(begin, end - begin).substr(std::string_view("\n计算\n").size());
}

}  // namespace

TEST_CASE("workings") {
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string told;
  };
  const Case cases[] = {
      // Rows that fit together and disagree.
      {"分档 果 按 甲\n  | 100以上 | 高 |\n  | 200以下 | 低 |\n",
       {{"甲", "150"}},
       R"(  ✗ 果：规则未覆盖        第 9 行
      甲：150
      以下各行同时符合，结果却不同：
      ✓ | 100以上 | 高 |  第 10 行
      ✓ | 200以下 | 低 |  第 11 行
)"},
      // Rows that fit together and agree.
      {"分档 果 按 甲\n  | 100以上 | 高 |\n  | 200以下 | 高 |\n",
       {{"甲", "150"}},
       R"(    果 = 高               第 9 行
      甲：150
      → | 100以上 | 高 |  第 10 行
      ✓ | 200以下 | 高 |  第 11 行
)"},
      {"分档 果 按 甲: 依次判断\n  | 底线 以上 | 高 |\n  | 超过50   | 低 |  # 一半\n",
       {{"甲", "5"}},
       R"(  ✗ 果：规则未覆盖          第 9 行
      甲：5；底线：100
      没有一行符合：
      ✗ | 底线 以上 | 高 |  第 10 行
      ✗ | 超过50 | 低 |     第 11 行
)"},
      // Nothing rules out a row: none is worth a line.
      {"分档 果 按 甲\n  | 100以上 | 高 |\n  | 不满100 | 低 |\n",
       {{"甲", " "}},
       R"(  ? 果：资料不全（待补：甲）  第 9 行
      甲：空白
)"},
      {"分档 果 按 甲\n  | 100以上 | 高 |\n  | 不满100 | 低 |\n",
       {},
       R"(  ? 果：资料不全（待补：甲）  第 9 行
      甲：名单无此列
)"},
      // A row pasted from a spreadsheet; a cell outside its bounds; a blank that stands for a value.
      {"分档 果 按 乙: 依次判断\n  10以上\t高\n  其余\t低\n",
       {{"乙", ""}},
       R"(    果 = 低            第 9 行
      乙：7（空白，按规则取此值）
      → | 其余 | 低 |  第 11 行
)"},
      {"果 = 甲 + 乙\n",
       {{"甲", "1,000"}, {"乙", "２"}},
       R"(  ✗ 果 = 甲 + 乙 = ? + 2：数据有误（无法识别：甲“1,000”）  第 9 行
      甲：无法识别“1,000”；乙：2（原文“２”）
      字段规定：甲: 数, 不满1000                           第 6 行
)"},
      // A first-match table whose open rows give the same as the certain one.
      {"分档 果 按 甲: 依次判断\n  | 100以上 | 高 |\n  | 其余 | 高 |\n",
       {{"甲", "?"}},
       R"(    果 = 高                       第 9 行
      甲：无法识别“?”
      字段规定：甲: 数, 不满1000  第 6 行
      未定的行结果相同，不影响：
      ? | 100以上 | 高 |          第 10 行
      → | 其余 | 高 |             第 11 行
)"},
      // … and one where they do not.
      {"分档 档 按 乙: 依次判断\n  | 10以上 | 1 |\n  | 其余 | 2 |\n分档 果 按 甲: 依次判断\n  | 100以上 | 档 |\n  | 50以上 | 1 "
       "|\n  | 其余 | "
       "2 |\n",
       {{"乙", "3"}},
       R"(    档 = 2                    第 9 行
      乙：3
      → | 其余 | 2 |          第 11 行
  ? 果：资料不全（待补：甲）  第 12 行
      甲：名单无此列
)"},
      // Some rows are ruled out.
      {"分档 果 按 甲: 依次判断\n  | 乙 以上 | 高 |\n  | 200以上 | 中 |\n  | 其余 | 低 |\n",
       {{"甲", "100"}, {"乙", "x"}},
       R"(  ✗ 果：数据有误（无法识别：乙“x”）  第 9 行
      甲：100；乙：无法识别“x”
      字段规定：乙: 数, 空白视为 7   第 7 行
      尚可能符合的行：
      ? | 乙 以上 | 高 |             第 10 行
      ? | 其余 | 低 |                第 12 行
)"},
      // 仅当 holds, does not, and is open.
      {"分档 果 按 甲: 仅当 丙\n  | 100以上 | 高 |\n  | 其余 | 低 |\n",
       {{"甲", "100"}, {"丙", "√"}},
       R"(    果 = 高               第 9 行
      ✓ 仅当 丙
        丙：是（原文“√”）
      甲：100
      → | 100以上 | 高 |  第 10 行
)"},
      {"分档 果 按 甲: 仅当 丙\n  | 100以上 | 高 |\n  | 其余 | 低 |\n",
       {{"甲", "100"}, {"丙", "否"}},
       R"(    果：不适用  第 9 行
      ✗ 仅当 丙
        丙：否
)"},
      {"分档 果 按 甲: 仅当 丙\n  | 100以上 | 高 |\n  | 其余 | 低 |\n",
       {{"甲", "100"}, {"丙", ""}},
       R"(  ? 果：资料不全（待补：丙）  第 9 行
      ? 仅当 丙
        丙：空白
)"},
      // Arithmetic: an exact quotient on the way, a division by zero, and what follows from it.
      {"比 = 甲 / (乙 - 底线)\n果 = 四舍五入(比, 2)\n",
       {{"甲", "1"}, {"乙", "103"}},
       R"(    比 = 甲 ÷ (乙 − 底线) = 1 ÷ (103 − 100) ≈ 0.333333    第 9 行
    果 = 四舍五入(比, 2) = 四舍五入(≈0.333333, 2) = 0.33  第 10 行
)"},
      {"比 = 甲 / (乙 - 底线)\n果 = 四舍五入(比, 2)\n",
       {{"甲", "1"}, {"乙", "100"}},
       R"(  ✗ 比 = 甲 ÷ (乙 − 底线) = 1 ÷ (100 − 100)：数据有误（超出可计算范围：比，除数为 0）  第 9 行
  ✗ 果 = 四舍五入(比, 2) = 四舍五入(?, 2)：数据有误  第 10 行
)"},
      // A condition as a result, with a condition in it.
      {"果 = 甲 >= 底线 或 丙 且 非 (乙 不满 5)\n",
       {{"甲", "100"}, {"乙", "4"}},
       R"(    果 = 是  第 9 行
      ✓ 甲 >= 底线
          甲：100；底线：100
      ✗ 丙 且 非 (乙 不满 5)
          ? 丙：名单无此列
          ✗ 乙：4
)"},
      {"果 = 丙 且 乙 >= 5\n",
       {{"乙", "4"}},
       R"(    果 = 否  第 9 行
      ? 丙：名单无此列
      ✗ 乙：4
)"},
      // A scorecard whose total does not apply, and one with a column that is not known.
      {"评分表 果\n  | 甲 (40%) | 乙 (60%) | 分值 |\n  | 100以上 | 5以上 | 100 |\n  | 其余 | 其余 | 0 |\n",
       {{"甲", "99.5"}, {"乙", "5"}},
       R"(    果 = 0 + 60 = 60                   第 9 行
      甲：99.5  其余   0 × 40% = 0     第 12 行
      乙：5     5以上  100 × 60% = 60  第 11 行
)"},
      {"评分表 果\n  | 甲 (40%) | 乙 (60%) | 分值 |\n  | 100以上 | 5以上 | 100 |\n  | 不满100 | 不满4 | 0 |\n",
       {{"甲", "x"}, {"乙", "4"}},
       R"(  ✗ 果 = ? + ?：数据有误（无法识别：甲“x”；规则未覆盖：果/乙）  第 9 行
      ✗ 甲（40%）：数据有误
        甲：无法识别“x”
        字段规定：甲: 数, 不满1000                              第 6 行
      ✗ 乙（60%）：规则未覆盖
        乙：4
        没有一行符合：
        ✗ | 100以上 | 5以上 | 100 |                             第 11 行
        ✗ | 不满100 | 不满4 | 0 |                               第 12 行
)"},
      {"评分表 果: 仅当 丙\n  | 甲 (40%) | 乙 (60%) | 分值 |\n  | 100以上 | 5以上 | 100 |\n  | 其余 | 其余 | 0 |\n",
       {{"丙", "0"}},
       R"(    果：不适用  第 9 行
      ✗ 仅当 丙
        丙：否（原文“0”）
)"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.rules);
    CHECK(working(one.rules, one.cells) == one.told);
  }
}

TEST_CASE("what has to change before a record can be rated") {
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string zh, en;
  };
  const std::string output = "果 = 甲 + 1\n";
  const std::string all =
      "准入条件 门: 全部满足\n  大: 甲 >= 底线\n  好: 丙 且 非 (乙 不满 5)\n  全: 甲 已填 或 丙 未填\n" + output;
  const std::string some = "准入条件 门: 至少满足 2 项\n  大: 甲 >= 底线\n  好: 丙\n  小: 乙 不满 5\n" + output;
  const Case cases[] = {
      {all,
       {{"甲", "5"}, {"乙", "4"}, {"丙", "是"}},
       "满足“大”：甲 >= 底线\n满足“好”：非 (乙 不满 5)\n",
       "meet `大`: 甲 >= 底线\nmeet `好`: 非 (乙 不满 5)\n"},
      {all, {{"甲", "5"}, {"乙", "9"}, {"丙", "是"}}, "满足“大”：甲 >= 底线\n", "meet `大`: 甲 >= 底线\n"},
      {some, {{"甲", "5"}, {"乙", "9"}, {"丙", "是"}}, "“门”再满足 1 项：大、小\n", "meet 1 more of `门`: 大, 小\n"},
      {all, {{"甲", "500"}, {"乙", "9"}, {"丙", ""}}, "补上“丙”：是否, 可不填\n", "fill in `丙`: 是否, 可不填\n"},
      {all,
       {{"甲", "500"}, {"乙", "9"}},
       "名单里加上“丙”这一列：是否, 可不填\n",
       "give the list a column `丙`: 是否, 可不填\n"},
      {output,
       {{"甲", "千把"}},
       "改正“甲”：“千把”读不出，应为 数, 不满1000\n",
       "correct `甲`: \"千把\" cannot be read as 数, 不满1000\n"},
      {"果 = 四舍五入(1 / 甲, 2)\n",
       {{"甲", "0"}},
       "核对“果”用到的数：算出来太大，或者除以了 0\n",
       "check the numbers behind `果`: too large, or divided by 0\n"},
      {"分档 果 按 甲\n  | 10以上 | 高 |\n",
       {{"甲", "5"}},
       "改规则：“果”里没有一行符合，fenji lint 会指出缺哪一行\n",
       "mend the rules: no row of `果` fits; fenji lint shows what is missing\n"},
      {"分档 果 按 甲\n  | 1以上 | 高 |\n  | 9以下 | 低 |\n",
       {{"甲", "5"}},
       "改规则：“果”里有几行同时符合，结果却不同，fenji lint 会指出是哪几行\n",
       "mend the rules: rows of `果` disagree; fenji lint shows which\n"},
      {output, {{"甲", "5"}}, "", ""},
  };
  const auto remedies = [](const std::string& told, const std::string& title) {
    const std::size_t begin = told.find(title);
    std::string lines;
    for (std::size_t at = begin; at != std::string::npos;) {
      const std::size_t next = told.find("\n  ", at);
      if (next == std::string::npos) break;
      const std::string line = told.substr(next + 3, told.find('\n', next + 1) - next - 3);
      lines += line.substr(0, std::min(line.rfind("（第 "), line.rfind(" (line "))) + "\n";
      at = next + 1;
    }
    return lines;
  };
  for (const Case& one : cases) {
    CAPTURE(one.rules);
    const RuleText text(
        "规则 试\n参数\n  底线 = 100\n字段\n  编号: 文本, 唯一编号\n  甲: 数, 不满1000\n  乙: 数, 空白视为 7\n  丙: 是否, "
        "可不填\n" +
        one.rules + "输出\n  果\n");
    CHECK(remedies(explain::to_text(text.explain(one.cells, Language::chinese)), "\n要评级，须：") == one.zh);
    CHECK(remedies(explain::to_text(text.explain(one.cells, Language::english)), "\nTo be rated:") == one.en);
  }
}

TEST_CASE("long lines are divided") {
  std::string sum = "甲";
  for (int i = 0; i < 30; ++i) sum += " + 乙 * 甲";
  const std::string told = working("和 = " + sum + "\n果 = 和 + 1\n", {{"甲", "3"}, {"乙", "2"}});
  CHECK(told.starts_with("    和 = 甲 + 乙 × 甲"));
  CHECK(told.find("\n    = 3 + 2 × 3 + ") != std::string::npos);
  CHECK(told.find("\n    = 183\n") != std::string::npos);
  CHECK(told.find("    果 = 和 + 1 = 183 + 1 = 184") != std::string::npos);
}
