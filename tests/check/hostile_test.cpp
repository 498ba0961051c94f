// Files that no sales manager writes: an answer, no crash, and time linear in the length.
#include <chrono>
#include <ctime>
#include <functional>
#include <random>

#include "tests/check/repair_case.hpp"

namespace fenji::test {
namespace {

std::string repeated(const std::string& text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

std::string numbered(std::size_t count, const std::function<std::string(std::size_t)>& line) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += line(i);
  return all;
}

std::string name(std::size_t i) { return "值" + std::to_string(i); }

const std::string fields = "规则 测试\n字段\n  编号: 文本, 唯一编号\n  数量: 数\n";
const std::string output = "输出\n  编号\n";

std::string chain(std::size_t length) {
  return fields + numbered(length, [](std::size_t i) { return name(i) + " = " + name(i + 1) + "\n"; }) + name(length) +
         " = 数量\n" + output;
}

std::string circle(std::size_t length) {
  return fields + numbered(length, [&](std::size_t i) { return name(i) + " = " + name((i + 1) % length) + "\n"; }) + output;
}

std::string rows(std::size_t count) {
  return fields + "分档 结果 按 数量\n" +
         numbered(count,
                  [](std::size_t i) { return "  | " + std::to_string(i) + "至不满" + std::to_string(i + 1) + " | 1 |\n"; }) +
         output;
}

TEST_CASE("nothing, and nothing that is text") {
  for (const std::string& text :
       {std::string(), std::string("\n"), std::string("   \n\t\n"), std::string(100, '\0'), std::string("规则 a\0b\n", 11),
        std::string("\xFF\xFE\x00\x01", 4), std::string("\xE8\xA7\x84\xE5"), repeated("\r", 50), repeated("|", 1000)}) {
    CAPTURE(text.size());
    CHECK(has_errors(diagnostics_of(text)));
  }
  CHECK(text_of(diagnostics_of(""), "") ==
        "1:1 [] 规则没有字段：列出名单里要用的列\n1:1 [] 规则没有输出：列出结果里要有的列\n");
  std::mt19937 random(1);
  for (int round = 0; round < 200; ++round) {
    std::string text;
    for (int i = 0; i < 400; ++i) text += static_cast<char>(random());
    CHECK(has_errors(diagnostics_of(text)));
  }
}

TEST_CASE("nesting 100,000 deep") {
  for (const char* open : {"(", "[", "-", "非 ", "最小(", "数量 为 (", "数量 为 [", "1 + (", "非 ("}) {
    CAPTURE(open);
    CHECK(diagnostics_of(fields + "x = " + repeated(open, 100'000) + "\n" + output).size() == 1);
    CHECK(diagnostics_of(fields + "x = " + repeated(open, 190) + "\n" + output).size() >= 1);
  }
}

TEST_CASE("numbers and names beyond measure") {
  const std::string digits(400, '9');
  CHECK(text_of(diagnostics_of(fields + "x = " + digits + "\n" + output), fields + "x = " + digits + "\n" + output)
            .find("这个数超出可计算的范围") != std::string::npos);
  CHECK(diagnostics_of(fields + "参数\n  大 = 99999999999999999999万亿\n  更大 = 大 * 大 * 大 * 大\n" + output).size() >= 1);
  const std::string long_name = repeated("名", 350'000);
  CHECK(diagnostics_of(fields + long_name + " = 数量\n" + output).empty());
  CHECK(diagnostics_of(fields + "x = " + long_name + "\n" + output).size() == 1);
}

TEST_CASE("long chains and circles of definitions") {
  CHECK(diagnostics_of(chain(30'000)).empty());
  const Diagnostics found = diagnostics_of(circle(30'000));
  CHECK(found.size() == 1);
  CHECK(found.at(0).name == "cycle");
  CHECK(found.at(0).message.zh.size() < 4000);
}

TEST_CASE("many rows, many mistakes, a line of megabytes") {
  CHECK(diagnostics_of(rows(30'000)).empty());
  CHECK(diagnostics_of(fields + repeated("x = 甲 +* 乙\n", 4'000) + output).size() >= 4'000);
  CHECK(diagnostics_of(fields + "x = 数量" + repeated(" + 数量", 50'000) + "\n" + output).empty());
  CHECK(diagnostics_of(fields + "x = " + repeated("数量 ", 50'000) + "\n" + output).size() == 1);
}

double seconds(const std::string& text) {
  double best = 1e9;
  for (int i = 0; i < 2; ++i) {
    const std::clock_t start = std::clock();
    diagnostics_of(text);
    best = std::min(best, static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
  }
  return best;
}

TEST_CASE("parsing and checking take time linear in the length") {
  struct Case {
    const char* what;
    std::function<std::string(std::size_t)> make;
    std::size_t size;
  };
  const std::vector<Case> cases = {
      {"chain", chain, 300},
      {"circle", circle, 300},
      {"rows", rows, 300},
      {"unknown names",
       [](std::size_t n) {
         return fields + numbered(n, [](std::size_t i) { return name(i) + " = 甲" + std::to_string(i) + "\n"; }) + output;
       },
       300},
      {"broken lines",
       [](std::size_t n) { return fields + numbered(n, [](std::size_t i) { return name(i) + " = 1 + * 2)\n"; }) + output; },
       300},
      {"lost colons",
       [](std::size_t n) {
         return fields + numbered(n, [](std::size_t i) { return "  " + name(i) + " 数 吨/月\n"; }) + output;
       },
       300},
      {"margin lines",
       [](std::size_t n) { return fields + numbered(n, [](std::size_t i) { return name(i) + ": 数\n"; }) + output; }, 300},
      {"unknown labels",
       [](std::size_t n) {
         return fields + "  级: 选项 A、B\n" + numbered(n, [](std::size_t i) { return name(i) + " = 级 为 C、A\n"; }) + output;
       },
       300},
      {"broken cells",
       [](std::size_t n) {
         return fields + "分档 结果 按 数量\n" + numbered(n, [](std::size_t) { return "  | 5~6 7 | 1 ( |\n"; }) + output;
       },
       300},
      {"blank lines", [](std::size_t n) { return fields + "准入条件 甲\n" + repeated("乙: 数量 > 1\n\n\n\n\n", n) + output; },
       300},
  };
  for (const Case& c : cases) {
    CAPTURE(c.what);
    // Eight times the size: 8 times as long where linear, 64 times where quadratic; clocks and caches take their part.
    const double small = seconds(c.make(c.size)), large = seconds(c.make(8 * c.size));
    CAPTURE(small);
    CAPTURE(large);
    CHECK(large < 24 * small + 0.05);
  }
}

}  // namespace
}  // namespace fenji::test
