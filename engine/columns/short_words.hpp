// Stage: columns. A few short words and the code of each, found in raw text without a branch on the cell: what most cells of
// options and yes/no hold. Longer words and more of them are for WordTable.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace fenji::columns {

class ShortWords {
 public:
  static constexpr std::size_t most_bytes = 16;
  static constexpr std::size_t most_words = 256;

  // All of them, by place, where places are few enough for registers. A word of the bytes `front` and `back`, zeros behind it,
  // stands at the place that the highest four bits of front * factors[0] ^ back * factors[1] say.
  struct Few {
    static constexpr std::size_t places = 16;

    alignas(64) std::uint64_t bytes[places][2];
    alignas(64) std::uint32_t sizes[places];  // `free_place` where no word stands
    alignas(64) std::uint32_t codes[places];
    std::uint64_t factors[2];
  };
  static constexpr std::uint32_t free_place = ~std::uint32_t{0};

  // Words that are too long, hold a quote (which raw text may have doubled) or find no place are left out; of equal ones the
  // first stays. No word is empty.
  explicit ShortWords(const std::vector<std::pair<std::string_view, std::uint32_t>>& words);

  // No word is longer than 8 bytes.
  bool narrow() const { return narrow_; }

  // Null: they are more.
  const Few* few() const { return few_.get(); }

  // Whether `word`, from whose beginning 16 bytes are readable, is among them; `code` is void where it is not. `narrow` may be
  // what narrow() says, for less work, or false.
  template <bool narrow>
  bool find(std::string_view word, std::uint32_t& code) const {
    constexpr std::size_t most = narrow ? 8 : most_bytes;
    const Bytes bytes = first_bytes<narrow>(word.data(), word.size() < most ? word.size() : most);
    const Entry& entry = entries_[place_of(bytes)];
    code = entry.code;
    return ((entry.bytes.front ^ bytes.front) | (entry.bytes.back ^ bytes.back) | (entry.size ^ word.size())) == 0;
  }

 private:
  // Both halves of 16 bytes, zeros behind the word.
  struct Bytes {
    std::uint64_t front = 0, back = 0;
  };
  struct Entry {
    Bytes bytes;
    std::uint32_t size = free_place;
    std::uint32_t code = 0;
  };

  // As many bytes 0xff as 0: from the middle less n on, the first n of 16 are kept.
  static constexpr auto kept = [] {
    std::array<unsigned char, 2 * most_bytes> bytes{};
    for (std::size_t i = 0; i < most_bytes; ++i) bytes[i] = 0xff;
    return bytes;
  }();

  template <bool narrow>
  static Bytes first_bytes(const char* first, std::size_t size) {
    const auto half = [](const void* from) {
      std::uint64_t bytes;
      std::memcpy(&bytes, from, sizeof bytes);
      return bytes;
    };
    const unsigned char* const mask = kept.data() + most_bytes - size;
    return {half(first) & half(mask), narrow ? 0 : half(first + 8) & half(mask + 8)};
  }
  std::size_t place_of(const Bytes& bytes) const {
    return static_cast<std::size_t>((bytes.front * factors_[0] ^ bytes.back * factors_[1]) >> shift_);
  }
  // Looks for factors that keep all words apart; false: there are none so soon.
  bool keep_apart(const std::vector<Entry>& words, int tries);
  // Puts each word to its place, if that is free.
  void fill(const std::vector<Entry>& words);

  std::vector<Entry> entries_;  // a power of two of them
  bool narrow_ = true;
  std::uint64_t factors_[2] = {1, 1};  // odd
  int shift_ = 64;
  std::unique_ptr<Few> few_;
};

}  // namespace fenji::columns
