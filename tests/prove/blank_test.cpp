// Empty cells that count as a value and earn something.
#include <doctest/doctest.h>

#include "tests/prove/policy.hpp"

namespace fenji::test {
namespace {

using model::HitPolicy;
using model::TableForm;
using Lines = std::vector<std::string>;

struct History : PolicyBuilder {
  Field history = field("近两年销售额", money_type());

  History() { rules.fields[history.id].blank_means = known("0.000000"); }

  Lines lines(const std::vector<std::pair<model::Interval, const char*>>& rows, HitPolicy policy = HitPolicy::unique,
              const char* rest = nullptr) {
    const Table table = ranges(TableForm::bands, "加成", history, "近两年销售额", percent_type(2), rows, policy);
    if (rest != nullptr) otherwise(table, {constant(known(rest), percent_type(2))});
    place(rules);
    return lines_of(rules);
  }
};

const std::string five_percent = "blank-result (note): 没有填写“近两年销售额”（按 0 计）的客户落入";

TEST_CASE("what an empty cell earns with others") {
  SUBCASE("a bonus") {
    CHECK(History().lines({{at_least("2000000"), "0.10"}, {under("2000000"), "0.05"}}) ==
          Lines{five_percent + "“不满200万”，得 5%"});
  }
  SUBCASE("by the first row that takes it") {
    CHECK(History().lines({{at_least("2000000"), "0.10"}, {at_least("0"), "0.05"}}, HitPolicy::first, "0.00") ==
          Lines{five_percent + "“0以上”，得 5%"});
  }
  SUBCASE("by otherwise") {
    CHECK(History().lines({{at_least("2000000"), "0.10"}}, HitPolicy::first, "0.05") == Lines{five_percent + "“其余”，得 5%"});
  }
}

TEST_CASE("what is no matter") {
  SUBCASE("a result of zero") { CHECK(History().lines({{over("0"), "0.05"}, {at_most("0"), "0.00"}}) == Lines{}); }
  SUBCASE("a row of its own") {
    CHECK(History().lines({{over("0"), "0.05"}, {exactly("0"), "0.02"}, {under("0"), "0.00"}}) == Lines{});
  }
  SUBCASE("a row of its own, as the bounds leave it no other value") {
    History policy;
    policy.rules.fields[policy.history.id].bounds = at_least("0");
    CHECK(policy.lines({{over("0"), "0.05"}, {at_most("0"), "0.02"}}) == Lines{});
  }
  SUBCASE("a ladder that leaves it out") {
    CHECK(History().lines({{at_least("2000000"), "0.10"}, {over("0"), "0.05"}}, HitPolicy::first, "0.00") == Lines{});
  }
  SUBCASE("a field that says nothing of blanks") {
    History policy;
    policy.rules.fields[policy.history.id].blank_means.reset();
    CHECK(policy.lines({{at_least("2000000"), "0.10"}, {under("2000000"), "0.05"}}) == Lines{});
  }
}

TEST_CASE("a factor of one changes nothing") {
  for (const bool is_factor : {true, false}) {
    CAPTURE(is_factor);
    History policy;
    const auto table = policy.ranges(TableForm::bands, "加成", policy.history, "近两年销售额", number_type(2),
                                     {{over("0"), "1.05"}, {at_most("0"), "1.00"}});
    const auto score = policy.number_field("基础分");
    policy.define("得分", is_factor ? policy.multiply({score, table[0]}) : policy.add({score, table[0]}));
    place(policy.rules);
    CHECK(lines_of(policy.rules).size() == (is_factor ? 0 : 1));
  }
}

TEST_CASE("through a sum") {
  PolicyBuilder b;
  const auto margin = b.field("毛利率", percent_type());
  b.rules.fields[margin.id].blank_means = known("-1.00000000");
  const auto difference = b.subtract(margin, b.constant(known("0.35"), percent_type(2)));
  b.rules.expressions[difference].type = percent_type();
  b.ranges(TableForm::criterion, "分", difference, "毛利率差", number_type(0),
           {{at_least("-0.2"), "70"}, {under("-0.2"), "60"}});
  place(b.rules);
  CHECK(lines_of(b.rules) == Lines{"blank-result (note): 没有填写“毛利率”（按 -100% 计）的客户落入“不满-20%”，得 60"});
}

}  // namespace
}  // namespace fenji::test
