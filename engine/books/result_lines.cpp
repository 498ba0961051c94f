#include "engine/books/result_lines.hpp"

#include <cassert>

#include "engine/lists/csv_text.hpp"

namespace fenji::books {

ResultLines::ResultLines(std::string_view text, std::size_t cells) : text_(text), cells_(cells) {
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '"') quoted = !quoted;
    if (quoted) continue;
    if (text[i] == lists::cell_separator) ends_.push_back(i);
    if (text.substr(i, lists::record_end.size()) == lists::record_end) ends_.push_back(i++);
  }
  assert(ends_.size() % cells == 0);
}

std::string_view ResultLines::cell(std::size_t record, std::size_t cell) const {
  const std::size_t at = record * cells_ + cell;
  std::size_t begin = at == 0 ? 0 : ends_[at - 1] + 1;
  if (at != 0 && cell == 0) begin = ends_[at - 1] + lists::record_end.size();
  return text_.substr(begin, ends_[at] - begin);
}

std::size_t ResultLines::begin(std::size_t record) const {
  return record == 0 ? 0 : ends_[record * cells_ - 1] + lists::record_end.size();
}

std::string plain_text(std::string_view cell) {
  if (!cell.starts_with('"')) return std::string(cell);
  std::string text;
  for (std::size_t i = 1; i + 1 < cell.size(); ++i) {
    text += cell[i];
    if (cell[i] == '"') ++i;
  }
  return text;
}

}  // namespace fenji::books
