// The quick way to result lines against the ordinary one.
#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "engine/lists/output_file.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/summary.hpp"
#include "tests/run/compiled.hpp"

using namespace fenji;

namespace {

const std::string rules =
    "规则 例\n字段\n  id: 文本, 唯一编号\n  kind: 选项 大客户、小客户、A\n  need: 是否\n  amount: 金额\n"
    "  share: 百分比, 空白视为 0%\n  day: 日期, 可不填\n  who: 文本, 可不填\n"
    "准入条件 准入: 全部满足\n  需求: need\n  人: who 已填 或 kind 为 A\n"
    "分档 分 按 amount\n  | 100万以上 | 3 |\n  | 1万至不满100万 | 2 |\n  | 不满1万 | 1 |\n"
    "定级 级别 按 分 + 10 * share\n  | 3以上 | 甲 |\n  | 不满3 | 乙 |\n"
    "分档 额度 按 amount\n  | 100万以上 | 5000元 |\n  | 不满100万 | -20.5元 |\n"
    "返利 = amount * share\n"
    "输出\n  id、kind、级别、分、who、额度、返利\n";

// By cells of every kind, with blanks, by a result that the outcome says, by one that it leaves open, and by several of them.
const std::vector<std::string> groupings = {"kind", "need", "who", "amount", "day", "share", "级别", "返利", "级别、who、kind"};

// UTF-8 and the same in GB18030.
struct Text {
  std::string utf8, gb18030;
};
Text both(const std::string& ascii) { return {ascii, ascii}; }

const std::vector<std::vector<Text>> columns = {
    {both("K1"),
     both("K-22"),
     both("a \"b"),
     both(" k "),
     {"王五", "\xcd\xf5\xce\xe5"},
     {"　王", "\xa1\xa1\xcd\xf5"},
     both("")},
    {{"大客户", "\xb4\xf3\xbf\xcd\xbb\xa7"},
     {"小客户", "\xd0\xa1\xbf\xcd\xbb\xa7"},
     both("A"),
     {"Ａ", "\xa3\xc1"},
     both("B"),
     both("")},
    {{"是", "\xca\xc7"}, {"否", "\xb7\xf1"}, both("Y"), both(" n"), both("?"), both("")},
    {both("5000"), both("1000000.50"), {"3万", "3\xcd\xf2"}, both("-7"), both("x"), both("")},
    {both("35%"), both("0.5%"), {"３%", "\xa3\xb3%"}, both("7"), both("")},
    {both("2026-03-01"),
     {"2026年3月1日",
      "2026\xc4\xea"
      "3\xd4\xc2"
      "1\xc8\xd5"},
     both("2026-02-30"),
     both("")},
    {both("Li"),
     {"张三", "\xd5\xc5\xc8\xfd"},
     both("x, y"),
     {"张三，李四有限公司上海分公司",
      "\xd5\xc5\xc8\xfd\xa3\xac\xc0\xee\xcb\xc4\xd3\xd0\xcf\xde\xb9\xab\xcb\xbe\xc9\xcf\xba\xa3\xb7\xd6\xb9\xab\xcb\xbe"},
     {"　", "\xa1\xa1"},
     both("\""),
     both("\"cited\""),
     {"\"引\"", "\"\xd2\xfd\""},
     {"王😀", "\xcd\xf5\x94\x39\xfc\x36"},
     both("")},
};

std::string cell_of(const std::string& text, bool quoted) {
  if (!quoted && !text.starts_with('"') && text.find(',') == text.npos) return text;
  std::string cell = "\"";
  for (const char c : text) cell += c == '"' ? "\"\"" : std::string(1, c);
  return cell + '"';
}

// `odd`: of a hundred records so many have something that no index makes cells of, or bytes that are no text.
Text list_of(std::size_t records, bool quoted, unsigned odd, unsigned seed) {
  std::mt19937 random(seed);
  Text list = both("id,kind,need,amount,share,day,who\n");
  for (std::size_t i = 0; i < records; ++i) {
    const bool strange = random() % 100 < odd;
    for (std::size_t column = 0; column < columns.size(); ++column) {
      // Most records are alike, as in most lists.
      const std::vector<Text>& texts = columns[column];
      const Text& text = texts[random() % 3 != 0 ? random() % 2 : random() % texts.size()];
      const bool in_quotes = quoted && random() % 10 != 0;
      list.utf8 += cell_of(text.utf8, in_quotes);
      list.gb18030 += cell_of(text.gb18030, in_quotes);
      const std::string end = column + 1 < columns.size() ? "," : "\n";
      list.utf8 += end;
      list.gb18030 += end;
    }
    if (!strange) continue;
    const std::vector<std::string> lines = {"K,A,Y\n",           "\"K\"x,A,Y,1,1%,,\n", "\"K\n2\",A,Y,1,1%,,\n",
                                            "\xff,A,Y,1,1%,,\n", "K,\xb4,Y,1,1%,,\n",   "K,A,Y,1,1%,,\xff\xff,8\n"};
    const std::string& line = lines[random() % lines.size()];
    list.utf8 += line;
    list.gb18030 += line;
  }
  return list;
}

struct Run {
  std::string result, summary;
};

std::string text_of(const run::Counts& counts) {
  std::string text = std::to_string(counts.records) + " records, " + std::to_string(counts.too_long) + " too long: ";
  const auto add = [&](const std::vector<std::uint64_t>& numbers) {
    for (const std::uint64_t number : numbers) text += std::to_string(number) + " ";
    text += "; ";
  };
  add({counts.statuses.begin(), counts.statuses.end()});
  for (const auto& elements : counts.failed) add(elements);
  add(counts.missing);
  add(counts.unreadable);
  for (const auto& [reason, count] : counts.faults) add({static_cast<std::uint64_t>(reason.kind), reason.first, count});
  for (const run::FieldTally& field : counts.fields) add({field.blank, field.unreadable});
  for (const auto& labels : counts.labels) add(labels);
  for (const run::Sum& sum : counts.sums)
    text += model::to_text(sum.total) + " of " + std::to_string(sum.records) + (sum.too_large ? "! " : " ");
  return text + "\n";
}

Run run_of(const test::Compiled& compiled, const std::vector<run::Grouping>& by, const std::string& list,
           lists::Encoding encoding, bool fold, unsigned threads) {
  const std::string path =
      std::filesystem::temp_directory_path() / ("fenji_outcome_grader_test_" + std::to_string(std::random_device{}()) + ".csv");
  lists::MemorySource source(list, {"名单", "the list"}, encoding);
  run::RunOptions options;
  options.threads = threads;
  options.block = 20'000;
  options.fold_outcomes = fold;
  options.groupings = by;
  Run run;
  {
    auto out = lists::OutputFile::create(path);
    REQUIRE(out.ok());
    const run::RunOutcome outcome = run::run_list(compiled.rules, compiled.graph, source, *out, options);
    REQUIRE(outcome.problems.empty());
    REQUIRE(!out->commit());
    run.summary = std::to_string(outcome.tally->records) + " records, " + std::to_string(outcome.keys->duplicates()) +
                  " twice, " + std::to_string(outcome.keys->empty()) + " empty\n";
    for (const std::string& key : outcome.keys->examples()) run.summary += key + "\n";
    run.summary += text_of(*outcome.tally);
    for (const run::GroupedCounts& grouped : outcome.tally->grouped) {
      for (const auto& [key, counts] : grouped.groups) run.summary += grouped.by.name + " " + key + " " + text_of(counts);
    }
    for (const run::FirstCell& first : outcome.tally->first_unreadable) run.summary += first.text + " ";
  }
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  run.result = text.str();
  std::filesystem::remove(path);
  return run;
}

// The result, which both ways give, with groups and without, by one thread and by several.
std::string result_both_ways(const test::Compiled& compiled, const std::vector<run::Grouping>& grouped_by,
                             const std::string& list, lists::Encoding encoding) {
  std::string result;
  for (const auto& by : {std::vector<run::Grouping>{}, grouped_by}) {
    const Run ordinary = run_of(compiled, by, list, encoding, false, 1);
    for (const unsigned threads : {1U, 3U}) {
      const Run quick = run_of(compiled, by, list, encoding, true, threads);
      CHECK(quick.result == ordinary.result);
      CHECK(quick.summary == ordinary.summary);
    }
    result = ordinary.result;
  }
  return result;
}

}  // namespace

TEST_CASE(
    "known outcomes are written as the ordinary way writes them, in both encodings, with quotes and without, and count alike") {
  test::Compiled compiled = test::compiled(rules);
  run::GroupingChoice choice = run::choose_groupings(compiled.rules, groupings);
  REQUIRE(choice.problems.empty());
  compiled.graph = graph::lower(compiled.rules);
  for (const bool quoted : {false, true}) {
    for (const unsigned odd : {0U, 3U}) {
      const Text list = list_of(6000, quoted, odd, 7 + odd);
      std::string results[2];
      for (const lists::Encoding encoding : {lists::Encoding::utf8, lists::Encoding::gb18030}) {
        const bool gb18030 = encoding == lists::Encoding::gb18030;
        CAPTURE(gb18030);
        CAPTURE(quoted);
        CAPTURE(odd);
        const std::string& text = gb18030 ? list.gb18030 : list.utf8;
        results[gb18030 ? 1 : 0] = result_both_ways(compiled, choice.groupings, text, encoding);
      }
      if (odd == 0) CHECK(results[0] == results[1]);
    }
  }
}

TEST_CASE("results of more labels than outcomes tell apart are counted by record") {
  std::string many =
      "规则 例\n字段\n  id: 文本, 唯一编号\n  kind: 选项 大客户、小客户\n  city: 文本, 可不填\n  amount: 金额, 空白视为 0\n"
      "准入条件 准入: 全部满足\n  需求: kind 为 大客户\n"
      "对照表 区划: 依次判断\n  | city | => 区 |\n";
  for (int i = 0; i < 300; ++i) many += "  | “城" + std::to_string(i) + "” | 区" + std::to_string(i * 7 % 300) + " |\n";
  many += "输出\n  id、区\n";
  test::Compiled compiled = test::compiled(many);
  const run::GroupingChoice choice = run::choose_groupings(compiled.rules, {"kind", "区"});
  REQUIRE(choice.problems.empty());
  compiled.graph = graph::lower(compiled.rules);
  std::mt19937 random(5);
  std::string list = "id,kind,city,amount\n";
  for (int i = 0; i < 4000; ++i) {
    list += std::to_string(i) + (random() % 8 == 0 ? ",小客户,城" : ",大客户,城") + std::to_string(random() % 310) + ",1\n";
  }
  result_both_ways(compiled, choice.groupings, list, lists::Encoding::utf8);
}

TEST_CASE("where outcomes are too many to be known, results are written each by itself") {
  std::string many =
      "规则 例\n字段\n  id: 文本, 唯一编号\n  need: 是否\n  a: 金额\n  b: 金额, 空白视为 0\n  c: 金额\n"
      "准入条件 准入: 全部满足\n  需求: need\n";
  const auto add_bands = [&](const std::string& name, const std::string& field, const std::string& unit) {
    many += "分档 " + name + " 按 " + field + "\n  | 590以上 | 59" + unit + " |\n";
    for (int i = 58; i > 0; --i) {
      many +=
          "  | " + std::to_string(10 * i) + "至不满" + std::to_string(10 * i + 10) + " | " + std::to_string(i) + unit + " |\n";
    }
    many += "  | 不满10 | 0" + unit + " |\n";
  };
  add_bands("甲分", "a", "");
  add_bands("乙额", "b", "元");
  add_bands("丙分", "c", "");
  many +=
      "得分 = 0.5 * 甲分 + 0.25 * 丙分\n定级 级别 按 得分\n  | 20以上 | 高 |\n  | 不满20 | 低 |\n"
      "输出\n  id、need、甲分、乙额、丙分、得分、级别\n";
  test::Compiled compiled = test::compiled(many);
  const run::GroupingChoice choice = run::choose_groupings(compiled.rules, {"need", "级别", "丙分、级别"});
  REQUIRE(choice.problems.empty());
  compiled.graph = graph::lower(compiled.rules);
  std::mt19937 random(5);
  std::string list = "id,need,a,b,c\n";
  const auto amount = [&] { return random() % 30 == 0 ? std::string() : std::to_string(random() % 700); };
  for (int i = 0; i < 40'000; ++i) {
    list += std::to_string(i) + (random() % 8 == 0 ? ",否," : ",是,") + amount() + "," + amount() + "," + amount();
    list += random() % 500 == 0 ? ",5\n" : "\n";
  }
  result_both_ways(compiled, choice.groupings, list, lists::Encoding::utf8);
}
