#include "engine/lint/catalogue_parts.hpp"

namespace fenji::lint {

std::vector<Explained> explained_n_to_z() {
  return {
      {"non-monotone",
       Severity::warning,
       {"别处都是越高分越多，偏偏这里反过来。", "Everywhere else the points rise with the criterion, here they fall."},
       {R"(  | 500万以上        | 80  |
  | 200万至不满500万 | 100 |
  | 100万至不满200万 | 70  |
  | 不满100万        | 60  |)",
        R"(  | at least 5,000,000           | 80  |
  | 2,000,000 to under 5,000,000 | 100 |
  | 1,000,000 to under 2,000,000 | 70  |
  | under 1,000,000              | 60  |)"},
       {R"(  | 500万以上        | 100 |
  | 200万至不满500万 | 80  |
  | 100万至不满200万 | 70  |
  | 不满100万        | 60  |)",
        R"(  | at least 5,000,000           | 100 |
  | 2,000,000 to under 5,000,000 | 80  |
  | 1,000,000 to under 2,000,000 | 70  |
  | under 1,000,000              | 60  |)"}},
      {"not-applicable-used",
       Severity::error,
       {"用了一个只在某个条件下才有的结果，而有的客户不在那个条件里。",
        "A result that exists only under a condition is used for customers outside it."},
       {R"(分档 老客户加分 按 合作年数: 仅当 老客户
  | 3年以上 | 10 |
  | 不满3年 | 5  |
得分 = 基础分 + 老客户加分)",
        R"(bands bonus by years: when old customer
  | at least 3 years | 10 |
  | under 3 years    | 5  |
score = base + bonus)"},
       {R"(对照表 加分
  | 老客户 | => 加分    |
  | 是     | 老客户加分 |
  | 否     | 0          |
得分 = 基础分 + 加分)",
        R"(table extra
  | old customer | => extra |
  | yes          | bonus    |
  | no           | 0        |
score = base + extra)"}},
      {"not-decided",
       Severity::note,
       {"检查的工作量到了上限，这里没能证明有没有问题。",
        "The work that a proof may take was used up: here it is open whether there is a fault."},
       {"  | 甲 * 乙 >= 丙 * 丁 | A |", "  | a * b >= c * d | A |"},
       {R"(甲乙 = 甲 * 乙
  | 100以上 | A |
  | 不满100 | B |)",
        R"(product = a * b
  | at least 100 | A |
  | under 100    | B |)"}},
      {"overflow",
       Severity::warning,
       {"有的客户会除以 0，或数值超出可以精确表示的范围，结果是“数据有误”。",
        "For some customers a division by zero, or a value beyond the exact range, makes the result invalid."},
       {R"(  总采购额: 金额, 0以上
份额 = 我司销售额 / 总采购额)",
        R"(  purchases: money, at least 0
share = our sales / purchases)"},
       {R"(  总采购额: 金额, 超过0
份额 = 我司销售额 / 总采购额)",
        R"(  purchases: money, over 0
share = our sales / purchases)"}},
      {"overlap",
       Severity::error,
       {"有一种客户同时落入两行；结果不同是错误，相同是警告。",
        "Some customer falls into two rows: an error where their results differ, else a warning."},
       {R"(  | 100万至199万 | 70 |
  | 100万以下    | 60 |)",
        R"(  | 1,000,000 to 1,990,000 | 70 |
  | at most 1,000,000      | 60 |)"},
       {R"(  | 100万至不满200万 | 70 |
  | 不满100万        | 60 |)",
        R"(  | 1,000,000 to under 2,000,000 | 70 |
  | under 1,000,000              | 60 |)"}},
      {"repeated-literal",
       Severity::note,
       {"同一个界限在几块里都写了数（要用 --select 打开）。", "One limit is typed in several blocks (off unless selected)."},
       {R"(  有规模: 年销售额 >= 500万
  | 500万以上 | A |)",
        R"(  large enough: sales >= 5,000,000
  | at least 5,000,000 | A |)"},
       {R"(参数
  大额 = 500万元
  有规模: 年销售额 >= 大额
  | 大额 以上 | A |)",
        R"(parameters
  large = 5,000,000 yuan
  large enough: sales >= large
  | at least large | A |)"}},
      {"result-changed",
       Severity::warning,
       {"新旧两版对这样的客户给出不同的结果（fenji lint 新 --against 旧）。",
        "The two versions give such customers different results (fenji lint NEW --against OLD)."},
       {R"(  | 90以上     | A |  # 旧版
  | 88以上     | A |  # 新版)",
        R"(  | at least 90 | A |  # old
  | at least 88 | A |  # new)"},
       {"  | 90以上     | A |  # 两版相同", "  | at least 90 | A |  # the same in both"}},
      {"step-gap",
       Severity::error,
       {"两行之间漏了一步：400–799 与 800 之间还有 799.5。", "Two rows leave out a step: 799.5 lies between 400–799 and 800."},
       {R"(  | 400万至799万 | 90  |
  | 800万以上    | 100 |)",
        R"(  | 4,000,000 to 7,990,000 | 90  |
  | at least 8,000,000     | 100 |)"},
       {R"(  | 400万至不满800万 | 90  |
  | 800万以上        | 100 |)",
        R"(  | 4,000,000 to under 8,000,000 | 90  |
  | at least 8,000,000           | 100 |)"}},
      {"syntax",
       Severity::error,
       {"这里读不懂。", "This cannot be read."},
       {"  | 200至400万 | A |", "  | 80-89 | A |"},
       {"  | 200万至400万 | A |", "  | 80 to 89 | A |"}},
      {"type-mismatch",
       Severity::error,
       {"种类不合：例如把文字和数相比。", "Kinds that do not go together, such as a text compared with a number."},
       {"  有规模: 客户名称 >= 100万", "  large enough: customer name >= 1,000,000"},
       {"  有规模: 年销售额 >= 100万", "  large enough: sales >= 1,000,000"}},
      {"uncovered-row",
       Severity::note,
       {"没有示例到过的行：改规则时没有什么会提醒你。",
        "Rows that no example reaches: nothing tells when a change breaks them."},
       {R"(  | 90以上 | A |
  | 不满90 | B |
示例
  | 得分 | => 级别 |
  | 95   | A       |)",
        R"(  | at least 90 | A |
  | under 90    | B |
examples
  | score | => grade |
  | 95    | A        |)"},
       {R"(示例
  | 得分 | => 级别 |
  | 95   | A       |
  | 80   | B       |)",
        R"(examples
  | score | => grade |
  | 95    | A        |
  | 80    | B        |)"}},
      {"unit-mismatch",
       Severity::error,
       {"单位不合：例如元与吨相比。", "Units that do not go together, such as yuan and tonnes."},
       {R"(  年用量: 数 吨
  有规模: 年用量 >= 100万元)",
        R"(  volume: number tonnes
  large enough: volume >= 1,000,000 yuan)"},
       {R"(  年用量: 数 吨
  有规模: 年用量 >= 100吨)",
        R"(  volume: number tonnes
  large enough: volume >= 100 tonnes)"}},
      {"unknown-name",
       Severity::error,
       {"没有声明过这个名字。", "No declaration has this name."},
       {R"(  年销售额: 金额
  有规模: 年销量额 >= 100万)",
        R"(  sales: money
  large enough: salse >= 1,000,000)"},
       {R"(  年销售额: 金额
  有规模: 年销售额 >= 100万)",
        R"(  sales: money
  large enough: sales >= 1,000,000)"}},
      {"unreachable-hole",
       Severity::note,
       {"纸面上的空缺，但没有客户会得到那样的值。", "A hole on paper, but no customer can have such a value."},
       {R"(  | 80以上 | B |
  | 79以下 | C |)",
        R"(  | at least 80 | B |
  | at most 79  | C |)"},
       {R"(  | 80以上 | B |
  | 不满80 | C |)",
        R"(  | at least 80 | B |
  | under 80    | C |)"}},
      {"unreachable-result",
       Severity::warning,
       {"一个级别、类别或分值永远不会出现。", "A grade, label or points value never comes out."},
       {R"(# 最低可能得分是 60
  | 60以上 | C |
  | 不满60 | D |)",
        R"(# the lowest possible score is 60
  | at least 60 | C |
  | under 60    | D |)"},
       {R"(  | 70以上 | C |
  | 不满70 | D |)",
        R"(  | at least 70 | C |
  | under 70    | D |)"}},
      {"unused-field",
       Severity::note,
       {"没有一处用到这个字段。", "Nothing uses this field."},
       {R"(字段
  传真: 文本)",
        R"(fields
  fax: text)"},
       {R"(字段
  电话: 文本
输出
  客户编号、电话)",
        R"(fields
  phone: text
output
  customer id, phone)"}},
      {"unused-parameter",
       Severity::note,
       {"没有一处用到这个参数：改它不会改变任何结果。", "Nothing uses this parameter: changing it changes no result."},
       {R"(参数
  大额 = 500万元
  | 500万以上 | A |)",
        R"(parameters
  large = 5,000,000 yuan
  | at least 5,000,000 | A |)"},
       {R"(参数
  大额 = 500万元
  | 大额 以上 | A |)",
        R"(parameters
  large = 5,000,000 yuan
  | at least large | A |)"}},
      {"unused-result",
       Severity::note,
       {"算了一个结果，却没有一处用它，输出里也没有。", "A result is worked out that nothing uses and no output names."},
       {R"(毛利率差 = 毛利率 - 35%
输出
  客户编号、级别)",
        R"(margin over = margin - 35%
output
  customer id, grade)"},
       {R"(毛利率差 = 毛利率 - 35%
输出
  客户编号、毛利率差、级别)",
        R"(margin over = margin - 35%
output
  customer id, margin over, grade)"}},
      {"weights",
       Severity::error,
       {"评分表各项的权重合计不是 100%。", "The weights of a scorecard do not add up to 100%."},
       {"  | 年销售额 (50%) | 毛利率 (40%) | 分值 |", "  | sales (50%) | margin (40%) | points |"},
       {"  | 年销售额 (50%) | 毛利率 (50%) | 分值 |", "  | sales (50%) | margin (50%) | points |"}},
  };
}

}  // namespace fenji::lint
