#include "engine/compare/transitions.hpp"

#include <algorithm>
#include <set>

namespace fenji::compare {
namespace {

// The values of `found` in the order in which people are shown them.
std::vector<std::string> ordered(std::set<std::string> found, const std::vector<std::string>& order) {
  std::vector<std::string> values;
  for (const std::string& value : order) {
    if (!value.empty() && found.erase(value) > 0) values.push_back(value);
  }
  const bool blank = found.erase(std::string()) > 0;
  values.insert(values.end(), found.begin(), found.end());
  if (blank) values.emplace_back();
  return values;
}

std::size_t place_of(const std::vector<std::string>& values, const std::string& value) {
  return static_cast<std::size_t>(std::find(values.begin(), values.end(), value) - values.begin());
}

}  // namespace

bool Transitions::all_stay() const {
  for (std::size_t row = 0; row < before.size(); ++row) {
    for (std::size_t to = 0; to < after.size(); ++to) {
      if (counts[row][to] > 0 && before[row] != after[to]) return false;
    }
  }
  return true;
}

void TransitionCounter::count(std::string_view before, std::string_view after, std::uint64_t records) {
  asked_.first.assign(before);
  asked_.second.assign(after);
  counts_[asked_] += records;
}

void TransitionCounter::add(const TransitionCounter& other) {
  for (const auto& [values, records] : other.counts_) counts_[values] += records;
}

Transitions TransitionCounter::transitions(std::string column, const std::vector<std::string>& order) const {
  std::set<std::string> before, after;
  for (const auto& [values, records] : counts_) {
    before.insert(values.first);
    after.insert(values.second);
  }
  Transitions result;
  result.column = std::move(column);
  result.before = ordered(std::move(before), order);
  result.after = ordered(std::move(after), order);
  result.counts.assign(result.before.size(), std::vector<std::uint64_t>(result.after.size(), 0));
  for (const auto& [values, records] : counts_) {
    result.counts[place_of(result.before, values.first)][place_of(result.after, values.second)] = records;
  }
  return result;
}

std::size_t TransitionCounter::values() const {
  std::set<std::string> all;
  for (const auto& [values, records] : counts_) {
    all.insert(values.first);
    all.insert(values.second);
  }
  return all.size();
}

}  // namespace fenji::compare
