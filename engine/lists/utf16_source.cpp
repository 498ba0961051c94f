#include "engine/lists/utf16_source.hpp"

#include "engine/lists/utf8.hpp"

namespace fenji::lists {
namespace {

constexpr std::size_t piece = std::size_t{128} << 10;
constexpr char no_text = '\xFF';

}  // namespace

void Utf16Source::convert(bool last) {
  const auto unit_at = [&](std::size_t at) {
    const auto first = static_cast<unsigned char>(raw_[at]), second = static_cast<unsigned char>(raw_[at + 1]);
    return static_cast<char32_t>(little_endian_ ? first | second << 8 : first << 8 | second);
  };
  std::size_t at = 0;
  while (at + 2 <= raw_.size()) {
    char32_t code = unit_at(at);
    if (code < 0x80) {
      text_ += static_cast<char>(code);
      at += 2;
      continue;
    }
    std::size_t length = 2;
    bool valid = true;
    if (code >= 0xD800 && code < 0xE000) {
      if (code < 0xDC00 && at + 4 > raw_.size() && !last) break;
      const char32_t low = at + 4 <= raw_.size() ? unit_at(at + 2) : 0;
      valid = code < 0xDC00 && low >= 0xDC00 && low < 0xE000;
      if (valid) {
        code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
        length = 4;
      }
    }
    if (valid) {
      char character[longest_utf8_character];
      text_.append(character, put_utf8(code, character));
    } else {
      text_ += no_text;
    }
    at += length;
  }
  if (last && at < raw_.size()) {
    text_ += no_text;
    at = raw_.size();
  }
  raw_.erase(0, at);
}

Result<std::size_t> Utf16Source::read(char* to, std::size_t size) {
  while (taken_ == text_.size() && !ended_) {
    text_.clear();
    taken_ = 0;
    const std::size_t kept = raw_.size();
    raw_.resize(kept + piece);
    const Result<std::size_t> count = source_->read(raw_.data() + kept, piece);
    if (!count.ok()) return count.failure();
    raw_.resize(kept + *count);
    ended_ = *count == 0;
    convert(ended_);
  }
  const std::size_t count = text_.copy(to, size, taken_);
  taken_ += count;
  return count;
}

}  // namespace fenji::lists
