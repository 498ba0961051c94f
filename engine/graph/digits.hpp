// Stage: graph. What the rows of a table ask of its subjects' digits: segments, labels, words, yes or no as small numbers.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <span>
#include <utility>
#include <vector>

#include "grammar/seldom.hpp"

namespace fenji::graph {

// Without its end.
struct DigitRange {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;

  bool empty() const { return begin >= end; }
  friend auto operator<=>(const DigitRange&, const DigitRange&) = default;
};

// Sorts the ranges and makes one of those that meet; empty ones are dropped.
inline void unite(std::vector<DigitRange>& ranges) {
  std::erase_if(ranges, [](const DigitRange& range) { return range.empty(); });
  if (ranges.size() < 2) return;
  std::sort(ranges.begin(), ranges.end());
  std::size_t last = 0;
  for (std::size_t next = 1; next < ranges.size(); ++next) {
    if (ranges[next].begin > ranges[last].end) {
      ranges[++last] = ranges[next];
    } else {
      ranges[last].end = std::max(ranges[last].end, ranges[next].end);
    }
  }
  ranges.resize(last + 1);
}

// The digits that meet one row's test of one subject.
class DigitTest {
 public:
  // No condition.
  DigitTest() = default;
  // `ranges` is united.
  explicit DigitTest(const std::vector<DigitRange>& ranges)
      : hull_(ranges.empty() ? DigitRange{} : DigitRange{ranges.front().begin, ranges.back().end}) {
    if (ranges.size() > 1) ranges_ = ranges;
  }

  bool any() const { return hull_.begin > hull_.end; }
  // Ascending, none meets the next; none where there is no condition.
  std::span<const DigitRange> ranges() const {
    if (const std::vector<DigitRange>& several = *ranges_; !several.empty()) return several;
    return {&hull_, hull_.empty() ? std::size_t{0} : std::size_t{1}};
  }

  bool holds(std::uint32_t digit) const {
    if (any()) return true;
    const std::span<const DigitRange> ranges = this->ranges();
    const auto behind = std::upper_bound(ranges.begin(), ranges.end(), digit,
                                         [](std::uint32_t sought, const DigitRange& range) { return sought < range.begin; });
    return behind != ranges.begin() && digit < std::prev(behind)->end;
  }

 private:
  DigitRange hull_{1, 0};                   // begins behind its end where there is no condition
  Seldom<std::vector<DigitRange>> ranges_;  // where there are several
};

// The tests of all rows of a table.
class DigitTests {
 public:
  DigitTests() = default;
  // Rows with so many tests each, added one test behind the other.
  DigitTests(std::size_t rows, std::size_t operands) : operands_(operands) { tests_.reserve(rows * operands); }

  void add(DigitTest test) { tests_.push_back(std::move(test)); }

  // Of the row at `place`, by operand.
  std::span<const DigitTest> operator[](std::size_t place) const { return {tests_.data() + place * operands_, operands_}; }
  // Of all rows, one behind the other.
  const std::vector<DigitTest>& all() const { return tests_; }

 private:
  std::size_t operands_ = 0;
  std::vector<DigitTest> tests_;
};

}  // namespace fenji::graph
