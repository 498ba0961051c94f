// Status words and the sentences of the notes.
#include "engine/execute/status.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "tests/support/model_builder.hpp"

using namespace fenji;
using namespace fenji::test;
using execute::note;
using execute::Reason;
using execute::Reasons;
using execute::Status;
using Kind = execute::Reason::Kind;

namespace {

// Fields 0 to 3, definitions 0 to 2, one gate of three elements.
model::Rules example() {
  ModelBuilder m;
  const auto budget = m.number_field("预算金额"), margin = m.number_field("预计毛利率");
  m.number_field("Price");
  m.number_field("Volume");
  m.define("得分", budget);
  m.define("基础分/毛利率差", margin);
  m.define("加成", margin);
  m.gate_all("立项四要素", {{"有需求", m.yes_no(true)}, {"有预算", m.yes_no(true)}, {"有时间表", m.yes_no(true)}});
  return m.rules;
}

std::string in_chinese(const Reasons& reasons, std::string_view cell = "35") {
  return note(reasons, example(), Language::chinese, [&](model::FieldId) { return cell; });
}

std::string in_english(const Reasons& reasons, std::string_view cell = "35") {
  return note(reasons, example(), Language::english, [&](model::FieldId) { return cell; });
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int i = 0; i < times; ++i) result += text;
  return result;
}

}  // namespace

TEST_CASE("status words") {
  struct {
    Status status;
    const char *name, *zh, *en;
  } const cases[] = {
      {Status::rated, "rated", "已评级", "rated"},
      {Status::ineligible, "ineligible", "不予评级", "ineligible"},
      {Status::not_applicable, "not_applicable", "不适用", "not applicable"},
      {Status::invalid, "invalid", "数据有误", "invalid"},
      {Status::incomplete, "incomplete", "资料不全", "incomplete"},
      {Status::uncovered, "uncovered", "规则未覆盖", "uncovered"},
  };
  CHECK(std::size(cases) == execute::status_count);
  for (const auto& c : cases) {
    CHECK(execute::status_name(c.status) == c.name);
    CHECK(execute::status_text(c.status, Language::chinese) == c.zh);
    CHECK(execute::status_text(c.status, Language::english) == c.en);
  }
}

TEST_CASE("notes: one sentence a kind") {
  struct {
    Reasons reasons;
    const char *zh, *en;
  } const cases[] = {
      {{}, "", ""},
      {{{Kind::failed, 0, 1}, {Kind::failed, 0, 2}}, "未满足：有预算、有时间表", "Not met: 有预算, 有时间表"},
      {{{Kind::unreadable, 1, 0}}, "无法识别：预计毛利率“35”", "Unreadable: 预计毛利率 \"35\""},
      {{{Kind::unreadable, 0, 0}, {Kind::unreadable, 1, 0}},
       "无法识别：预算金额“35”、预计毛利率“35”",
       "Unreadable: 预算金额 \"35\", 预计毛利率 \"35\""},
      {{{Kind::undetermined, 1, 0}}, "全表得不出：预计毛利率", "Not to be had from the list: 预计毛利率"},
      {{{Kind::out_of_range, 0, 0}}, "超出可计算范围：得分", "Out of range: 得分"},
      {{{Kind::out_of_range, model::none, 0}}, "超出可计算范围：准入条件", "Out of range: eligibility"},
      {{{Kind::out_of_range, 0, 0}, {Kind::out_of_range, model::none, 0}},
       "超出可计算范围：得分、准入条件",
       "Out of range: 得分, eligibility"},
      {{{Kind::missing, 0, 0}}, "待补：预算金额", "Missing: 预算金额"},
      {{{Kind::missing, 2, 0}, {Kind::missing, 3, 0}}, "待补：Price、Volume", "Missing: Price, Volume"},
      {{{Kind::uncovered, 1, 0}}, "规则未覆盖：基础分/毛利率差", "Not covered: 基础分/毛利率差"},
      {{{Kind::contradiction, 2, 0}}, "规则矛盾：加成", "Contradictory rules: 加成"},
      {{{Kind::failed, 0, 0},
        {Kind::unreadable, 1, 0},
        {Kind::out_of_range, 0, 0},
        {Kind::missing, 0, 0},
        {Kind::missing, 2, 0},
        {Kind::uncovered, 1, 0},
        {Kind::contradiction, 2, 0}},
       "未满足：有需求；无法识别：预计毛利率“35”；超出可计算范围：得分；待补：预算金额、Price；规则未覆盖：基础分/"
       "毛利率差；规则矛盾：加成",
       "Not met: 有需求; Unreadable: 预计毛利率 \"35\"; Out of range: 得分; Missing: 预算金额, Price; Not covered: "
       "基础分/毛利率差; Contradictory rules: 加成"},
  };
  for (const auto& c : cases) {
    CHECK(in_chinese(c.reasons) == c.zh);
    CHECK(in_english(c.reasons) == c.en);
  }
}

TEST_CASE("notes quote each field's own cell") {
  const std::vector<std::string> cells{"很多", "35", "", ""};
  const std::string text = note({{Kind::unreadable, 0, 0}, {Kind::unreadable, 1, 0}}, example(), Language::chinese,
                                [&](model::FieldId field) -> std::string_view { return cells[field]; });
  CHECK(text == "无法识别：预算金额“很多”、预计毛利率“35”");
}

TEST_CASE("notes: what a quoted cell shows") {
  const struct {
    std::string cell, shown;
  } cases[] = {
      {"", ""},
      {" 35 ", " 35 "},
      {"a\nb\r\nc\td", "a b  c d"},
      {std::string("a\0b\x1B\x7F"
                   "c",
                   6),
       "a b  c"},
      {"a\u0085b\u2028c\u2029d", "a b c d"},
      {"\u00A0\u3000é\U0001F600", "\u00A0\u3000é\U0001F600"},
      {std::string(40, 'x'), std::string(40, 'x')},
      {std::string(41, 'x'), std::string(40, 'x') + "…"},
      {repeated("数", 40), repeated("数", 40)},
      {repeated("数", 41), repeated("数", 40) + "…"},
      {repeated("\U0001F600", 1000), repeated("\U0001F600", 40) + "…"},
      {std::string(39, 'x') + "数字", std::string(39, 'x') + "数…"},
      {std::string(39, 'x') + "\n\n", std::string(39, 'x') + " …"},
      // What is no UTF-8: cut off, overlong, a surrogate, beyond the last character, a byte of another encoding.
      {"a\xE6\x95", "a\uFFFD\uFFFD"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},
      {"\xE0\x80\x8A"
       "b",
       "\uFFFD\uFFFD\uFFFD"
       "b"},
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\xF8\x88\x80\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD\uFFFD"},
      {"\xFF"
       "3",
       "\uFFFD"
       "3"},
      {"\x80", "\uFFFD"},
  };
  for (const auto& c : cases) {
    CHECK(in_chinese({{Kind::unreadable, 1, 0}}, c.cell) == "无法识别：预计毛利率“" + c.shown + "”");
    CHECK(in_english({{Kind::unreadable, 1, 0}}, c.cell) == "Unreadable: 预计毛利率 \"" + c.shown + "\"");
  }
}
