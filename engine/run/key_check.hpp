// Stage: run. Which records of a list have a key that an earlier one has.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/key_run.hpp"

namespace fenji::run {

// Records are added in the order of the list. While keys ascend, as most lists are numbered, there is nothing to find, and no
// more is kept than eight bytes each; behind the first that does not, all go to a set. Memory: 8 bytes a record while they
// ascend, then 10 to 13.
class KeyCheck {
 public:
  // Beyond `limit` records keys are checked as long as all ascend, then no more.
  explicit KeyCheck(std::uint64_t limit) : limit_(limit) {}

  void add(KeyRun run);

  std::uint64_t duplicates() const { return duplicates_; }  // records whose key an earlier one has
  std::uint64_t empty() const { return empty_; }
  std::optional<std::uint64_t> first_empty() const { return first_empty_; }
  const std::vector<std::string>& examples() const { return examples_; }  // the first few keys that occur again
  bool complete() const { return ascending_ || added_ <= limit_; }
  std::uint64_t limit() const { return limit_; }

 private:
  // Hashes with the same highest eight bits. Open addressing; places ascend with the hashes, so that growing goes through
  // memory in order.
  struct Part {
    std::vector<std::uint64_t> slots;  // 0 is free
    std::size_t used = 0;
  };

  void add_to_set(std::uint64_t record, std::string_view key, std::uint64_t hash);
  bool insert(std::uint64_t hash);
  static std::size_t place_of(const Part& part, std::uint64_t hash);
  static void grow(Part& part);
  void end_ascent();

  std::uint64_t limit_;
  std::uint64_t added_ = 0;  // keys that are not empty
  std::uint64_t duplicates_ = 0;
  std::uint64_t empty_ = 0;
  std::optional<std::uint64_t> first_empty_;
  std::vector<std::string> examples_;
  bool ascending_ = true;
  std::string last_;               // key, while they ascend
  std::vector<ShortKeys> ascent_;  // of the first `limit` records, while they ascend
  std::array<Part, 256> parts_;
};

}  // namespace fenji::run
