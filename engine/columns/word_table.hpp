// Stage: columns. Words and the code of each, from a few options to a hundred thousand cities: found without looking at more
// than one or two of them, whatever they have in common.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace fenji::columns {

class WordTable {
 public:
  // Of equal words the first stays. The empty word is none.
  void add(std::string_view word, std::uint32_t code);
  // Null where `word` is not in the table.
  const std::uint32_t* find(std::string_view word) const;
  // The codes of `count` words, `none` for those that are not in the table: what a long table keeps far away in memory is asked
  // for early.
  void find(const std::string_view* words, std::size_t count, std::uint32_t none, std::uint32_t* codes) const;

 private:
  // What a word is told by: up to 16 bytes are all there, of a longer one `front` is a hash.
  struct Ends {
    std::uint64_t front = 0;
    std::uint64_t back = 0;  // of a longer word nothing
  };
  struct Entry {
    Ends ends;               // of a longer word `back` is its place in long_words_
    std::uint32_t size = 0;  // 0: a free place
    std::uint32_t code = 0;
  };

  static Ends ends_of(std::string_view word);
  std::size_t first_place(const Ends& ends, std::size_t size) const;
  // Where the word is, or the free place that it would take.
  std::size_t place_of(std::string_view word, const Ends& ends, std::size_t from) const;
  void grow();

  std::vector<Entry> entries_;  // a power of two of them, at most half of them taken
  std::size_t count_ = 0;
  int shift_ = 64;  // leaves of a hash the bits that count the entries
  std::string long_words_;
};

}  // namespace fenji::columns
