// Stage: run. Which records of a list have a key that an earlier one has.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fenji::run {

// 64 bits of a key, evenly spread; equal keys have equal hashes, two of five million different ones do with a chance of 10^-6.
std::uint64_t key_hash(std::string_view key);

// Records are added in the order of the list. Memory: 8 to 27 bytes a record.
class KeyCheck {
 public:
  // Beyond `limit` records nothing more is checked.
  explicit KeyCheck(std::uint64_t limit) : limit_(limit) {}

  void add(std::uint64_t record, std::string_view key, std::uint64_t hash);

  std::uint64_t duplicates() const { return duplicates_; }  // records whose key an earlier one has
  std::uint64_t empty() const { return empty_; }
  std::optional<std::uint64_t> first_empty() const { return first_empty_; }
  const std::vector<std::string>& examples() const { return examples_; }  // the first few keys that occur again
  bool complete() const { return added_ <= limit_; }
  std::uint64_t limit() const { return limit_; }

 private:
  bool insert(std::uint64_t hash);
  void grow();

  std::uint64_t limit_;
  std::uint64_t added_ = 0;
  std::uint64_t duplicates_ = 0;
  std::uint64_t empty_ = 0;
  std::optional<std::uint64_t> first_empty_;
  std::vector<std::string> examples_;
  std::vector<std::uint64_t> slots_;  // open addressing, 0 is free; a power of two
  std::size_t used_ = 0;
};

}  // namespace fenji::run
