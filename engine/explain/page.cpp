#include "engine/explain/page.hpp"

#include <algorithm>

#include "grammar/diagnostics/render.hpp"

namespace fenji::explain {

namespace {

// Columns. A line that is longer pushes its own place to the right, not those of all others.
constexpr std::size_t widest_before_margin = 72;
constexpr std::size_t gap = 2;

}  // namespace

std::string padded(std::string text, std::size_t width) {
  const std::size_t has = display_width(text);
  if (has < width) text.append(width - has, ' ');
  return text;
}

void Page::line(std::size_t indent, std::string text, std::string place) {
  lines_.push_back({std::string(indent, ' ') + std::move(text), std::move(place)});
}

std::string Page::text() const {
  std::size_t margin = 0;
  for (const Line& line : lines_) {
    const std::size_t width = display_width(line.text);
    if (!line.place.empty() && width <= widest_before_margin) margin = std::max(margin, width);
  }
  std::string result;
  for (const Line& line : lines_) {
    std::string text = line.place.empty() ? line.text : padded(line.text, margin) + std::string(gap, ' ') + line.place;
    text.erase(text.find_last_not_of(' ') + 1);
    result += text + '\n';
  }
  return result;
}

}  // namespace fenji::explain
