// Stage: run. The keys of some records that follow each other, as their thread prepares them for the one check of all keys.
//
// Most lists are numbered. Keys of one length, up to sixteen bytes, that begin alike and ascend are kept as numbers as long as
// it lasts; only others are hashed and kept as texts.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/columns/cell_spans.hpp"
#include "engine/lists/byte_buffer.hpp"

namespace fenji::run {

// 64 bits of a key, evenly spread; equal keys have equal hashes, two of five million different ones do with a chance of 10^-6.
std::uint64_t key_hash(std::string_view key);

// A key as it is compared: without control characters and blanks around it.
std::string_view trimmed_key(std::string_view cell);

// Whether `key` is longer than `before`, or as long and greater.
bool follows(std::string_view key, std::string_view before);

// Keys, eight bytes each: their hashes; or, where `size` is not 0, the last eight bytes, or all there are, of keys that are so
// long and begin with the bytes of `prefix`.
struct ShortKeys {
  std::vector<std::uint64_t> words;  // by record; numbers whose lowest byte is the key's last
  std::size_t size = 0;
  std::uint64_t prefix = 0;

  std::uint64_t hash(std::size_t i) const;
};

class KeyRun {
 public:
  // Before the first key: how many there will be at most.
  void reserve(std::size_t keys) { keys_.words.reserve(keys); }

  void add(std::string_view key);
  // The same of a key from whose beginning 16 bytes are readable.
  void add_padded(std::string_view key);
  // Of rows [0, rows), trimmed.
  void add_cells(const columns::CellSpans& cells, std::size_t rows);

  std::uint64_t first_record = 0;

  std::size_t size() const { return keys_.words.size(); }
  std::string first() const { return text_of(0); }
  std::string last() const { return text_of(size() - 1); }
  // Each is longer than the one before, or as long and greater; none is empty.
  bool ascending() const { return alike_ || ascending_; }

  // Makes texts and hashes of numbers, before the two below are asked.
  void spell_out();
  std::string_view key(std::size_t i) const {
    const std::uint32_t begin = i == 0 ? 0 : ends_[i - 1];
    return {text_.data() + begin, ends_[i] - begin};
  }
  std::uint64_t hash(std::size_t i) const { return keys_.words[i]; }

  // All that is needed to find equal keys; nothing is left here.
  ShortKeys take_short() { return std::move(keys_); }

 private:
  // A key of up to 16 bytes so that greater keys are greater.
  struct Order {
    std::uint64_t size = 0, front = 0, back = 0;
  };

  bool add_alike(std::string_view key);
  template <bool quoted>
  std::size_t add_alike(const columns::CellSpans& cells, std::size_t row, std::size_t rows);
  void add_text(std::string_view key);
  std::string text_of(std::size_t i) const;

  ShortKeys keys_;
  bool alike_ = true;  // they are kept as numbers
  // Of keys that are not alike:
  lists::ByteBuffer text_;           // all keys
  std::vector<std::uint32_t> ends_;  // by record: where its key ends in `text`
  Order last_;                       // void where the last key is longer
  bool ascending_ = true;
};

}  // namespace fenji::run
