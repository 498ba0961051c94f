#include "engine/compare/changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <utility>

namespace fenji::compare {
namespace {

// Sets of units that share names, directly or through others.
class Families {
 public:
  explicit Families(std::size_t count) : parent_(count) { std::iota(parent_.begin(), parent_.end(), std::size_t{0}); }

  std::size_t of(std::size_t unit) {
    while (parent_[unit] != unit) unit = parent_[unit] = parent_[parent_[unit]];
    return unit;
  }
  void join(std::size_t left, std::size_t right) { parent_[std::max(of(left), of(right))] = std::min(of(left), of(right)); }

 private:
  std::vector<std::size_t> parent_;
};

std::vector<std::string> texts_of(const TakenApart& parts, const std::vector<std::size_t>& units) {
  std::vector<std::string> texts;
  for (const std::size_t unit : units) texts.push_back(parts.units[unit].text);
  std::sort(texts.begin(), texts.end());
  return texts;
}

// Keys of the eligibility blocks, in the order in which they are tried.
std::vector<std::string> gates_of(const TakenApart& parts) {
  std::vector<std::string> gates;
  for (const Unit& unit : parts.units) {
    if (unit.kind == UnitKind::eligibility) gates.push_back(unit.keys.front());
  }
  return gates;
}

std::vector<std::string> common(const std::vector<std::string>& gates, const std::vector<std::string>& others) {
  std::vector<std::string> both;
  std::copy_if(gates.begin(), gates.end(), std::back_inserter(both),
               [&](const std::string& gate) { return std::find(others.begin(), others.end(), gate) != others.end(); });
  return both;
}

// `leading`, and those of `others` that it lacks, each behind the one that stands before it there.
std::vector<std::string> merged(std::vector<std::string> leading, const std::vector<std::string>& others) {
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (std::find(leading.begin(), leading.end(), others[i]) != leading.end()) continue;
    auto place = leading.begin();
    if (i > 0) place = std::find(leading.begin(), leading.end(), others[i - 1]) + 1;
    leading.insert(place, others[i]);
  }
  return leading;
}

void order_gates(std::vector<Unit>& units, const std::vector<std::string>& order) {
  const auto place = [&](const Unit& unit) { return std::find(order.begin(), order.end(), unit.keys.front()) - order.begin(); };
  const auto is_gate = [](const Unit& unit) { return unit.kind == UnitKind::eligibility; };
  const auto first_gate = std::stable_partition(units.begin(), units.end(), [&](const Unit& unit) { return !is_gate(unit); });
  std::stable_sort(first_gate, units.end(), [&](const Unit& left, const Unit& right) { return place(left) < place(right); });
}

Change change_of(const TakenApart& old_parts, const TakenApart& new_parts, std::vector<std::size_t> old_units,
                 std::vector<std::size_t> new_units) {
  Change change;
  change.how = old_units.empty() ? Change::How::added : new_units.empty() ? Change::How::removed : Change::How::changed;
  const TakenApart& told = new_units.empty() ? old_parts : new_parts;
  const std::vector<std::size_t>& units = new_units.empty() ? old_units : new_units;
  change.kind = told.units[units.front()].kind;
  for (const std::size_t unit : units) {
    if (!told.units[unit].name.empty()) change.names.push_back(told.units[unit].name);
  }
  change.old_units = std::move(old_units);
  change.new_units = std::move(new_units);
  return change;
}

}  // namespace

std::vector<Change> find_changes(const TakenApart& old_parts, const TakenApart& new_parts) {
  // New units are numbered first, then old ones.
  const std::size_t count = new_parts.units.size();
  Families families(count + old_parts.units.size());
  std::map<std::string, std::size_t> first_with;
  const auto add = [&](const Unit& unit, std::size_t number) {
    for (const std::string& key : unit.keys) {
      const auto [known, is_new] = first_with.emplace(key, number);
      if (!is_new) families.join(known->second, number);
    }
  };
  for (std::size_t i = 0; i < count; ++i) add(new_parts.units[i], i);
  for (std::size_t i = 0; i < old_parts.units.size(); ++i) add(old_parts.units[i], count + i);
  std::map<std::size_t, std::pair<std::vector<std::size_t>, std::vector<std::size_t>>> by_family;  // old, new
  for (std::size_t i = 0; i < count; ++i) by_family[families.of(i)].second.push_back(i);
  for (std::size_t i = 0; i < old_parts.units.size(); ++i) by_family[families.of(count + i)].first.push_back(i);

  std::vector<Change> changes;
  for (auto& [family, units] : by_family) {
    if (texts_of(old_parts, units.first) == texts_of(new_parts, units.second)) continue;
    changes.push_back(change_of(old_parts, new_parts, std::move(units.first), std::move(units.second)));
  }
  const std::vector<std::string> old_gates = gates_of(old_parts);
  const std::vector<std::string> new_gates = gates_of(new_parts);
  if (common(old_gates, new_gates) != common(new_gates, old_gates)) {
    Change order;
    order.kind = UnitKind::eligibility_order;
    changes.push_back(std::move(order));
  }
  return changes;
}

grammar::RuleFile with_taken_back(TakenApart old_parts, TakenApart new_parts, const std::vector<Change>& changes,
                                  const std::vector<std::size_t>& taken_back) {
  const std::vector<std::string> old_gates = gates_of(old_parts);
  const std::vector<std::string> new_gates = gates_of(new_parts);
  std::vector<bool> dropped(new_parts.units.size(), false);
  std::vector<Unit> units;
  bool old_order = false;
  for (const std::size_t number : taken_back) {
    const Change& change = changes[number];
    old_order = old_order || change.kind == UnitKind::eligibility_order;
    for (const std::size_t unit : change.new_units) dropped[unit] = true;
    for (const std::size_t unit : change.old_units) units.push_back(std::move(old_parts.units[unit]));
  }
  for (std::size_t i = 0; i < new_parts.units.size(); ++i) {
    if (!dropped[i]) units.push_back(std::move(new_parts.units[i]));
  }
  order_gates(units, old_order ? merged(old_gates, new_gates) : merged(new_gates, old_gates));
  new_parts.units = std::move(units);
  return put_together(std::move(new_parts));
}

Message kind_text(UnitKind kind) {
  using grammar::Keyword;
  const auto word = [](Keyword keyword) {
    return Message{std::string(spelling(keyword, Language::chinese)), std::string(spelling(keyword, Language::english))};
  };
  switch (kind) {
    case UnitKind::applies:
      return word(Keyword::applies_to);
    case UnitKind::parameter:
      return {"参数", "parameter"};
    case UnitKind::field:
      return {"字段", "field"};
    case UnitKind::scale:
      return word(Keyword::scale);
    case UnitKind::definition:
      return {"定义", "definition"};
    case UnitKind::eligibility:
      return word(Keyword::eligibility);
    case UnitKind::scorecard:
      return word(Keyword::scorecard);
    case UnitKind::bands:
      return word(Keyword::bands);
    case UnitKind::grade:
      return word(Keyword::grade);
    case UnitKind::table:
      return word(Keyword::table);
    case UnitKind::matrix:
      return word(Keyword::matrix);
    case UnitKind::classify:
      return word(Keyword::classify);
    case UnitKind::plan:
      return word(Keyword::plan);
    case UnitKind::portfolio:
      return word(Keyword::portfolio);
    case UnitKind::output:
      return word(Keyword::output);
    case UnitKind::eligibility_order:
      return {"准入条件的先后", "order of the eligibility blocks"};
  }
  return {};
}

std::string kind_name(UnitKind kind) {
  if (kind == UnitKind::eligibility_order) return "eligibility_order";
  return kind == UnitKind::applies ? "applies" : kind_text(kind).en;
}

std::string change_text(const Change& change, Language language) {
  std::string text = kind_text(change.kind).in(language);
  if (!change.names.empty()) {
    text += " " + fmt::format("{}", fmt::join(change.names, language == Language::chinese ? "、" : ", "));
  }
  return text;
}

}  // namespace fenji::compare
