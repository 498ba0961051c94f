// Mistypes in an English file: one message, whose proposal, pasted in, gives the rules that were meant.
#include "tests/check/repair_case.hpp"

namespace fenji::test {
namespace {

void check_all(const std::vector<Mistype>& mistypes) { check_repairs(correct_english, mistypes); }

TEST_CASE("the correct English file has no mistake") {
  CHECK(text_of(diagnostics_of(correct_english), correct_english, Language::english) == "");
}

TEST_CASE("a name in a cell may hold words that ranges have") {
  const std::string rules = R"(rules Renewals
  version: 1

fields
  id: text, key
  score: number, 0 to 100
  days to renewal: number, 0 to 400

table grade: first match
  | score                | => grade |
  | > days to renewal    | A        |
  | days to renewal to 9 | B        |
  | otherwise            | C        |

output: id, grade
)";
  CHECK(text_of(diagnostics_of(rules), rules, Language::english) == "");
}

TEST_CASE("a clause in the name of a table is no part of the name") {
  const std::string rest = "\n  | score | => grade |\n  | at least 5 | A |\n  | otherwise | B |\n\noutput: id, grade\n";
  const std::string before = "rules Renewals\n  version: 1\n\nfields\n  id: text, key\n  score: number, 0 to 100\n\n";
  for (const std::string head : {"table grade first match", "table grade, first match", "table grade (first match)"}) {
    CAPTURE(head);
    const std::string rules = before + head + rest;
    CHECK(text_of(diagnostics_of(rules), rules, Language::english).find("a colon `:` is missing behind the name") != std::string::npos);
  }
  for (const std::string head : {"table grade: first match", "table grade of who comes first", "table grade in order"}) {
    CAPTURE(head);
    const std::string rules = before + head + rest;
    CHECK(text_of(diagnostics_of(rules), rules, Language::english) == "");
  }
}

TEST_CASE("English blocks and headers") {
  check_all({
      {"rules Customers", "Rules Customers"},
      {"rules Customers", "规则 Customers"},
      {"rules Customers", "ruls Customers"},
      {"parameters\n", "Parameters\n"},
      {"parameters\n", "params\n"},
      {"fields\n", "feilds\n"},
      {"fields\n", "FIELDS\n"},
      {"fields\n", "columns\n"},
      {"fields\n", "字段\n"},
      {"fields\n", "  fields\n"},
      {"scale ranks:", "scale ranks"},
      {"eligibility basics", "eligiblity basics"},
      {"eligibility basics: any of", "eligibility basics any of"},
      {"eligibility basics: any of", "eligibility basics: Any of"},
      {"scorecard base score", "scorcard base score"},
      {"bands bonus on sales: first match", "bands bonus on sales first match"},
      {"bands bonus on sales: first match", "bands bonus on sales, first match"},
      {"bands bonus on sales: first match", "bands bonus on sales: frist match"},
      {"bands bonus on sales: first match", "bands bonus on sales: First match"},
      {"bands bonus on sales: first match", "bands bonus by sales: first match"},
      {"grade customer grade on score", "grade customer grade by score"},
      {"plan visits on", "plans visits on"},
      {"examples\n", "example\n"},
      {"output\n", "Output\n"},
      {"output\n", "outputs\n"},
      {"version: 2026.1", "version 2026.1"},
      {"version: 2026.1", "vesion: 2026.1"},
      {"version: 2026.1", "Version: 2026.1"},
      {"version: 2026.1", "版本: 2026.1"},
      {"applies to:", "applies to"},
      {"applies to:", "apply to:"},
      {"applies to:", "Applies to:"},
      {"  version: 2026.1", "version: 2026.1"},
      {"  staff: whole", "staff: whole"},
      {"2026-01-01 to 2026-12-31", "2026/1/1 to 2026/12/31"},
      {"2026-01-01 to 2026-12-31", "2026-01-01 - 2026-12-31"},
      {"2026-01-01 to 2026-12-31", "2026-01-01 until 2026-12-31"},
  });
}

TEST_CASE("English definitions") {
  check_all({
      {"required margin = 35%", "required margin: 35%"},
      {"required margin = 35%", "required margin == 35%"},
      {"required margin = 35%", "required margin 35%", 2},
      {"required margin = 35%", "required margin = 35%;"},
      {"required margin = 35%", "required margin = 35% // by letter"},
      {"margin gap = margin", "margin gap: margin"},
      {"margin gap = margin - required margin", "margin gap = margin – required margin"},
      {"margin gap = margin - required margin", "margin gap = margin minus required margin"},
      {"margin gap = margin - required margin", "margin gap = margin - requird margin"},
      {"round(base score * (1 + bonus), 1)", "round(base score * (1 + bonus), 1"},
      {"round(base score * (1 + bonus), 1)", "round(base score * (1 + bonus, 1)"},
      {"round(base score * (1 + bonus), 1)", "round(base score * (1 + bonus), 1))"},
      {"round(base score * (1 + bonus), 1)", "Round(base score * (1 + bonus), 1)"},
      {"round(base score * (1 + bonus), 1)", "rond(base score * (1 + bonus), 1)"},
      {"round(base score * (1 + bonus), 1)", "round(base score * (1 + bonos), 1)"},
  });
}

TEST_CASE("English fields") {
  check_all({
      {"contact name: text, optional", "contact name: text optional"},
      {"contact name: text, optional", "contact name: Text, optional"},
      {"contact name: text, optional", "contact name: txt, optional"},
      {"contact name: text, optional", "contact name: string, optional"},
      {"contact name: text, optional", "contact name: 文本, optional"},
      {"contact name: text, optional", "contact name: text, optinal"},
      {"contact name: text, optional", "contact name: text, Optional"},
      {"contact name: text, optional", "contact name: text; optional"},
      {"contact name: text, optional", "contact name; text, optional"},
      {"customer: text, key", "customer: text, Key"},
      {"customer: text, key", "customer: text, id"},
      {"customer: text, key", "customer text, key"},
      {"sector: one of industry, trade, service", "sector: One of industry, trade, service"},
      {"sector: one of industry, trade, service", "sector: one of industry/trade/service"},
      {"sector: one of industry, trade, service", "sector: one of industry; trade; service"},
      {"sector: one of industry, trade, service", "sector: industry, trade, service"},
      {"close date: date", "close date: Date"},
      {"has need: yes/no", "has need: boolean"},
      {"has need: yes/no", "has need: Yes/No"},
      {"budget: money", "budget: mony"},
      {"budget: money", "budget: currency"},
      {"sales: money, blank means 0", "sales: money, blank is 0"},
      {"sales: money, blank means 0", "sales: money, default 0"},
      {"margin: percent", "margin: percentage"},
      {"margin: percent", "margin: %"},
      {"volume: number t/month", "volume: nubmer t/month"},
      {"staff: whole number, 0 to 1000", "staff: integer, 0 to 1000"},
      {"staff: whole number, 0 to 1000", "staff: whole number, 0-1000"},
  });
}

TEST_CASE("English conditions") {
  const std::string budget = "budget >= price floor and sector in industry, trade";
  check_all({
      {"need: has need", "need has need"},
      {"need: has need", "need: has need = \"yes\"", 1, "need: has need = yes"},
      {"need: has need", "need: has need = true", 1, "need: has need = yes"},
      {budget, "budget => price floor and sector in industry, trade"},
      {budget, "budget > = price floor and sector in industry, trade"},
      {budget, "budget >= price floor && sector in industry, trade"},
      {budget, "budget >= price floor & sector in industry, trade"},
      {budget, "budget >= price floor AND sector in industry, trade"},
      {budget, "budget >= price floor 且 sector in industry, trade"},
      {budget, "budget >= price flor and sector in industry, trade"},
      {budget, "budget >= price floor and sector in industy, trade"},
      {budget, "budget >= price floor and sector in industry; trade"},
      {budget, "budget >= price floor and sector in Industry, trade"},
      {"sector not in service", "sector Not in service"},
      {"sector not in service", "sector 不为 service"},
      {"or not has need", "|| not has need"},
      {"or not has need", "OR not has need"},
      {"or not has need", "or !has need"},
      {"volume >= 5000 t/month", "volume >= 5000"},
      {"staff > 100", "staff > 100 people"},
      {"staff > 100", "staff greater than 100", 1, "staff over 100"},
      {"margin > 20%", "margin > 20"},
      {"margin > 20%", "margin > 0.2"},
      {"margin > 20%", "margin more than 20%", 1, "margin over 20%"},
      {"close date >= 2026-03-01", "close date >= 2026/3/1"},
      {"close date >= 2026-03-01", "close date >= 2026.3.1"},
      {"year(close date)", "yaer(close date)"},
      {"year(close date)", "Year(close date)"},
      {"year(close date)", "年份(close date)"},
  });
}

TEST_CASE("English tables") {
  check_all({
      {"500,000 to 800,000", "500,000-800,000"},
      {"500,000 to 800,000", "800,000 to 500,000"},
      {"500,000 to 800,000", "500000~800000"},
      {"500,000 to 800,000", "500000 – 800000"},
      {"500,000 to 800,000", "500000 until 800000"},
      {"500,000 to 800,000", "500000 至 800000"},
      {"at least 4,000,000", "4,000,000 or more"},
      {"at least 4,000,000", "At least 4,000,000"},
      {"at least 4,000,000", "=> 4,000,000"},
      {"at least 4,000,000", "4,000,000+"},
      {"under 2,000,000  ", "below 2,000,000  "},
      {"under 2,000,000  ", "less than 2,000,000  "},
      {"| any              | 60", "|                  | 60"},
      {"| any              | 60", "| Any              | 60"},
      {"| any              | 60", "| 不限             | 60"},
      {"| any              | 60", "| *                | 60"},
      {"| otherwise          |", "| else               |"},
      {"| otherwise          |", "| Otherwise          |"},
      {"| otherwise          |", "| 其余               |"},
      {"sales (60%)", "sales 60%"},
      {"sales (60%)", "sales [60%]"},
      {"sales (60%)", "sales (0.6)"},
      {"sales (60%)", "sales"},
      {"| points |", "| Points |"},
      {"| points |", "| score |"},
      {"| 100    |", "| 100    | |"},
      {"  | A | 1 per half-year", "  | a | 1 per half-year"},
      {"1 per half-year on site", "1 per half-year onsite"},
      {"1 per half-year on site", "once a half-year on site"},
      {"1 per half-year on site", "1 time per half-year on site"},
      {"1 per half-year on site", "1 per half-year 上门"},
      {"1-2 per month on site", "1-2 times a month on site"},
      {"1-2 per month on site", "1-2 every month on site"},
      {"1 per quarter by phone", "1 per quarter phone"},
      {"1 per quarter by phone", "once per quarter by phone"},
      {"| C | none   ", "| C |        "},
      {"=> score | => customer grade", "-> score | => customer grade"},
      {"customer, score, customer grade, visits", "customer; score; customer grade; visits"},
      {"customer, score, customer grade, visits", "customer, score, customer grade, visit"},
      {"customer, score, customer grade, visits", "customer, score, customer grade and visits"},
      {"customer, score, customer grade, visits", "Customer, score, customer grade, visits"},
  });
}

TEST_CASE("everyday English") {
  const std::string budget = "budget >= price floor and sector in industry, trade";
  check_all({
      {"2026-01-01 to 2026-12-31", "from 2026-01-01 to 2026-12-31"},
      {"2026-01-01 to 2026-12-31", "01/01/2026 to 31/12/2026"},
      {"2026-01-01 to 2026-12-31", "Jan 1 2026 to Dec 31, 2026"},
      {"2026-01-01 to 2026-12-31", "1 January 2026 until 31st December 2026"},
      {"price floor = 100,000 yuan", "price floor = CNY 100,000"},
      {"price floor = 100,000 yuan", "price floor = 100k yuan"},
      {"price floor = 100,000 yuan", "price floor = 100 000 yuan"},
      {"customer: text, key", "customer: text, primary key"},
      {"customer: text, key", "customer text key"},
      {"contact name: text, optional", "contact name: optional text"},
      {"contact name: text, optional", "contact name: text, not required"},
      {"sector: one of industry, trade, service", "sector: one ofindustry, trade, service"},
      {"sector: one of industry, trade, service", "sector: one of (industry, trade, service)"},
      {"has need: yes/no", "has need: yes or no"},
      {"staff: whole number, 0", "staff: int, 0"},
      {"sales: money, blank means 0", "sales: money, blank = 0"},
      {"sales: money, blank means 0", "sales: money, blanks mean 0"},
      {"scorecard base score", "score card base score"},
      {"eligibility basics: any of", "eligibility basics: all", 1, "eligibility basics: all of"},
      {"bands bonus on sales: first match", "bands bonus on sales: in order"},
      {"bands bonus on sales: first match", "bands bonus on sales: first"},
      {"grade customer grade on score", "grade customer grade: score"},
      {budget, "budget is at least price floor and sector in industry, trade", 1,
       "budget at least price floor and sector in industry, trade"},
      {budget, "budget not below price floor and sector in industry, trade", 1,
       "budget at least price floor and sector in industry, trade"},
      {budget, "budget >= price floor and sector is industry, trade"},
      {budget, "budget >= price floor and sector = industry, trade"},
      {budget, "budget >= price floor and sector in (industry, trade)"},
      {budget, "budget >= price floor and sector = industry or trade"},
      {"contact name given", "contact name is given"},
      {"contact name given", "contact name is not empty"},
      {"contact name given", "contact name not blank"},
      {"at least 4,000,000 ", "atleast 4,000,000 "},
      {"at least 4,000,000 ", "from 4,000,000 "},
      {"at least 4,000,000 ", "4,000,000 and above "},
      {"2,000,000 to under 4,000,000", "from 2,000,000 to under 4,000,000"},
      {"500,000 to 800,000", "500,000 up to 800,000"},
      {"500,000 to 800,000", "between 500,000 and 800,000"},
      {"0 to under 10%", "more than -3% to under 10%", 1, "over -3% to under 10%"},
      {"0 to under 10%", "> -3% to < 10%", 1, "over -3% to under 10%"},
      {"0 to under 10%", "no more than -3%", 1, "at most -3%"},
      {"0 to under 10%", "up to -3%", 1, "at most -3%"},
      {"1 per half-year on site", "1 per half year on site"},
  });
}

}  // namespace
}  // namespace fenji::test
