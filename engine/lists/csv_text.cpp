#include "engine/lists/csv_text.hpp"

#include <cstring>

#include "engine/lists/separators.hpp"
#include "engine/lists/sse2.hpp"

namespace fenji::lists {

bool needs_quotes(std::string_view cell) {
  const auto special = [](std::uint64_t word) {
    return (bytes_equal(word, ',') | bytes_equal(word, '"') | bytes_equal(word, '\n') | bytes_equal(word, '\r')) != 0;
  };
  const char* const bytes = cell.data();
  const std::size_t size = cell.size();
#ifdef FENJI_LISTS_SSE2
  const auto any_special = [](__m128i sixteen) {
    const auto equal = [&sixteen](char c) { return _mm_cmpeq_epi8(sixteen, _mm_set1_epi8(c)); };
    const __m128i found = _mm_or_si128(_mm_or_si128(equal(','), equal('"')), _mm_or_si128(equal('\n'), equal('\r')));
    return _mm_movemask_epi8(found) != 0;
  };
  const auto load = [](const char* at) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(at)); };
  const auto load_half = [](const char* at) { return _mm_loadl_epi64(reinterpret_cast<const __m128i*>(at)); };
  if (size >= 16) {
    for (std::size_t at = 0; at + 16 < size; at += 16) {
      if (any_special(load(bytes + at))) return true;
    }
    return any_special(load(bytes + size - 16));
  }
  if (size >= 8) return any_special(_mm_unpacklo_epi64(load_half(bytes), load_half(bytes + size - 8)));
#else
  if (size >= 8) {
    for (std::size_t at = 0; at + 8 < size; at += 8) {
      if (special(load_word(bytes + at))) return true;
    }
    return special(load_word(bytes + size - 8));
  }
#endif
  char few[8] = {};
  if (size >= 4) {
    std::memcpy(few, bytes, 4);
    std::memcpy(few + 4, bytes + size - 4, 4);
  } else if (size > 0) {
    few[0] = bytes[0];
    few[1] = bytes[size / 2];
    few[2] = bytes[size - 1];
  }
  return special(load_word(few));
}

void append_cell(std::string& out, std::string_view cell) {
  if (!needs_quotes(cell)) {
    out.append(cell);
    return;
  }
  out += '"';
  for (std::size_t quote = cell.find('"'); quote != std::string_view::npos; quote = cell.find('"')) {
    out.append(cell.substr(0, quote + 1));
    out += '"';
    cell.remove_prefix(quote + 1);
  }
  out.append(cell);
  out += '"';
}

void append_record(std::string& out, std::span<const std::string_view> cells) {
  if (cells.size() == 1 && cells[0].empty()) out += "\"\"";
  for (std::size_t i = 0; i < cells.size(); ++i) {
    if (i > 0) out += cell_separator;
    append_cell(out, cells[i]);
  }
  out += record_end;
}

}  // namespace fenji::lists
