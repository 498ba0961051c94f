// Plain cells are cut and read straight: the same bytes at the same places as one by one, the same syntax and the same mistakes
// as by the rules, which read them for the formatter.
#include <random>
#include <vector>

#include "grammar/file_parser.hpp"
#include "grammar/lines.hpp"
#include "tests/grammar/grammar_case.hpp"

namespace fenji::test {
namespace {

std::string place_of(Span span) { return std::to_string(span.begin) + "-" + std::to_string(span.end) + " "; }

std::string places_of(const grammar::ExpressionPtr& expression) {
  if (!expression) return "none ";
  std::string places = place_of(expression->span) + expression->text + " " + expression->quantity->unit + " ";
  for (const grammar::ExpressionPtr& operand : expression->operands) places += places_of(operand);
  return places;
}

// Where all parts of the table's cells stand.
std::string places_of(const grammar::RuleFile& tree) {
  std::string places;
  const auto* table = tree.blocks.empty() ? nullptr : std::get_if<grammar::TableBlock>(&tree.blocks.back().content);
  if (table == nullptr) return places;
  for (const grammar::TableRow& row : table->rows) {
    for (const grammar::Item& item : row.conditions.front().items) {
      places += place_of(item.span) + places_of(item.value) + places_of(item.lower) + places_of(item.upper);
    }
    for (const grammar::ResultCell& result : row.results) places += places_of(result.expression);
  }
  return places;
}

std::string read(const grammar::ParseResult& result, const std::string& text, Language language) {
  return text_of(result.tree) + places_of(result.tree) + text_of(result.diagnostics, text, language);
}

void check_cell(const std::string& condition, const std::string& result, const Setting& setting) {
  const Language language = &setting == &chinese ? Language::chinese : Language::english;
  const std::string text = setting.before_cell + condition + " | " + result + " |\n";
  std::vector<grammar::ParsedUnit> units;
  const grammar::ParseResult by_rules = grammar::FileParser(text, 0, {}, &units).parse();
  CAPTURE(text);
  CHECK(read(grammar::parse(text), text, language) == read(by_rules, text, language));
}

TEST_CASE("cells of random pieces") {
  const std::vector<std::string> pieces[] = {
      {"100",       "-3%",   "0.5",    "2026年3月1日", "2026-03-01", "2026",   "1,000", "000",      "10万元", "5000吨/月",
       "8个百分点", "3个月", " ",      "  ",           "至",         "至不满", "不满",  "超过",     "不低于", "以上",
       "以下",      "以外",  "及以上", "或以上",       "、",         ",",      "-",     "+",        "(",      ")",
       "[",         ")",     "不限",   "其余",         "大额",       "小额",   "高",    "低",       "A+",     "“文”",
       "或",        "且",    "为",     "非",           "是",         "%",      "百万",  "「大额」", "任意",   "其它",
       "—",         ">="},
      {"100",        "-3%",        "0.5",        "2026-03-01", "2026",
       "1,000",      "000",        "10 t",       "5t/month",   "8 percentage points",
       "3 months",   " ",          " ",          "  ",         " to ",
       " to under ", "under ",     "over ",      "at least ",  "at most ",
       "up to ",     "more than ", " and above", "or more",    ",",
       ", ",         "-",          "+",          "(",          ")",
       "[",          ")",          "any",        "otherwise",  "large",
       "small",      "high",       "low",        "A+",         "\"text\"",
       " or ",       " and ",      " in ",       "not ",       "yes",
       "%",          "`large`",    "all",        "else",       ">=",
       "> ",         "large(1)"}};
  std::mt19937 random(20260301);
  for (const Setting* setting : {&chinese, &english}) {
    const std::vector<std::string>& known = pieces[setting == &english ? 1 : 0];
    const auto cell = [&] {
      std::string made;
      for (std::size_t count = 1 + random() % 5; count > 0; --count) made += known[random() % known.size()];
      return made;
    };
    for (int round = 0; round < 4000; ++round) check_cell(cell(), cell(), *setting);
  }
}

// The lines of `source`, each byte of their cells with its place, less `shift` bytes that stand in front of the first cell.
std::string cells_of(const std::string& source, std::uint32_t shift) {
  Diagnostics diagnostics;
  const grammar::Lines lines = grammar::read_lines(source, 0, diagnostics);
  std::string all;
  const auto add = [&](Span span) { all += " " + std::to_string(span.begin - shift) + "-" + std::to_string(span.end - shift); };
  for (const grammar::Line& line : lines.lines) {
    if (!line.row) continue;
    for (const grammar::Fragment& cell : line.cells) {
      all += "\n" + cell.text;
      add(cell.span());
      for (std::size_t byte = 0; byte <= cell.text.size(); ++byte) add(cell.span(byte, byte + 1));
      all += " " + std::to_string(cell.end_place - shift);
    }
    add(line.span);
  }
  for (const grammar::Comment& comment : lines.comments) add(comment.span);
  for (const Diagnostic& diagnostic : diagnostics) add(diagnostic.span);
  return all;
}

// A row whose first | is wide is read byte by byte.
TEST_CASE("rows of random pieces are cut at the same places") {
  const std::vector<std::string> pieces = {"100", "至",  "不满100万元", "1,000", ",",  "(",  ")",  " ",  "  ", " ",  "\t", "|",
                                           "|",   " | ", " | ",         "a b",   "a",  "-",  "#",  " #", "/",  "//", "“",  "”",
                                           "\"",  "、",  "「",          "」",    "％", "１", "　", "＃", "=>", "%",  "≥",  "`",
                                           "[",   "]",   "\xE4\xB8",    "\xC3",  "é",  "½",  "：", ":",  "--", "｜"};
  std::mt19937 random(20260301);
  for (int round = 0; round < 20000; ++round) {
    std::string row;
    for (std::size_t count = 1 + random() % 12; count > 0; --count) row += pieces[random() % pieces.size()];
    const std::string before = "table t\n  ", narrow = before + "|" + row + "\n", wide = before + "｜" + row + "\n";
    CAPTURE(narrow);
    CHECK(cells_of(narrow, 0) == cells_of(wide, 2));
  }
}

}  // namespace
}  // namespace fenji::test
