#include "engine/lists/flat_json.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#include "engine/lists/json_run.hpp"
#include "engine/lists/sse2.hpp"
#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

// Numbers with more characters may be too great for the library, which then takes the record for no JSON.
constexpr std::size_t longest_number = 100;

// The first byte of the only characters that json_record.hpp treats in a way of its own.
constexpr char lead_of_stand_in = '\xF4';

// Cells, with bytes to read behind them.
constexpr char zero_cell[16] = "0", true_cell[16] = "true", false_cell[16] = "false";

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

void skip_blanks(const char*& at, const char* end) {
  while (at != end && is_blank(*at)) ++at;
}

// The four hexadecimal digits at `at`.
std::optional<char32_t> code_unit(const char* at, const char* end) {
  if (end - at < 4) return std::nullopt;
  char32_t unit = 0;
  for (int i = 0; i < 4; ++i) {
    const char c = at[i];
    const int digit = is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
    if (digit < 0) return std::nullopt;
    unit = unit << 4 | static_cast<char32_t>(digit);
  }
  return unit;
}

// Writes what the escape behind a backslash at `at` stands for; null where it is none.
char* put_escaped(const char*& at, const char* end, char* to) {
  if (at == end) return nullptr;
  static constexpr std::string_view escapes = "\"\\/bfnrt", characters = "\"\\/\b\f\n\r\t";
  const char kind = *at++;
  if (const std::size_t known = escapes.find(kind); known != escapes.npos) {
    *to++ = characters[known];
    return to;
  }
  const auto unit = kind == 'u' ? code_unit(at, end) : std::nullopt;
  if (!unit) return nullptr;
  at += 4;
  if (*unit < 0xD800 || *unit > 0xDFFF) return put_utf8(*unit, to);
  if (*unit > 0xDBFF || end - at < 2 || at[0] != '\\' || at[1] != 'u') return nullptr;
  const auto low = code_unit(at + 2, end);
  if (!low || *low < 0xDC00 || *low > 0xDFFF) return nullptr;
  at += 6;
  const char32_t character = 0x10000 + ((*unit - 0xD800) << 10) + (*low - 0xDC00);
  // U+100000 and above: see lead_of_stand_in.
  return character >= 0x100000 ? nullptr : put_utf8(character, to);
}

// `text` with what its escapes stand for, written to as many bytes; null where it is no JSON text.
char* unescape(std::string_view text, char* to) {
  const char* at = text.data();
  const char* const end = at + text.size();
  for (bool comma = false;;) {
    const char* const stop = skip_json_run(at, end, comma);
    to = std::copy(at, stop, to);
    if (stop == end) return to;
    at = stop + 1;
    if (*stop != '\\') return nullptr;
    to = put_escaped(at, end, to);
    if (to == nullptr) return nullptr;
  }
}

bool take(const char*& at, const char* end, std::string_view word) {
  if (static_cast<std::size_t>(end - at) < word.size() || std::memcmp(at, word.data(), word.size()) != 0) return false;
  at += word.size();
  return true;
}

// As it is written, but for zero with a sign; no exponents.
bool read_number(const char*& at, const char* end, std::string_view& cell) {
  const char* const begin = at;
  if (at != end && *at == '-') ++at;
  const char* const whole = at;
  at = skip_digits(at, end);
  if (at == whole || (*whole == '0' && at - whole > 1)) return false;
  bool integer = true;
  if (at != end && *at == '.') {
    integer = false;
    const char* const fraction = ++at;
    at = skip_digits(at, end);
    if (at == fraction) return false;
  }
  if (at != end && (*at == 'e' || *at == 'E')) return false;
  cell = {begin, static_cast<std::size_t>(at - begin)};
  if (integer && cell == "-0") cell = {zero_cell, 1};
  return cell.size() <= longest_number;
}

// A text between its quotes, as it is written.
struct Written {
  std::string_view text;
  bool escapes = false;
  bool comma = false;
};

// From behind its opening quote to behind its closing one.
bool read_text(const char*& at, const char* end, Written& written) {
  const char* const begin = at;
  for (;;) {
    at = skip_json_run(at, end, written.comma);
    if (at == end) return false;
    if (*at == '"') break;
    if (*at != '\\' || end - at < 2) return false;
    written.escapes = true;
    at += 2;
  }
  written.text = {begin, static_cast<std::size_t>(at - begin)};
  ++at;
  return true;
}

bool read_value(const char*& at, const char* end, FlatJson::Member& member, Arena& unescaped) {
  if (at == end) return false;
  std::string_view& cell = member.cell;
  switch (*at) {
    case '"': {
      ++at;
      Written written;
      if (!read_text(at, end, written)) return false;
      cell = written.text;
      member.plain = !written.escapes && !written.comma;
      if (!written.escapes) return true;
      char* const text = unescaped.reserve(cell.size());
      const char* const end_of_text = unescape(cell, text);
      if (end_of_text == nullptr) return false;
      cell = {text, static_cast<std::size_t>(end_of_text - text)};
      unescaped.use(cell.size());
      return true;
    }
    case 't':
      cell = {true_cell, 4};
      return take(at, end, cell);
    case 'f':
      cell = {false_cell, 5};
      return take(at, end, cell);
    case 'n':
      cell = {};
      return take(at, end, "null");
    default:
      return read_number(at, end, cell);
  }
}

}  // namespace

std::size_t FlatJson::usual_prefix(std::string_view text) {
  const std::size_t valid = utf8_prefix(text).length;
  return std::min(text.substr(0, valid).find(lead_of_stand_in), valid);
}

bool FlatJson::read(std::string_view text, bool usual) {
  members_.clear();
  unescaped_.clear();
  if (!text.starts_with('{') || (!usual && usual_prefix(text) != text.size())) return false;
  const char* const end = text.data() + text.size();
  const char* at = text.data() + 1;
  skip_blanks(at, end);
  if (at == end || *at != '}') return read_members(text.data(), end);
  ++at;
  skip_blanks(at, end);
  return at == end;
}

bool FlatJson::read_members(const char* at, const char* end) {
  for (std::size_t place = 0;; ++place) {
    Member& member = members_.emplace_back();
    const bool same = place < before_.size() && pass_same(before_[place], at, end, member);
    if (!same && !pass_to_value(place, at, end, member)) return false;
    if (!read_value(at, end, member, unescaped_)) return false;
    const char* behind = at;
    skip_blanks(behind, end);
    if (behind == end) return false;
    if (*behind != '}') continue;
    ++behind;
    skip_blanks(behind, end);
    return behind == end;
  }
}

// True: what stood there the last time stands at `at`, which is then behind it.
bool FlatJson::pass_same(const Before& before, const char*& at, const char* end, Member& member) {
  if (static_cast<std::size_t>(end - at) < before.size) return false;
#ifdef FENJI_LISTS_SSE2
  const auto* const now = reinterpret_cast<const __m128i*>(at);
  const auto* const then = reinterpret_cast<const __m128i*>(before.text.data());
  for (std::size_t done = 0, i = 0; done < before.size; done += 16, ++i) {
    const auto same =
        static_cast<std::uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(_mm_loadu_si128(now + i), _mm_loadu_si128(then + i))));
    if (static_cast<std::size_t>(std::countr_one(same)) < std::min<std::size_t>(before.size - done, 16)) return false;
  }
#else
  if (std::memcmp(at, before.text.data(), before.size) != 0) return false;
#endif
  member.key = {at + before.key, before.key_size};
  member.number = before.number;
  at += before.size;
  skip_blanks(at, end);
  return true;
}

// From the beginning or behind a value to the next value; the next record may have the same there.
bool FlatJson::pass_to_value(std::size_t place, const char*& at, const char* end, Member& member) {
  const char* const from = at;
  skip_blanks(at, end);
  if (at == end || *at++ != (place == 0 ? '{' : ',')) return false;
  skip_blanks(at, end);
  Written key;
  if (at == end || *at++ != '"' || !read_text(at, end, key)) return false;
  skip_blanks(at, end);
  if (at == end || *at++ != ':') return false;
  skip_blanks(at, end);
  member.key = key.text;
  if (place == before_.size()) before_.emplace_back();
  Before& before = before_[place];
  if (before.number == 0 || key.text != std::string_view(before.text).substr(before.key, before.key_size))
    before.number = ++numbers_;
  before.text.assign(from, at);
  before.size = before.text.size();
  before.text.append(json_padding, ' ');
  before.key = static_cast<std::size_t>(key.text.data() - from);
  before.key_size = key.text.size();
  member.number = before.number;
  return true;
}

std::optional<std::string> FlatJson::name(std::string_view key) {
  std::string text(key.size(), '\0');
  const char* const end = unescape(key, text.data());
  if (end == nullptr) return std::nullopt;
  text.resize(static_cast<std::size_t>(end - text.data()));
  return text;
}

}  // namespace fenji::lists
