#include "engine/run/key_check.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace fenji::run;

TEST_CASE("duplicates and empty keys are counted exactly") {
  KeyCheck keys(1000);
  const std::vector<std::string> list = {"A", "B", "", "A", "A", "C", "", "B"};
  for (std::size_t i = 0; i < list.size(); ++i) keys.add(i, list[i], key_hash(list[i]));
  CHECK(keys.duplicates() == 3);
  CHECK(keys.examples() == std::vector<std::string>{"A", "B"});
  CHECK(keys.empty() == 2);
  CHECK(keys.first_empty() == 2);
  CHECK(keys.complete());
}

TEST_CASE("a hundred thousand different keys are no duplicates") {
  KeyCheck keys(1'000'000);
  for (std::uint64_t i = 0; i < 100'000; ++i) {
    const std::string key = "K" + std::to_string(i * 7919);
    keys.add(i, key, key_hash(key));
  }
  CHECK(keys.duplicates() == 0);
  for (std::uint64_t i = 0; i < 100'000; i += 1000) {
    const std::string key = "K" + std::to_string(i * 7919);
    keys.add(100'000 + i, key, key_hash(key));
  }
  CHECK(keys.duplicates() == 100);
}

TEST_CASE("beyond the limit nothing is checked, and that is said") {
  KeyCheck keys(3);
  for (std::uint64_t i = 0; i < 5; ++i) keys.add(i, "A", key_hash("A"));
  CHECK(!keys.complete());
  CHECK(keys.duplicates() == 2);
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
