// Diagnostics as a terminal shows them: every case in both languages.
#include "grammar/diagnostics/render.hpp"

#include <doctest/doctest.h>

#include <string>

namespace fenji {
namespace {

struct Rendering {
  SourceSet sources;
  Diagnostic diagnostic{"unknown-name", Severity::error, {}, {"不认识的名称“销售客”", "unknown name `销售客`"}, {}, {}, {}};

  explicit Rendering(const std::string& text, std::string_view marked) {
    sources.add(Source("规则.fenji", text));
    diagnostic.span = span_of(marked);
  }
  Span span_of(std::string_view marked, std::uint32_t file = 0) const {
    const std::size_t begin = sources[file].text().find(marked);
    REQUIRE(begin != std::string_view::npos);
    return {file, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + marked.size())};
  }
  std::string chinese() const { return render(diagnostic, sources, Language::chinese); }
  std::string english() const { return render(diagnostic, sources, Language::english); }
};

TEST_CASE("place, sentence, line, carets") {
  const Rendering rendering("规则 a\n得分 = 销售客 + 1\n", "销售客");
  CHECK(rendering.chinese() ==
        "规则.fenji:2:6: 错误：不认识的名称“销售客” [unknown-name]\n"
        "    2 | 得分 = 销售客 + 1\n"
        "      |        ^^^^^^\n");
  CHECK(rendering.english() ==
        "规则.fenji:2:6: error: unknown name `销售客` [unknown-name]\n"
        "    2 | 得分 = 销售客 + 1\n"
        "      |        ^^^^^^\n");
}

TEST_CASE("advice") {
  Rendering rendering("x = 销售客\n", "销售客");
  rendering.diagnostic.advice = Message{"是不是“销售额”？", "did you mean `销售额`?"};
  CHECK(rendering.chinese() ==
        "规则.fenji:1:5: 错误：不认识的名称“销售客” [unknown-name]\n"
        "    1 | x = 销售客\n"
        "      |     ^^^^^^\n"
        "      → 是不是“销售额”？\n");
  CHECK(rendering.english() ==
        "规则.fenji:1:5: error: unknown name `销售客` [unknown-name]\n"
        "    1 | x = 销售客\n"
        "      |     ^^^^^^\n"
        "      -> did you mean `销售额`?\n");
}

TEST_CASE("severities") {
  Rendering rendering("x\n", "x");
  rendering.diagnostic.severity = Severity::warning;
  CHECK(rendering.chinese().starts_with("规则.fenji:1:1: 警告：不认识"));
  CHECK(rendering.english().starts_with("规则.fenji:1:1: warning: unknown"));
  rendering.diagnostic.severity = Severity::note;
  CHECK(rendering.chinese().starts_with("规则.fenji:1:1: 提示：不认识"));
  CHECK(rendering.english().starts_with("规则.fenji:1:1: note: unknown"));
}

TEST_CASE("related places, in another file too") {
  Rendering rendering("x = 1\nx = 2\n", "x = 2");
  rendering.sources.add(Source("基础.fenji", "# 注释\n  毛利率 = 1\n"));
  rendering.diagnostic = {"duplicate-name",
                          Severity::error,
                          rendering.span_of("x = 2"),
                          {"名称“x”已经用过", "the name `x` is already taken"},
                          {},
                          {{rendering.span_of("x = 1"), {"第一次出现在这里", "first declared here"}},
                           {rendering.span_of("毛利率", 1), {"还有这里", "and here"}}},
                          {}};
  CHECK(rendering.chinese() ==
        "规则.fenji:2:1: 错误：名称“x”已经用过 [duplicate-name]\n"
        "    2 | x = 2\n"
        "      | ^^^^^\n"
        "  规则.fenji:1:1: 第一次出现在这里\n"
        "    1 | x = 1\n"
        "      | ^^^^^\n"
        "  基础.fenji:2:3: 还有这里\n"
        "    2 |   毛利率 = 1\n"
        "      |   ^^^^^^\n");
  CHECK(rendering.english() ==
        "规则.fenji:2:1: error: the name `x` is already taken [duplicate-name]\n"
        "    2 | x = 2\n"
        "      | ^^^^^\n"
        "  规则.fenji:1:1: first declared here\n"
        "    1 | x = 1\n"
        "      | ^^^^^\n"
        "  基础.fenji:2:3: and here\n"
        "    2 |   毛利率 = 1\n"
        "      |   ^^^^^^\n");
}

TEST_CASE("full-width forms, tabs and marks in front of the carets") {
  CHECK(Rendering("\t（ａ）\t+ b\n", "b").chinese().ends_with("    1 |  （ａ） + b\n      |           ^\n"));
  CHECK(Rendering("e\xCC\x81t\xC3\xA9 = b\n", "b").english().ends_with("\n      |       ^\n"));  // e and a combining accent
  CHECK(Rendering("😀 = b\n", "b").english().ends_with("\n      |      ^\n"));
}

TEST_CASE("places without width and at the ends") {
  Rendering rendering("x =\n", "x =");
  rendering.diagnostic.span = {0, 3, 3};
  CHECK(rendering.chinese() ==
        "规则.fenji:1:4: 错误：不认识的名称“销售客” [unknown-name]\n"
        "    1 | x =\n"
        "      |    ^\n");
  rendering.diagnostic.span = {0, 4, 4};
  CHECK(rendering.english().ends_with("    2 | \n      | ^\n"));
  CHECK(Rendering("", "").chinese().ends_with("    1 | \n      | ^\n"));
}

TEST_CASE("a span of several lines is marked on its first") {
  CHECK(Rendering("x = (1 +\n  2)\ny = 3\n", "(1 +\n  2)").chinese().ends_with("    1 | x = (1 +\n      |     ^^^^\n"));
  CHECK(Rendering("x = 1\r\ny\r\n", "1\r\ny").english().ends_with("    1 | x = 1\n      |     ^\n"));
}

TEST_CASE("line numbers of any length") {
  std::string text;
  for (int i = 0; i < 123456; ++i) text += "\n";
  CHECK(Rendering(text + "销售客\n", "销售客").chinese().ends_with("123457 | 销售客\n       | ^^^^^^\n"));
}

TEST_CASE("of a long line a window is shown") {
  std::string text;
  for (int i = 0; i < 300; ++i) text += "甲乙";
  const std::string rendered = Rendering(text + "丙" + text, "丙").chinese();
  CHECK(rendered.size() < 2000);
  const std::size_t line = rendered.find("    1 | …");
  REQUIRE(line != std::string::npos);
  const std::string shown = rendered.substr(line, rendered.find('\n', line) - line);
  const std::string carets = rendered.substr(rendered.rfind("      | "));
  CHECK(shown.ends_with("…"));
  // The caret stands under the marked character.
  CHECK(display_width(shown.substr(0, shown.find("丙"))) == display_width(carets.substr(0, carets.find('^'))));
}

TEST_CASE("bytes that are no UTF-8 do no harm") {
  CHECK(Rendering("a\xFF\xFE = b\n", "b").english().find('^') != std::string::npos);
  CHECK(display_width("\xFF") == 1);
}

TEST_CASE("display width") {
  CHECK(display_width("") == 0);
  CHECK(display_width("abc") == 3);
  CHECK(display_width("客户") == 4);
  CHECK(display_width("（１）") == 6);
  CHECK(display_width("é") == 1);
  CHECK(display_width("e\xCC\x81") == 1);
}

}  // namespace
}  // namespace fenji
