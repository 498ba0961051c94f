// What records could still become, against every way to fill in their cells.
#include "engine/answers/possible_results.hpp"

#include <doctest/doctest.h>

#include <map>

#include "tests/answers/random_rules.hpp"
#include "tests/explain/story.hpp"

namespace fenji::test {
namespace {

using answers::PossibleResults;
using answers::Standing;
using execute::Reason;
using execute::Status;
using model::Value;
using Record = std::vector<Value>;

void complete(const model::Rules& rules, const Record& record, model::DefinitionId grade, std::set<Standing>& standings);

void fill(const model::Rules& rules, Record& record, const std::vector<model::FieldId>& named, std::size_t next,
          model::DefinitionId grade, std::set<Standing>& standings) {
  if (next == named.size()) return complete(rules, record, grade, standings);
  const model::FieldId field = named[next];
  const Value before = record[field];
  std::vector<Value> values = values_of(rules.fields[field], rules);
  if (before.state == model::State::invalid && rules.fields[field].blank_means)
    values.push_back(empty_cell(rules.fields[field]));
  for (const Value& value : values) {
    record[field] = value;
    fill(rules, record, named, next + 1, grade, standings);
  }
  record[field] = before;
}

// Fills in all that the notes name, in every way, until nothing is named any more.
void complete(const model::Rules& rules, const Record& record, model::DefinitionId grade, std::set<Standing>& standings) {
  const execute::Evaluation evaluation = answers::evaluate(rules, record);
  std::vector<model::FieldId> named;
  for (const Reason& reason : evaluation.reasons) {
    if (reason.kind == Reason::Kind::missing || reason.kind == Reason::Kind::unreadable) named.push_back(reason.first);
  }
  const bool waits = evaluation.status == Status::incomplete || evaluation.status == Status::invalid;
  if (waits && !named.empty()) {
    Record filled = record;
    fill(rules, filled, named, 0, grade, standings);
  } else if (answers::shows(evaluation, rules, grade)) {
    standings.insert({false, evaluation.definitions[grade].value.label});
  } else {
    standings.insert({true, static_cast<std::uint32_t>(evaluation.status)});
  }
}

std::string words(const model::Rules& rules, model::DefinitionId grade, const std::set<Standing>& standings) {
  std::string text;
  for (const Standing& standing : standings) {
    if (!text.empty()) text += " ";
    text += standing.is_status ? execute::status_name(static_cast<Status>(standing.code))
                               : rules.labels_of(rules.definitions[grade].type).labels[standing.code];
  }
  return text;
}

std::string said(const RuleText& file, const RuleText::Cells& cells) {
  const model::Rules& rules = file.rules();
  const Record record = file.values(cells);
  answers::PossibleSearch search(rules);
  const PossibleResults results = search.results(record, answers::evaluate(rules, record));
  if (!results.asked) return "not asked";
  std::string text = results.decided ? "" : "not decided";
  for (const answers::GradeStandings& grade : results.grades) {
    if (results.decided) text += (text.empty() ? "" : "; ") + words(rules, grade.result, grade.standings);
  }
  for (const auto& [field, state] : results.needed) text += " " + rules.fields[field].name;
  if (results.first != model::none) text += " first " + rules.fields[results.first].name;
  return text;
}

TEST_CASE("random rules: every way to fill in the cells, and no other") {
  std::mt19937 engine(20261122);
  RandomRules random(engine);
  int asked = 0, several = 0;
  for (int file = 0; file < 150; ++file) {
    const RuleText rules(random.text());
    const model::Rules& model = rules.rules();
    const model::DefinitionId grade = model.outputs.back().definition;
    answers::PossibleSearch search(model);
    for (int i = 0; i < 12; ++i) {
      const Record record = random_record(model, random, 25, 10);
      const execute::Evaluation evaluation = answers::evaluate(model, record);
      const PossibleResults results = search.results(record, evaluation);
      const bool waits = evaluation.status == Status::incomplete || evaluation.status == Status::invalid;
      CHECK(results.asked == waits);
      if (!waits) continue;
      ++asked;
      CAPTURE(rules.sources()[0].text());
      std::string shown;
      for (model::FieldId field = 0; field < record.size(); ++field)
        shown += " " + (record[field].state == model::State::known
                            ? model::to_text(record[field], model.fields[field].type, model, Language::chinese)
                            : std::to_string(static_cast<int>(record[field].state)));
      CAPTURE(shown);
      std::set<Standing> expected;
      complete(model, record, grade, expected);
      CHECK(results.decided);
      if (results.decided) CHECK(words(model, grade, results.grades[0].standings) == words(model, grade, expected));
      several += expected.size() > 1;
    }
  }
  CHECK(asked > 500);
  CHECK(several > 300);
}

TEST_CASE("sets of results, by hand") {
  const std::string fields =
      "字段\n  编号: 文本, 唯一编号\n  额: 金额, 0以上\n  率: 百分比\n  日: 日期\n  类: 选项 甲、乙、丙\n  人: 文本, 可不填\n";
  const std::string grade = "定级 级 按 额: 依次判断\n  | 800万以上 | A |\n  | 400万以上 | B |\n  | 其余 | C |\n";
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {grade + "输出\n  编号、级\n", {{"额", "500万"}}, "not asked"},
      {grade + "输出\n  编号、级\n", {}, "A B C 额"},
      {grade + "输出\n  编号、级\n", {{"额", "约五百万"}}, "A B C 额"},
      // Another result is missing: the grade stands.
      {grade + "年 = 年份(日)\n输出\n  编号、级、年\n", {{"额", "900万"}}, "A 日"},
      // A gate that hangs on a cell.
      {"准入条件 门: 全部满足\n  率够: 率 >= 10%\n" + grade + "输出\n  编号、级\n", {{"额", "900万"}}, "A ineligible 率"},
      {"准入条件 门: 全部满足\n  有人: 人 已填\n  率够: 率 >= 10%\n" + grade + "输出\n  编号、级\n",
       {{"额", "900万"}},
       "not asked"},
      {"准入条件 门: 任一满足\n  有人: 人 已填\n  率够: 率 >= 10%\n" + grade + "输出\n  编号、级\n",
       {{"额", "900万"}},
       "A ineligible 率"},
      // The product of two numbers.
      {"积 = 额 * 率\n定级 级 按 积: 依次判断\n  | 100以上 | A |\n  | 其余 | B |\n输出\n  编号、级\n",
       {{"额", "50"}},
       "A B 率"},
      {"积 = 额 * 率\n定级 级 按 积: 依次判断\n  | 100以上 | A |\n  | 其余 | B |\n输出\n  编号、级\n", {{"额", "0"}}, "B 率"},
      {"积 = 额 * 率\n定级 级 按 积: 依次判断\n  | 100以上 | A |\n  | 其余 | B |\n输出\n  编号、级\n",
       {},
       "A B 额 率 first 额"},
      // Which narrows most: the class decides alone for two of three.
      {"对照表 级: 依次判断\n  | 类 | 额 | => 级 |\n  | 甲 | - | A |\n  | 乙 | - | B |\n  | - | 10万以上 | A |\n  | 其余 | C "
       "|\n"
       "输出\n  编号、级\n",
       {},
       "A B C 额 类 first 类"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.rules);
    CHECK(said(RuleText("规则 试\n" + fields + c.rules), c.cells) == c.expected);
  }
}

}  // namespace
}  // namespace fenji::test
