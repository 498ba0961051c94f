// Reads back what findings say, in Chinese, about small whole numbers, yes/no and labels of one letter: which rows, which
// values. The tests by enumeration compare it with what they find themselves.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::test {

inline std::vector<std::string> split(std::string_view text, std::string_view between) {
  std::vector<std::string> parts;
  while (true) {
    const std::size_t end = text.find(between);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + between.size());
  }
}

// A range of numbers counted in tenths, both limits open so that points between whole numbers can be told.
struct SaidRange {
  std::optional<int> low;   // exclusive, in twentieths: 2 × tenths ± 1 excludes or includes a tenth
  std::optional<int> high;  // exclusive

  bool holds(int tenths) const { return (!low || 2 * tenths > *low) && (!high || 2 * tenths < *high); }
};

inline int tenths(std::string_view number) {
  const std::size_t point = number.find('.');
  const bool negative = number.starts_with("-");
  const int whole = std::stoi(std::string(number.substr(0, point)));
  const int rest = point == std::string_view::npos ? 0 : number[point + 1] - '0';
  return whole * 10 + (negative ? -rest : rest);
}

inline SaidRange said_range(std::string_view words) {
  constexpr std::string_view over = "超过", under = "不满", at_least = "以上", at_most = "以下", to = "至";
  SaidRange range;
  const std::size_t middle = words.find(to);
  if (middle != std::string_view::npos) {
    std::string_view low = words.substr(0, middle);
    std::string_view high = words.substr(middle + to.size());
    const bool low_open = low.starts_with(over);
    const bool high_open = high.starts_with(under);
    if (low_open) low.remove_prefix(over.size());
    if (high_open) high.remove_prefix(under.size());
    range.low = 2 * tenths(low) - (low_open ? 0 : 1);
    range.high = 2 * tenths(high) + (high_open ? 0 : 1);
  } else if (words.starts_with(over)) {
    range.low = 2 * tenths(words.substr(over.size()));
  } else if (words.starts_with(under)) {
    range.high = 2 * tenths(words.substr(under.size()));
  } else if (words.ends_with(at_least)) {
    range.low = 2 * tenths(words.substr(0, words.size() - at_least.size())) - 1;
  } else if (words.ends_with(at_most)) {
    range.high = 2 * tenths(words.substr(0, words.size() - at_most.size())) + 1;
  } else {
    range.low = 2 * tenths(words) - 1;
    range.high = 2 * tenths(words) + 1;
  }
  return range;
}

// What a list of ranges or words admits.
class SaidValues {
 public:
  explicit SaidValues(const std::string& words) : words_(split(words, "、")) {
    for (const std::string& word : words_) {
      if (word.find_first_of("0123456789") != std::string::npos) ranges_.push_back(said_range(word));
    }
  }

  bool holds(int tenths) const {
    return std::any_of(ranges_.begin(), ranges_.end(), [tenths](const SaidRange& range) { return range.holds(tenths); });
  }
  bool holds(const std::string& word) const { return std::find(words_.begin(), words_.end(), word) != words_.end(); }
  bool holds_yes(bool yes) const { return holds(std::string(yes ? "是" : "否")); }

 private:
  std::vector<std::string> words_;
  std::vector<SaidRange> ranges_;
};

inline std::string part_between(const std::string& text, const std::string& from, const std::string& to) {
  const std::size_t start = text.find(from);
  if (start == std::string::npos) return {};
  const std::size_t begin = start + from.size();
  return text.substr(begin, text.find(to, begin) - begin);
}

// The region of a `gap` or an `unreachable-hole`: the values by name; none where no row ever applies. Where only one value
// is restricted, the witness has its name.
using SaidRegion = std::vector<std::pair<std::string, SaidValues>>;

inline SaidRegion said_region(const Diagnostic& finding) {
  const std::string& message = finding.message.zh;
  SaidRegion region;
  if (message.starts_with("任何客户")) return region;
  const bool hole = finding.name == "unreachable-hole";
  const auto witness = split(part_between(message, "例如 ", hole ? "，但" : " 没有"), "、");
  const std::string words =
      hole ? message.substr(0, message.find(" 不在任何一行")) : part_between(message, "：", " 不在任何一行");
  if (witness.size() == 1) {
    region.emplace_back(witness[0].substr(0, witness[0].rfind(" = ")), SaidValues(words));
    return region;
  }
  for (const std::string& item : split(words, "，")) {
    const std::size_t at = item.rfind(' ');
    region.emplace_back(item.substr(0, at), SaidValues(item.substr(at + 1)));
  }
  return region;
}

// The row whose place, as `place` gives it, a span is.
inline std::uint32_t row_at(Span span) { return span.begin % 10000 / 100 - 1; }

}  // namespace fenji::test
