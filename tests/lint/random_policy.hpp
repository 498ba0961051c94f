// Whole rule files at random, over fields with few values, as text: eligibility, bands, a score, a grade, a table, a class,
// some of them only under a condition.
#pragma once

#include <random>
#include <string>
#include <vector>

#include "engine/execute/plain.hpp"

namespace fenji::test {

class RandomPolicy {
 public:
  explicit RandomPolicy(std::mt19937& random) : random_(random) {}

  std::string text() {
    std::string all =
        "规则 随机\n字段\n  编号: 文本, 唯一编号\n  甲: 整数, 0至4\n  乙: 整数, 0至3\n  丙: 是否\n  丁: 选项 红、绿、蓝\n";
    if (one_in(3)) all.insert(all.find("字段"), "  适用: " + condition(1) + "\n");
    if (one_in(2)) {
      all += "准入条件 门: " + std::string(one_in(3) ? "至少满足 1 项" : "全部满足") + "\n";
      all += "  一: " + condition(1) + "\n  二: " + condition(1) + "\n";
    }
    all += bands("分一", "甲", 4, when(5));
    all += bands("分二", one_in(3) ? "甲" : "乙", 3, when(6));
    const bool weighted = one_in(3);
    all += weighted ? "得分 = 分一 * 50% + 分二 * 50%\n" : one_in(4) ? "得分 = 最大(分一, 分二)\n" : "得分 = 分一 + 分二\n";
    all += grade();
    all += table();
    all += classify();
    if (one_in(3))
      all += "商 = 得分 / (甲 - " + number(4) + ")\n分档 商档 按 商: 依次判断\n  | 1以上 | 高 |\n  | 其余 | 低 |\n";
    all += "输出\n  编号、得分、级别、值、类\n";
    return all;
  }

 private:
  int up_to(int most) { return static_cast<int>(random_() % static_cast<unsigned>(most + 1)); }
  bool one_in(int count) { return up_to(count - 1) == 0; }
  std::string number(int most) { return std::to_string(up_to(most)); }
  std::string when(int rarity) { return one_in(rarity) ? "仅当 " + condition(0) : std::string(); }

  std::string atom() {
    switch (up_to(7)) {
      case 0:
        return "丙";
      case 1:
        return "丁 = " + option();
      case 2:
        return "丁 为 " + option() + "、蓝";
      case 3:
        return "甲 - 乙 " + sign() + " " + number(3);
      case 4:
        return "乙 " + sign() + " " + number(4);
      case 5:
        return "甲 >= 乙";
      default:
        return "甲 " + sign() + " " + number(5);
    }
  }
  std::string sign() {
    const char* const signs[] = {">=", ">", "<", "<=", "="};
    return signs[up_to(4)];
  }
  std::string option() {
    const char* const options[] = {"红", "绿", "蓝"};
    return options[up_to(2)];
  }
  std::string condition(int depth) {
    if (depth == 0 || one_in(2)) return one_in(4) ? "非 (" + atom() + ")" : atom();
    return "(" + condition(depth - 1) + ") " + (one_in(2) ? "且" : "或") + " (" + condition(depth - 1) + ")";
  }

  std::string range(int most) {
    const int low = up_to(most);
    const int high = low + up_to(2);
    switch (up_to(5)) {
      case 0:
        return std::to_string(low) + "以上";
      case 1:
        return "不满" + std::to_string(low);
      case 2:
        return std::to_string(low) + "至" + std::to_string(high + 1);
      case 3:
        return std::to_string(low);
      case 4:
        return "超过" + std::to_string(low) + "至" + std::to_string(high + 1);
      default:
        return std::to_string(low) + "至不满" + std::to_string(high + 1);
    }
  }

  // Mostly a ladder without a hole, now and then rows at random.
  std::vector<std::string> rows(int most, bool& otherwise) {
    std::vector<std::string> found;
    otherwise = false;
    if (one_in(3)) {
      const int count = 1 + up_to(3);
      for (int i = 0; i < count; ++i) found.push_back(range(most));
      otherwise = one_in(3);
      return found;
    }
    const int first = 1 + up_to(most > 2 ? most - 2 : 0);
    const int second = first + 1 + up_to(1);
    found = {"不满" + std::to_string(first), std::to_string(first) + "至不满" + std::to_string(second),
             std::to_string(second) + "以上"};
    return found;
  }

  std::string bands(const std::string& name, const std::string& subject, int most, const std::string& condition) {
    bool otherwise = false;
    const std::vector<std::string> found = rows(most, otherwise);
    const bool first = otherwise || one_in(3);
    std::string text = "分档 " + name + " 按 " + subject + (first ? ": 依次判断" : "");
    if (!condition.empty()) text += (first ? ", " : ": ") + condition;
    text += "\n";
    for (const std::string& row : found) text += "  | " + row + " | " + std::to_string(10 * (1 + up_to(5))) + " |\n";
    if (otherwise) text += "  | 其余 | 0 |\n";
    return text;
  }

  std::string grade() {
    const int low = 10 * (2 + up_to(6));
    const int high = low + 10 * (1 + up_to(3)) + (one_in(4) ? 5 : 0);
    const bool hole = one_in(5);
    return "定级 级别 按 得分\n  | " + std::to_string(high) + "以上 | A |\n  | " + std::to_string(low + (hole ? 5 : 0)) +
           "至不满" + std::to_string(high + (one_in(6) ? 10 : 0)) + " | B |\n  | 不满" + std::to_string(low) + " | C |\n";
  }

  std::string table() {
    const bool first = one_in(2);
    std::string text = "对照表 表" + std::string(first ? ": 依次判断" : "") + "\n  | 甲 | 丙 | 丁 | => 值 |\n";
    const int count = 2 + up_to(3);
    for (int i = 0; i < count; ++i) {
      text += "  | " + std::string(one_in(3) ? "不限" : range(4)) + " | " +
              (one_in(2)   ? "不限"
               : one_in(2) ? "是"
                           : "否") +
              " | " + (one_in(2) ? "不限" : option()) + " | 第" + std::to_string(up_to(2)) + " |\n";
    }
    if (first && !one_in(3)) text += "  | 其余 | 第9 |\n";
    return text;
  }

  std::string classify() {
    std::string text = "分类 类: 依次判断\n";
    const int count = 2 + up_to(2);
    for (int i = 0; i < count; ++i) {
      const std::string line = one_in(4) ? "级别 = A" : one_in(4) ? "得分 >= " + std::to_string(10 * up_to(12)) : condition(1);
      text += "  类" + std::to_string(i) + ": " + line + "\n";
    }
    return text + (one_in(5) ? "" : "  末: 其余\n");
  }

  std::mt19937& random_;
};

// Whether `holds` does for one of all the records that the fields of a RandomPolicy allow.
template <typename Holds>
bool any_record(std::size_t fields, Holds holds) {
  execute::Record record;
  record.fields.resize(fields);
  for (model::Value& value : record.fields) value.state = model::State::known;
  record.fields[0].text = "1";
  for (int a = 0; a <= 4; ++a) {
    for (int b = 0; b <= 3; ++b) {
      for (const bool c : {false, true}) {
        for (std::uint32_t d = 0; d < 3; ++d) {
          record.fields[1].number = {a, 0};
          record.fields[2].number = {b, 0};
          record.fields[3].yes = c;
          record.fields[4].label = d;
          if (holds(record)) return true;
        }
      }
    }
  }
  return false;
}

}  // namespace fenji::test
