// Lists as programs write them: quotes around all cells, some or none, one kind of line end; rarely something else among them.
#pragma once

#include <cstddef>
#include <random>
#include <string>
#include <string_view>

namespace fenji::lists::test {

// Of `width` columns.
inline std::string written_list(std::mt19937& random, std::size_t width) {
  const auto one_in = [&](std::size_t n) { return random() % n == 0; };
  const std::size_t quoted = random() % 4;  // 0: no cell; 3: all
  const std::string_view end = one_in(3) ? "\r\n" : "\n";
  const std::size_t odd = one_in(3) ? 0 : 10 + random() % 200;
  const std::size_t longest = one_in(8) ? 300 : 20;
  std::string text;
  for (std::size_t records = random() % 80; records > 0; --records) {
    const auto is_odd = [&] { return odd != 0 && one_in(odd); };
    for (std::size_t column = 0; column < width; ++column) {
      std::string cell(random() % longest, "a1 ."[random() % 4]);
      const bool quotes = quoted == 3 || (quoted > 0 && one_in(8));
      if (quotes && is_odd()) cell += std::string_view("\"\"\n,\r\n").substr(2 * (random() % 3), 2);
      if (quotes && one_in(20)) cell += ',';
      text += quotes ? '"' + cell + '"' : cell;
      if (is_odd()) text += one_in(2) ? "\"" : "\r";
      if (column + 1 < width) text += ',';
    }
    text += end;
    if (is_odd()) text += one_in(2) ? end : "\n";
  }
  if (one_in(4) && !text.empty()) text.pop_back();
  return text;
}

}  // namespace fenji::lists::test
