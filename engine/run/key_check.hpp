// Stage: run. Which records of a list have a key that an earlier one has.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/run/key_run.hpp"

namespace fenji::run {

// Records are added in the order of the list. While keys ascend, as most lists are numbered, there is nothing to find, and no
// more is kept than eight bytes each; behind the first that does not, all go to a set. Memory: 8 bytes a record while they
// ascend, then 8 to 9.
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
  // Hashes with the same highest eight bits, by the other 56: seven bytes each, in ascending order, each at its place or behind
  // it with no free slot between. A full slot's neighbours are close, so nearly all slots can be used, and growing goes through
  // memory in order.
  class Part {
   public:
    // False: it is there already.
    bool insert(std::uint64_t hash);
    void prefetch(std::uint64_t hash) const;

   private:
    static constexpr std::size_t width = 7;

    std::uint64_t at(std::size_t slot) const;
    void put(std::size_t slot, std::uint64_t rest);
    std::size_t place_of(std::uint64_t rest) const;
    void move_to(std::size_t places);

    std::unique_ptr<char[]> bytes_;  // of all slots, and one more that can be read
    std::size_t places_ = 0;         // that place_of() says
    std::size_t slots_ = 0;          // more than places_: behind the last place there is room for what it pushes on
    std::size_t used_ = 0;
    bool has_zero_ = false;  // in the slots, 0 is free
  };

  void add_to_set(std::uint64_t record, std::string_view key, std::uint64_t hash);
  bool insert(std::uint64_t hash);
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
