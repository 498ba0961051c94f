#include "engine/draft/first_rule.hpp"

#include <set>

namespace fenji::draft {

using grammar::Keyword;

namespace {

std::string free_name(const std::vector<std::string>& wishes, const std::set<std::string>& taken) {
  for (const std::string& wish : wishes) {
    if (!taken.contains(wish)) return wish;
  }
  for (int number = 2;; ++number) {
    const std::string name = wishes.front() + std::to_string(number);
    if (!taken.contains(name)) return name;
  }
}

int rule_rank(const DraftedField& field, const ColumnSample& sample) {
  if (field.key || sample.filled() == 0) return 0;
  const bool counts = sample.words().year || sample.words().date;
  switch (field.type.type) {
    case Keyword::money:
      return 6;
    case Keyword::percent:
      return 5;
    case Keyword::number:
    case Keyword::whole_number:
      return field.type.unit.empty() && !counts ? 4 : 0;
    case Keyword::yes_no:
      return 3;
    case Keyword::one_of:
      return 2;
    default:
      return 1;
  }
}

}  // namespace

void choose_rule(DraftedList& list, const ListSample& sample, bool simplest) {
  const bool chinese = list.language == Language::chinese;
  std::size_t best = 0;
  const auto rank = [&](std::size_t i) { return rule_rank(list.fields[i], sample.columns[list.fields[i].column]); };
  for (std::size_t i = 1; i < list.fields.size(); ++i) {
    if (rank(i) > rank(best)) best = i;
  }
  std::set<std::string> taken;
  for (const DraftedField& field : list.fields) {
    taken.insert(field.name.name);
    taken.insert(field.type.options.begin(), field.type.options.end());
  }
  using Kind = FirstRule::Kind;
  FirstRule& rule = list.rule;
  rule.field = best;
  const int kind = simplest ? 0 : rank(best);
  rule.kind = kind >= 4 ? Kind::bands : kind == 3 ? Kind::yes_no : kind == 2 ? Kind::option : Kind::given;
  rule.labels.clear();
  switch (rule.kind) {
    case Kind::bands: {
      rule.result = free_name(chinese ? std::vector<std::string>{"客户级别", "新级别", "草稿级别"}
                                      : std::vector<std::string>{"customer grade", "new grade", "draft grade"},
                              taken);
      const std::string wishes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
      for (const char letter : wishes) {
        if (rule.labels.size() < 3 && !taken.contains(std::string(1, letter))) rule.labels.emplace_back(1, letter);
      }
      while (rule.labels.size() < 3) rule.labels.push_back((chinese ? "级" : "G") + std::to_string(rule.labels.size() + 1));
      break;
    }
    case Kind::option:
      rule.labels.push_back(list.fields[best].options.front());
      [[fallthrough]];
    case Kind::yes_no:
      rule.result = free_name(
          chinese ? std::vector<std::string>{"重点客户", "示范结果"} : std::vector<std::string>{"important", "sample result"},
          taken);
      break;
    case Kind::given:
      rule.result = free_name(
          chinese ? std::vector<std::string>{"资料已填", "示范结果"} : std::vector<std::string>{"filled in", "sample result"},
          taken);
      break;
  }
}

void choose_shown(DraftedList& list, const ListSample& sample) {
  list.shown.clear();
  for (std::size_t i = 0; i < list.fields.size(); ++i) {
    if (list.fields[i].key) list.shown.push_back(i);
  }
  for (std::size_t i = 0; i < list.fields.size(); ++i) {
    const ColumnSample& column = sample.columns[list.fields[i].column];
    if (list.fields[i].key || !column.words().names || list.fields[i].type.type != Keyword::text) continue;
    list.shown.push_back(i);
    break;
  }
}

}  // namespace fenji::draft
