#include "engine/run/text_table.hpp"

#include <algorithm>

#include "grammar/diagnostics/render.hpp"

namespace fenji::run {
namespace {

std::size_t place_of(const std::string& name, std::vector<std::string>& names,
                     std::unordered_map<std::string, std::size_t>& places) {
  const auto [found, added] = places.emplace(name, names.size());
  if (added) names.push_back(name);
  return found->second;
}

}  // namespace

void TextTable::put(const std::string& line, const std::string& column, std::string text) {
  const std::size_t row = place_of(line, lines_, line_places_);
  const std::size_t at = place_of(column, columns_, column_places_);
  cells_.resize(lines_.size());
  if (cells_[row].size() <= at) cells_[row].resize(at + 1);
  cells_[row][at] = std::move(text);
}

bool TextTable::says_nothing(std::size_t column) const {
  return std::all_of(cells_.begin(), cells_.end(),
                     [&](const auto& line) { return line.size() <= column || line[column].empty() || line[column] == "0"; });
}

std::string TextTable::cell(std::size_t line, std::size_t column) const {
  return column < cells_[line].size() ? cells_[line][column] : std::string();
}

std::string TextTable::text(std::size_t most) const {
  std::vector<std::size_t> shown;
  for (std::size_t column = 0; column < columns_.size(); ++column) {
    if (!says_nothing(column)) shown.push_back(column);
  }
  if (shown.empty()) return {};
  const std::size_t lines = std::min(lines_.size(), most);
  std::size_t name_width = 0;
  for (std::size_t line = 0; line < lines; ++line) name_width = std::max(name_width, display_width(lines_[line]));
  std::vector<std::size_t> widths;
  for (const std::size_t column : shown) {
    widths.push_back(display_width(columns_[column]));
    for (std::size_t line = 0; line < lines; ++line) widths.back() = std::max(widths.back(), display_width(cell(line, column)));
  }
  std::string text = "  " + std::string(name_width, ' ');
  const auto right = [&](const std::string& words, std::size_t width) {
    text += "  " + std::string(width - display_width(words), ' ') + words;
  };
  for (std::size_t i = 0; i < shown.size(); ++i) right(columns_[shown[i]], widths[i]);
  text += '\n';
  for (std::size_t line = 0; line < lines; ++line) {
    text += "  " + lines_[line] + std::string(name_width - display_width(lines_[line]), ' ');
    std::size_t last = 0;
    for (std::size_t i = 0; i < shown.size(); ++i) last = cell(line, shown[i]).empty() ? last : i + 1;
    for (std::size_t i = 0; i < last; ++i) right(cell(line, shown[i]), widths[i]);
    text += '\n';
  }
  return text;
}

}  // namespace fenji::run
