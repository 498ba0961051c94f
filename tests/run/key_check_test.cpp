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

TEST_CASE("keys are told apart however many there are") {
  // As many different ones as the prime says, then those from the beginning again.
  constexpr std::uint64_t prime = 1'000'003, list = 1'100'000;
  for (const std::uint64_t step : {7919, 99'991}) {
    CAPTURE(step);
    KeyCheck keys(2'000'000);
    for (std::uint64_t begin = 0; begin < list; begin += 1000) {
      KeyRun run;
      run.first_record = begin;
      for (std::uint64_t i = begin; i < begin + 1000; ++i) run.add("K" + std::to_string(i * step % prime));
      keys.add(std::move(run));
    }
    CHECK(keys.duplicates() == list - prime);
    CHECK(keys.complete());
    CHECK(keys.examples().front() == "K0");
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

TEST_CASE("keys kept as numbers are the same as texts") {
  // Each list is one run; what they have in common is how far they are alike.
  const std::vector<std::vector<std::string>> lists = {
      {"1", "2", "3"},
      {"K1", "K2", "K9", "K10"},
      {"1234567", "1234568"},
      {"12345678", "12345679"},
      {"C00000001", "C00000002", "C00000010", "D00000011"},
      {"123456789012345", "123456789012346"},
      {"A234567890123456", "A234567890123457", "B234567890123458"},
      {"12345678901234567", "12345678901234568"},
      {"C01", "C02", "C02", "C03"},
      {"C02", "C01"},
      {"C01", "", "C02"},
      {"\xE5\xAE\xA2\xE6\x88\xB7"
       "1",
       "\xE5\xAE\xA2\xE6\x88\xB7"
       "2"},
      {"a\x7F", "a\x80", "a\xFF", "b\x01x"},
  };
  for (const std::vector<std::string>& list : lists) {
    CAPTURE(list.front());
    bool ascending = true;
    for (std::size_t i = 0; i < list.size(); ++i) {
      ascending &= !list[i].empty() && (i == 0 || follows(list[i], list[i - 1]));
    }
    KeyRun run;
    for (const std::string& key : list) run.add(key);
    CHECK(run.size() == list.size());
    CHECK(run.ascending() == ascending);
    CHECK(run.first() == list.front());
    CHECK(run.last() == list.back());
    run.spell_out();
    CHECK(run.ascending() == ascending);
    CHECK(run.first() == list.front());
    for (std::size_t i = 0; i < list.size(); ++i) {
      CHECK(run.key(i) == list[i]);
      CHECK(run.hash(i) == key_hash(list[i]));
    }
    KeyRun again;
    for (const std::string& key : list) again.add(key);
    const ShortKeys keys = again.take_short();
    for (std::size_t i = 0; i < list.size(); ++i) CHECK(keys.hash(i) == key_hash(list[i]));
  }
}

TEST_CASE("keys are added from raw text as one by one, trimmed") {
  const std::vector<std::string> shapes = {"K001,K002,K003,K004",
                                           "K1,K2, K3 ,K4,K10,K11",
                                           "\"K01\",K02,\"K03\",K04",
                                           "C00000008,C00000009,C00000010,X",
                                           ",,A,B",
                                           "K1,\tK2,K3",
                                           "long key number 0001,long key number 0002",
                                           "0123456789abcdef,0123456789abcdeg"};
  for (const std::string& shape : shapes) {
    CAPTURE(shape);
    const fenji::lists::ByteBuffer text(shape + ',');
    std::vector<std::uint32_t> places{~std::uint32_t{0}}, rows;
    for (std::uint32_t at = 0; at < text.size(); ++at) {
      if (text.data()[at] != ',') continue;
      rows.push_back(static_cast<std::uint32_t>(rows.size()));
      places.push_back(at);
    }
    fenji::columns::CellSpans cells;
    cells.bytes = text.data();
    cells.places = places.data();
    cells.rows = rows.data();
    KeyRun together, single;
    together.add_cells(cells, rows.size());
    for (std::size_t row = 0; row < rows.size(); ++row) single.add(trimmed_key(cells[row]));
    CHECK(together.ascending() == single.ascending());
    together.spell_out();
    single.spell_out();
    REQUIRE(together.size() == single.size());
    for (std::size_t i = 0; i < single.size(); ++i) {
      CHECK(together.key(i) == single.key(i));
      CHECK(together.hash(i) == single.hash(i));
    }
  }
}
