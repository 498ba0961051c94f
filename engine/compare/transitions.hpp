// Stage: compare. How many records went from which value of a column to which.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fenji::compare {

struct Transitions {
  std::string column;
  std::vector<std::string> before, after;          // values in their order, the blank, if any, last
  std::vector<std::vector<std::uint64_t>> counts;  // by value before and value after

  bool all_stay() const;
};

class TransitionCounter {
 public:
  void count(std::string_view before, std::string_view after, std::uint64_t records = 1);
  void add(const TransitionCounter& other);
  // `order`: values that stand in front, in this order, where they occur; the others follow by their text.
  Transitions transitions(std::string column, const std::vector<std::string>& order) const;

  // Different values on both sides.
  std::size_t values() const;

 private:
  std::map<std::pair<std::string, std::string>, std::uint64_t, std::less<>> counts_;
  std::pair<std::string, std::string> asked_;
};

}  // namespace fenji::compare
