#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <numeric>
#include <random>
#include <string>

#include "engine/execute/group_numbers.hpp"
#include "engine/execute/number_runs.hpp"
#include "engine/execute/record_values.hpp"
#include "engine/execute/scattered_values.hpp"
#include "engine/execute/sorted_entries.hpp"

using namespace fenji::execute;

namespace {

constexpr std::uint64_t kept_sizes[] = {0, 1, 1 << 15, 1 << 20};

std::vector<Entry> random_entries(std::size_t count, std::uint32_t groups, std::uint64_t orders, std::mt19937_64& random) {
  std::vector<Entry> entries(count);
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t wide = random() % 4 == 0 ? random() : 0;
    entries[i] = {orders > 3 ? random() % orders ^ (wide << 20) : random() % orders,
                  static_cast<std::uint32_t>(random() % groups), static_cast<std::uint32_t>(i)};
  }
  return entries;
}

}  // namespace

TEST_CASE("entries come by group and order, whatever fits into memory") {
  std::mt19937_64 random(7);
  const auto room = memory_room();
  for (const std::size_t count : {0U, 1U, 2U, 255U, 256U, 5000U}) {
    for (const std::uint32_t groups : {1U, 3U, 70000U}) {
      for (const std::uint64_t orders : {1U, 3U, 100'000U}) {
        const std::vector<Entry> entries = random_entries(count, groups, orders, random);
        for (const std::size_t run : {1U, 7U, 300U, 1024U, 5000U, 9000U}) {
          if (count / run > 1000) continue;
          SortedEntries sorted(*room, run, count);
          for (const Entry& entry : entries) sorted.add(entry);
          std::vector<Entry> taken;
          sorted.take([&](const Entry& entry) { taken.push_back(entry); });
          const auto before = [](const Entry& left, const Entry& right) {
            return std::pair(left.group, left.order) < std::pair(right.group, right.order);
          };
          CHECK(std::is_sorted(taken.begin(), taken.end(), before));
          std::vector<bool> seen(count, false);
          bool same = taken.size() == count;
          for (const Entry& entry : taken) {
            const Entry& given = entries[entry.record];
            same = same && !seen[entry.record] && given.group == entry.group && given.order == entry.order;
            seen[entry.record] = true;
          }
          CHECK(same);
        }
      }
    }
  }
}

TEST_CASE("values of records are read as they were written, in memory and spilled") {
  std::mt19937_64 random(11);
  const auto room = memory_room();
  constexpr std::size_t records = 100'000;
  std::vector<std::int64_t> expected(records);
  for (std::int64_t& value : expected) value = static_cast<std::int64_t>(random());
  for (const std::uint64_t kept : kept_sizes) {
    RecordValues<std::int64_t> values(*room, kept, -5);
    std::vector<std::size_t> begins{0};
    while (begins.back() < records) begins.push_back(std::min(records, begins.back() + 1 + random() % 3000));
    std::vector<std::size_t> order(begins.size() - 1);
    std::iota(order.begin(), order.end(), 0U);
    std::shuffle(order.begin(), order.end(), random);
    for (const std::size_t i : order)
      values.write(begins[i], std::span<const std::int64_t>(expected).subspan(begins[i], begins[i + 1] - begins[i]));
    CHECK(values.size() == records);
    std::vector<std::int64_t> found(records + 10);
    values.read(0, found);
    CHECK(std::equal(expected.begin(), expected.end(), found.begin()));
    CHECK(std::count(found.begin() + records, found.end(), -5) == 10);
    for (int i = 0; i < 100; ++i) {
      const std::size_t first = random() % records;
      std::vector<std::int64_t> some(1 + random() % 50);
      values.read(first, some);
      for (std::size_t j = 0; j < some.size(); ++j) CHECK(some[j] == (first + j < records ? expected[first + j] : -5));
    }
  }
}

TEST_CASE("scattered values get to their records; the others keep what they have") {
  std::mt19937_64 random(13);
  const auto room = memory_room();
  constexpr std::uint32_t records = 90'000;
  for (const std::uint64_t kept : kept_sizes) {
    for (const std::size_t part : {64U, 4096U, 1U << 19}) {
      RecordValues<std::int64_t> values(*room, kept, 0);
      std::vector<std::int64_t> expected(records);
      std::iota(expected.begin(), expected.end(), -1000);
      values.write(0, expected);
      std::vector<std::uint32_t> order(records);
      std::iota(order.begin(), order.end(), 0U);
      std::shuffle(order.begin(), order.end(), random);
      ScatteredValues scattered(values, *room, part);
      for (const std::uint32_t record : order) {
        if (record % 5 == 0) continue;
        expected[record] = static_cast<std::int64_t>(random());
        scattered.put(record, expected[record]);
      }
      scattered.finish();
      std::vector<std::int64_t> found(records);
      values.read(0, found);
      CHECK(found == expected);
    }
  }
}

TEST_CASE("groups are numbered as they come, by all bytes of their keys") {
  GroupNumbers numbers;
  std::map<std::string, std::uint32_t> expected;
  std::mt19937_64 random(17);
  for (int i = 0; i < 20'000; ++i) {
    std::string key(random() % 20, '\0');
    for (char& byte : key) byte = static_cast<char>(random() % 2);
    if (random() % 2 == 0) key = std::to_string(random() % 5000);
    const auto [found, added] = expected.emplace(key, static_cast<std::uint32_t>(expected.size()));
    CHECK(numbers.number_of(key, GroupNumbers::hash(key)) == found->second);
    CHECK(numbers.count() == expected.size());
  }
}

TEST_CASE("numbers that follow each other go together") {
  const std::vector<std::uint64_t> numbers{0, 1, 2, 5, 7, 8, 9, 11};
  std::vector<std::pair<std::size_t, std::size_t>> runs;
  for_number_runs(numbers, [&](std::size_t begin, std::size_t end) { runs.emplace_back(begin, end); });
  CHECK(runs == std::vector<std::pair<std::size_t, std::size_t>>{{0, 3}, {3, 4}, {4, 7}, {7, 8}});
  for_number_runs({}, [&](std::size_t, std::size_t) { CHECK(false); });
}
