#include "engine/execute/descending_order.hpp"

#include <algorithm>

namespace fenji::execute {

void sort_descending(std::span<std::uint32_t> records, const std::vector<std::int64_t>& values, std::size_t at_once) {
  struct Entry {
    std::int64_t value;
    std::uint32_t record;
  };
  std::vector<Entry> entries;
  std::vector<std::span<std::uint32_t>> open{records};
  while (!open.empty()) {
    const std::span<std::uint32_t> part = open.back();
    open.pop_back();
    if (part.size() > at_once && part.size() > 1) {
      const std::size_t half = part.size() / 2;
      std::nth_element(part.begin(), part.begin() + static_cast<std::ptrdiff_t>(half), part.end(),
                       [&](std::uint32_t left, std::uint32_t right) { return values[left] > values[right]; });
      open.push_back(part.subspan(half));
      open.push_back(part.first(half));
      continue;
    }
    // Side by side: comparing goes nowhere else in memory.
    entries.clear();
    for (const std::uint32_t record : part) entries.push_back({values[record], record});
    std::sort(entries.begin(), entries.end(), [](const Entry& left, const Entry& right) { return left.value > right.value; });
    std::transform(entries.begin(), entries.end(), part.begin(), [](const Entry& entry) { return entry.record; });
  }
}

}  // namespace fenji::execute
