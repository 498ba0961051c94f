// That every construct of the language comes up in generated files: counted in what the parser and the checker make of them,
// and in the text where they leave no trace in either.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/check/check.hpp"
#include "grammar/keywords.hpp"
#include "grammar/parse.hpp"
#include "tests/generate/count_constructs.hpp"
#include "tests/generate/description.hpp"
#include "tests/generate/rules_generator.hpp"
#include "tests/support/diagnostic_text.hpp"

using namespace fenji;
using namespace fenji::generate;

namespace {

const std::vector<std::string> expected = {
    // expressions
    "number", "date", "text", "name", "quoted name", "negate", "sum", "product", "compare", "all", "any", "negation", "within",
    "not in", "given", "missing", "call year", "call full months", "call full years", "as of", "call round", "call min",
    "call max", "call worst", "call best", "call total", "call count", "call average", "call share", "call share above",
    "call rank", "call percentile", "call apportion", "apportion without places", "restricted total", "restricted count",
    "restricted average", "restricted share", "restricted share above", "restricted rank", "restricted percentile", "groups 0",
    "groups 1", "groups 2", "group, worked out", "round without places", "sum +", "sum -", "product *", "product /",
    "compare =", "compare #", "compare <", "compare >", "compare {", "compare }", "depth 5", "three operands",
    "number with unit", "percentage", "power 4", "power 8", "power 6", "power 7", "power 12", "38 digits",
    // lists and cells
    "in list, several items", "in list, value", "in list, not equal", "in list, range []", "in list, range [)",
    "in list, range (]", "in list, range ()", "in list, from [", "in list, from (", "in list, up to ]", "in list, up to )",
    "in list, limit by record", "bands, any", "bands, otherwise", "bands, several items", "bands, value", "bands, range []",
    "bands, range [)", "bands, range (]", "bands, range ()", "bands, from [", "bands, from (", "bands, up to ]",
    "bands, up to )", "grade, otherwise", "grade, range [)", "scorecard, any", "scorecard, otherwise", "scorecard, value",
    "scorecard, range [)", "scorecard, from [",
    // blocks
    "version", "owner", "approval", "notes", "applies", "effective from", "effective from and to", "scale", "derived", "all of",
    "any of", "at least of", "two gates", "eligibility, when", "scorecard, first match", "scorecard, unique", "scorecard, when",
    "criteria 2", "criteria 3", "criteria 4", "criteria 5", "fractional weight", "criterion, worked out", "points, worked out",
    "bands, first match", "bands, unique", "bands, when", "bands, results 0", "bands, results 1", "bands, results 2",
    "bands, results 4", "grade, first match", "grade, unique", "grade, when", "grade, results 0", "grade, results 3",
    "table, first match", "table, unique", "table, when", "table, conditions 1", "table, conditions 2", "table, conditions 3",
    "table, results 1", "table, results 2", "table, results 3", "table, worked out", "table, any", "table, otherwise",
    "table, several items", "table, value", "table, range [)", "matrix, unique", "matrix, when", "matrix, label",
    "matrix, row, otherwise", "matrix, row, any", "matrix, row, range [)", "matrix, column, otherwise", "matrix, column, any",
    "matrix, column, value", "matrix, column, range [)", "classify, first match", "classify, unique", "classify, when",
    "classify, otherwise", "classify, no otherwise", "classify, label again", "plan, window", "plan, window and when",
    "plan, subject worked out", "portfolio", "portfolio, groups 0", "portfolio, groups 1", "portfolio, groups 2",
    "portfolio, checks 1", "portfolio, checks 3", "three contacts", "examples, contacts", "gate by results", "plan",
    "plan, when", "no contact", "two contacts", "contact, range", "contact, several periods", "contact, other action",
    "contact, no action", "contact, no frequency", "contact per day", "contact per week", "contact per month",
    "contact per quarter", "contact per half-year", "contact per year", "contact on site", "contact by phone",
    "contact on site or by phone", "examples", "examples, title", "examples, status", "examples, empty cell", "30 outputs",
    "output of a field", "output of a parameter", "output of a role",
    // declarations
    "parameter plain", "parameter whole", "parameter percent", "parameter money", "parameter unit", "parameter date",
    "parameter text", "parameter yes/no", "parameter, bare word", "parameter, worked out", "field plain", "field whole",
    "field percent", "field percent in points", "field percent as fraction", "field money", "field unit", "field date",
    "field label", "field text", "field yes/no", "field, unit", "field, bare number", "field, optional", "field, unused",
    "field, other headers", "field, options of a scale", "field money, blank means", "field percent, blank means",
    "field whole, blank means", "field unit, blank means", "field label, blank means", "field yes/no, blank means",
    "field date, blank means", "field text, blank means", "field money, bounds from", "field money, bounds to",
    "field money, bounds from to", "field percent, bounds from to", "field whole, bounds from", "field date, bounds from",
    "field date, bounds from to",
    // types of definitions, subjects and results
    "definition plain", "definition whole", "definition percent", "definition money", "definition unit", "definition quotient",
    "definition yes/no", "definition date", "definition label", "definition text", "definition for applies",
    "definition for a gate", "use of a quotient", "subject plain", "subject percent", "subject money", "subject unit",
    "subject quotient", "subject whole", "subject date", "subject label", "subject text", "subject yes/no",
    "row with conditions", "result label", "result plain", "result percent", "result money", "result text", "result date",
    "result yes/no", "label by record", "chain of 10", "chain of 50", "population, level 1", "population, level 2",
    "population, level 3", "population, unused"};

// Of enumerations of the model each value, by number.
std::vector<std::string> all_of(const std::string& name, int last) {
  std::vector<std::string> things;
  for (int i = 0; i <= last; ++i) things.push_back(name + " " + std::to_string(i));
  return things;
}

struct Spelling {
  Language language;
  std::vector<std::string> words;
};
const Spelling spellings[] = {
    {Language::chinese,
     {"以上",     "及以上",   "以下",      "以内",       "及以下", "及以内",    "以外",      "不低于", "不少于", "至少",
      "不超过",   "至多",     "超过",      "高于",       "大于",   "不满",      "低于",      "小于",   "至不满", "至低于",
      "个百分点", "万元",     "亿",        "百万",       "千万",   "万亿",      "不限",      "| -",    "| —",    "其余",
      "全部满足", "任一满足", "至少满足 ", "依次判断",   "仅当 ",  " 已填",     " 未填",     " 为 ",   " 不为 ", " 且 ",
      " 或 ",     "非 ",      "最小值(",   "最大(",      "年份(",  "四舍五入(", "空白视为 ", "可不填", "又称 ",  "按百分数",
      "按小数",   "唯一编号", "次/",       "上门或电话", "=> 状态"}},
    {Language::english,
     {"at least ",
      "at most ",
      "over ",
      "under ",
      " to under ",
      "percentage points",
      " yuan",
      "CNY",
      "years",
      "month",
      "any |",
      "otherwise",
      "all of",
      "any of",
      "first match",
      "when ",
      " given",
      " missing",
      " in ",
      " not in ",
      " and ",
      " or ",
      "not ",
      "min(",
      "max(",
      "year(",
      "round(",
      "blank means ",
      "optional",
      "also ",
      "in points",
      "as fraction",
      ", key",
      " per ",
      "on site or by phone",
      "=> status"}}};
const std::vector<std::string> signs = {"\t", "\r\n", "：", "，", "（", "｜",  "＃",  "＝",   "＋", "　",
                                        "０", "≥",    "≤",  "≠",  "<>", "!=",  "==",  "×",    "÷",  "−",
                                        "[",  "「",   "`",  "“",  "\"", " # ", "---", ",000", ".0", "=>"};

}  // namespace

TEST_CASE("every construct and every way to write it comes up") {
  Counts counts;
  for (std::uint64_t seed = 1; seed <= 1500; ++seed) {
    Random random(seed);
    RulesOptions options;
    options.language = seed % 2 == 0 ? Language::chinese : Language::english;
    options.size = 1 + static_cast<int>(seed % 15);
    options.with_faults = seed % 3 == 0;
    options.near_overflow = seed % 4 == 0;
    const std::string text = random_rules(random, options);
    const grammar::ParseResult parsed = grammar::parse(text);
    count_syntax(parsed.tree, counts);
    const check::CheckResult checked = check::check(parsed.tree, as_of_day);
    INFO("seed ", seed, "\n", fenji::test::text_of(parsed.diagnostics, text), fenji::test::text_of(checked.diagnostics, text));
    REQUIRE(checked.rules);
    count_model(*checked.rules, counts);
    for (const Spelling& spelling : spellings) {
      if (spelling.language != options.language) continue;
      for (const std::string& word : spelling.words) counts.add("`" + word + "`", text.find(word) != std::string::npos);
    }
    for (const grammar::KeywordEntry& entry : grammar::all_keywords()) {
      for (const std::string_view spelling : entry.in(options.language))
        counts.add("keyword " + std::string(spelling), text.find(spelling) != std::string::npos);
    }
    for (const std::string& sign : signs) counts.add("`" + sign + "`", text.find(sign) != std::string::npos);
    counts.add("block behind results", text.find("字段") > text.size() / 2 && text.find("fields") > text.size() / 2);
  }
  constexpr std::uint64_t least = 5;
  CHECK(counts.lacking(expected, least) == "");
  std::vector<std::string> words = {"block behind results"};
  for (const std::string& sign : signs) words.push_back("`" + sign + "`");
  for (const Spelling& spelling : spellings) {
    for (const std::string& word : spelling.words) words.push_back("`" + word + "`");
  }
  CHECK(counts.lacking(words, least) == "");

  CHECK(counts.lacking(all_of("operation", static_cast<int>(model::Operation::given)), least) == "");
  CHECK(counts.lacking(all_of("population", static_cast<int>(model::PopulationFunction::apportion)), least) == "");
  CHECK(counts.lacking(
            {"table form 0", "table form 0 first", "table form 1", "table form 1 first", "table form 2", "table form 2 first",
             "table form 3", "table form 4", "table form 4 first", "table form 5 first", "table form 6"},
            least) == "");
  std::vector<std::string> keywords;
  for (const grammar::KeywordEntry& entry : grammar::all_keywords()) {
    // A description is one file.
    if (entry.keyword == grammar::Keyword::extends) continue;
    for (const Language language : {Language::chinese, Language::english}) {
      for (const std::string_view spelling : entry.in(language)) keywords.push_back("keyword " + std::string(spelling));
    }
  }
  CHECK(counts.lacking(keywords, least) == "");
}
