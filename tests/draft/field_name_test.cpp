#include "engine/draft/field_name.hpp"

#include "tests/draft/drafted.hpp"

using namespace fenji;

TEST_CASE("headers become names that rules can use everywhere") {
  struct Case {
    std::string header, spelling, also;
  };
  const std::vector<Case> cases = {
      {"客户编号", "客户编号", ""},
      {"Customer Name", "Customer Name", ""},
      {"2025年销售额", "「2025年销售额」", ""},
      {"100以上", "「100以上」", ""},
      {"不满100", "「不满100」", ""},
      {"3M公司", "「3M公司」", ""},
      {"不满意度", "不满意度", ""},
      {"月合同量（吨/月）", "月合同量", "「月合同量（吨/月）」"},
      {"*客户名称", "客户名称", "「*客户名称」"},
      {"是否签约？", "是否签约", "「是否签约？」"},
      {"销售额:去年", "销售额 去年", "「销售额:去年」"},
      {"a=b", "a b", "「a=b」"},
      {"甲、乙", "甲 乙", "「甲、乙」"},
      {"甲|乙", "甲 乙", "「甲|乙」"},
      {"# 备注", "备注", "「# 备注」"},
      {"「甲」", "甲", "`「甲」`"},
      {"`甲`", "甲", "「`甲`」"},
      {"「甲`", "甲", "「「甲`」"},
      {"「甲」`", "", ""},
      {"1", "「1」", ""},
      {"2026-03-01", "「2026-03-01」", ""},
      {"?", "「?」", ""},
      {"且", "「且」", ""},
      {"已填", "「已填」", ""},
      {"为", "「为」", ""},
  };
  for (const Case& one : cases) {
    CAPTURE(one.header);
    const auto name = draft::field_name(one.header, Language::chinese, [](const std::string&) { return false; });
    REQUIRE(name.has_value() == !one.spelling.empty());
    if (!name) continue;
    CHECK(name->spelling == one.spelling);
    CHECK(name->also == one.also);
  }
}

TEST_CASE("keywords serve as headers in both languages") {
  for (const Language language : {Language::chinese, Language::english}) {
    for (const grammar::KeywordEntry& entry : grammar::all_keywords()) {
      for (const std::string_view word : entry.in(language)) {
        const std::string list = test::csv_row({"编号", std::string(word)}) + test::csv_row({"K1", "12"}) +
                                 test::csv_row({"K2", "200"}) + test::csv_row({"K3", "7"});
        const draft::Draft draft = test::drafted(list, language);
        CAPTURE(draft.text);
        CHECK(draft.skipped == 0);
        CHECK(test::said(test::faults(draft, list)) == "");
      }
    }
  }
}

TEST_CASE("a clean name is not taken from another column") {
  const std::string list = "编号,销售额,销售额(万元),销售额（万元）,*销售额\nK1,1,2,3,4\nK2,5,6,7,8\n";
  const draft::Draft draft = test::drafted(list);
  CAPTURE(draft.text);
  CHECK(draft.fields == 5);
  CHECK(test::said(test::faults(draft, list)) == "");
}
