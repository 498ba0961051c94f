// Stage: lists. GB18030, of which GBK and GB2312 are parts: what is valid in it, and its way to UTF-8.
#pragma once

#include <memory>
#include <string_view>
#include <vector>

#include "engine/lists/utf8.hpp"

struct UConverter;  // of ICU

namespace fenji::lists {

// All two-byte characters, and the four-byte ones that stand for a code point. Needs no ICU.
ValidPrefix gb18030_prefix(std::string_view text);

// One a thread. ICU is touched by the first conversion only, so that runs over UTF-8 never do.
class Gb18030Converter {
 public:
  Gb18030Converter();
  Gb18030Converter(Gb18030Converter&&) noexcept;
  Gb18030Converter& operator=(Gb18030Converter&&) noexcept;
  ~Gb18030Converter();

  // False where this ICU was built without GB18030; nothing can be converted then.
  bool available();

  // Room that the UTF-8 of a text of `size` bytes may take.
  static constexpr std::size_t utf8_room(std::size_t size) { return 2 * size; }

  // Writes `text` as UTF-8 to `to`, which has that room; the end of what was written, null where `text` is not valid. Of
  // ASCII and characters of two bytes by a table that ICU fills once.
  char* convert(std::string_view text, char* to);

 private:
  char* convert_by_icu(std::string_view text, char* to);

  struct Close {
    void operator()(UConverter* converter) const;
  };
  std::unique_ptr<UConverter, Close> converter_;
  bool tried_ = false;
  std::vector<char16_t> utf16_;
};

}  // namespace fenji::lists
