#include "engine/lint/catalogue_parts.hpp"

namespace fenji::lint {

std::vector<Explained> explained_a_to_m() {
  return {
      {"allow-unused",
       Severity::warning,
       {"一句“允许”注释所允许的问题已经没有了，或者它没有写问题名。",
        "An `allow` comment allows a finding that is no longer there, or names none."},
       {"  | 90以上 | A |  # fenji: 允许 overlap 因为 下半年改",
        "  | at least 90 | A |  # fenji: allow overlap because it changes in July"},
       {"  | 90以上 | A |", "  | at least 90 | A |"}},
      {"allow-without-reason",
       Severity::warning,
       {"一句“允许”注释没有写理由，不算数。", "An `allow` comment gives no reason and does not count."},
       {"  | 90以上 | A |  # fenji: 允许 overlap", "  | at least 90 | A |  # fenji: allow overlap"},
       {"  | 90以上 | A |  # fenji: 允许 overlap 因为 下半年改",
        "  | at least 90 | A |  # fenji: allow overlap because it changes in July"}},
      {"applies-gap",
       Severity::note,
       {"册子里有一段日子没有一个文件在有效期内，或者有客户哪一个文件都不适用。",
        "In a book there are days on which no file is in force, or customers whom no file fits."},
       {R"(  有效期: 2026-01-01 至 2026-06-30
  有效期: 2026-08-01 至 2026-12-31)",
        R"(  effective: 2026-01-01 to 2026-06-30
  effective: 2026-08-01 to 2026-12-31)"},
       {R"(  有效期: 2026-01-01 至 2026-06-30
  有效期: 2026-07-01 至 2026-12-31)",
        R"(  effective: 2026-01-01 to 2026-06-30
  effective: 2026-07-01 to 2026-12-31)"}},
      {"applies-overlap",
       Severity::error,
       {"册子里两个同日有效的文件，会有同一个客户都适用。",
        "In a book a customer fits two files that are in force on one day."},
       {R"(  适用: 产品线 = MMS类
  适用: 产品线 为 MMS类、城管类)",
        R"(  applies to: product line = MMS
  applies to: product line in MMS, urban)"},
       {R"(  适用: 产品线 = MMS类
  适用: 产品线 = 城管类)",
        R"(  applies to: product line = MMS
  applies to: product line = urban)"}},
      {"blank-result",
       Severity::note,
       {"没有填写的格子按某个值计，和填了这个值的客户得到一样的结果；请看是不是本意。",
        "An empty cell counts as a value and earns what that value earns: see whether this is meant."},
       {"  | 200万以下 | 5% |", "  | at most 2,000,000 | 5% |"},
       {R"(  | 超过0至200万 | 5% |
  | 0            | 0% |)",
        R"(  | over 0 to 2,000,000 | 5% |
  | 0                   | 0% |)"}},
      {"book-column",
       Severity::warning,
       {"册子里列名的对照有误。", "The book maps a column wrongly."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"book-file",
       Severity::error,
       {"册子所列的规则文件不能用。", "A rule file that the book names cannot be used."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"book-key",
       Severity::error,
       {"册子里各文件的唯一编号对不上。", "The keys of the files in the book do not agree."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"book-parameter",
       Severity::error,
       {"册子给了规则文件里没有的参数，或值不对。", "The book gives a parameter that the rule file lacks, or a wrong value."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"book-syntax",
       Severity::error,
       {"册子不是正确的 TOML。", "The book is no correct TOML."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"book-type",
       Severity::error,
       {"同一列在册子的两个文件里类型不同。", "One column has different types in two files of the book."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"book-value",
       Severity::error,
       {"册子里有不认识的项目或值。", "The book has an entry or value that is not known."},
       {R"([[文件]]
路径 = "没有这个文件.fenji")",
        R"([[file]]
path = "no such file.fenji")"},
       {R"([[文件]]
路径 = "mms.fenji")",
        R"([[file]]
path = "mms.fenji")"}},
      {"cycle",
       Severity::error,
       {"几个结果互相依赖，绕成一圈，谁也算不出来。", "Results need one another in a circle, none of them can be worked out."},
       {R"(得分 = 基础分 + 级别分
级别分 = 得分 * 10%)",
        R"(score = base + bonus
bonus = score * 10%)"},
       {R"(得分 = 基础分 + 级别分
级别分 = 基础分 * 10%)",
        R"(score = base + bonus
bonus = base * 10%)"}},
      {"dead-element",
       Severity::warning,
       {"一条准入要素、一个条件或一行，任何客户都满足，或任何客户都不满足。",
        "An element, a condition or a row that every customer meets, or none."},
       {R"(  年销售额: 金额, 0以上
  有规模: 年销售额 >= 0)",
        R"(  sales: money, at least 0
  large enough: sales >= 0)"},
       {R"(  年销售额: 金额, 0以上
  有规模: 年销售额 >= 100万)",
        R"(  sales: money, at least 0
  large enough: sales >= 1,000,000)"}},
      {"duplicate-name",
       Severity::error,
       {"同一个名字声明了两次。", "One name is declared twice."},
       {R"(  年销售额: 金额
  年销售额: 整数)",
        R"(  sales: money
  sales: whole number)"},
       {R"(  年销售额: 金额
  年订单数: 整数)",
        R"(  sales: money
  orders: whole number)"}},
      {"example-failed",
       Severity::error,
       {"示例写的结果与规则算出的不同。", "An example expects another result than the rules give."},
       {R"(  | 90以上 | A |
示例
  | 得分 | => 级别 |
  | 90   | B       |)",
        R"(  | at least 90 | A |
examples
  | score | => grade |
  | 90    | B        |)"},
       {R"(  | 90以上 | A |
示例
  | 得分 | => 级别 |
  | 90   | A       |)",
        R"(  | at least 90 | A |
examples
  | score | => grade |
  | 90    | A        |)"}},
      {"extends",
       Severity::error,
       {"沿用的文件读不出，或沿用绕成了一圈。",
        "An extended file cannot be read, or the files extend one another in a circle."},
       {"  沿用: 没有这个文件.fenji", "  extends: no such file.fenji"},
       {"  沿用: mms.fenji", "  extends: mms.fenji"}},
      {"gap",
       Severity::error,
       {"有一种客户不落入任何一行，没有结果。", "Some customer falls into no row and gets no result."},
       {R"(  | 10%以上  | 100 |
  | 3%以下   | 60  |)",
        R"(  | at least 10% | 100 |
  | at most 3%   | 60  |)"},
       {R"(  | 10%以上         | 100 |
  | 超过3%至不满10% | 80  |
  | 3%以下          | 60  |)",
        R"(  | at least 10%         | 100 |
  | over 3% to under 10% | 80  |
  | at most 3%           | 60  |)"}},
      {"irrelevant-column",
       Severity::warning,
       {"对照表的一列怎么变，结果都一样。", "Whatever a column of a table is, the result stays the same."},
       {R"(  | 规模 | 地区 | => 折扣 |
  | 大   | 东   | 10%     |
  | 大   | 西   | 10%     |
  | 小   | 不限 | 0%      |)",
        R"(  | size  | region | => discount |
  | large | east   | 10%         |
  | large | west   | 10%         |
  | small | any    | 0%          |)"},
       {R"(  | 规模 | => 折扣 |
  | 大   | 10%     |
  | 小   | 0%      |)",
        R"(  | size  | => discount |
  | large | 10%         |
  | small | 0%          |)"}},
      {"layer",
       Severity::error,
       {"准入条件或适用范围用到了在它们之后才有的结果。",
        "Applies or an eligibility block uses a result that exists only behind it."},
       {R"(准入条件 门槛: 全部满足
  排名靠前: 排名(年销售额) <= 10)",
        R"(eligibility threshold: all of
  on top: rank(sales) <= 10)"},
       {R"(分类 重点: 依次判断
  重点: 排名(年销售额) <= 10
  一般: 其余)",
        R"(classify focus: first match
  focus: rank(sales) <= 10
  normal: otherwise)"}},
      {"masked-row",
       Severity::error,
       {"一行永远轮不到：上面的行已经把它的客户都拿走了。",
        "A row is never reached: those above it take all of its customers."},
       {R"(分档 加成 按 销售额: 依次判断
  | 超过0     | 5%  |
  | 200万以上 | 10% |
  | 其余      | 0%  |)",
        R"(bands bonus by sales: first match
  | over 0             | 5%  |
  | at least 2,000,000 | 10% |
  | otherwise          | 0%  |)"},
       {R"(分档 加成 按 销售额: 依次判断
  | 200万以上 | 10% |
  | 超过0     | 5%  |
  | 其余      | 0%  |)",
        R"(bands bonus by sales: first match
  | at least 2,000,000 | 10% |
  | over 0             | 5%  |
  | otherwise          | 0%  |)"}},
  };
}

}  // namespace fenji::lint
