// Stage: columns. The cells of one field in raw text: what the index of a list (lists/csv_index.hpp) says of them, and no copy.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace fenji::columns {

struct CellSpans;

// Text in another encoding than UTF-8, one that has ASCII as it is.
class ForeignText {
 public:
  virtual ~ForeignText() = default;

  // In UTF-8; bytes that are no UTF-8 where it is no text in its encoding either. ASCII comes back as it stands. From the
  // beginning of `text`, 16 bytes are readable.
  virtual std::string_view utf8(std::string_view text) = 0;
  // The same of rows [0, rows), without the quotes that cells stand in.
  virtual CellSpans utf8(const CellSpans& cells, std::size_t rows) = 0;
};

// Cells in quotes whose text has quotes of its own, which are doubled there.
class DoubledQuotes {
 public:
  virtual ~DoubledQuotes() = default;

  // With single ones; 32 bytes before it and behind its end are readable.
  virtual std::string_view single(std::string_view text) = 0;
};

// That of record r stands between the bytes places[rows[r]] and places[rows[r] + 1], in quotes where it begins with one.
// 32 bytes before each cell and behind its end are readable.
struct CellSpans {
  const char* bytes = nullptr;            // null: the list lacks the column
  const std::uint32_t* places = nullptr;  // of the first column from that of this one on
  const std::uint32_t* rows = nullptr;
  bool quotes = true;                // some cell may stand in quotes
  DoubledQuotes* doubled = nullptr;  // null: no cell in quotes holds any
  ForeignText* foreign = nullptr;    // null: the bytes are UTF-8

  // The text, in the list's encoding; 32 bytes before it and behind its end are readable.
  std::string_view operator[](std::size_t row) const {
    const std::string_view text = as_it_stands(row);
    const bool between_quotes = doubled != nullptr && bytes[places[rows[row]] + 1] == '"';
    return between_quotes ? doubled->single(text) : text;
  }

  // The same, doubled quotes as they stand.
  std::string_view as_it_stands(std::size_t row) const { return quotes ? cell<true>(row) : cell<false>(row); }

  // Likewise; `quoted` is `quotes`.
  template <bool quoted>
  std::string_view cell(std::size_t row) const {
    const std::uint32_t* const bounds = places + rows[row];
    std::uint32_t begin = bounds[0] + 1, end = bounds[1];
    if constexpr (quoted) {
      const std::uint32_t inset = bytes[begin] == '"' ? 1 : 0;
      begin += inset;
      end -= inset;
    }
    return {bytes + begin, end - begin};
  }
};

}  // namespace fenji::columns
