// The smallest changes that give a better grade, against every change of one field and of two.
#include "engine/answers/upgrade.hpp"
#include "engine/answers/likeness.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "tests/answers/random_rules.hpp"
#include "tests/explain/story.hpp"

namespace fenji::test {
namespace {

using answers::Change;
using answers::Step;
using answers::Upgrades;
using execute::Status;
using model::FieldId;
using model::Value;
using Record = std::vector<Value>;

const model::Day as_of = model::day_from_civil(2026, 6, 30);

// By field, how far: what a change asks for.
using Sizes = std::map<FieldId, std::int64_t>;

Sizes sizes_of(const Change& change) {
  Sizes sizes;
  for (const Step& step : change.steps) sizes[step.field] = static_cast<std::int64_t>(step.size.steps);
  return sizes;
}

bool no_more(const Sizes& left, const Sizes& right) {
  return std::all_of(left.begin(), left.end(), [&](const auto& each) {
    const auto other = right.find(each.first);
    return other != right.end() && each.second <= other->second;
  });
}

class EveryChange {
 public:
  EveryChange(const model::Rules& rules, const Record& record) : rules_(rules), record_(record), now_(label_of(record)) {}

  std::optional<std::uint32_t> label_of(const Record& record) const {
    const execute::Evaluation evaluation = answers::evaluate(rules_, record);
    const model::DefinitionId grade = rules_.outputs.back().definition;
    if (evaluation.status != Status::rated || !answers::shows(evaluation, rules_, grade)) return std::nullopt;
    return evaluation.definitions[grade].value.label;
  }

  bool better(const Record& record) const {
    const auto label = label_of(record);
    return label && (!now_ || *label < *now_);
  }

  // The values that a field may go to, with their distances.
  std::vector<std::pair<Value, std::int64_t>> moves(FieldId field) const {
    std::vector<std::pair<Value, std::int64_t>> found;
    if (rules_.fields[field].fixed || rules_.fields[field].key) return found;
    for (const Value& value : values_of(rules_.fields[field], rules_)) {
      const auto size =
          static_cast<std::int64_t>(answers::distance(record_[field], value, rules_.fields[field].type, as_of).steps);
      const Value& now = record_[field];
      if (size > 0 || now.blank || now.state != model::State::known) found.emplace_back(value, size);
    }
    return found;
  }

  std::optional<std::int64_t> single(FieldId field) const {
    std::optional<std::int64_t> least;
    Record changed = record_;
    for (const auto& [value, size] : moves(field)) {
      changed[field] = value;
      if (better(changed)) least = std::min(least.value_or(size), size);
    }
    return least;
  }

  // What two fields need together, where neither does it alone with as much.
  std::vector<Sizes> pairs() const {
    std::vector<Sizes> all;
    std::vector<Sizes> singles;
    for (FieldId field = 0; field < record_.size(); ++field) {
      if (const auto size = single(field)) singles.push_back({{field, *size}});
    }
    for (FieldId first = 0; first < record_.size(); ++first) {
      for (FieldId second = first + 1; second < record_.size(); ++second) {
        Record changed = record_;
        for (const auto& [one, one_size] : moves(first)) {
          changed[first] = one;
          for (const auto& [other, other_size] : moves(second)) {
            changed[second] = other;
            if (better(changed)) all.push_back({{first, one_size}, {second, other_size}});
          }
        }
      }
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    std::vector<Sizes> least;
    for (const Sizes& pair : all) {
      const auto dominated = [&](const Sizes& other) { return other != pair && no_more(other, pair); };
      if (std::none_of(all.begin(), all.end(), dominated) && std::none_of(singles.begin(), singles.end(), dominated))
        least.push_back(pair);
    }
    return least;
  }

 private:
  const model::Rules& rules_;
  const Record& record_;
  std::optional<std::uint32_t> now_;
};

std::string shown(const model::Rules& rules, const Record& record) {
  std::string text;
  for (FieldId field = 0; field < record.size(); ++field) {
    text += " " + rules.fields[field].name + "=" + (record[field].blank ? "(blank)" : "") +
            model::to_text(record[field], rules.fields[field].type, rules, Language::chinese);
  }
  return text;
}

TEST_CASE("random rules: no smaller change, alone or in pairs") {
  std::mt19937 engine(7);
  RandomRules random(engine);
  int asked = 0, reached = 0, short_of = 0, with_pairs = 0;
  for (int file = 0; file < 120; ++file) {
    const RuleText rules(random.text());
    const model::Rules& model = rules.rules();
    answers::UpgradeSearch search(model, as_of);
    for (int i = 0; i < 6; ++i) {
      const Record record = random_record(model, random, 8, 0);
      const execute::Evaluation evaluation = answers::evaluate(model, record);
      Upgrades upgrades = search.singles(record, evaluation);
      if (upgrades.standing != Upgrades::Standing::open) continue;
      search.add_pairs(upgrades);
      ++asked;
      CAPTURE(rules.sources()[0].text());
      CAPTURE(shown(model, record));
      CHECK(upgrades.undecided.empty());
      const EveryChange every(model, record);
      std::map<FieldId, std::int64_t> told;
      for (const Change& change : upgrades.singles) {
        REQUIRE(change.steps.size() == 1);
        told[change.steps[0].field] = static_cast<std::int64_t>(change.steps[0].size.steps);
        Record changed = record;
        changed[change.steps[0].field] = change.steps[0].to;
        CHECK(every.better(changed));
        CHECK(every.label_of(changed) == change.label);
      }
      for (FieldId field = 0; field < record.size(); ++field) {
        CAPTURE(model.fields[field].name);
        const auto least = every.single(field);
        CHECK(least.has_value() == told.contains(field));
        if (least && told.contains(field)) CHECK(*least == told[field]);
        const bool not_enough =
            std::find(upgrades.not_enough.begin(), upgrades.not_enough.end(), field) != upgrades.not_enough.end();
        CHECK(!(least && not_enough));
        (least ? reached : short_of) += 1;
      }
      const std::vector<Sizes> pairs = every.pairs();
      CHECK(upgrades.pairs.size() == std::min(pairs.size(), answers::UpgradeSearch::most_pairs));
      CHECK(upgrades.more_pairs == (pairs.size() > upgrades.pairs.size()));
      for (const Change& pair : upgrades.pairs) {
        CHECK(std::find(pairs.begin(), pairs.end(), sizes_of(pair)) != pairs.end());
        Record changed = record;
        for (const Step& step : pair.steps) changed[step.field] = step.to;
        CHECK(every.better(changed));
      }
      with_pairs += !pairs.empty();
    }
  }
  CHECK(asked > 300);
  CHECK(reached > 300);
  CHECK(short_of > 300);
  CHECK(with_pairs > 100);
}

std::string said(const RuleText& file, const RuleText::Cells& cells) {
  const model::Rules& rules = file.rules();
  const Record record = file.values(cells);
  answers::UpgradeSearch search(rules, as_of);
  Upgrades upgrades = search.singles(record, answers::evaluate(rules, record));
  search.add_pairs(upgrades);
  if (upgrades.standing == Upgrades::Standing::best) return "best";
  if (upgrades.standing == Upgrades::Standing::not_graded) return "not graded";
  if (upgrades.standing == Upgrades::Standing::no_grades) return "no grades";
  const auto words = [&](const Change& change) {
    std::string text;
    for (const Step& step : change.steps) {
      const model::Field& field = rules.fields[step.field];
      const std::string to = model::to_text(step.to, field.type, rules, Language::chinese);
      text += (text.empty() ? "" : ", ") + field.name + " " + (step.any ? "any" : to);
    }
    return text + ": " + rules.labels_of(rules.definitions[upgrades.result].type).labels[change.label];
  };
  std::string text;
  for (const Change& change : upgrades.singles) text += words(change) + "\n";
  for (const Change& change : upgrades.pairs) text += words(change) + "\n";
  for (const FieldId field : upgrades.not_enough) text += "not " + rules.fields[field].name + "\n";
  for (const FieldId field : upgrades.fixed) text += "fixed " + rules.fields[field].name + "\n";
  for (const FieldId field : upgrades.undecided) text += "undecided " + rules.fields[field].name + "\n";
  return text;
}

TEST_CASE("what is found of one record holds for all that are alike") {
  std::mt19937 engine(29);
  RandomRules random(engine);
  std::size_t asked = 0, known = 0;
  for (int file = 0; file < 60; ++file) {
    const RuleText rules(random.text());
    const model::Rules& model = rules.rules();
    answers::UpgradeSearch search(model, as_of);
    const answers::Likeness likeness(model, search.scope());
    std::map<std::string, answers::Ways> ways;
    for (int i = 0; i < 60; ++i) {
      const Record record = random_record(model, random, 8, 0);
      const execute::Evaluation evaluation = answers::evaluate(model, record);
      const auto [place, is_new] = ways.try_emplace(likeness.of(record));
      if (is_new) place->second = search.ways(record, evaluation);
      known += is_new ? 0 : 1;
      CAPTURE(rules.sources()[0].text());
      CAPTURE(shown(model, record));
      CHECK(place->second.decided);
      const Upgrades upgrades = search.singles(record, place->second);
      const Upgrades expected = search.singles(record, evaluation);
      CHECK(upgrades.standing == expected.standing);
      CHECK(upgrades.label == expected.label);
      CHECK(upgrades.not_enough == expected.not_enough);
      CHECK(upgrades.fixed == expected.fixed);
      CHECK(upgrades.holds_populations == expected.holds_populations);
      REQUIRE(upgrades.singles.size() == expected.singles.size());
      for (std::size_t change = 0; change < expected.singles.size(); ++change) {
        const answers::Step& one = upgrades.singles[change].steps[0];
        const answers::Step& other = expected.singles[change].steps[0];
        CHECK(upgrades.singles[change].label == expected.singles[change].label);
        CHECK(one.field == other.field);
        CHECK(one.any == other.any);
        CHECK((one.size.steps == other.size.steps && one.size.effort == other.size.effort));
        const model::Type& type = model.fields[one.field].type;
        CHECK(model::to_text(one.to, type, model, Language::chinese) ==
              model::to_text(other.to, type, model, Language::chinese));
      }
      asked += expected.standing == Upgrades::Standing::open ? 1 : 0;
    }
  }
  CHECK(asked > 500);
  CHECK(known > 200);
}

TEST_CASE("changes by hand") {
  const std::string fields =
      "规则 试\n字段\n  编号: 文本, 唯一编号\n  额: 金额, 0以上\n  率: 百分比\n  日: 日期\n  年销: 金额, 固定\n  区: 文本\n"
      "  类: 选项 甲、乙、丙\n  欠: 是否, 空白视为 否\n  数: 整数, 0至10, 空白视为 0\n";
  const std::string grade = "定级 级 按 分: 依次判断\n  | 90以上 | A |\n  | 70以上 | B |\n  | 其余 | C |\n输出\n  编号、级\n";
  const std::string by_amount = "分档 分 按 额: 依次判断\n  | 800万以上 | 90 |\n  | 超过400万 | 70 |\n  | 其余 | 50 |\n";
  const RuleText::Cells cells = {{"额", "620万"}, {"率", "30%"}, {"日", "2026-03-01"}, {"年销", "100万"},
                                 {"区", "华东"},  {"类", "乙"},  {"欠", "否"},         {"数", "3"}};
  const auto with = [&](std::vector<std::pair<std::string, std::string>> changes) {
    RuleText::Cells changed = cells;
    for (auto& [name, cell] : changes) changed[name] = cell;
    return changed;
  };
  struct Case {
    std::string rules;
    RuleText::Cells cells;
    std::string expected;
  };
  const std::vector<Case> cases = {
      {by_amount + grade, cells, "额 8000000: A\n"},
      {by_amount + grade, with({{"额", "900万"}}), "best"},
      {by_amount + grade, with({{"额", ""}}), "not graded"},
      // An open limit: the next value that a cell can hold.
      {by_amount + grade, with({{"额", "400万"}}), "额 4000000.000001: B\n"},
      {"比例 = 率 - 10%\n分档 分 按 比例: 依次判断\n  | 超过30% | 90 |\n  | 超过20% | 70 |\n  | 其余 | 50 |\n" + grade, cells,
       "率 30.000001%: B\n"},
      // Down, and as far down as up.
      {"分档 分 按 数: 依次判断\n  | 8以上 | 90 |\n  | 1以上 | 50 |\n  | 其余 | 70 |\n" + grade, cells, "数 0: B\n"},
      {"分档 分 按 数: 依次判断\n  | 6以上 | 90 |\n  | 1以上 | 50 |\n  | 其余 | 70 |\n" + grade, cells, "数 6: A\n"},
      // What the bounds forbid; what is fixed; what is empty.
      {"分档 分 按 数: 依次判断\n  | 11以上 | 90 |\n  | 其余 | 70 |\n" + grade, cells, "not 数\n"},
      {"分档 分 按 年销: 依次判断\n  | 200万以上 | 90 |\n  | 其余 | 70 |\n" + grade, cells, "fixed 年销\n"},
      {"分档 分 按 数: 依次判断\n  | 2以上 | 90 |\n  | 其余 | 70 |\n" + grade, with({{"数", ""}}), "数 2: A\n"},
      {"分 = 70\n准入条件 门: 全部满足\n  有数: 数 已填\n" + grade, with({{"数", ""}}), "数 0: B\n"},
      // Dates, options, answers and texts.
      {"分类 分\n  90: 日 >= 2026-07-01\n  70: 日 < 2026-07-01\n" + grade, cells, "日 2026-07-01: A\n"},
      {"对照表 级: 依次判断\n  | 类 | => 级 |\n  | 甲 | A |\n  | 丙 | A |\n  | 其余 | B |\n输出\n  编号、级\n", cells,
       "类 甲: A\n"},
      {"对照表 级: 依次判断\n  | 类 | => 级 |\n  | 甲 | A |\n  | 丙 | B |\n  | 其余 | C |\n输出\n  编号、级\n", cells,
       "类 丙: B\n"},
      {"对照表 级: 依次判断\n  | 日 | => 级 |\n  | 2026-07-01 以上 | A |\n  | 2025-12-31 以下 | A |\n  | 其余 | B |\n输出\n  "
       "编号、级\n",
       cells, "日 2025-12-31: A\n"},
      {"对照表 级: 依次判断\n  | 欠 | => 级 |\n  | 否 | A |\n  | 是 | B |\n输出\n  编号、级\n", with({{"欠", "是"}}),
       "欠 否: A\n"},
      {"对照表 级: 依次判断\n  | 区 | => 级 |\n  | “华南” | A |\n  | “华东” | B |\n  | 其余 | C |\n输出\n  编号、级\n", cells,
       "区 华南: A\n"},
      {"准入条件 门: 全部满足\n  有区: 区 已填\n" + by_amount + grade, with({{"区", ""}}), "区 any: B\nnot 额\n"},
      {"对照表 级: 依次判断\n  | 区 | => 级 |\n  | “华东” | B |\n  | 其余 | A |\n级别顺序 档: A、B\n输出\n  编号、级\n", cells,
       "区 …: A\n"},
      {"对照表 级: 依次判断\n  | 区 | => 级 |\n  | “华南” | A |\n  | 其余 | B |\n输出\n  编号、级\n", with({{"区", "华北"}}),
       "区 华南: A\n"},
      // Two together.
      {"对照表 级: 依次判断\n  | 额 | 率 | => 级 |\n  | 800万以上 | 40%以上 | A |\n  | 其余 | - | B |\n输出\n  编号、级\n",
       cells, "额 8000000, 率 40%: A\nnot 额\nnot 率\n"},
      // An empty date is filled in from the as-of date, the 30th of June.
      {"对照表 级: 依次判断\n  | 日 | => 级 |\n  | 2026-07-15 以上 | A |\n  | 其余 | B |\n准入条件 门: 全部满足\n  有日: 日 "
       "已填\n输出\n"
       "  编号、级\n",
       with({{"日", ""}}), "日 2026-06-30: B\n"},
      {"对照表 级: 依次判断\n  | 日 | => 级 |\n  | 2026-07-15 以上 | A |\n  | 2024-01-01 以下 | B |\n准入条件 门: 全部满足\n  "
       "有日: 日 已填\n"
       "输出\n  编号、级\n",
       with({{"日", ""}}), "日 2026-07-15: A\n"},
      // Whatever a cell holds does it.
      {"准入条件 门: 全部满足\n  有率: 率 已填\n" + by_amount + grade, with({{"率", ""}}), "率 any: B\nnot 额\n"},
      {"准入条件 门: 全部满足\n  有类: 类 已填\n" + by_amount + grade, with({{"类", ""}}), "类 any: B\nnot 额\n"},
      // A text of the rules may end like what stands for all others.
      {"对照表 级: 依次判断\n  | 区 | => 级 |\n  | “华南…” | A |\n  | 其余 | B |\n输出\n  编号、级\n", cells, "区 华南…: A\n"},
      // What another result lacks keeps the record from being rated.
      {"分类 片\n  东: 区 = “华东”\n  他: 区 != “华东”\n准入条件 门: 全部满足\n  额够: 额 >= 700万\n" + by_amount + grade +
           "  片\n",
       with({{"区", ""}}), "额 7000000, 区 any: B\nnot 额\n"},
      // Products and rounding through several blocks.
      {"毛利 = 额 * 率\n分档 分 按 毛利: 依次判断\n  | 300万以上 | 90 |\n  | 其余 | 70 |\n" + grade, cells,
       "额 10000000: A\n率 48.387097%: A\n额 7500000, 率 40%: A\n额 8000000, 率 37.5%: A\n"},
      {"万 = 四舍五入(额 ÷ 100万, 0)\n分档 分 按 万: 依次判断\n  | 7元以上 | 90 |\n  | 其余 | 70 |\n" + grade, cells,
       "额 6500000: A\n"},
      {"欠款 = 额 - 年销\n分档 分 按 欠款: 依次判断\n  | 600万以上 | 90 |\n  | 其余 | 70 |\n" + grade, cells,
       "额 7000000: A\nfixed 年销\n"},
  };
  for (const Case& c : cases) {
    CAPTURE(c.rules);
    CHECK(said(RuleText(fields + c.rules), c.cells) == c.expected);
  }
}

}  // namespace
}  // namespace fenji::test
