// The keyword language of a file is that of its first block; the other language's words are free as names.
#include <vector>

#include "grammar/keywords.hpp"
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

Language language_of(const std::string& text) { return grammar::parse(text).tree.language; }

TEST_CASE("the first block decides") {
  CHECK(language_of("规则 a\nrules = 1\n") == Language::chinese);
  CHECK(language_of("# 注释\n\nrules 政府类\n") == Language::english);
  CHECK(language_of("x = 1\nfields\n") == Language::english);
  CHECK(language_of("  rules a\n规则 b\n") == Language::chinese);  // an indented line opens no block
  CHECK(language_of("rules = 1\n规则 b\n") == Language::chinese);  // a definition is no keyword
  CHECK(language_of("rule a\nfields\n") == Language::english);     // a mistyped first block
  CHECK(language_of("") == Language::chinese);
  CHECK(language_of("x = 1\n") == Language::chinese);
}

TEST_CASE("words of the other language are names") {
  CHECK(tree_of("规则 a\nx = and 且 or + in to under as given 或 not\n") ==
        "rules <a>\nx = (or (and and (or + in to under as given)) not)\n");
  CHECK(tree_of("rules a\nx = 且 and 为 + 以上 or 非 in 至, 不限\n") ==
        "rules <a>\nx = (or (and 且 (为 + 以上)) (in 非 至 不限))\n");
}

TEST_CASE("a block of the other language") {
  CHECK(errors_of("规则 a\nfields\n  x: 数\n") == "2:1 [fields] 不认识的块“fields” | 是不是“字段”？ => 字段\n");
  CHECK(errors_of("rules a\n字段\n  x: number\n", Language::english) ==
        "2:1 [字段] unknown block `字段` | did you mean `fields`? => fields\n");
  CHECK(errors_of("规则 a\nbands y on x\n  | 5以上 | 1 |\n") ==
        "2:1 [bands] 不认识的块“bands” | 是不是“分档”？ => 分档\n"
        "2:9 [on] 这里不写“on”，写“按” | 请写成 按 => 按\n");
}

TEST_CASE("yes and no are read in either language") {
  CHECK(expression_of("大额 = yes 或 大额 = 否") == "(or (大额 = yes) (大额 = 否))");
  CHECK(expression_of("large = 是 or large = no", english) == "(or (large = 是) (large = no))");
}

TEST_CASE("every keyword has both spellings, but for words that one language does not need") {
  using grammar::Keyword;
  std::size_t index = 0;
  for (const grammar::KeywordEntry& entry : grammar::all_keywords()) {
    CHECK(static_cast<std::size_t>(entry.keyword) == index++);
    const bool range_suffix = entry.keyword == Keyword::suffix_at_least || entry.keyword == Keyword::suffix_at_most ||
                              entry.keyword == Keyword::suffix_over;
    if (range_suffix || entry.keyword == Keyword::times)
      CHECK(entry.en.empty());
    else
      CHECK_FALSE(entry.en.empty());
    if (entry.keyword == Keyword::per_period)
      CHECK(entry.zh.empty());
    else
      CHECK_FALSE(entry.zh.empty());
  }
}

TEST_CASE("spellings") {
  using grammar::Keyword;
  CHECK(grammar::spelling(Keyword::fields, Language::chinese) == "字段");
  CHECK(grammar::spelling(Keyword::fields, Language::english) == "fields");
  CHECK(grammar::spelling(Keyword::suffix_at_least, Language::english) == "");
  CHECK(grammar::match_spelling("at least 5", Keyword::at_least, Language::english) == 8);
  CHECK(grammar::match_spelling("at \t least 5", Keyword::at_least, Language::english) == 10);
  CHECK(grammar::match_spelling("atleast", Keyword::at_least, Language::english) == 0);
  CHECK(grammar::match_spelling("at", Keyword::at_least, Language::english) == 0);
  CHECK(grammar::match_spelling("最小值(", Keyword::minimum, Language::chinese) == std::string("最小值").size());
  CHECK(grammar::find_keyword("round", grammar::KeywordGroup::function, Language::english) == Keyword::round);
  CHECK(grammar::find_keyword("round", grammar::KeywordGroup::function, Language::chinese) == std::nullopt);
  CHECK(grammar::find_keyword("round", grammar::KeywordGroup::block, Language::english) == std::nullopt);
}

}  // namespace
}  // namespace fenji::test
