// Nesting is limited, parsing is linear, whatever is typed.
#include <algorithm>
#include <chrono>
#include <functional>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

bool parses(const std::string& text) { return grammar::parse(text).diagnostics.empty(); }

TEST_CASE("brackets, 非 and signs nest 200 deep") {
  struct Case {
    const char *open, *inside, *close;
    const char* before = "x = ";
  };
  for (const Case& c : {Case{"(", "1", ")"}, Case{"-", "1", ""}, Case{"非 ", "a", ""}, Case{"最小(", "1", ")"},
                        Case{"(1 + ", "2", ")"}, Case{"[", "1", "]", "x = a 为 "}}) {
    CAPTURE(c.open);
    const auto text = [&](std::size_t depth) {
      return c.before + repeated(c.open, depth) + c.inside + repeated(c.close, depth) + "\n";
    };
    CHECK(parses(text(100)));
    CHECK(parses(text(200)));
    const grammar::ParseResult result = grammar::parse(text(201));
    CHECK(result.diagnostics.size() == 1);
    CHECK(result.diagnostics.at(0).message.zh == "括号、非、负号最多嵌套 200 层");
    CHECK(result.tree.lost_names == std::vector<std::string>{"x"});
  }
  // Together they nest no deeper.
  CHECK(parses("x = " + repeated("(-", 100) + "1" + repeated(")", 100) + "\n"));
  CHECK_FALSE(parses("x = " + repeated("(-", 101) + "1" + repeated(")", 101) + "\n"));
}

TEST_CASE("100,000 deep is an error, no crash") {
  constexpr std::size_t depth = 100'000;
  for (const char* open : {"(", "[", "-", "非 ", "最小(", "a 为 (", "a 为 [", "((", "“", "「", "1 + (", "-(-", "非 (", "(1,"}) {
    CAPTURE(open);
    CHECK_FALSE(parses("x = " + repeated(open, depth) + "\n"));
    CHECK_FALSE(parses("分档 y 按 x\n  | " + repeated(open, depth) + " | 1 |\n"));
    CHECK_FALSE(parses("分档 y 按 x\n  | 5以上 | (" + repeated(open, depth) + " |\n"));
    CHECK_FALSE(parses("字段\n  a: 金额, 空白视为 " + repeated(open, depth) + "\n"));
  }
  CHECK(errors_of("x = " + repeated("(", depth) + "\n")
            .starts_with("1:206 [(] 括号、非、负号最多嵌套 200 层 | 把中间结果单独命名：名称 = …\n"));
}

TEST_CASE("long chains need no depth") {
  constexpr std::size_t terms = 10'000;
  CHECK(parses("x = 1" + repeated(" + 1", terms) + "\n"));
  CHECK(parses("x = 1" + repeated(" - 1 + 2", terms) + "\n"));
  CHECK(parses("x = 1" + repeated(" * 1", terms) + "\n"));
  CHECK(parses("x = a" + repeated(" 且 a", terms) + "\n"));
  CHECK(parses("x = a" + repeated(" 或 a 且 b", terms) + "\n"));
  CHECK(parses("x = a 为 1" + repeated("、1至2", terms) + "\n"));
  CHECK(parses("x = 最小(1" + repeated(", 1", terms) + ")\n"));
  CHECK(parses("x = 1 +\n" + repeated("  1 +\n", terms) + "  1\n"));
}

// Processor time to parse a text of `size` units, the best of some.
double seconds(const std::function<std::string(std::size_t)>& make, std::size_t size) {
  const std::string text = make(size);
  double best = 1e9;
  for (int i = 0; i < 3; ++i) {
    const std::clock_t start = std::clock();
    grammar::parse(text);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

TEST_CASE("time is linear in the length") {
  struct Case {
    const char* what;
    std::function<std::string(std::size_t)> make;
    std::size_t size;
  };
  const auto line = [](const std::string& start, const std::string& unit) {
    return [=](std::size_t n) { return start + repeated(unit, n) + "1\n"; };
  };
  const auto fields = [](std::size_t n) {
    std::string text = "字段\n";
    for (std::size_t i = 0; i < n; ++i) text += "  " + std::to_string(i) + "号-名: 选项 甲" + std::to_string(i) + "+、乙\n";
    text += "准入条件 e: 全部满足\n";
    for (std::size_t i = 0; i < n; ++i) text += "  e" + std::to_string(i) + ": " + std::to_string(i) + "号-名 = 乙\n";
    return text;
  };
  const std::vector<Case> cases = {
      {"terms", line("x = ", "a + "), 20'000},
      {"lines", line("x = 1\n", "y = a 且 b > 1,000 或 c 为 1、2\n"), 2'000},
      {"odd names", fields, 2'000},
      {"options by comma", line("字段\n  a: 选项 ", "甲, "), 20'000},
      {"options by 、", line("字段\n  a: 选项 ", "甲、"), 20'000},
      {"blanks", line("字段\n  a", " "), 100'000},
      {"blanks in a name", line("字段\n  a: 选项 b", " "), 100'000},
      {"blanks in a head", line("分档 a", " "), 100'000},
      {"one word", line("x = ", "大"), 100'000},
      {"one number", line("x = ", "1"), 100'000},
      {"commas", line("x = ", "1,"), 50'000},
      {"thousands", line("x = 1", ",000"), 50'000},
      {"units", line("x = 1", "吨/"), 50'000},
      {"unclosed quotes", line("x = ", "“"), 50'000},
      {"unclosed intervals", line("x = a 为 ", "(1、"), 50'000},
      {"continuation", line("x = 1 +\n", "  1 +\n"), 5'000},
      {"continuation in brackets", line("x = (\n", "  1 +\n"), 5'000},
      {"cells", line("分档 y 按 x\n", "  | 1至不满2、5以上 | A |\n"), 2'000},
      {"broken cells", line("分档 y 按 x\n", "  | 1~2 | A+ ( |\n"), 2'000},
      {"contacts", line("计划 p 按 g\n|  | r |\n| A | ", "1-2次/月 上门、"), 5'000},
      {"comments", line("", "# 注释\n"), 20'000},
      {"margin words", line("", "甲 乙\n"), 5'000},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    // Four times the size takes four times as long when linear and sixteen times when quadratic; clocks and caches take their
    // part.
    double small = seconds(c.make, c.size);
    double large = seconds(c.make, 4 * c.size);
    // A machine that others keep busy is asked again.
    for (int again = 0; again < 3 && large >= 9 * small + 0.02; ++again) {
      small = std::max(small, seconds(c.make, c.size));
      large = std::min(large, seconds(c.make, 4 * c.size));
    }
    CAPTURE(small);
    CAPTURE(large);
    CHECK(large < 9 * small + 0.02);
  }
}

TEST_CASE("PEGTL finds no loop without progress in the grammar") { CHECK(grammar::analyze_grammar() == 0); }

}  // namespace
}  // namespace fenji::test
