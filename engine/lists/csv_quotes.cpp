#include "engine/lists/csv_quotes.hpp"

#include <cstring>

namespace fenji::lists {
namespace {

// Offset of `byte` in [begin, end), `end` where there is none.
std::size_t find(const char* bytes, std::size_t begin, std::size_t end, char byte) {
  if (begin >= end) return end;
  const void* const found = std::memchr(bytes + begin, byte, end - begin);
  return found == nullptr ? end : static_cast<std::size_t>(static_cast<const char*>(found) - bytes);
}

}  // namespace

std::string_view with_single_quotes(std::string_view text, Arena& arena) {
  const char* const bytes = text.data();
  const std::size_t end = text.size();
  std::size_t quote = find(bytes, 0, end, '"');
  if (quote == end) return text;
  constexpr std::size_t readable = 32;
  char* to = arena.reserve(end + 2 * readable);
  std::memset(to, 0, readable);
  char* const begin = to += readable;
  for (std::size_t from = 0; from < end;) {
    const std::size_t stop = quote < end ? quote + 1 : end;
    std::memcpy(to, bytes + from, stop - from);
    to += stop - from;
    from = quote < end ? stop + 1 : stop;
    quote = find(bytes, from, end, '"');
  }
  const auto size = static_cast<std::size_t>(to - begin);
  std::memset(to, 0, readable);
  arena.use(size + 2 * readable);
  return {begin, size};
}

bool ClosingQuote::line_end_before(const char* bytes, std::size_t end) {
  if (!multiline_ && line_end_seek_ < end) {
    const std::size_t line_feed = find(bytes, line_end_seek_, end, '\n');
    multiline_ = line_feed < end || find(bytes, line_end_seek_, end, '\r') < end;
    line_end_seek_ = end;
  }
  return multiline_;
}

ClosingQuote::Verdict ClosingQuote::search(const char* bytes, std::size_t size, bool last) {
  for (;;) {
    const std::size_t at = find(bytes, seek_, size, '"');
    const bool next_known = at + 1 < size;
    if (at == size || (!next_known && !last)) {
      if (last) return Verdict::literal;
      seek_ = at;
      // Wherever it closes from here on, it is too late.
      return at - open_ - 1 > multiline_cell_ && line_end_before(bytes, at) ? Verdict::literal : Verdict::undecided;
    }
    if (next_known && bytes[at + 1] == '"') {
      doubled_ = true;
      seek_ = at + 2;
      continue;
    }
    close_ = at;
    if (!line_end_before(bytes, at)) return Verdict::closed;
    const bool clean = !next_known || bytes[at + 1] == ',' || bytes[at + 1] == '\n' || bytes[at + 1] == '\r';
    return clean && at - open_ - 1 <= multiline_cell_ ? Verdict::closed : Verdict::literal;
  }
}

}  // namespace fenji::lists
