#include "engine/lists/comma_source.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "engine/lists/csv_quotes.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t piece = std::size_t{256} << 10;
constexpr std::size_t open_end = ~std::size_t{0};

bool separates(char c) { return c == ',' || c == '\n' || c == '\r'; }

}  // namespace

CommaSource::CommaSource(std::unique_ptr<ByteSource> source, char delimiter)
    : source_(std::move(source)), delimiter_(delimiter) {
  assert(delimiter != ',' && delimiter != '"' && delimiter != '\n' && delimiter != '\r' && delimiter > 0);
}

Result<std::size_t> CommaSource::read(char* to, std::size_t size) {
  while (taken_ == text_.size() && !(ended_ && raw_.size() == 0)) {
    text_.clear();
    taken_ = 0;
    if (Failure failure = fill()) return std::move(*failure);
    translate();
  }
  const std::size_t count = std::min(size, text_.size() - taken_);
  if (count > 0) std::memcpy(to, text_.data() + taken_, count);
  taken_ += count;
  return count;
}

Failure CommaSource::fill() {
  if (ended_) return std::nullopt;
  char* const room = raw_.free_room(piece);
  const Result<std::size_t> count = source_->read(room, piece);
  if (!count.ok()) return count.failure();
  // Bytes change whatever the compiler can see: it must know that the number of them does not.
  const std::size_t size = *count;
  const char delimiter = delimiter_;
  const char both = static_cast<char>(',' ^ delimiter);
  for (std::size_t i = 0; i < size; ++i) {
    const char byte = room[i];
    room[i] = static_cast<char>(byte ^ (byte == ',' || byte == delimiter ? both : 0));
  }
  raw_.use(size);
  ended_ = *count == 0;
  return std::nullopt;
}

std::size_t CommaSource::find(char byte, std::size_t begin) const {
  const void* const found = std::memchr(raw_.data() + begin, byte, raw_.size() - begin);
  return found == nullptr ? raw_.size() : static_cast<std::size_t>(static_cast<const char*>(found) - raw_.data());
}

// Where a cell ends that has no quotes from `begin` on; open_end where that is not known yet.
std::size_t CommaSource::cell_end(std::size_t begin) const {
  const char* const end = raw_.data() + raw_.size();
  const char* const found = std::find_if(raw_.data() + begin, end, separates);
  if (found == end && !ended_) return open_end;
  return static_cast<std::size_t>(found - raw_.data());
}

// With commas where they belong.
void CommaSource::put_quoted(std::size_t begin, std::size_t end, bool doubling) {
  char* to = text_.free_room(2 * (end - begin));
  const char* const start = to;
  for (std::size_t i = begin; i < end; ++i) {
    const char byte = raw_.data()[i];
    *to++ = byte == ',' ? delimiter_ : byte == delimiter_ ? ',' : byte;
    if (byte == '"' && doubling) *to++ = '"';
  }
  text_.use(static_cast<std::size_t>(to - start));
}

void CommaSource::put_in_quotes(std::size_t begin, std::size_t end) {
  text_.append("\"");
  put_quoted(begin, end, true);
  text_.append("\"");
}

// A cell whose quotes are odd, its text from `begin` on, of which `inside` bytes stand in quotes whatever they are. It stays
// odd: all up to its last comma is put in quotes, and the rest follows them.
void CommaSource::put_odd(std::size_t begin, std::size_t inside, std::size_t end) {
  const char* const bytes = raw_.data();
  std::size_t rest = end;
  while (rest > begin + inside && bytes[rest - 1] != delimiter_) --rest;
  while (rest < end && bytes[rest] == '"') ++rest;
  put_in_quotes(begin, rest);
  put_quoted(rest, end, false);
}

// The cell that starts at `begin`, which holds a comma or a quote. Returns its end, open_end where more of it must be read.
std::size_t CommaSource::translate_cell(std::size_t begin) {
  const char* const bytes = raw_.data();
  const auto holds_comma = [&](std::size_t from, std::size_t to) {
    return to > from && std::memchr(bytes + from, delimiter_, to - from) != nullptr;
  };
  if (bytes[begin] != '"') {
    const std::size_t end = cell_end(begin);
    if (end == open_end) return end;
    if (!holds_comma(begin, end)) {
      text_.append({bytes + begin, end - begin});
      return end;
    }
    put_in_quotes(begin, end);
    return end;
  }
  ClosingQuote quote(begin, limits_.multiline_cell);
  const ClosingQuote::Verdict verdict = quote.search(bytes, raw_.size(), ended_);
  if (verdict == ClosingQuote::Verdict::undecided) return open_end;
  if (verdict == ClosingQuote::Verdict::literal) {
    const std::size_t end = cell_end(begin + 1);
    if (end == open_end) return end;
    if (!holds_comma(begin, end) && end == raw_.size()) {
      text_.append({bytes + begin, end - begin});
      return end;
    }
    // Left open it might close at a quote that was put around a later cell.
    put_odd(begin, 1, end);
    return end;
  }
  const std::size_t end = cell_end(quote.close() + 1);
  if (end == open_end) return end;
  text_.append("\"");
  put_quoted(begin + 1, quote.close(), false);
  std::size_t behind = quote.close() + 1;
  if (holds_comma(behind, end)) {
    const std::size_t last = raw_.view().substr(0, end).rfind(delimiter_);
    const std::size_t rest = std::min(raw_.view().find_first_not_of('"', last + 1), end);
    put_quoted(behind, rest, true);
    behind = rest;
  }
  text_.append("\"");
  put_quoted(behind, end, false);
  return end;
}

void CommaSource::translate() {
  const char* const bytes = raw_.data();
  std::size_t at = 0;
  std::size_t comma = find(delimiter_, 0), quote = find('"', 0);
  for (;;) {
    if (comma < at) comma = find(delimiter_, at);
    if (quote < at) quote = find('"', at);
    const std::size_t special = std::min(comma, quote);
    if (special == raw_.size() && ended_) {
      text_.append({bytes + at, special - at});
      at = special;
      break;
    }
    // Cells before this one are as they should be.
    std::size_t begin = special;
    while (begin > at && !separates(bytes[begin - 1])) --begin;
    text_.append({bytes + at, begin - at});
    at = begin;
    if (special == raw_.size()) break;
    const std::size_t end = translate_cell(begin);
    if (end == open_end) break;
    at = end;
  }
  // So long a cell is too long for its reader, too.
  if (raw_.size() - at > limits_.record + piece) {
    put_quoted(at, raw_.size(), false);
    at = raw_.size();
  }
  raw_.remove_prefix(at);
}

}  // namespace fenji::lists
