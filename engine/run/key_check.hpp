// Stage: run. Which records of a list have a key that an earlier one has.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/byte_buffer.hpp"

namespace fenji::run {

// 64 bits of a key, evenly spread; equal keys have equal hashes, two of five million different ones do with a chance of 10^-6.
std::uint64_t key_hash(std::string_view key);

// The keys of some records that follow each other, as their thread has prepared them.
class KeyRun {
 public:
  // Before the first key: how many there will be at most.
  void reserve(std::size_t keys);

  void add(std::string_view key);
  // The same of a key from whose beginning 16 bytes are readable.
  void add_padded(std::string_view key);

  std::uint64_t first_record = 0;

  std::size_t size() const { return ends_.size(); }
  std::string_view key(std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return {text_.data() + begin, ends_[i] - begin};
  }
  std::vector<std::uint64_t>& hashes() { return hashes_; }
  // Each is longer than the one before, or as long and greater; none is empty.
  bool ascending() const { return ascending_; }

 private:
  // A key of up to 16 bytes so that greater keys are greater.
  struct Order {
    std::uint64_t size = 0, front = 0, back = 0;
  };

  std::vector<std::uint64_t> hashes_;  // by record
  lists::ByteBuffer text_;             // all keys
  std::vector<std::uint32_t> ends_;    // by record: where its key ends in `text`
  Order last_;                         // void where the last key is longer
  bool ascending_ = true;
};

// Records are added in the order of the list. While keys ascend, as most lists are numbered, there is nothing to find, and no
// more is kept than their hashes; behind the first that does not, all go to a set. Memory: 8 bytes a record while they ascend,
// then 10 to 13.
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
  std::string last_;                                // key, while they ascend
  std::vector<std::vector<std::uint64_t>> ascent_;  // hashes of the first `limit` records, while they ascend
  std::array<Part, 256> parts_;
};

}  // namespace fenji::run
