#include "engine/columns/quotable.hpp"

#include "engine/columns/cell_text.hpp"

namespace fenji::columns {

std::string quotable(std::string_view cell) {
  constexpr int longest = 40;  // characters
  std::string result;
  for (int count = 0; !cell.empty(); ++count) {
    if (count == longest) return result + "…";
    std::size_t length = 1;
    while (length <= 4 && !valid_utf8(cell.substr(0, length))) ++length;
    const std::string_view character = cell.substr(0, length);
    const bool control = length == 1 && (static_cast<unsigned char>(cell.front()) < 0x20 || cell.front() == 0x7F);
    const bool control_of_latin1 = character >= "\xC2\x80" && character <= "\xC2\x9F";
    if (length > 4) {
      result += "\uFFFD";
      length = 1;
    } else if (control || control_of_latin1 || character == "\u2028" || character == "\u2029") {
      result += ' ';
    } else {
      result += character;
    }
    cell.remove_prefix(length);
  }
  return result;
}

}  // namespace fenji::columns
