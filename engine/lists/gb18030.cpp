#include "engine/lists/gb18030.hpp"

#include <unicode/ucnv.h>
#include <unicode/utf16.h>

#include <algorithm>
#include <limits>

namespace fenji::lists {
namespace {

bool is_lead(unsigned char byte) { return byte >= 0x81 && byte <= 0xfe; }
bool is_digit(unsigned char byte) { return byte >= 0x30 && byte <= 0x39; }
bool is_trail(unsigned char byte) { return byte >= 0x40 && byte <= 0xfe && byte != 0x7f; }

// The four-byte characters in order: the rest of the basic plane, then from U+10000 to U+10FFFF.
bool is_code_point(unsigned char first, unsigned char second, unsigned char third, unsigned char fourth) {
  const unsigned pointer = ((first - 0x81u) * 10 + (second - 0x30u)) * 1260 + (third - 0x81u) * 10 + (fourth - 0x30u);
  constexpr unsigned basic_plane = 39420;           // up to 84 31 A4 39
  constexpr unsigned supplementary_begin = 189000;  // 90 30 81 30
  constexpr unsigned supplementary = 0x100000;      // up to E3 32 9A 35
  return pointer < basic_plane || (pointer >= supplementary_begin && pointer - supplementary_begin < supplementary);
}

// The UTF-8 of characters of two bytes: its bytes, the first the lowest, and above them how many; 0 where there is no such
// character.
class TwoByteTable {
 public:
  static const TwoByteTable& get() {
    static const TwoByteTable table;
    return table;
  }

  // Of any two bytes whose first is no ASCII.
  std::uint32_t operator()(unsigned char first, unsigned char second) const { return utf8_[(first & 0x7fu) << 8 | second]; }

 private:
  TwoByteTable() : utf8_(std::size_t{128} << 8) {
    UErrorCode error = U_ZERO_ERROR;
    const std::unique_ptr<UConverter, void (*)(UConverter*)> converter(ucnv_open("GB18030", &error),
                                                                       [](UConverter* open) { ucnv_close(open); });
    if (U_FAILURE(error)) return;
    ucnv_setToUCallBack(converter.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    for (unsigned first = 0x81; first <= 0xfe; ++first) {
      for (unsigned second = 0x40; second <= 0xfe; ++second) {
        const char bytes[] = {static_cast<char>(first), static_cast<char>(second)};
        char16_t units[4];
        error = U_ZERO_ERROR;
        const std::int32_t count = ucnv_toUChars(converter.get(), units, 4, bytes, 2, &error);
        if (U_FAILURE(error) || count != 1) continue;
        char utf8[longest_utf8_character];
        const auto size = static_cast<std::uint32_t>(put_utf8(units[0], utf8) - utf8);
        std::uint32_t entry = size << 24;
        for (std::uint32_t i = 0; i < size; ++i) entry |= std::uint32_t{static_cast<unsigned char>(utf8[i])} << 8 * i;
        utf8_[(first & 0x7f) << 8 | second] = entry;
      }
    }
  }

  std::vector<std::uint32_t> utf8_;
};

}  // namespace

ValidPrefix gb18030_prefix(std::string_view text) {
  const auto* const bytes = reinterpret_cast<const unsigned char*>(text.data());
  const std::size_t size = text.size();
  std::size_t at = 0;
  while (at < size) {
    if (bytes[at] < 0x80) {
      at += ascii_prefix(text.substr(at));
      continue;
    }
    if (!is_lead(bytes[at])) return {at, false};
    if (at + 1 == size) return {at, true};
    if (is_trail(bytes[at + 1])) {
      at += 2;
      continue;
    }
    if (!is_digit(bytes[at + 1])) return {at, false};
    if (at + 2 == size) return {at, true};
    if (!is_lead(bytes[at + 2])) return {at, false};
    if (at + 3 == size) return {at, true};
    if (!is_digit(bytes[at + 3]) || !is_code_point(bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3])) return {at, false};
    at += 4;
  }
  return {size, false};
}

Gb18030Converter::Gb18030Converter() = default;
Gb18030Converter::Gb18030Converter(Gb18030Converter&&) noexcept = default;
Gb18030Converter& Gb18030Converter::operator=(Gb18030Converter&&) noexcept = default;
Gb18030Converter::~Gb18030Converter() = default;

void Gb18030Converter::Close::operator()(UConverter* converter) const { ucnv_close(converter); }

bool Gb18030Converter::available() {
  if (!tried_) {
    tried_ = true;
    UErrorCode error = U_ZERO_ERROR;
    converter_.reset(ucnv_open("GB18030", &error));
    if (converter_) ucnv_setToUCallBack(converter_.get(), UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &error);
    if (U_FAILURE(error)) converter_.reset();
  }
  return converter_ != nullptr;
}

char* Gb18030Converter::convert(std::string_view text, char* to) {
  const TwoByteTable& table = TwoByteTable::get();
  const auto* from = reinterpret_cast<const unsigned char*>(text.data());
  const unsigned char* const end = from + text.size();
  char* next = to;
  while (from != end) {
    if (*from < 0x80) {
      *next++ = static_cast<char>(*from++);
      continue;
    }
    const std::uint32_t character = end - from < 2 ? 0 : table(from[0], from[1]);
    if (character == 0) return convert_by_icu(text, to);
    // Two bytes have room for four.
    for (int i = 0; i < 4; ++i) next[i] = static_cast<char>(character >> 8 * i);
    next += character >> 24;
    from += 2;
  }
  return next;
}

char* Gb18030Converter::convert_by_icu(std::string_view text, char* to) {
  constexpr auto longest = static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max()) - 1;
  if (!available() || text.size() > longest) return nullptr;
  if (utf16_.size() < text.size() + 1) utf16_.resize(std::max(text.size() + 1, 2 * utf16_.size()));
  UErrorCode error = U_ZERO_ERROR;
  const std::int32_t units = ucnv_toUChars(converter_.get(), utf16_.data(), static_cast<std::int32_t>(utf16_.size()),
                                           text.data(), static_cast<std::int32_t>(text.size()), &error);
  if (U_FAILURE(error)) return nullptr;
  const char16_t* const utf16 = utf16_.data();
  for (std::int32_t i = 0; i < units;) {
    UChar32 code_point = 0;
    U16_NEXT_UNSAFE(utf16, i, code_point);
    to = put_utf8(static_cast<char32_t>(code_point), to);
  }
  return to;
}

}  // namespace fenji::lists
