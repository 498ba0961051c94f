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
