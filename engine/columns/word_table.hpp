// Stage: columns. A few words and the code of each, found without looking at more than one or two of them.
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

 private:
  // The bytes at both ends: all of them in words of up to 16.
  struct Ends {
    std::uint64_t front = 0;
    std::uint64_t back = 0;
  };
  struct Entry {
    std::string word;  // empty: a free place
    Ends ends;
    std::uint32_t code = 0;
  };

  static Ends ends_of(std::string_view word);
  std::size_t place_of(std::string_view word, const Ends& ends) const;
  void grow();

  std::vector<Entry> entries_;  // a power of two of them, at most half of them taken
  std::size_t count_ = 0;
};

}  // namespace fenji::columns
