// Random rules over a few fields with few values, so that every record can be tried.
#pragma once

#include <fmt/format.h>

#include <random>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::test {

class RandomRules {
 public:
  explicit RandomRules(std::mt19937& random) : random_(random) {}

  std::string text() {
    std::string text = "规则 试\n";
    if (chance(30)) text += "  适用: 类 为 甲、乙\n";
    text += "字段\n  编号: 文本, 唯一编号\n  a: 整数, 0至6" + mark() + "\n  b: 整数, -3至3" + blank("1") + mark() +
            "\n  c: 整数, 0至4" + blank("0") + "\n  类: 选项 甲、乙、丙" + blank("乙") + mark() + "\n  好: 是否\n" +
            "  注: 文本, 可不填\n";
    for (int gate = 0; gate < up_to(2); ++gate) {
      text += fmt::format("准入条件 门{}: {}\n", gate, pick({"全部满足", "任一满足", "至少满足 2 项"}));
      for (int i = 0; i < 3; ++i) text += fmt::format("  要{}{}: {}\n", gate, i, condition());
    }
    text += fmt::format("分档 p 按 {}: 依次判断\n", pick({"a", "a + b", "a - c", "b * c", "2 * a - b"}));
    text += ladder({"0", "3", "6", "-2"});
    text += fmt::format("分档 q 按 {}{}\n", pick({"c", "b", "a + c", "a * a - b"}),
                        chance(25) ? ": 依次判断, 仅当 " + condition() : ": 依次判断");
    text += ladder({"1", "2", "5", "0"});
    text += fmt::format("s = {}\n",
                        pick({"p + q", "p + 2 * q - c", "p * q", "四舍五入(p ÷ 2, 0) + q", "最大(p, q) + b", "p - q + a"}));
    text += "定级 级 按 s: 依次判断\n";
    int limit = between(4, 9);
    for (const char* label : {"A", "B", "C"}) {
      text += fmt::format("  | {}以上 | {} |\n", limit, label);
      limit -= between(1, 4);
    }
    text += chance(80) ? "  | 其余 | D |\n" : fmt::format("  | {}以上 | D |\n", limit);
    return text + "输出\n  编号、级\n";
  }

  bool chance(int percent) { return between(1, 100) <= percent; }
  int between(int low, int high) { return std::uniform_int_distribution<int>(low, high)(random_); }
  int up_to(int most) { return between(0, most); }

 private:
  std::string pick(const std::vector<std::string>& all) {
    return all[static_cast<std::size_t>(up_to(static_cast<int>(all.size()) - 1))];
  }
  std::string mark() { return chance(15) ? ", 固定" : ""; }
  std::string blank(const std::string& value) { return chance(30) ? ", 空白视为 " + value : ""; }

  std::string condition() {
    const std::string number = std::to_string(between(-1, 4));
    return pick({"a >= " + number, "a + b > " + number, "c <= " + number + " 或 好", "好 且 a > b", "注 已填", "类 = 甲",
                 "类 为 甲、丙 或 b >= " + number, "非 好 或 c * a >= 4", "注 已填 或 a >= " + number,
                 "b 已填 且 b >= " + number});
  }

  // Three limits and what each gives, from the top.
  std::string ladder(const std::vector<std::string>& values) {
    std::string rows;
    int limit = between(2, 6);
    for (int row = 0; row < 3; ++row) {
      rows += fmt::format("  | {}以上 | {} |\n", limit, pick(values));
      limit -= between(1, 3);
    }
    return rows + (chance(85) ? "  | 其余 | " + pick(values) + " |\n" : "");
  }

  std::mt19937& random_;
};

// Every value that a cell of the field can be read as but an empty one.
inline std::vector<model::Value> values_of(const model::Field& field, const model::Rules& rules) {
  std::vector<model::Value> values;
  model::Value value;
  value.state = model::State::known;
  switch (field.type.kind) {
    case model::Kind::number:
      for (model::Int128 number = field.bounds->lower->value.mantissa; number <= field.bounds->upper->value.mantissa;
           ++number) {
        value.number = {number, 0};
        values.push_back(value);
      }
      break;
    case model::Kind::label:
      for (std::uint32_t code = 0; code < rules.labels_of(field.type).labels.size(); ++code) {
        value.label = code;
        values.push_back(value);
      }
      break;
    case model::Kind::yes_no:
      for (const bool yes : {true, false}) {
        value.yes = yes;
        values.push_back(value);
      }
      break;
    case model::Kind::text:
      value.text = "某";
      values.push_back(value);
      break;
    case model::Kind::date:
      break;
  }
  return values;
}

// An empty cell, or one that nothing can read.
inline model::Value empty_cell(const model::Field& field) {
  model::Value value = field.blank_means.value_or(model::Value{});
  value.blank = true;
  return value;
}
inline model::Value unreadable_cell() {
  model::Value value;
  value.state = model::State::invalid;
  return value;
}

// A record with about so many percent of its cells empty, and of its cells unreadable.
inline std::vector<model::Value> random_record(const model::Rules& rules, RandomRules& random, int empty, int unreadable) {
  std::vector<model::Value> record;
  for (const model::Field& field : rules.fields) {
    const std::vector<model::Value> values = values_of(field, rules);
    if (random.chance(empty)) {
      record.push_back(empty_cell(field));
    } else if (field.type.kind != model::Kind::text && random.chance(unreadable)) {
      record.push_back(unreadable_cell());
    } else {
      record.push_back(values[static_cast<std::size_t>(random.up_to(static_cast<int>(values.size()) - 1))]);
    }
  }
  return record;
}

}  // namespace fenji::test
