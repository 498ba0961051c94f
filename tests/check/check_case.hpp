// For tests of check: rule text in, the model or the diagnostics as text out.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/check.hpp"
#include "grammar/parse.hpp"
#include "tests/support/diagnostic_text.hpp"
#include "tests/support/rules_text.hpp"

namespace fenji::test {

// What 基准日 / as of stands for.
inline const model::Day as_of = model::day_from_civil(2026, 3, 1);

// What surrounds the lines under test: fields of every type, and an output of what they define, 结果 / result.
inline const std::string chinese_fields =
    "规则 测试\n"
    "参数\n  下限 = 10万元\n  要求 = 35%\n  年度 = 2026\n  月量 = 5000吨/月\n"
    "字段\n  编号: 文本, 唯一编号\n  名称: 文本, 可不填\n  销售额: 金额\n  成本: 金额\n  毛利率: 百分比\n  数量: 数\n  客户数: "
    "整数\n  产量: 数 吨/月\n"
    "  年限: 数 年\n  成交日: 日期\n  重点: 是否\n  行业: 选项 制造、贸易、其他\n  地区: 选项 华东、华北\n";
inline const std::string english_fields =
    "rules test\n"
    "parameters\n  floor = 100,000 yuan\n  required = 35%\n"
    "fields\n  id: text, key\n  name: text\n  sales: money\n  margin: percent\n  volume: number t/month\n  date of order: "
    "date\n"
    "  key customer: yes/no\n  sector: one of industry, trade, other\n";

inline bool is_english(const std::string& text) { return grammar::parse(text).tree.language == Language::english; }

// The mistakes in a whole file that parses.
inline std::string problems_of(const std::string& text) {
  const grammar::ParseResult parsed = grammar::parse(text);
  const Language language = parsed.tree.language;
  CHECK(text_of(parsed.diagnostics, text, language) == "");
  const check::CheckResult result = check::check(parsed.tree, as_of);
  const bool only_weights = std::all_of(result.diagnostics.begin(), result.diagnostics.end(),
                                        [](const Diagnostic& diagnostic) { return diagnostic.name == "weights"; });
  CHECK(result.rules.has_value() == only_weights);
  std::string lines;
  for (const Diagnostic& diagnostic : result.diagnostics) {
    const std::string line = text_of(Diagnostics{diagnostic}, text, language);
    lines += diagnostic.name + " " + line.substr(line.find('['));
  }
  return lines;
}

// The same for `lines` behind fields of every type; places are said by their text.
inline std::string problems_in(const std::string& lines) { return problems_of(chinese_fields + lines + "输出\n  编号\n"); }
inline std::string problems_in_english(const std::string& lines) {
  return problems_of(english_fields + lines + "output\n  id\n");
}

// The mistakes in `结果 = EXPRESSION`, or its type and expression.
inline std::string result_of(const std::string& expression) {
  const std::string text = chinese_fields + "结果 = " + expression + "\n输出\n  编号\n";
  const std::string problems = problems_of(text);
  if (!problems.empty()) return problems;
  const check::CheckResult result = check::check(grammar::parse(text).tree, as_of);
  if (!result.rules || result.rules->definitions.size() != 1) return "no rules";
  const RulesText rules(*result.rules);
  const model::Definition& definition = result.rules->definitions.front();
  return rules.type(definition.type) + ": " + rules.expression(definition.expression);
}

// The model of a file without mistakes.
inline model::Rules rules_of(const std::string& text, const std::vector<check::Setting>& settings = {}) {
  const grammar::ParseResult parsed = grammar::parse(text);
  CHECK(text_of(parsed.diagnostics, text, parsed.tree.language) == "");
  std::vector<Message> problems;
  check::CheckResult result = check::check(parsed.tree, settings, problems, as_of);
  CHECK(text_of(result.diagnostics, text, parsed.tree.language) == "");
  CHECK(problems.empty());
  REQUIRE(result.rules.has_value());
  return std::move(*result.rules);
}

// The lines of a model's text that begin with `start`.
inline std::string lines_of(const model::Rules& rules, const std::string& start) {
  const std::string all = RulesText(rules).all();
  std::string found;
  bool inside = false;
  for (std::size_t begin = 0; begin < all.size();) {
    const std::size_t end = all.find('\n', begin) + 1;
    const std::string line = all.substr(begin, end - begin);
    if (!line.starts_with(' ')) inside = line.starts_with(start);
    if (inside) found += line;
    begin = end;
  }
  return found;
}
inline std::string model_of(const std::string& lines, const std::string& start) {
  return lines_of(rules_of(chinese_fields + lines + "输出\n  编号\n"), start);
}

// `lines` with every fix pasted in: whether nothing is left to mend.
inline bool is_mended(const std::string& lines) {
  const std::string text = chinese_fields + lines + "输出\n  编号\n";
  const auto diagnostics = [](const std::string& rules) {
    const grammar::ParseResult parsed = grammar::parse(rules);
    return parsed.diagnostics.empty() ? check::check(parsed.tree, as_of).diagnostics : parsed.diagnostics;
  };
  const std::string better = mended(text, diagnostics(text));
  return better != text && diagnostics(better).empty();
}

}  // namespace fenji::test
