// Ranges as people type them: an error with a proposal, which is read once it is pasted in.
#include <vector>

#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

struct Case {
  std::string cell, fix, mended;
};

std::string fix_of(const std::string& cell, const Setting& setting) {
  const std::string text = setting.before_cell + cell + setting.after_cell;
  const grammar::ParseResult result = grammar::parse(text);
  check_sentences(result.diagnostics);
  CHECK(result.diagnostics.size() == 1);
  if (result.diagnostics.size() != 1 || !result.diagnostics[0].fix) return "none";
  CHECK(result.diagnostics[0].advice.has_value());
  return result.diagnostics[0].fix->text;
}

void check_all(const std::vector<Case>& cases, const Setting& setting) {
  for (const Case& c : cases) {
    CAPTURE(c.cell);
    CHECK(fix_of(c.cell, setting) == c.fix);
    CHECK(mended_cell(c.cell, setting) == c.mended);
  }
}

TEST_CASE("one end of a range lacks its unit") {
  check_all(
      {
          {"200至400万", "200万至400万", "[200e4..400e4]"},
          {"200至不满400万", "200万至不满400万", "[200e4..400e4)"},
          {"超过200至400万", "超过200万至400万", "(200e4..400e4]"},
          {"高于200至低于400万", "超过200万至不满400万", "(200e4..400e4)"},
          {"200 至 400 万元", "200 万元至400 万元", "[200e4元..400e4元]"},
          {"1.5至3亿", "1.5亿至3亿", "[1.5e8..3e8]"},
          {"5至10%", "5%至10%", "[5%..10%]"},
          {"-20至-10%", "-20%至-10%", "[(-20%)..(-10%)]"},
          {"1至3年", "1年至3年", "[1年..3年]"},
          {"200万至400", "200万至400万", "[200e4..400e4]"},
          {"5%至10", "5%至10%", "[5%..10%]"},
      },
      chinese);
  check_all(
      {
          {"1 to under 3 years", "1 years to under 3 years", "[1years..3years)"},
          {"5 to 10%", "5% to 10%", "[5%..10%]"},
          {"5 to 10 percentage points", "5 percentage points to 10 percentage points", "[5%..10%]"},
      },
      english);
  // 0 is zero of any unit, a plain number is money in 元.
  CHECK(cell_of("0至100万") == "[0..100e4]");
  CHECK(cell_of("-10%至0") == "[(-10%)..0]");
  CHECK(cell_of("200至400元") == "[200..400元]");
  CHECK(cell_of("大额 至 400万") == "[大额..400e4]");
}

TEST_CASE("a dash is no range") {
  check_all(
      {
          {"80-89", "80至89", "[80..89]"},
          {"80 - 89", "80至89", "[80..89]"},
          {"89-80", "80至89", "[80..89]"},
          {"80~89", "80至89", "[80..89]"},
          {"80 ~ 89", "80至89", "[80..89]"},
          {"80～89", "80至89", "[80..89]"},
          {"89~80", "80至89", "[80..89]"},
          {"80—89", "80至89", "[80..89]"},
          {"80——89", "80至89", "[80..89]"},
          {"80–89", "80至89", "[80..89]"},
          {"80…89", "80至89", "[80..89]"},
          {"80--89", "80至89", "[80..89]"},
          {"200-400万", "200万至400万", "[200e4..400e4]"},
          {"200~400万", "200万至400万", "[200e4..400e4]"},
          {"200万-400万", "200万至400万", "[200e4..400e4]"},
          {"1,000-2,000", "1000至2000", "[1000..2000]"},
          {"5%-10%", "5%至10%", "[5%..10%]"},
          {"5-10%", "5%至10%", "[5%..10%]"},
          {"10%-5%", "5%至10%", "[5%..10%]"},
          {"-20%--10%", "-20%至-10%", "[(-20%)..(-10%)]"},
          {"-10%~-20%", "-20%至-10%", "[(-20%)..(-10%)]"},
          {"0-100万", "0至100万", "[0..100e4]"},
          {"1.35亿-12500万", "12500万至1.35亿", "[12500e4..1.35e8]"},
          {"9-10", "9至10", "[9..10]"},
          {"0.9-0.85", "0.85至0.9", "[0.85..0.9]"},
          {"3年-5年", "3年至5年", "[3年..5年]"},
      },
      chinese);
  check_all(
      {
          {"80-89", "80 to 89", "[80..89]"},
          {"89-80", "80 to 89", "[80..89]"},
          {"80~89", "80 to 89", "[80..89]"},
          {"80–89", "80 to 89", "[80..89]"},
          {"1,000-2,000", "1000 to 2000", "[1000..2000]"},
          {"5-10%", "5% to 10%", "[5%..10%]"},
      },
      english);
}

TEST_CASE("a limit takes no 或") {
  check_all(
      {
          {"5或以上", "以上", "[5..]"},
          {"5或以下", "以下", "[..5]"},
          {"5 或以上", "以上", "[5..]"},
          {"5 或 以上", "以上", "[5..]"},
          {"100万或以上", "以上", "[100e4..]"},
          {"5元或以下", "以下", "[..5元]"},
          {"35%或以上", "以上", "[35%..]"},
          {"5或以内", "以下", "[..5]"},
          {"大额 或以上", "以上", "[大额..]"},
      },
      chinese);
  check_all(
      {
          {"5 or more", "at least 5", "[5..]"},
          {"8,000 or above", "at least 8000", "[8000..]"},
          {"35% or less", "at most 35%", "[..35%]"},
          {"large or below", "at most large", "[..large]"},
      },
      english);
}

TEST_CASE("the sentences of these mistakes") {
  CHECK(cell_of("200至400万") == "5:5 [200至400万] “200”后面缺少与“400万”相同的单位 | 请写成 200万至400万 => 200万至400万\n");
  CHECK(cell_of("80-89") == "5:5 [80-89] 减法不是范围：范围用“至”连接，两端都包含在内 | 请写成 80至89 => 80至89\n");
  CHECK(cell_of("80~89") == "5:5 [80~89] “~”不是范围：范围用“至”连接，两端都包含在内 | 请写成 80至89 => 80至89\n");
  CHECK(cell_of("5或以上") == "5:6 [或以上] 范围词前面不写“或” | 请写成 5以上 => 以上\n");
  CHECK(cell_of("大额 或以上") == "5:8 [或以上] 范围词前面不写“或” | 请写成 大额 以上 => 以上\n");
  CHECK(cell_of("80-89", english) ==
        "5:5 [80-89] a subtraction is no range: its ends are joined by `to`, both included | write 80 to 89 => 80 to 89\n");
  CHECK(cell_of("5 or more", english) == "5:5 [5 or more] a limit takes no `or` behind it | write at least 5 => at least 5\n");
}

TEST_CASE("the same mistakes in a list") {
  CHECK(expression_of("大额 为 80-89、95") ==
        "6:10 [80-89] 减法不是范围：范围用“至”连接，两端都包含在内 | 请写成 80至89 => 80至89\n");
  CHECK(expression_of("大额 为 80~89、95").starts_with("6:10 [80~89] “~”不是范围"));
  CHECK(expression_of("大额 为 [80-89]").starts_with("6:11 [80-89] 减法不是范围"));
}

TEST_CASE("a text with a comma as a result lacks its quotes") {
  const auto bands = [](const std::string& first, const std::string& second) {
    return "分档 y 按 x\n  | 5以上 | " + first + " |\n  | 其余 | " + second + " |\n";
  };
  CHECK(errors_of(bands("上门，电话", "无")) ==
        "2:13 [，] 结果里的逗号要在引号里 | 如果是文字，请给整格加引号：“上门，电话” => “上门，电话”\n");
  const std::string text = bands("A，好（急）", "每周, 每月");
  CHECK(mended(text, grammar::parse(text).diagnostics) == bands("“A，好（急）”", "“每周, 每月”"));
  CHECK(errors_of(mended(text, grammar::parse(text).diagnostics)) == "");
  CHECK(errors_of(bands("“甲”，乙", "无")).find("整格") == std::string::npos);
  CHECK(errors_of("字段\n  甲: 是否\n  乙: 是否\n" + bands("甲，乙", "否")).find("整格") == std::string::npos);  // 甲 且 乙
}

TEST_CASE("arithmetic is no mistake") {
  CHECK(cell_of("大额 - 1") == "(大额 - 1)");
  CHECK(cell_of("不满100-50") == "[..(100 - 50))");
  CHECK(cell_of("(100 - 50)以上") == "[(100 - 50)..]");
  CHECK(expression_of("100 - 50") == "(100 - 50)");
  CHECK(expression_of("大额 > 100-50") == "(大额 > (100 - 50))");
}

}  // namespace
}  // namespace fenji::test
