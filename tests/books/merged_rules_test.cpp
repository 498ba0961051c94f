#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "engine/books/merged_rules.hpp"
#include "engine/check/check.hpp"
#include "engine/prove/meeting.hpp"
#include "grammar/parse.hpp"

using namespace fenji;
using namespace fenji::books;
using Outcome = prove::Meeting::Outcome;

namespace {

model::Rules rules_of(const std::string& applies, const std::string& fields) {
  const std::string text = "规则 甲\n" + (applies.empty() ? "" : "  适用: " + applies + "\n") +
                           "字段\n  编号: 文本, 唯一编号\n" + fields + "输出\n  编号\n";
  const auto parsed = grammar::parse(text);
  REQUIRE(parsed.diagnostics.empty());
  const auto checked = check::check(parsed.tree);
  for (const Diagnostic& diagnostic : checked.diagnostics) MESSAGE(diagnostic.message.en);
  REQUIRE(checked.rules);
  return *checked.rules;
}

const std::string lines = "  产品线: 选项 甲、乙、丙\n";

}  // namespace

TEST_CASE("whether one record fits two files") {
  struct Case {
    std::string left, left_fields, right, right_fields;
    Outcome outcome;
    bool doubtful = false;
  };
  const std::vector<Case> cases = {
      {"产品线 = 甲", lines, "产品线 = 乙", lines, Outcome::never},
      {"产品线 = 甲", lines, "产品线 为 甲、乙", lines, Outcome::found},
      // The codes of options differ, their words count.
      {"产品线 = 甲", "  产品线: 选项 甲、乙\n", "产品线 = 乙", "  产品线: 选项 乙、丁\n", Outcome::never},
      {"产品线 = 乙", "  产品线: 选项 甲、乙\n", "产品线 = 乙", "  产品线: 选项 乙、丁\n", Outcome::found},
      {"产品线 = 甲", lines, "产品线 不为 甲", lines, Outcome::never},
      {"额 >= 100万", "  额: 金额\n", "额 < 100万", "  额: 金额\n", Outcome::never},
      {"额 >= 100万", "  额: 金额\n", "额 <= 100万", "  额: 金额\n", Outcome::found},
      {"年份(日) = 2026", "  日: 日期\n", "年份(日) = 2027", "  日: 日期\n", Outcome::never},
      {"年份(日) = 2026", "  日: 日期\n", "日 >= 2026-12-31", "  日: 日期\n", Outcome::found},
      {"名 = “甲”", "  名: 文本\n", "名 = “乙”", "  名: 文本\n", Outcome::never},
      {"名 = “甲”", "  名: 文本\n", "名 = “甲”", "  名: 文本\n", Outcome::found},
      {"名 已填", "  名: 文本, 可不填\n", "名 未填", "  名: 文本, 可不填\n", Outcome::never},
      // Different columns do not keep each other from anything.
      {"产品线 = 甲", lines, "客户 = 乙", "  客户: 选项 甲、乙\n", Outcome::found},
      // No condition holds always.
      {"", lines, "产品线 = 甲", lines, Outcome::found},
      {"", lines, "", lines, Outcome::found},
      {"产品线 = 甲 且 产品线 = 乙", lines, "", lines, Outcome::never},
      // The same column under another name is the same column.
      {"产品线 = 甲", lines, "业务线 = 乙", "  业务线: 选项 甲、乙, 又称 产品线\n", Outcome::never},
      // A column that is read in two ways proves nothing.
      {"额 >= 100万", "  额: 金额\n", "额 < 50万", "  额: 金额 万元\n", Outcome::found, true},
  };
  for (const Case& each : cases) {
    CAPTURE(each.left);
    CAPTURE(each.right);
    for (const bool swapped : {false, true}) {
      model::Rules left = rules_of(each.left, each.left_fields);
      model::Rules right = rules_of(each.right, each.right_fields);
      if (swapped) std::swap(left, right);
      const MergedRules merged = merged_rules(left, right);
      const prove::Meeting meeting = prove::find_meeting(merged.rules, merged.left, merged.right);
      CHECK(static_cast<int>(meeting.outcome) == static_cast<int>(each.outcome));
      CHECK(merged.doubtful == each.doubtful);
    }
  }
}
