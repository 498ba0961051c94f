// Names: what is unknown, what is meant, where a blank is missing; duplicates; a declared name wins.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

TEST_CASE("unknown names") {
  CHECK(result_of("销售客") == "unknown-name [销售客] 不认识的名称“销售客” | 是不是“销售额”？ => 销售额\n");
  CHECK(result_of("毛利润率 + 1") == "unknown-name [毛利润率] 不认识的名称“毛利润率” | 是不是“毛利率”？ => 毛利率\n");
  CHECK(result_of("完全没有的东西") ==
        "unknown-name [完全没有的东西] 不认识的名称“完全没有的东西” | "
        "已有的名称：下限、要求、年度、月量、编号、名称、销售额、成本、毛利率、数量、客户数、产量、…\n");
  CHECK(result_of("销售客 + 毛利润率") ==
        "unknown-name [销售客] 不认识的名称“销售客” | 是不是“销售额”？ => 销售额\n"
        "unknown-name [毛利润率] 不认识的名称“毛利润率” | 是不是“毛利率”？ => 毛利率\n");
  CHECK(problems_in_english("x = marjin\n") ==
        "unknown-name [marjin] unknown name `marjin` | did you mean `margin`? => margin\n");
  CHECK(is_mended("x = 销售客 + 毛利润率 * 成本\n"));
  CHECK(is_mended("x = 销售客 + 成夲\n"));
}

TEST_CASE("unknown functions") {
  CHECK(result_of("最小直(1, 2)") == "unknown-name [最小直] 不认识的函数“最小直” | 是不是“最小”？ => 最小\n");
  CHECK(result_of("开方(2)") ==
        "unknown-name [开方(2)] 不认识的函数“开方” | "
        "已有的名称：年份、满年数、满月数、最小、最大、四舍五入、最差、最好、合计、计数、平均、占比、…\n");
  CHECK(problems_in_english("x = rond(1.5)\n") ==
        "unknown-name [rond] unknown function `rond` | did you mean `round`? => round\n");
}

TEST_CASE("habits of spreadsheets and of speech") {
  for (const char* written :
       {"x = 销售额 介于 100万 和 200万 之间", "x = 销售额 在 100万 到 200万之间 且 重点", "x = 毛利率 = 5%至10%",
        "x = 重点 且 !重点", "x = sum(销售额)", "x = 求和(销售额)", "x = 平均值(销售额) > 5万", "x = 排名(销售额)",
        "x = 累计占比(销售额) < 80%", "x = 销售额 > 300k"}) {
    CAPTURE(written);
    CHECK(is_mended(std::string(written) + "\n"));
  }
  CHECK(result_of("if(重点, 1, 2)").find("没有“如果”：按条件取值请写成 分档、定级 或 对照表") != std::string::npos);
  CHECK(result_of("占比(重点)").find("请写 计数(条件) / 计数()") != std::string::npos);
  CHECK(result_of("合计(重点)").find("请写 计数(条件)") != std::string::npos);
}

TEST_CASE("a word glued of a name and a keyword: where the blank goes") {
  struct Case {
    std::string glued, apart;
  };
  const std::vector<Case> cases = {
      {"重点且客户数 > 5", "重点 且 客户数"},
      {"重点 且客户数 > 5", "重点 且 客户数"},
      {"非重点", "非 重点"},
      {"行业 为 制造、贸易且重点", ""},
      {"行业 = 制造且重点", "制造 且 重点"},
      {"名称已填", "名称 已填"},
      {"销售额不满100万", "销售额 不满 100万"},
      {"销售额不满下限", "销售额 不满 下限"},
      {"客户数不低于5且重点", "客户数 不低于 5 且 重点"},
  };
  for (const Case& c : cases) {
    if (c.apart.empty()) continue;
    CAPTURE(c.glued);
    const std::string problems = result_of(c.glued);
    CHECK(problems.find("少了空格，请写成：" + c.apart + " => " + c.apart + "\n") != std::string::npos);
    CHECK(is_mended("x = " + c.glued + "\n"));
  }
  CHECK(result_of("重点且客户数 > 5") ==
        "unknown-name [重点且客户数] 不认识的名称“重点且客户数” | 少了空格，请写成：重点 且 客户数 => 重点 且 客户数\n");
}

TEST_CASE("the same in cells, as a limit and as a label") {
  const auto cell = [](const std::string& subject, const std::string& text) {
    return "分档 x 按 " + subject + "\n  | " + text + " | 1 |\n  | 其余 | 2 |\n";
  };
  CHECK(problems_in(cell("销售额", "下限以上")) ==
        "unknown-name [下限以上] 不认识的名称“下限以上” | 少了空格，请写成：下限 以上 => 下限 以上\n");
  CHECK(is_mended(cell("销售额", "下限以上")));
  CHECK(is_mended(cell("销售额", "不满下限")));
  CHECK(problems_in(cell("行业", "制造或贸易")) ==
        "unknown-name [制造或贸易] “行业”没有“制造或贸易”这一选项 | 请写成 制造、贸易 => 制造、贸易\n");
  CHECK(is_mended(cell("行业", "制造或贸易")));
  CHECK(problems_in(cell("名称", "名称且重点")).find("少了空格") != std::string::npos);
}

TEST_CASE("nothing glued becomes a label") {
  CHECK(problems_in("分档 x 按 销售额\n  | 下限 以上 | 重点且客户数 |\n  | 其余 | A |\n") ==
        "unknown-name [重点且客户数] 不认识的名称“重点且客户数” | 少了空格，请写成：重点 且 客户数 => 重点 且 客户数\n");
  CHECK(problems_in("定级 x 按 销售额\n  | 下限 以上 | 下限以上 |\n  | 其余 | A |\n") ==
        "unknown-name [下限以上] 不认识的名称“下限以上” | 少了空格，请写成：下限 以上 => 下限 以上\n");
  // Declared as a label it is one, and so it is in quotes.
  CHECK(problems_in("级别顺序 s: 下限以上、A\n定级 x 按 销售额\n  | 下限 以上 | 下限以上 |\n  | 其余 | A |\n") == "");
  CHECK(problems_in("定级 x 按 销售额\n  | 下限 以上 | 「下限以上」 |\n  | 其余 | A |\n") == "");
}

TEST_CASE("names taken twice") {
  CHECK(problems_of("规则 a\n字段\n  编号: 文本, 唯一编号\n  额: 金额\n  额: 数\n参数\n  额 = 1\n额 = 2\n输出\n  编号\n") ==
        "duplicate-name [额] 名称“额”已经用过"
        " | 请给其中一个换个名称，或删去重复的一行\n  4:3 [额] 第一次出现在这里\n"
        "duplicate-name [额] 名称“额”已经用过"
        " | 请给其中一个换个名称，或删去重复的一行\n  4:3 [额] 第一次出现在这里\n"
        "duplicate-name [额] 名称“额”已经用过"
        " | 请给其中一个换个名称，或删去重复的一行\n  4:3 [额] 第一次出现在这里\n");
  CHECK(problems_in("x = 1\n分档 y 按 销售额\n  | 取值 | => x | => z |\n  | 其余 | 1 | 2 |\n").find("duplicate-name [x]") == 0);
  CHECK(problems_in("准入条件 e: 全部满足\n  甲: 重点\n  甲: 重点\n") == "duplicate-name [甲] “甲”写了两次\n");
  CHECK(problems_in("准入条件 e: 全部满足\n  甲: 重点\n准入条件 e: 全部满足\n  甲: 重点\n") ==
        "duplicate-name [e] 名称“e”已经用过\n");
  CHECK(problems_in("级别顺序 s: 甲、乙\n级别顺序 s: 乙、丙\n").starts_with("duplicate-name [s] 名称“s”已经用过"));
  CHECK(problems_in("汇总检查 s\n  k: 计数() >= 1\n汇总检查 s\n  k: 计数() >= 2\n")
            .starts_with("duplicate-name [s] 名称“s”已经用过"));
  CHECK(problems_in("级别顺序 s: A、B、A\n") == "duplicate-name [A] “A”写了两次\n");
  CHECK(problems_of("规则 a\n规则 b\n字段\n  编号: 文本, 唯一编号\n  乙: 选项 高、低、高\n输出\n  编号\n") ==
        "duplicate-name [规则 b] 一个文件只能有一个“规则”块\n  1:4 [a] 第一次出现在这里\n"
        "duplicate-name [高] “高”写了两次\n");
}

TEST_CASE("names of lines with a mistake of their own are no further mistake") {
  const std::string text =
      "规则 a\n参数\n  甲 = 1 +\n字段\n  编号: 文本, 唯一编号\n  乙: 钱\n丙 = 甲 + 乙\n丁 = 丙 > >\n分档 戊 按 丁\n  | 1~2 | A "
      "|\n"
      "定级 己 按 戊: 全都\n  | 5 | A |\n己己 = 己 > B\n输出\n  编号、丙、戊、己己\n";
  const grammar::ParseResult parsed = grammar::parse(text);
  CHECK(parsed.diagnostics.size() == 5);
  CHECK(text_of(check::check(parsed.tree).diagnostics, text) == "");
}

TEST_CASE("a name is not its own first keyword: fields, key and output are demanded") {
  CHECK(problems_of("规则 a\n输出\n  b\n") ==
        "syntax [规则 a] 规则没有字段：列出名单里要用的列\n"
        "unknown-name [b] 输出里的“b”没有定义 | 已有的名称：\n");
  CHECK(problems_of("规则 a\n字段\n  b: 文本\n") ==
        "syntax [字段] 字段里没有唯一编号 | 在标识客户的字段后面写上 唯一编号，例如 客户编号: 文本, 唯一编号\n"
        "syntax [字段] 规则没有输出：列出结果里要有的列\n");
  CHECK(problems_of("规则 a\n字段\n  b: 文本, 唯一编号\n  c: 文本, 唯一编号\n输出\n  b\n") ==
        "duplicate-name [c] 只能有一个唯一编号\n  3:3 [b] 第一次出现在这里\n");
  CHECK(problems_of("") == "syntax [] 规则没有字段：列出名单里要用的列\nsyntax [] 规则没有输出：列出结果里要有的列\n");
}

}  // namespace
}  // namespace fenji::test
