// The time that a plan's contacts fall in.
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

std::string window_of(const std::string& head, const std::string& keyword = "计划") {
  const std::string cells = keyword == "计划" ? "1次/月" : "1 per month";
  const grammar::ParseResult parsed = grammar::parse(keyword + " " + head + "\n  |  | r |\n  | A | " + cells + " |\n");
  if (has_errors(parsed.diagnostics)) return parsed.diagnostics.front().message.zh;
  const auto& plan = std::get<grammar::PlanBlock>(parsed.tree.blocks.at(0).content);
  return plan.modifiers.window_field.text + " " + std::to_string(plan.modifiers.window_months) +
         (plan.modifiers.when ? " when " + text_of(*plan.modifiers.when) : "");
}

TEST_CASE("windows") {
  CHECK(window_of("p 按 级: 在 预计成交日期 前3个月") == "预计成交日期 3");
  CHECK(window_of("p 按 级: 在 日 前 12 月") == "日 12");
  CHECK(window_of("p 按 级: 仅当 a, 在 「前3 日」 前3个月") == "前3 日 3 when a");
  CHECK(window_of("p 按 级：在 closing day 前3个月，仅当 a") == "closing day 3 when a");
  CHECK(window_of("p on g: within 3 months before closing day, when a", "plan") == "closing day 3 when a");
  CHECK(window_of("p on g: within 1 month before `x, y`", "plan") == "x, y 1");
}

TEST_CASE("mistakes in windows") {
  CHECK(window_of("p 按 级: 在 日 前3天") == "这里应当是“个月”，却是“天”");
  CHECK(window_of("p 按 级: 在 日") == "这里应当有“前”，例如 在 预计成交日期 前3个月，但这一行到此为止");
  CHECK(window_of("p 按 级: 在 日 前3个月, 在 日 前2个月") == "这里已经写过一次");
  CHECK(errors_of("定级 u 按 x: 在 日 前3个月\n  | 1 | A |\n") == "1:11 [在 日 前3个月] “在 … 前几个月”只用于计划\n");
}

}  // namespace
}  // namespace fenji::test
