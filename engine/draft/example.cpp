#include "engine/draft/draft.hpp"

namespace fenji::draft {

namespace {

constexpr const char* chinese_example = R"(# 客户分级规则的样本：照着改成你们的。“#”后面的话是说明，程序不读。
# 改完先检查：fenji lint 文件名；再给名单评级：fenji run 文件名 名单.csv -o 结果.csv
# 已经有名单的话，fenji new --from 名单.csv 会照表头把“字段”写好。
规则 客户分级
  版本: 样本
  适用: 客户类型 = 最终用户  # 不是最终用户的，状态是“不适用”

# 常改的数放在这里，起个名字，下面用名字；评级时也可以另给：fenji run … --set 最低预算=20万
参数
  最低预算 = 10万
  要求毛利率 = 35%

# 名单里每一列是什么。列的次序不限；必须有一列唯一编号。
# 类型：文本、是否、选项 甲、乙、日期、金额、百分比、整数、数 吨/月
字段
  客户编号: 文本, 唯一编号
  客户名称: 文本, 可不填  # 整列没有也行
  客户类型: 选项 最终用户、代理商
  有需求: 是否
  预算: 金额  # 80万、800,000、1.2亿元 都认
  决策人: 文本, 可不填
  年销售额: 金额
  毛利率: 百分比  # 35%；名单里写 35 的话，改成 百分比 按百分数
  去年销售额: 金额, 空白视为 0  # 没填就是没有；不写这句，空白就是“资料不全”

# 先过这一关：有一项不满足，状态就是“不予评级”，说明里写出缺哪一项。
准入条件 立项条件: 全部满足
  有需求的: 有需求
  预算够: 预算 >= 最低预算
  找对人: 决策人 已填

毛利率差 = 毛利率 - 要求毛利率

# 每一列各自对照，分值乘以括号里的权重再相加。“以上”“以下”含本数，“不满”“超过”不含。
评分表 基础分
  | 年销售额 (60%)   | 毛利率差 (40%) | 分值 |
  | 500万以上        | 10%以上        | 100  |
  | 100万至不满500万 | 0%至不满10%    | 80   |
  | 不满100万        | 不满0%         | 60   |

# 依次判断：从上往下，先符合的算数。
分档 加成 按 去年销售额: 依次判断
  | 100万以上 | 10% |
  | 超过0     | 5%  |
  | 其余      | 0%  |

得分 = 基础分 * (1 + 加成)

定级 客户级别 按 得分
  | 90以上     | A |
  | 75至不满90 | B |
  | 不满75     | C |

# 每一级由谁多久联络一次。
计划 最低拜访 按 客户级别
  |   | 区域经理      | 销售员        |
  | A | 1次/季度 上门 | 2次/月 上门   |
  | B | 1次/半年 上门 | 1次/月 上门   |
  | C | 无            | 1次/季度 电话 |

# 手算过的例子：fenji lint 会重算，对不上就报错。
示例
  | 年销售额 | 毛利率 | 去年销售额 | => 得分 | => 客户级别 |
  | 500万    | 45%    | 100万      | 110     | A           |
  | 100万    | 34%    |            | 72      | C           |
  | 100万    | 40%    |            | 80      | B           |
  | 50万     | 45%    | 50万       | 79.8    | B           |

# 结果表里的列，依次是：
输出
  客户编号、客户名称、得分、客户级别、最低拜访
)";

constexpr const char* english_example =
    R"(# A sample of customer grading rules: make it yours. The program does not read what follows #.
# Check it with: fenji lint FILE; then grade a list: fenji run FILE list.csv -o result.csv
# If you have a list already, fenji new --from list.csv writes the fields from its headers.
rules Customer grading
  version: sample
  applies to: customer type = end user  # others get the status "not applicable"

# Figures that change often have a name here; a run may set them: fenji run … --set "least budget=200,000"
parameters
  least budget = 100,000 yuan
  required margin = 35%

# What each column of the list is, in any order. One column must be the key.
# Types: text, yes/no, one of a, b, date, money, percent, whole number, number tons/month
fields
  customer: text, key
  name: text, optional  # the whole column may be absent
  customer type: one of end user, agent
  has need: yes/no
  budget: money
  decision maker: text, optional
  yearly sales: money
  margin: percent  # 35%; where the list says 35, write: percent in points
  sales last year: money, blank means 0  # without this a blank cell is incomplete

# First of all: where one of these does not hold, the status is "ineligible", and the notes say which.
eligibility basics: all of
  need: has need
  enough budget: budget >= least budget
  right person: decision maker given

margin gap = margin - required margin

# Each column is looked up by itself; points times the weight in brackets are added up.
# "at least" and "at most" include the number, "over" and "under" do not.
scorecard base score
  | yearly sales (60%)           | margin gap (40%) | points |
  | at least 5,000,000           | at least 10%     | 100    |
  | 1,000,000 to under 5,000,000 | 0% to under 10%  | 80     |
  | under 1,000,000              | under 0%         | 60     |

# First match: from the top, the first row that fits counts.
bands bonus on sales last year: first match
  | at least 1,000,000 | 10% |
  | over 0             | 5%  |
  | otherwise          | 0%  |

score = base score * (1 + bonus)

grade customer grade on score
  | at least 90    | A |
  | 75 to under 90 | B |
  | under 75       | C |

# Who contacts customers of each grade, and how often.
plan visits on customer grade
  |   | regional manager        | salesperson            |
  | A | 1 per quarter on site   | 2 per month on site    |
  | B | 1 per half-year on site | 1 per month on site    |
  | C | none                    | 1 per quarter by phone |

# Worked by hand: fenji lint works them out again and says where they differ.
examples
  | yearly sales | margin | sales last year | => score | => customer grade |
  | 5,000,000    | 45%    | 1,000,000       | 110      | A                 |
  | 1,000,000    | 34%    |                 | 72       | C                 |
  | 1,000,000    | 40%    |                 | 80       | B                 |
  | 500,000      | 45%    | 500,000         | 79.8     | B                 |

# The columns of the result, in this order:
output
  customer, name, score, customer grade, visits
)";

}  // namespace

std::string example_rules(Language language) { return language == Language::chinese ? chinese_example : english_example; }

}  // namespace fenji::draft
