#include "engine/lists/workbook/damaged.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lists/utf8.hpp"

namespace fenji::lists {

Message damaged_workbook(const Message& name, const Message& what) {
  return {
      fmt::format("{}已损坏，读不下去：{}；请用 Excel 或 WPS 打开，另存为 .xlsx 后再试，或者重新取得这个文件", name.zh,
                  what.zh),
      fmt::format("{} is damaged: {}; open it in Excel or WPS and save it as .xlsx, or get the file anew", name.en, what.en)};
}

Message oversized_workbook(const Message& name, const Message& what) {
  return {
      fmt::format("{}解压后大得不像名单，没有再读：{}；如果确实是名单，请另存为“CSV UTF-8”", name.zh, what.zh),
      fmt::format("{} unpacks to more than a list can be, reading it was stopped: {}; if it is a list, save it as “CSV UTF-8”",
                  name.en, what.en)};
}

std::string shown_name(std::string_view text) {
  constexpr std::size_t most_characters = 60;
  std::string shown;
  std::size_t characters = 0;
  text = text.substr(0, utf8_prefix(text).length);
  for (const char character : text) {
    const auto byte = static_cast<unsigned char>(character);
    const bool begins = (byte & 0xC0) != 0x80;
    if (begins && characters++ == most_characters) return shown + "…";
    shown += byte < ' ' ? ' ' : character;
  }
  return shown;
}

}  // namespace fenji::lists
