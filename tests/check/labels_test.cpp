// Options, labels and scales: what names a label, the order of labels, yes/no and text.
#include "tests/check/check_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string expression, expected;
};

void check_all(const std::vector<Case>& cases) {
  for (const Case& c : cases) {
    CAPTURE(c.expression);
    CHECK(result_of(c.expression) == c.expected);
  }
}

TEST_CASE("options of a field") {
  check_all({
      {"行业 = 制造", "yes/no: (行业 in 制造)"},
      {"制造 = 行业", "yes/no: (行业 in 制造)"},
      {"行业 = “制造”", "yes/no: (行业 in 制造)"},
      {"行业 ≠ 制造", "yes/no: (行业 in 贸易 其他)"},
      {"行业 为 制造、其他", "yes/no: (行业 in 制造 其他)"},
      {"行业 不为 制造、其他", "yes/no: (not (行业 in 制造 其他))"},
      {"行业 为 [制造, 其他]", "yes/no: (行业 in 制造 其他)"},
      {"行业 为 制造、制造", "yes/no: (行业 in 制造)"},
      {"行业 为 ≠ 制造", "yes/no: (行业 in 贸易 其他)"},
      {"行业 = 制造业", "unknown-name [制造业] “行业”没有“制造业”这一选项 | 是不是“制造”？ => 制造\n"},
      {"行业 = 金融", "unknown-name [金融] “行业”没有“金融”这一选项 | 可以是：制造、贸易、其他\n"},
      {"行业 为 制造、金融、保险",
       "unknown-name [金融] “行业”没有“金融”这一选项 | 可以是：制造、贸易、其他\n"
       "unknown-name [保险] “行业”没有“保险”这一选项 | 可以是：制造、贸易、其他\n"},
      {"行业 > 制造", "type-mismatch [行业 > 制造] 这些选项没有高低顺序，只能用 = 或 为\n"},
      {"行业 为 制造以上", "unknown-name [制造以上] “行业”没有“制造以上”这一选项 | 少了空格，请写成：制造 以上 => 制造 以上\n"},
      {"行业 为 制造 以上", "type-mismatch [制造 以上] 这些选项没有高低顺序，只能用 = 或 为\n"},
      {"行业 = 地区", "type-mismatch [行业 = 地区] 两边的选项没有一个相同，不能比较\n"},
      {"行业 = 名称", "type-mismatch [行业 = 名称] 选项不能与文本比较\n"},
      {"行业 = 是", "unknown-name [是] “行业”没有“是”这一选项 | 可以是：制造、贸易、其他\n"},
      {"行业", "[制造 贸易 其他]: 行业"},
  });
}

TEST_CASE("labels that end in a sign, in lists and ranges") {
  const std::string scale = "级别顺序 信用: A+、A、A-、B*、B\n";
  const auto bands = [&](const std::string& first, const std::string& second) {
    return scale +
           "定级 信 按 客户数: 依次判断\n  | 9以上 | A+ |\n  | 8 | A |\n  | 7 | A- |\n  | 6 | B* |\n  | 其余 | B |\n分档 x 按 "
           "信\n  | " +
           first + " | 1 |\n  | " + second + " | 2 |\n  | 其余 | 3 |\n";
  };
  CHECK(problems_in(bands("A+、A-", "A、B*")) == "");
  CHECK(problems_in(bands("A+ 至 A-", "B*")) == "");
  CHECK(problems_in(bands("A+", "A、A-")) == "");
}

TEST_CASE("yes and no in either language") {
  check_all({
      {"重点 = 是", "yes/no: 重点"},
      {"重点 = yes", "yes/no: 重点"},
      {"重点 = 否", "yes/no: (not 重点)"},
      {"重点 ≠ no", "yes/no: 重点"},
      {"否 = 重点", "yes/no: (not 重点)"},
      {"重点 为 是", "yes/no: (重点 in yes)"},
      {"重点 为 是、否", "yes/no: (重点 in no yes)"},
      {"重点 为 ≠ 是", "yes/no: (重点 in no)"},
      {"重点 = (客户数 > 5)", "yes/no: (= 重点 (> 客户数 5))"},
      {"重点 = 制造",
       "unknown-name [制造] 不认识的名称“制造” | "
       "已有的名称：下限、要求、年度、月量、编号、名称、销售额、成本、毛利率、数量、客户数、产量、…\n"},
      {"重点 为 1至2", "type-mismatch [1至2] 只有数和日期可以写范围\n"},
      {"是", "yes/no: yes"},
      {"no", "yes/no: no"},
  });
  CHECK(problems_in_english("x = key customer = 是 and key customer in yes\n") == "");
}

TEST_CASE("text") {
  check_all({
      {"名称 = “甲公司”", "yes/no: (= 名称 '甲公司')"},
      {"名称 为 “甲”、“乙”", "yes/no: (名称 in (= 名称 '甲') (= 名称 '乙'))"},
      {"名称 为 [“甲”, “乙”]", "yes/no: (名称 in (= 名称 '甲') (= 名称 '乙'))"},
      {"名称 ≠ 编号", "yes/no: (!= 名称 编号)"},
      {"名称 = 甲公司", "unknown-name [甲公司] 不认识的名称“甲公司” | 如果是文字，请加引号：“甲公司” => “甲公司”\n"},
      {"甲公司 = 名称", "unknown-name [甲公司] 不认识的名称“甲公司” | 如果是文字，请加引号：“甲公司” => “甲公司”\n"},
      {"名称 为 甲公司、编号", "unknown-name [甲公司] 不认识的名称“甲公司” | 如果是文字，请加引号：“甲公司” => “甲公司”\n"},
      {"名称 为 5", "type-mismatch [5] 文本不能与数比较\n"},
      {"名称 为 “甲”至“乙”", "type-mismatch [“甲”至“乙”] 只有数和日期可以写范围\n"},
  });
  CHECK(is_mended("x = 名称 = 甲公司 或 名称 为 乙公司、丙公司\n"));
  CHECK(problems_in_english("x = name = Acme\n") ==
        "unknown-name [Acme] unknown name `Acme` | if it is a text, quote it: \"Acme\" => \"Acme\"\n");
}

TEST_CASE("given and missing") {
  check_all({
      {"名称 已填 且 成交日 未填", "yes/no: (and (given 名称) (not (given 成交日)))"},
      {"年度 已填", "type-mismatch [年度] “已填”和“未填”只能用在字段上\n"},
      {"(销售额 + 1) 已填", "type-mismatch [(销售额 + 1)] “已填”和“未填”只能用在字段上\n"},
  });
}

TEST_CASE("labels are ordered by their rows, or by a declared scale that holds them all") {
  const std::string grade = "定级 级 按 客户数\n  | 9以上 | A |\n  | 5至8 | B |\n  | 其余 | C |\n";
  CHECK(model_of(grade + "x = 级 >= B\n", "define x") == "define x layer 1: yes/no = (级 in A B)\n");
  CHECK(model_of(grade + "x = 级 < A\n", "define x") == "define x layer 1: yes/no = (级 in B C)\n");
  CHECK(model_of(grade + "x = B < 级\n", "define x") == "define x layer 1: yes/no = (级 in A)\n");
  CHECK(model_of(grade + "x = 级 为 B 以上\n", "define x") == "define x layer 1: yes/no = (级 in A B)\n");
  CHECK(model_of(grade + "x = 级 为 不满 B\n", "define x") == "define x layer 1: yes/no = (级 in C)\n");
  CHECK(model_of(grade + "x = 级 为 A 至 B\n", "define x") == "define x layer 1: yes/no = (级 in A B)\n");
  CHECK(model_of(grade + "x = 级 为 C 至 B\n", "define x") == "define x layer 1: yes/no = (级 in B C)\n");
  CHECK(problems_in(grade + "x = 级 > A\n") == "");
  CHECK(problems_in(grade + "x = 级 为 超过 A\n") == "type-mismatch [超过 A] 这个范围里没有选项\n");
  CHECK(problems_in(grade + "x = 级 为 客户数 以上\n") == "type-mismatch [客户数] 这里只能写固定的值\n");

  const std::string scale = "级别顺序 s: C、B、A、O\n";
  CHECK(model_of(scale + grade + "x = 级 >= B\n", "define x") == "define x layer 1: yes/no = (级 in C B)\n");
  CHECK(model_of(scale + grade, "define 级").starts_with("define 级 layer 1: {C B A O} by row\n"));
  // A scale that lacks one of them does not order them.
  CHECK(model_of("级别顺序 s: C、B\n" + grade, "define 级").starts_with("define 级 layer 1: {A B C} by row\n"));
}

TEST_CASE("a scale orders the options of a field") {
  const std::string text =
      "规则 a\n级别顺序 s: 甲、乙、丙、丁\n字段\n  编号: 文本, 唯一编号\n  旧: 选项 丙、甲\n  新: 选项 丁、丙、乙、甲\n  别: "
      "选项 甲、戊\n";
  const model::Rules rules = rules_of(text + "x = 旧 > 丙\ny = 新 >= 乙\nz = 旧 < 新\nw = 别 = 旧\n输出\n  编号\n");
  CHECK(lines_of(rules, "field") ==
        "field 编号: text key\nfield 旧: {甲 丙} unused\nfield 新: {甲 乙 丙 丁} unused\nfield 别: [甲 戊] unused\n");
  CHECK(lines_of(rules, "define x") == "define x layer 1: yes/no = (旧 in 甲)\n");
  CHECK(lines_of(rules, "define z") ==
        "define z layer 1: yes/no = (or (and (旧 in 丙) (新 in 甲)) (and (旧 in 丙) (新 in 乙)))\n");
  CHECK(lines_of(rules, "define w") == "define w layer 1: yes/no = (or (and (别 in 甲) (旧 in 甲)))\n");
  CHECK(problems_of(text + "x = 别 > 旧\n输出\n  编号\n") == "type-mismatch [别 > 旧] 这些选项没有高低顺序，只能用 = 或 为\n");
  CHECK(problems_of(text + "x = 别 > 甲\n输出\n  编号\n") == "type-mismatch [别 > 甲] 这些选项没有高低顺序，只能用 = 或 为\n");
}

TEST_CASE("the options of one field are not ordered by a result that has the same labels") {
  const std::string text =
      "规则 a\n字段\n  编号: 文本, 唯一编号\n  诚信: 选项 高、低\n  数: 整数\n分档 档 按 数\n  | 5以上 | 高 |\n  | 其余 | 低 "
      "|\n";
  CHECK(problems_of(text + "x = 诚信 > 低\n输出\n  编号\n") ==
        "type-mismatch [诚信 > 低] 这些选项没有高低顺序，只能用 = 或 为\n");
  CHECK(problems_of(text + "x = 档 > 低 且 诚信 = 档\n输出\n  编号\n") == "");
}

TEST_CASE("a declared name that is no label does not hide a label of the same spelling") {
  const std::string text =
      "规则 a\n参数\n  高 = 5\n  默认 = “低”\n字段\n  编号: 文本, 唯一编号\n  低: 数\n  诚信: 选项 高、低\n  信用: 选项 "
      "高、低\n";
  const model::Rules rules = rules_of(text + "x = 诚信 = 高\ny = 诚信 = 低\nz = 诚信 = 默认\nw = 诚信 = 信用\n输出\n  编号\n");
  CHECK(lines_of(rules, "define x") == "define x layer 1: yes/no = (诚信 in 高)\n");
  CHECK(lines_of(rules, "define y") == "define y layer 1: yes/no = (诚信 in 低)\n");
  CHECK(lines_of(rules, "define z") == "define z layer 1: yes/no = (诚信 in 低)\n");
  CHECK(lines_of(rules, "define w") == "define w layer 1: yes/no = (= 诚信 信用)\n");
}

}  // namespace
}  // namespace fenji::test
