// One table after the other, each with what is to be said of it.
#include <doctest/doctest.h>

#include "tests/prove/policy.hpp"

namespace fenji::test {
namespace {

using model::HitPolicy;
using model::TableForm;
using Lines = std::vector<std::string>;

// The risk table of a public test kit: its rows leave out a score of exactly 130.
TEST_CASE("a gap of one value in a table of two columns") {
  PolicyBuilder b;
  const auto customer = b.yes_no_field("已有客户");
  const auto score = b.field("风险分", whole_type());
  const auto set = b.labels({"拒绝", "高", "中", "低", "很低"});
  const auto table =
      b.start(TableForm::table, "风险", {{customer, "已有客户"}, {score, "风险分"}}, {{"类别", label_type(set)}});
  b.row(table, {is(false), in(under("100"))}, {b.label(set, 1)});
  b.row(table, {is(false), in(from_under("100", "120"))}, {b.label(set, 2)});
  b.row(table, {is(false), in(from_under("120", "130"))}, {b.label(set, 3)});
  b.row(table, {is(false), in(over("130"))}, {b.label(set, 4)});
  b.row(table, {is(true), in(under("80"))}, {b.label(set, 0)});
  b.row(table, {is(true), in(from_under("80", "90"))}, {b.label(set, 1)});
  b.row(table, {is(true), in(from_to("90", "110"))}, {b.label(set, 2)});
  b.row(table, {is(true), in(over("110"))}, {b.label(set, 3)});
  place(b.rules);
  CHECK(lines_of(b.rules) ==
        Lines{"gap: 例如 已有客户 = 否、风险分 = 130 没有“类别”：已有客户 否，风险分 130 不在任何一行（对照表 风险）"});
  CHECK(
      lines_of(b.rules, Language::english) ==
      Lines{"gap: for example 已有客户 = no, 风险分 = 130 gets no “类别”: 已有客户 no; 风险分 130 is in no row (table 风险)"});
  CHECK(prove::prove(b.rules)[0].advice->zh == "可以加一行 `| 否 | 130 | ? |`，把 ? 换成结果");
}

TEST_CASE("labels that no row takes are told together") {
  PolicyBuilder b;
  const auto set = b.labels({"一级", "二级", "三级", "四级"});
  const auto level = b.label_field("代理级别", set);
  const auto table = b.start(TableForm::table, "折扣", {{level, "代理级别"}}, {{"折扣", percent_type(2)}});
  b.row(table, {one_of({0})}, {b.constant(known("0.10"), percent_type(2))});
  b.row(table, {one_of({2})}, {b.constant(known("0.05"), percent_type(2))});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 代理级别 = 二级 没有“折扣”：二级、四级 不在任何一行（对照表 折扣）"});
}

TEST_CASE("conditions at the edge of a matrix are judged once") {
  PolicyBuilder b;
  const auto set = b.labels({"A", "B"});
  const auto share = b.field("份额", percent_type());
  const auto volume = b.field("总量", money_type());
  const auto table = b.start(TableForm::matrix, "级", {{share, "份额"}, {volume, "总量"}}, {{"级", label_type(set)}});
  const std::vector<model::Interval> rows = {at_least("0.5"), at_most("0.5")};
  const std::vector<model::Interval> columns = {at_least("500000"), under("400000")};
  for (std::uint32_t r = 0; r < 2; ++r) {
    for (std::uint32_t c = 0; c < 2; ++c) {
      model::Test edge = in(rows[r]);
      model::Test head = in(columns[c]);
      edge.span = {0, 100 + r, 101 + r};
      head.span = {0, 10 + c, 11 + c};
      b.row(table, {edge, head}, {b.label(set, (r + c) % 2)});
      b.rules.tables[0].rows.back().span = {0, 200 + 2 * r + c, 201 + 2 * r + c};
    }
  }
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 总量 = 45万 没有“级”：40万至不满50万 不在任何一行（矩阵 级）",
                                   "overlap: 例如 份额 = 50%、总量 = 60万 同时落入“50%以上 | 50万以上”和“50%以下 | "
                                   "50万以上”，“级”分别是 A 和 B（矩阵 级）"});
}

TEST_CASE("where a table does not count, it needs no row") {
  PolicyBuilder b;
  const auto set = b.labels({"潜在", "目标", "合作"});
  const auto stage = b.label_field("阶段", set);
  const auto orders = b.field("订单数", whole_type());
  const auto when = b.all({b.equal(stage, b.label(set, 0)), b.compare(model::Operation::less, orders, b.number("3"))});
  const auto table = b.start(TableForm::table, "跟进", {{stage, "阶段"}, {orders, "订单数"}}, {{"跟进", number_type(0)}},
                             HitPolicy::unique, when);
  b.row(table, {one_of({0}), in(at_most("1"))}, {b.number("1")});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 订单数 = 2 没有“跟进”：2 不在任何一行（对照表 跟进）"});
}

TEST_CASE("what the gates let through is all that a table has to care for") {
  PolicyBuilder b;
  const auto budget = b.field("预算金额", money_type());
  b.gate_all("准入", {{"有预算", b.greater_equal(budget, b.constant(known("100000"), money_type()))}});
  b.ranges(TableForm::bands, "档", budget, "预算金额", number_type(0),
           {{at_least("500000"), "2"}, {from_under("100000", "500000"), "1"}});
  b.all_layers_passed();
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{});
  b.rules.definitions[0].layer = 1;  // needed by the gate itself
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 预算金额 = 0 没有“档”：不满10万 不在任何一行（分档 档）"});
}

TEST_CASE("an eligibility block of which some elements suffice promises nothing") {
  PolicyBuilder b;
  const auto x = b.field("甲", whole_type());
  const auto other = b.yes_no_field("乙");
  b.gate_at_least(1, "准入", {{"一", b.greater_equal(x, b.number("1"))}, {"二", other}});
  b.ranges(TableForm::bands, "档", x, "甲", number_type(0), {{at_least("1"), "1"}});
  b.all_layers_passed();
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 甲 = 0 没有“档”：不满1 不在任何一行（分档 档）"});
}

TEST_CASE("interval analysis narrows what a computed subject can be") {
  PolicyBuilder b;
  const auto x = b.field("甲", whole_type());
  b.rules.fields[x.id].bounds = from_to("0", "100");
  const auto less = b.subtract(x, b.number("10"));
  b.rules.expressions[less].type.whole = true;
  b.ranges(TableForm::bands, "一", less, "甲 - 10", number_type(0), {{from_to("-10", "50"), "1"}, {from_to("52", "90"), "2"}});
  b.ranges(TableForm::bands, "二", b.multiply({x, b.number("2")}), "甲 × 2", number_type(0),
           {{from_to("0", "50"), "1"}, {from_to("52", "200"), "2"}});
  b.ranges(TableForm::bands, "三", b.multiply({x, x}), "甲 × 甲", number_type(0), {{from_to("0", "10000"), "1"}});
  b.ranges(TableForm::bands, "四", b.minimum({x, b.number("30")}), "最小", number_type(0), {{from_to("0", "29"), "1"}});
  b.ranges(TableForm::bands, "五", b.round(b.multiply({x, b.number("0.5")}), 0), "舍入", number_type(0),
           {{from_to("0", "50"), "1"}});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 甲 - 10 = 51 没有“一”：51 不在任何一行（分档 一）",
                                   "gap: 例如 最小 = 30 没有“四”：30 不在任何一行（分档 四）"});
}

TEST_CASE("a share is never negative") {
  PolicyBuilder b;
  const auto ours = b.field("我司", money_type());
  const auto total = b.field("总额", money_type());
  b.rules.fields[ours.id].bounds = at_least("0");
  b.rules.fields[total.id].bounds = over("0");
  const auto share = b.define("份额", b.divide(ours, total));
  b.ranges(TableForm::bands, "级", share, "份额", number_type(0), {{from_under("0", "0.5"), "1"}, {over("0.5"), "2"}});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 份额 = 50% 没有“级”：50% 不在任何一行（分档 级）"});
}

TEST_CASE("columns that hang on the same fields") {
  PolicyBuilder b;
  const auto ours = b.field("我司", money_type());
  const auto total = b.field("总额", money_type());
  b.rules.fields[ours.id].bounds = at_least("0");
  b.rules.fields[total.id].bounds = over("0");
  const auto share = b.define("份额", b.divide(ours, total));
  const auto table = b.start(TableForm::table, "级", {{share, "份额"}, {total, "总额"}}, {{"级", number_type(0)}});
  SUBCASE("a record is found that falls into the gap") {
    b.row(table, {in(at_least("0.5")), in(at_least("500000"))}, {b.number("1")});
    b.row(table, {in(under("0.5")), no_condition()}, {b.number("2")});
    place(b.rules);
    CHECK(lines_of(b.rules) ==
          Lines{"gap: 例如 份额 = 100%、总额 = 0.2 没有“级”：份额 50%以上，总额 不满50万 不在任何一行（对照表 级）"});
  }
  SUBCASE("however narrow it is") {
    b.row(table, {in(std::vector{at_most("0.123456"), at_least("0.123457")}), no_condition()}, {b.number("1")});
    b.row(table, {no_condition(), in(std::vector{at_most("3"), at_least("3.000007")})}, {b.number("1")});
    place(b.rules);
    const Lines lines = lines_of(b.rules);
    REQUIRE(!lines.empty());
    CAPTURE(lines[0]);
    // The record's own share, 0.370369 of 3.000005.
    CHECK(lines[0].starts_with("gap: 例如 份额 = 约 12.3456"));
    CHECK(lines[0].find("份额 超过12.3456%至不满12.3457%，总额 超过3至不满3.000007 不在任何一行") != std::string::npos);
  }
}

TEST_CASE("dates step by days") {
  PolicyBuilder b;
  const auto day = b.date_field("成交日");
  const auto table = b.start(TableForm::bands, "季", {{day, "成交日"}}, {{"季", number_type(0)}});
  const auto until = [](int month, int last) { return model::Bound{as_limit(2026, month, last)}; };
  b.row(table, {in(model::Interval{{}, until(3, 31)})}, {b.number("1")});
  b.row(table, {in(model::Interval{until(4, 1), until(6, 30)})}, {b.number("2")});
  b.row(table, {in(model::Interval{until(8, 1), {}})}, {b.number("3")});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 成交日 = 2026-07-01 没有“季”：2026-07-01至2026-07-31 不在任何一行（分档 季）"});
}

TEST_CASE("texts are told apart by what the rows name") {
  PolicyBuilder b;
  const auto office = b.text_field("办事处");
  const auto table = b.start(TableForm::table, "区", {{office, "办事处"}}, {{"区", number_type(0)}});
  b.row(table, {where({b.equal(office, b.text("北京")), b.equal(office, b.text("天津"))})}, {b.number("1")});
  b.row(table, {where({b.equal(office, b.text("天津"))})}, {b.number("2")});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"gap: 例如 办事处 = 其他文字 没有“区”：其他文字 不在任何一行（对照表 区）",
                                   "overlap: 例如 办事处 = “天津” 同时落入第 1 行和第 2 行，“区”分别是 1 和 2（对照表 区）"});
}

TEST_CASE("a step hole proposes the half-open form") {
  PolicyBuilder b;
  const auto x = b.field("得分", number_type(2));
  b.ranges(TableForm::bands, "档", x, "得分", number_type(0),
           {{at_least("90"), "1"}, {from_to("80", "89"), "2"}, {under("80"), "3"}});
  place(b.rules);
  const Diagnostics findings = prove::prove(b.rules);
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].name == "step-gap");
  CHECK(findings[0].span == Span{0, 200, 209});
  REQUIRE(findings[0].related.size() == 1);
  CHECK(findings[0].related[0].span == Span{0, 100, 109});
  REQUIRE(findings[0].fix.has_value());
  CHECK(findings[0].fix->span == Span{0, 200, 209});
  CHECK(findings[0].fix->text == "80至不满90");
  b.rules.language = Language::english;
  CHECK(prove::prove(b.rules)[0].fix->text == "80 to under 90");
}

TEST_CASE("a gap at the end moves the limit of the row beside it") {
  PolicyBuilder b;
  const auto x = b.field("得分", number_type(2));
  b.ranges(TableForm::bands, "档", x, "得分", number_type(0), {{at_least("90"), "1"}, {from_under("80", "90"), "2"}});
  place(b.rules);
  const Diagnostics findings = prove::prove(b.rules);
  REQUIRE(findings.size() == 1);
  CHECK(line_of(findings[0]) == "gap: 例如 得分 = 0 没有“档”：不满80 不在任何一行（分档 档）");
  CHECK(findings[0].advice->zh == "可以把 `80至不满90` 改为 `不满90`，或加一行 `| 不满80 | ? |`，把 ? 换成结果");
}

TEST_CASE("rows behind rows that take everything") {
  PolicyBuilder b;
  const auto x = b.field("销售额", money_type());
  const auto ladder = [&](std::vector<std::pair<model::Interval, const char*>> rows) {
    b.ranges(TableForm::bands, "档", x, "销售额", number_type(0), rows, HitPolicy::first);
  };
  SUBCASE("a ladder written upside down") {
    ladder({{over("0"), "1"}, {at_least("2000000"), "2"}, {at_least("4000000"), "3"}, {at_most("0"), "0"}});
    place(b.rules);
    CHECK(lines_of(b.rules) == Lines{"masked-row: 永远轮不到“200万以上”：上面的“超过0”已经包含了它的全部情形（分档 档）",
                                     "masked-row: 永远轮不到“400万以上”：上面的“超过0”已经包含了它的全部情形（分档 档）"});
  }
  SUBCASE("by two rows together, of three that meet it") {
    ladder({{from_under("0", "50"), "1"}, {from_to("20", "60"), "2"}, {from_to("50", "100"), "3"}, {from_to("10", "90"), "4"}});
    b.otherwise({0, {}}, {b.number("0")});
    place(b.rules);
    CHECK(lines_of(b.rules) ==
          Lines{"masked-row: 永远轮不到“10至90”：上面的“0至不满50”、“50至100”已经包含了它的全部情形（分档 档）"});
  }
  SUBCASE("otherwise, where nothing is left") {
    ladder({{at_least("0"), "1"}, {under("0"), "2"}});
    b.otherwise({0, {}}, {b.number("0")});
    place(b.rules);
    CHECK(lines_of(b.rules) == Lines{"masked-row: 永远轮不到“其余”：上面的“0以上”、“不满0”已经包含了它的全部情形（分档 档）"});
  }
}

TEST_CASE("classes by conditions") {
  PolicyBuilder b;
  const auto set = b.labels({"代理商", "经销商", "终端"});
  const auto kind = b.label_field("性质", set);
  const auto bad = b.yes_no_field("不良信用");
  const auto years = b.field("年限", whole_type());
  b.rules.fields[years.id].bounds = at_least("0");
  const auto agent = b.equal(kind, b.label(set, 0));
  const auto old = b.greater_equal(years, b.number("3"));
  const auto classes = b.labels({"A", "B", "C"});
  const auto table = b.start(TableForm::classify, "类别", {}, {{"类别", label_type(classes)}}, HitPolicy::first);
  const auto add = [&](std::vector<model::ExpressionId> all, std::uint32_t code) {
    b.row(table, {where({b.all(std::move(all))})}, {b.label(classes, code)});
  };
  add({agent, old, b.negation(bad)}, 0);
  SUBCASE("without 其余 something is left over") {
    add({agent, b.compare(model::Operation::less, years, b.number("3"))}, 1);
    add({b.within(kind, one_of({1, 2}))}, 2);
    place(b.rules);
    CHECK(lines_of(b.rules) == Lines{"gap: 例如 性质 = 代理商、年限 = 4、不良信用 = 是 没有类别：性质 代理商，年限 "
                                     "3以上，不良信用 是 不在任何一行（分类 类别）"});
  }
  SUBCASE("nothing is left over") {
    add({agent}, 1);
    add({b.compare(model::Operation::not_equal, kind, b.label(set, 0))}, 2);
    place(b.rules);
    CHECK(lines_of(b.rules) == Lines{});
  }
  SUBCASE("a narrower condition behind a wider one") {
    add({agent}, 1);
    add({agent, bad}, 2);
    b.otherwise(table, {b.label(classes, 2)});
    place(b.rules);
    CHECK(lines_of(b.rules) == Lines{"masked-row: 永远轮不到第 3 行“C”：上面的第 2 行“B”已经包含了它的全部情形（分类 类别）"});
  }
}

TEST_CASE("rows that say the same twice are a warning, everywhere is said so") {
  PolicyBuilder b;
  const auto x = b.field("甲", number_type(0));
  b.ranges(TableForm::bands, "档", x, "甲", number_type(0), {{{}, "1"}, {at_least("5"), "1"}, {{}, "2"}});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"overlap (warning): 例如 甲 = 6 同时落入“任何值”和“5以上”，两行结果相同（分档 档）",
                                   "overlap: 任何客户都同时落入“任何值”和“任何值”（分档 档）",
                                   "overlap: 例如 甲 = 6 同时落入“5以上”和“任何值”，“档”分别是 1 和 2（分档 档）"});
}

TEST_CASE("too many to list") {
  PolicyBuilder b;
  const auto x = b.field("甲", number_type(0));
  std::vector<std::string> limits;
  for (int i = 0; i < 200; ++i) limits.push_back(std::to_string(i * 3));
  std::vector<std::pair<model::Interval, const char*>> rows;
  for (const std::string& limit : limits) rows.emplace_back(exactly(limit.c_str()), "1");
  b.ranges(TableForm::bands, "档", x, "甲", number_type(0), rows);
  const Lines lines = lines_of(b.rules);
  REQUIRE(lines.size() == 51);
  CHECK(std::count(lines.begin(), lines.end(), "gap: 分档 档 还有更多空缺，这里没有一一列出") == 1);
}

TEST_CASE("nothing is asked of an empty set of rules") { CHECK(prove::prove({}).empty()); }

// Asked for one by one from the fields on, the values of so many tables took minutes.
TEST_CASE("values are known through a long chain of tables") {
  constexpr int tables = 2000;
  PolicyBuilder b;
  PolicyBuilder::Id subject = b.field("数量", number_type(0));
  std::string name = "数量";
  for (int i = 0; i < tables; ++i) {
    const std::string next = "档" + std::to_string(i);
    subject = b.ranges(TableForm::bands, next, subject, name, number_type(0), {{at_least("5"), "8"}, {under("5"), "6"}})[0];
    name = next;
  }
  place(b.rules);
  const Lines lines = lines_of(b.rules);
  REQUIRE(lines.size() == tables - 1);
  CHECK(lines.back() == "unreachable-result (warning): “档1999” 6 永远不会出现：“档1998”最低 8，最高 8，没有客户会落入“不满5”");
}

// Each table asks for the value of the one before and a field of its own together. Where the one before gives 8 or 6 there
// never is less than 1.
TEST_CASE("a long chain of tables with a field each is proved") {
  constexpr int tables = 200;
  PolicyBuilder b;
  PolicyBuilder::Id before = b.number("0");
  for (int i = 0; i < tables; ++i) {
    const PolicyBuilder::Field field = b.field("数量" + std::to_string(i), number_type(6));
    b.rules.fields[field.id].bounds = from_to("0", "1000");
    const PolicyBuilder::Id sum = b.add({before, field.expression});
    const bool even = i % 2 == 0;
    before = b.ranges(TableForm::bands, "档" + std::to_string(i), sum, "值", number_type(0),
                      {{at_least(even ? "1" : "9"), even ? "2" : "8"}, {under(even ? "1" : "9"), even ? "1" : "6"}})[0];
  }
  place(b.rules);
  const Lines lines = lines_of(b.rules);
  REQUIRE(lines.size() == tables / 2 - 1);
  CHECK(lines.front() == "unreachable-result (warning): “档2” 1 永远不会出现：“值”最低 6，最高 1008，没有客户会落入“不满1”");
}

}  // namespace
}  // namespace fenji::test
