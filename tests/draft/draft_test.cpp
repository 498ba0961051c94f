#include "engine/draft/draft.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>

#include "engine/explain/examples.hpp"
#include "grammar/format/format.hpp"
#include "tests/draft/drafted.hpp"
#include "tests/generate/random.hpp"

using namespace fenji;
using generate::Random;
using test::csv_row;

namespace {

// Headers that somebody once wrote, and worse.
const std::vector<std::string> headers = {
    "客户编号",
    "客户名称",
    "产品线",
    "年度潜在销售额",
    "预计毛利率",
    "毛利率(%)",
    "月合同量（吨/月）",
    "是否大客户",
    "预计成交日期",
    "备注",
    "联系人",
    "电话",
    "客户级别",
    "新级别",
    "重点客户",
    "A",
    "B",
    "C",
    "customer",
    "name",
    "budget",
    "margin",
    "has need",
    "date",
    "number of orders",
    "grade",
    "customer grade",
    "",
    " ",
    "1",
    "100",
    "35%",
    "2026-03-01",
    "甲、乙",
    "甲,乙",
    "甲|乙",
    "a:b",
    "a=b",
    "a\"b",
    "「甲」",
    "`甲`",
    "「`",
    "“甲”",
    "# 甲",
    "甲 # 乙",
    "销售额\n(万元)",
    "甲\t乙",
    "规则",
    "字段",
    "输出",
    "定级",
    "分档",
    "且",
    "或",
    "非",
    "为",
    "不为",
    "已填",
    "未填",
    "以上",
    "不满",
    "至",
    "按",
    "其余",
    "无",
    "不限",
    "状态",
    "是",
    "否",
    "文本",
    "选项",
    "金额",
    "可不填",
    "空白视为",
    "又称",
    "rules",
    "fields",
    "output",
    "and",
    "or",
    "not",
    "in",
    "given",
    "at least",
    "under",
    "on",
    "when",
    "text",
    "key",
    "optional",
    "yes",
    "no",
    "年份",
    "四舍五入",
    "次",
    "月",
    "元",
    "吨",
    "A+",
    "AA-",
    "-",
    "—",
    "(",
    ")",
    "[x]",
    "*",
    "/",
    "x/y",
    "3年",
    "10万元",
    "５００",
    "Ａ",
    "不满意度",
    "大额以上",
    "甲且乙",
    "\xEF\xBF\xBD",
    "\x01",
    "客户 名称",
    "客户　名称",
    "资料已填",
    "filled in",
    "important",
    "键键",
    "选选",
    "果果",
    "kkey",
    "rresult",
    "第一列",
    "级1",
    "G1",
    "A 以上",
    "100以上",
    "金额, 超过0",
    "文本, 唯一编号",
    "“没有关的引号",
    "\"",
    "'",
    "；",
    "。",
    "…",
    "😀",
    "ｎｏ",
    "é",
    "no",
    "not ",
};

std::string cell(Random& random, std::size_t kind) {
  const std::vector<std::string> words = {"最终用户", "代理商", "政府关系人", "无", "-", "A", "A+", "可不填", "甲、乙", "是"};
  const std::vector<std::string> odd = {"=1+1", "\"", "a\nb", "「",  "`",   "#",    "|", "、",
                                        "，",   "  ", "\t",   "nan", "1e5", "１２", "é"};
  const std::string number = std::to_string(random.between(0, 5000));
  switch (kind) {
    case 0:
      return "K" + std::to_string(random.next() % 1'000'000);
    case 1:
      return number;
    case 2:
      return number + "." + std::to_string(random.between(0, 999));
    case 3:
      return number + "%";
    case 4:
      return number + random.pick(std::vector<std::string>{"万", "元", "万元", "", "亿"});
    case 5:
      return number + random.pick(std::vector<std::string>{"吨/月", "吨/月", "吨", ""});
    case 6:
      return random.pick(std::vector<std::string>{"是", "否", "Y", "n", "√", "×"});
    case 7:
      return random.chance(50) ? "1" : "0";
    case 8:
      return "2026-0" + std::to_string(random.between(1, 9)) + "-1" + std::to_string(random.between(0, 9));
    case 9:
      return random.pick(words);
    case 10:
      return random.pick(odd);
    case 11:
      return "0." + number;
    case 12:
      return random.chance(50) ? "高" : "低";
    default:
      return "";
  }
}

constexpr std::size_t kinds = 14;

std::string random_list(Random& random) {
  std::vector<std::string> names;
  std::vector<std::size_t> column_kinds;
  const int width = random.between(1, 9);
  for (int i = 0; i < width; ++i) {
    std::string name = random.pick(headers);
    if (random.chance(10)) name += random.pick(headers);
    names.push_back(name);
    column_kinds.push_back(random.below(kinds));
  }
  std::string list = csv_row(names);
  const int rows = random.between(0, 40);
  const bool dirty = random.chance(50);
  for (int row = 0; row < rows; ++row) {
    std::vector<std::string> cells;
    for (const std::size_t kind : column_kinds) {
      const bool other = dirty && random.chance(5);
      cells.push_back(cell(random, other ? random.below(kinds) : random.chance(5) ? 13 : kind));
    }
    if (random.chance(2)) cells.pop_back();
    if (random.chance(2)) cells.push_back("zu viel");
    list += csv_row(cells);
  }
  return list;
}

std::string file_content(const std::string& path) {
  std::ifstream file(std::string(FENJI_SOURCE_DIR) + "/" + path, std::ios::binary);
  REQUIRE(file);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::string failure(const std::string& list) {
  lists::MemorySource source(list, {"名单", "the list"});
  const auto draft = draft::draft_rules(source, {"list.csv", "list.csv"}, Language::chinese);
  REQUIRE(!draft.ok());
  return draft.failure().zh;
}

}  // namespace

TEST_CASE("whatever the list, its draft lints clean and reads all that was sampled") {
  Random random(20261122);
  int named = 0;
  for (int trial = 0; trial < 3000; ++trial) {
    const std::string list = random_list(random);
    const std::optional<Language> language = random.chance(30)   ? std::nullopt
                                             : random.chance(50) ? std::optional(Language::english)
                                                                 : std::optional(Language::chinese);
    lists::MemorySource source(list, {"名单", "the list"});
    const auto draft = draft::draft_rules(source, {"list.csv", "list.csv"}, language);
    if (!draft.ok()) continue;  // no header of it is a name
    ++named;
    INFO(list);
    INFO(draft->text);
    REQUIRE(test::said(test::faults(*draft, list)) == "");
  }
  CHECK(named > 2000);
}

TEST_CASE("lists of the repository") {
  for (const char* path : {"tests/fixtures/northstar/government.customers.csv", "rules/government/mms.customers.csv"}) {
    const std::string list = file_content(path);
    for (const Language language : {Language::chinese, Language::english}) {
      const draft::Draft draft = test::drafted(list, language);
      CHECK(draft.fields == 14);
      CHECK(draft.skipped == 0);
      CHECK(test::said(test::faults(draft, list)) == "");
      CHECK(draft.text.find("云州市") == std::string::npos);
    }
  }
}

TEST_CASE("the worked example lints clean, its examples hold") {
  for (const Language language : {Language::chinese, Language::english}) {
    const std::string text = draft::example_rules(language);
    CHECK(grammar::format_rules(text).text == text);
    const grammar::ParseResult parsed = grammar::parse(text);
    CHECK(parsed.diagnostics.empty());
    CHECK(parsed.tree.language == language);
    const check::CheckResult checked = check::check(parsed.tree);
    CHECK(checked.diagnostics.empty());
    REQUIRE(checked.rules);
    CHECK(prove::prove(*checked.rules).empty());
    CHECK(explain::failed_examples(*checked.rules).empty());
    CHECK(checked.rules->examples.size() == 4);
  }
}

TEST_CASE("which column is the key") {
  struct Case {
    std::string list, key;
  };
  const std::vector<Case> cases = {
      {"名称,客户编号\n甲,K1\n乙,K2\n", "客户编号"},
      {"客户编号,合同编号\nK1,1\nK1,2\n", "合同编号"},
      {"客户编号,名称\nK1,甲\nK1,乙\n", "名称"},
      {"名称,序号\n甲,1\n甲,2\n", "序号"},
      {"类型,金额\n甲,1\n甲,2\n", "类型"},
      {"编号,名称\n,甲\nK1,甲\n", "编号"},
      {"编号\n7\n8\n", "编号"},
      {"甲,乙\n", "甲"},
  };
  for (const Case& one : cases) {
    CAPTURE(one.list);
    CHECK(test::declaration(test::drafted(one.list), one.key).starts_with(one.key + ": 文本, 唯一编号"));
  }
}

TEST_CASE("columns that no rule can name are left out, with the reason") {
  const std::string list = "编号,电话,,电话,「甲」`,名称\nK1,1,2,3,4,甲\nK2,1,2,3,4,乙\n";
  const draft::Draft draft = test::drafted(list);
  CHECK(draft.fields == 2);
  CHECK(draft.skipped == 4);
  for (const char* part : {"# 第 2 列的表头“电话”与第 4 列相同", "# 第 3 列没有表头", "# 第 4 列的表头“电话”与第 2 列相同",
                           "# 第 5 列的表头“「甲」`”不能写进规则"}) {
    CHECK(draft.text.find(part) != std::string::npos);
  }
  CHECK(test::said(test::faults(draft, list)) == "");
}

TEST_CASE("a header over two lines is found again") {
  const std::string list = "编号,\"销售额\n（万元）\"\nK1,3\nK2,4\n";
  const draft::Draft draft = test::drafted(list);
  CHECK(test::declaration(draft, "销售额").starts_with("销售额: 金额 万元, 又称 「销售额 （万元）」"));
  CHECK(test::said(test::faults(draft, list)) == "");
}

TEST_CASE("lists without a header or without anything") {
  CHECK(failure("") == "名单是空的：第一行应当是表头");
  CHECK(failure("\n\n") == "名单是空的：第一行应当是表头");
  CHECK(failure(",,\n1,2,3\n").starts_with("名单的第一行没有可用的表头"));
  CHECK(failure("甲,甲\n1,2\n").starts_with("名单的第一行没有可用的表头"));
}

TEST_CASE("the language is that of the headers") {
  CHECK(test::drafted("id,budget\n1,2\n").language == Language::english);
  CHECK(test::drafted("id,预算\n1,2\n").language == Language::chinese);
  CHECK(test::drafted("id,预算\n1,2\n", Language::english).language == Language::english);
}

TEST_CASE("only the first records are looked at") {
  std::string list = "编号,类型,预算\n";
  for (int i = 0; i < 12'000; ++i) list += "K" + std::to_string(i) + (i < 11'000 ? ",甲,1\n" : ",乙,约\n");
  const draft::Draft draft = test::drafted(list);
  CHECK(draft.records == 10'000);
  CHECK(draft.text.find("看了前 10000 条记录") != std::string::npos);
  CHECK(test::declaration(draft, "类型").starts_with("类型: 选项 甲"));
  CHECK(test::declaration(draft, "预算") == "预算: 金额");
}

TEST_CASE("GB18030, a byte order mark, bytes that are no text") {
  const std::string chinese = "\xB1\xE0\xBA\xC5,\xD4\xA4\xCB\xE3\nK1,80\xCD\xF2\nK2,90\xCD\xF2\n";  // 编号,预算 80万
  CHECK(test::declaration(test::drafted(chinese), "预算") == "预算: 金额");
  CHECK(test::declaration(test::drafted("\xEF\xBB\xBF编号,预算\nK1,8\nK2,9\n"), "编号") == "编号: 文本, 唯一编号");
  std::string broken = "编号,预算\n";
  for (int i = 0; i < 20'000; ++i) broken += "K" + std::to_string(i) + ",8\n";
  broken.insert(broken.size() / 3, "坏\n");
  CHECK(test::said(test::faults(test::drafted(broken), broken)) == "");
}
