#include "engine/run/key_check.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace fenji::run;

namespace {

// Adds `list` in runs of `size` records.
void add(KeyCheck& keys, const std::vector<std::string>& list, std::size_t size, std::uint64_t first_record = 0) {
  for (std::size_t begin = 0; begin < list.size(); begin += size) {
    KeyRun run;
    run.first_record = first_record + begin;
    for (std::size_t i = begin; i < std::min(begin + size, list.size()); ++i) run.add(list[i]);
    keys.add(std::move(run));
  }
}

}  // namespace

TEST_CASE("duplicates and empty keys are counted exactly, however the list is cut") {
  for (const std::size_t size : {1, 2, 3, 8, 100}) {
    CAPTURE(size);
    KeyCheck keys(1000);
    add(keys, {"A", "B", "", "A", "A", "C", "", "B"}, size);
    CHECK(keys.duplicates() == 3);
    CHECK(keys.examples() == std::vector<std::string>{"A", "B"});
    CHECK(keys.empty() == 2);
    CHECK(keys.first_empty() == 2);
    CHECK(keys.complete());
  }
}

TEST_CASE("a key that comes again behind an ascent is found") {
  for (const std::size_t size : {1, 2, 3, 5, 100}) {
    CAPTURE(size);
    KeyCheck keys(1000);
    add(keys, {"K8", "K9", "K10", "K11", "K12", "K9", "K13", "K8", "K14"}, size);
    CHECK(keys.duplicates() == 2);
    CHECK(keys.examples() == std::vector<std::string>{"K9", "K8"});
    KeyCheck equal_neighbours(1000);
    add(equal_neighbours, {"K1", "K2", "K2", "K3"}, size);
    CHECK(equal_neighbours.duplicates() == 1);
  }
}

TEST_CASE("as many keys as there are, shuffled or not, are told apart") {
  for (const std::uint64_t step : {1, 7919, 99'991}) {
    CAPTURE(step);
    KeyCheck keys(1'000'000);
    std::set<std::string> seen;
    std::vector<std::string> list;
    std::uint64_t duplicates = 0;
    for (std::uint64_t i = 0; i < 150'000; ++i) {
      list.push_back("K" + std::to_string(i * step % 120'011));
      duplicates += seen.insert(list.back()).second ? 0 : 1;
    }
    add(keys, list, 1000);
    CHECK(keys.duplicates() == duplicates);
  }
}

TEST_CASE("beyond the limit nothing is checked but an ascent, and that is said") {
  for (const std::size_t size : {1, 2, 100}) {
    CAPTURE(size);
    KeyCheck keys(3);
    add(keys, {"A", "A", "A", "A", "A"}, size);
    CHECK(!keys.complete());
    CHECK(keys.duplicates() == 2);
    KeyCheck ascending(3);
    add(ascending, {"A", "B", "C", "D", "E"}, size);
    CHECK(ascending.complete());
    CHECK(ascending.duplicates() == 0);
    add(ascending, {"A"}, size, 5);
    CHECK(!ascending.complete());
  }
}

TEST_CASE("keys that differ in one byte or in length have different hashes") {
  std::set<std::uint64_t> hashes;
  std::string key;
  std::size_t count = 0;
  for (int size = 0; size < 40; ++size) {
    for (int byte = 0; byte < 256; ++byte) {
      std::string other = key;
      other += static_cast<char>(byte);
      hashes.insert(key_hash(other));
      ++count;
    }
    key += 'x';
  }
  CHECK(hashes.size() == count);
}
