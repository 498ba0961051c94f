#include "tests/generate/list_generator.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "engine/columns/cell.hpp"
#include "tests/generate/compiled.hpp"
#include "tests/generate/counts.hpp"
#include "tests/generate/rules_generator.hpp"
#include "tests/lists/plain_csv.hpp"
#include "tests/support/seeds.hpp"

using namespace fenji;
using namespace fenji::generate;
using lists::test::PlainCsv;
using lists::test::PlainRecord;

namespace {

// A field of every kind, with the limits that values are looked for at.
constexpr const char* every_kind = R"(规则 x
参数
  底线 = 35%
字段
  编号: 文本, 唯一编号
  名: 文本, 可不填, 又称 名称、客户, 空白视为 “无名”
  级: 选项 VIP、A+、B
  旧: 是否
  日: 日期, 2020-01-01以上
  额: 金额, 0至1亿
  万额: 金额 万元, 空白视为 0
  率: 百分比
  点: 百分比 按百分数
  比: 百分比 按小数
  量: 数 吨/月
  万量: 数 万吨
  数值: 数
  年: 整数, 2000至2100
分档 档 按 额
  | 400万以上  | 甲 |
  | 不满400万  | 乙 |
差 = 率 - 底线
晚 = 日 > 2026-03-01
大 = 量 >= 5000吨/月 且 万额 超过 800万 且 点 <= 10% 且 比 = 5% 且 年 = 2026 且 万量 > 3吨 且 数值 < 7.5 且 级 = VIP 且 旧
同 = 名 = “甲”
输出
  编号、档、差、晚、大、同
)";

model::Rules compiled(const std::string& text) {
  Compiled compiled = compile(text);
  INFO(compiled.complaints);
  REQUIRE(compiled.complaints == "");
  return *compiled.rules;
}

std::vector<PlainRecord> records(const std::string& csv) { return PlainCsv(csv, std::size_t{1} << 20).records(); }

const model::Field* field_of(const model::Rules& rules, const std::string& header) {
  for (const model::Field& field : rules.fields) {
    const auto& others = field.other_headers;
    if (field.name == header || std::find(others.begin(), others.end(), header) != others.end()) return &field;
  }
  return nullptr;
}

bool holds(const std::string& cell, std::string_view part) { return cell.find(part) != std::string::npos; }

// The value as the field counts it, without its unit: 4000000 for a limit of 400万.
void count_limits(Counts& counts, const std::string& name, model::Decimal value, model::Decimal limit) {
  const model::Decimal step{1, value.scale};
  counts.add(name + " at a limit", value == limit);
  counts.add(name + " below a limit", value == model::subtract(limit, step));
  counts.add(name + " above a limit", value == model::add(limit, step));
}

void count_cell(Counts& counts, const model::Field& field, const std::string& cell, const model::Rules& rules) {
  const model::Value value = columns::read_cell(cell, field, rules);
  static const char* const states[] = {"known", "", "", "missing", "invalid"};
  counts.add(field.name + " " + states[static_cast<std::size_t>(value.state)]);
  counts.add(field.name + " blank", value.blank);
  if (value.state != model::State::known || value.blank) return;
  const bool wide = holds(cell, "\xEF\xBC") || holds(cell, "\xEF\xBD");
  counts.add("full-width " + field.name, wide);
  counts.add("blank in front", cell.front() == ' ' || cell.front() == '\t' || cell.starts_with("　"));
  counts.add("blank behind", cell.back() == ' ' || cell.ends_with("\u00A0"));
  counts.add("line end behind", cell.back() == '\n');
  if (field.type.kind == model::Kind::number && !wide) {
    counts.add(field.name + " thousands commas", holds(cell, ","));
    counts.add(field.name + " 万", holds(cell, "万"));
    counts.add(field.name + " 亿", holds(cell, "亿"));
    counts.add(field.name + " ¥", holds(cell, "¥") || holds(cell, "￥"));
    counts.add(field.name + " 元", holds(cell, "元"));
    counts.add(field.name + " unit", holds(cell, "吨"));
    counts.add(field.name + " %", holds(cell, "%"));
    counts.add(field.name + " bare", cell.find_first_not_of("-+0123456789.") == std::string::npos);
    counts.add("plus", holds(cell, "+"));
    counts.add("minus", holds(cell, "-"));
    counts.add("superfluous zeros", holds(cell, ".00") || cell.starts_with("00"));
  }
  if (field.name == "额") count_limits(counts, "额", value.number, {4000000, 0});
  if (field.name == "万额") count_limits(counts, "万额", value.number, {8000000, 0});
  if (field.name == "率") count_limits(counts, "率", value.number, {35, 2});
  if (field.name == "年") count_limits(counts, "年", value.number, {2026, 0});
  if (field.name == "量") count_limits(counts, "量", value.number, {5000, 0});
  if (field.type.kind == model::Kind::date) {
    const model::Day limit = model::day_from_civil(2026, 3, 1);
    counts.add("日 at a limit", value.day == limit);
    counts.add("日 below a limit", value.day == limit - 1);
    counts.add("日 above a limit", value.day == limit + 1);
    counts.add("date -", holds(cell, "-"));
    counts.add("date /", holds(cell, "/"));
    counts.add("date 年", holds(cell, "年"));
  }
  if (field.type.kind == model::Kind::yes_no) {
    counts.add(value.yes ? "yes" : "no");
    counts.add("yes/no " + cell);
  }
  if (field.type.kind == model::Kind::label) counts.add("label " + rules.labels_of(field.type).labels[value.label]);
  counts.add("text of the rules", cell == "甲" || cell == "无名");
}

}  // namespace

TEST_CASE("the text depends on its arguments alone") {
  const model::Rules rules = compiled(every_kind);
  std::set<std::string> texts;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    Random once(seed), again(seed);
    const std::string list = random_list(once, rules, {});
    CHECK(list == random_list(again, rules, {}));
    texts.insert(list);
  }
  CHECK(texts.size() == 20);
}

TEST_CASE("a tidy list is what a table of the fields would be") {
  const model::Rules rules = compiled(every_kind);
  Random random(1);
  ListOptions options;
  options.tidy = true;
  options.rows = 300;
  options.unreadable_percent = 0;
  const auto all = records(random_list(random, rules, options));
  REQUIRE(all.size() == 301);
  std::set<std::string> keys;
  for (const PlainRecord& record : all) {
    REQUIRE(record.cells.size() == rules.fields.size());
    for (std::size_t i = 0; i < rules.fields.size(); ++i) {
      if (&record == &all.front()) {
        CHECK(record.cells[i] == rules.fields[i].name);
      } else if (!record.cells[i].empty() && !rules.fields[i].bounds) {
        INFO(rules.fields[i].name, " ", record.cells[i]);
        CHECK(columns::read_cell(record.cells[i], rules.fields[i], rules).state == model::State::known);
      }
    }
    keys.insert(record.cells[0]);
  }
  CHECK(keys.size() == 301);
}

TEST_CASE("cells of every kind come up") {
  const model::Rules rules = compiled(every_kind);
  Counts counts;
  for (std::uint64_t seed = 1; seed <= test::seeds(120); ++seed) {
    Random random(seed);
    ListOptions options;
    options.rows = 200;
    options.extreme = seed % 2 == 0;
    options.repeated_keys = seed % 3 == 0;
    options.broken_bytes = seed % 5 == 0;
    const std::string csv = random_list(random, rules, options);
    const std::string_view line_end = std::string_view(csv).substr(csv.find_first_of("\r\n"), 2);
    counts.add("CR LF", line_end == "\r\n");
    counts.add("lone CR", line_end.front() == '\r' && line_end != "\r\n");
    counts.add("LF", line_end.front() == '\n');
    counts.add("no line end behind the last record", csv.back() != '\n' && csv.back() != '\r');
    counts.add("quoted quotes", holds(csv, "\"\""));
    const auto all = records(csv);
    REQUIRE(all.size() == 201);
    const std::vector<std::string>& header = all.front().cells;
    std::set<const model::Field*> there;
    std::vector<std::string> keys;
    bool in_order = true;
    for (const std::string& cell : header) {
      const model::Field* field = field_of(rules, cell);
      counts.add("column of no field", field == nullptr);
      if (field == nullptr) continue;
      counts.add("other header", cell != field->name);
      INFO(cell);
      CHECK(there.insert(field).second);
      in_order = in_order && (there.size() < 2 || field == &rules.fields[there.size() - 1]);
    }
    counts.add("shuffled columns", !in_order);
    for (const model::Field& field : rules.fields) {
      INFO(field.name);
      CHECK((field.optional || there.count(&field) == 1));
      counts.add("missing column", there.count(&field) == 0);
    }
    for (std::size_t row = 1; row < all.size(); ++row) {
      const std::vector<std::string>& cells = all[row].cells;
      counts.add("short row", cells.size() < header.size());
      counts.add("long row", cells.size() > header.size());
      for (std::size_t i = 0; i < std::min(cells.size(), header.size()); ++i) {
        const model::Field* field = field_of(rules, header[i]);
        if (field == nullptr) continue;
        if (field->key) keys.push_back(cells[i]);
        counts.add("comma in a cell", holds(cells[i], ","));
        counts.add("quote in a cell", holds(cells[i], "\""));
        counts.add("line end in a cell", holds(cells[i], "\n"));
        counts.add("bytes that are no text", holds(cells[i], "\xFF"));
        count_cell(counts, *field, cells[i], rules);
        // As far as cells go, and one step further.
        counts.add("at the end of the range", cells[i].find("999999999999") != std::string::npos);
      }
    }
    std::sort(keys.begin(), keys.end());
    const bool repeated = std::adjacent_find(keys.begin(), keys.end()) != keys.end();
    if (!options.repeated_keys) CHECK_FALSE(repeated);
    counts.add("repeated key", repeated);
    counts.add("empty key", !keys.empty() && keys.front().find_first_not_of(" \t\r\n") == std::string::npos);
  }

  std::vector<std::string> expected = {"CR LF",
                                       "lone CR",
                                       "LF",
                                       "no line end behind the last record",
                                       "quoted quotes",
                                       "column of no field",
                                       "other header",
                                       "shuffled columns",
                                       "missing column",
                                       "short row",
                                       "long row",
                                       "comma in a cell",
                                       "quote in a cell",
                                       "line end in a cell",
                                       "bytes that are no text",
                                       "at the end of the range",
                                       "repeated key",
                                       "empty key",
                                       "blank in front",
                                       "blank behind",
                                       "line end behind",
                                       "plus",
                                       "minus",
                                       "superfluous zeros",
                                       "date -",
                                       "date /",
                                       "date 年",
                                       "yes",
                                       "no",
                                       "label VIP",
                                       "label A+",
                                       "label B",
                                       "text of the rules",
                                       "日 at a limit",
                                       "日 below a limit",
                                       "日 above a limit",
                                       "额 ¥",
                                       "额 元",
                                       "量 unit",
                                       "万量 unit",
                                       "率 %",
                                       "点 %",
                                       "比 %",
                                       "点 bare",
                                       "比 bare",
                                       "万额 bare",
                                       "万量 bare",
                                       "yes/no 是",
                                       "yes/no √",
                                       "yes/no ×",
                                       "yes/no TRUE",
                                       "yes/no 0",
                                       "yes/no yEs",
                                       "full-width 额",
                                       "full-width 率",
                                       "full-width 日",
                                       "full-width 级",
                                       "full-width 旧"};
  for (const std::string name : {"级", "旧", "日", "额", "率", "点", "比", "量", "万量", "数值", "年"}) {
    for (const char* state : {" known", " missing", " invalid"}) expected.push_back(name + state);
  }
  for (const std::string name : {"名", "万额"}) {
    for (const char* state : {" known", " blank"}) expected.push_back(name + state);
  }
  for (const std::string name : {"额", "万额", "率", "年", "量"}) {
    for (const char* side : {" at a limit", " below a limit", " above a limit"}) expected.push_back(name + side);
  }
  for (const std::string name : {"额", "万额", "量", "数值"}) {
    for (const char* way : {" thousands commas", " 万", " 亿"}) expected.push_back(name + way);
  }
  CHECK(counts.lacking(expected, 5) == "");
  CHECK(counts.of("率 bare") == 0);  // refused, so never known
}

TEST_CASE("lists for random rules can be read, and most records are of use") {
  std::uint64_t known = 0, all_cells = 0;
  for (std::uint64_t seed = 1; seed <= test::seeds(150); ++seed) {
    Random random(seed);
    RulesOptions options;
    options.size = 1 + static_cast<int>(seed % 10);
    const model::Rules rules = compiled(random_rules(random, options));
    ListOptions list;
    list.rows = 40;
    const auto all = records(random_list(random, rules, list));
    REQUIRE(all.size() == 41);
    const std::vector<std::string>& header = all.front().cells;
    for (const model::Field& field : rules.fields) {
      const auto count =
          std::count_if(header.begin(), header.end(), [&](const auto& cell) { return field_of(rules, cell) == &field; });
      INFO("seed ", seed, " ", field.name);
      CHECK(count <= 1);
      CHECK((field.optional || count == 1));
    }
    for (std::size_t row = 1; row < all.size(); ++row) {
      for (std::size_t i = 0; i < std::min(all[row].cells.size(), header.size()); ++i) {
        const model::Field* field = field_of(rules, header[i]);
        if (field == nullptr) continue;
        ++all_cells;
        known += columns::read_cell(all[row].cells[i], *field, rules).state == model::State::known ? 1 : 0;
      }
    }
  }
  CHECK(known * 10 > all_cells * 7);
}
