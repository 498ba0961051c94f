// The government policy: as it is implemented it has no fault, and as it is written every fault that the policy is known for.
#include <doctest/doctest.h>

#include "tests/prove/policy.hpp"

namespace fenji::test {
namespace {

using model::TableForm;

struct Government : PolicyBuilder {
  Field sales, margin, history;

  Government()
      : sales(field("年度潜在销售额", money_type())),
        margin(field("预计毛利率", percent_type())),
        history(field("近两年销售额", money_type())) {
    rules.fields[history.id].blank_means = known("0.000000");
  }

  using Ranges = std::vector<std::pair<model::Interval, const char*>>;

  void build(const Ranges& sales_rows, const Ranges& margin_rows, const Ranges& bonus_rows, model::HitPolicy bonus_policy,
             bool bonus_otherwise, const std::vector<model::Interval>& grades) {
    const auto points =
        ranges(TableForm::criterion, "基础分/年度潜在销售额", sales, "年度潜在销售额", number_type(0), sales_rows);
    const auto required = subtract(margin, constant(known("0.35"), percent_type(2)));
    rules.expressions[required].type = percent_type();
    const auto difference = define("毛利率差", required);
    const auto margin_points =
        ranges(TableForm::criterion, "基础分/毛利率差", difference, "毛利率差", number_type(0), margin_rows);
    const auto base = scorecard("基础分", {points, margin_points}, {"0.5", "0.5"});
    const auto bonus = ranges(TableForm::bands, "加成", history, "近两年销售额", percent_type(2), bonus_rows, bonus_policy);
    if (bonus_otherwise) otherwise(bonus, {constant(known("0.00"), percent_type(2))});
    const auto score = define("得分", multiply({base, add({number("1"), bonus[0]})}));
    grade("客户级别", score, "得分", grades, {"A", "B", "C", "D"});
    place(rules);
  }
};

TEST_CASE("as implemented, the policy has no fault") {
  Government policy;
  policy.build({{at_least("8000000"), "100"},
                {from_under("4000000", "8000000"), "90"},
                {from_under("2000000", "4000000"), "80"},
                {from_under("1000000", "2000000"), "70"},
                {under("1000000"), "60"}},
               {{at_least("0.1"), "100"},
                {from_under("-0.03", "0.1"), "90"},
                {over_under("-0.1", "-0.03"), "80"},
                {over_to("-0.2", "-0.1"), "70"},
                {at_most("-0.2"), "60"}},
               {{at_least("4000000"), "0.20"}, {at_least("2000000"), "0.10"}, {over("0"), "0.05"}}, model::HitPolicy::first,
               true, {at_least("90"), from_under("80", "90"), from_under("70", "80"), under("70")});
  CHECK(lines_of(policy.rules) == std::vector<std::string>{});
}

TEST_CASE("as written, the policy has each of its faults") {
  Government policy;
  policy.build({{at_least("8000000"), "100"},
                {from_to("4000000", "7990000"), "90"},
                {from_to("2000000", "3990000"), "80"},
                {from_to("1000000", "1990000"), "70"},
                {at_most("1000000"), "60"}},
               {{at_least("0.1"), "100"},
                {from_to("-0.03", "0.03"), "90"},
                {from_to("-0.1", "0"), "80"},
                {from_to("-0.2", "-0.1"), "70"},
                {at_most("-0.2"), "60"}},
               {{at_least("4000000"), "0.20"}, {from_to("2000000", "3990000"), "0.10"}, {at_most("2000000"), "0.05"}},
               model::HitPolicy::unique, false, {at_least("90"), from_to("80", "89"), from_to("70", "79"), at_most("70")});
  CHECK(
      lines_of(policy.rules) ==
      std::vector<std::string>{
          "step-gap: 例如 年度潜在销售额 = 799.5万 没有分值：超过799万至不满800万 不在任何一行（评分表 基础分 "
          "的“年度潜在销售额”列）",
          "step-gap: 例如 年度潜在销售额 = 399.5万 没有分值：超过399万至不满400万 不在任何一行（评分表 基础分 "
          "的“年度潜在销售额”列）",
          "step-gap: 例如 年度潜在销售额 = 199.5万 没有分值：超过199万至不满200万 不在任何一行（评分表 基础分 "
          "的“年度潜在销售额”列）",
          "overlap: 例如 年度潜在销售额 = 100万 同时落入“100万至199万”和“100万以下”，分值分别是 70 和 60"
          "（评分表 基础分 的“年度潜在销售额”列）",
          "gap: 例如 毛利率差 = 5% 没有分值：超过3%至不满10% 不在任何一行（评分表 基础分 的“毛利率差”列）",
          "overlap: 例如 毛利率差 = -1% 同时落入“-3%至3%”和“-10%至0%”，分值分别是 90 和 80（评分表 基础分 的“毛利率差”列）",
          "overlap: 例如 毛利率差 = -10% 同时落入“-10%至0%”和“-20%至-10%”，分值分别是 80 和 70（评分表 基础分 的“毛利率差”列）",
          "overlap: 例如 毛利率差 = -20% 同时落入“-20%至-10%”和“-20%以下”，分值分别是 70 和 60（评分表 基础分 的“毛利率差”列）",
          "step-gap: 例如 近两年销售额 = 399.5万 没有“加成”：超过399万至不满400万 不在任何一行（分档 加成）",
          "blank-result (note): 没有填写“近两年销售额”（按 0 计）的客户落入“200万以下”，得 5%",
          "overlap: 例如 近两年销售额 = 200万 同时落入“200万至399万”和“200万以下”，“加成”分别是 10% 和 5%（分档 加成）",
          "step-gap: 例如 得分 = 89.25 没有级别：超过89至不满90 不在任何一行（定级 客户级别）",
          "unreachable-hole (note): 超过79至不满80 不在任何一行，例如 得分 = 79.5，但没有客户会得到这样的值（定级 客户级别）",
          "overlap: 例如 得分 = 70 同时落入“70至79”和“70以下”，级别分别是 C 和 D（定级 客户级别）"
          "；只是照现有的结果，没有客户正好得到这样的值",
      });
}

}  // namespace
}  // namespace fenji::test
