#include "tests/generate/page.hpp"

#include <algorithm>

#include "tests/generate/spell_expression.hpp"

namespace fenji::generate {

void Page::line(const std::string& text) {
  text_ += text;
  text_ += '\n';
}

std::string Page::comment() { return std::string(voice_.choose({"# 注：规则 a = b", "#", "# | 字段", "# \"", "＃ （注"})); }

void Page::between_lines() {
  if (voice_.maybe(6)) line(std::string(voice_.choose({"", "   ", "\t"})));
  if (voice_.maybe(4)) line(std::string(voice_.choose({"", "  "})) + comment());
}

void Page::statement(const std::string& indentation, const std::string& text, bool may_continue) {
  between_lines();
  std::string out = indentation;
  for (const char c : text) {
    if (c != breakable) {
      out += c;
    } else if (!may_continue || !voice_.maybe(5)) {
      out += ' ';
    } else {
      if (voice_.maybe(20)) out += "  # …";
      line(out);
      if (voice_.maybe(10)) line("    # …");
      out = "    ";
    }
  }
  if (voice_.maybe(4)) {
    out += ' ';
    out += comment();
  }
  if (voice_.maybe(3)) out += "  ";
  line(out);
}

void Page::raw(const std::string& indentation, const std::string& text) {
  between_lines();
  line(indentation + text + (voice_.maybe(5) ? "  # …" : ""));
}

std::string Page::row(const std::vector<std::string>& cells, bool tabs) {
  std::string out = tabs || !voice_.maybe(10) ? "  " : "";
  if (!tabs) out += voice_.sign("|");
  for (std::size_t i = 0; i < cells.size(); ++i) {
    std::string cell = cells[i];
    std::replace(cell.begin(), cell.end(), breakable, ' ');
    const bool last = i + 1 == cells.size();
    if (tabs) {
      out += cell;
      if (!last) out += '\t';
      continue;
    }
    const std::string padding = voice_.maybe(5) ? "" : voice_.maybe(5) ? "   " : " ";
    out += padding;
    out += cell;
    out += padding;
    // The last pipe may be missing, but not behind an empty cell.
    if (!last || cell.empty() || !voice_.maybe(4)) out += voice_.sign("|");
  }
  if (voice_.maybe(4)) {
    out += ' ';
    out += comment();
  }
  return out;
}

void Page::table(std::vector<std::vector<std::string>> rows, bool has_head, bool may_use_tabs) {
  const bool tabs = may_use_tabs && voice_.maybe(8);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    between_lines();
    line(row(rows[i], tabs));
    if (has_head && i == 0 && !tabs && voice_.maybe(10)) {
      std::string ruler = "  |";
      for (std::size_t cell = 0; cell < rows[i].size(); ++cell) ruler += voice_.choose({"---|", " :--- |", "----:|"});
      line(ruler);
    }
  }
}

std::string Page::text() const {
  if (!voice_.maybe(8)) return text_;
  std::string text;
  for (const char c : text_) {
    if (c == '\n') text += '\r';
    text += c;
  }
  return text;
}

}  // namespace fenji::generate
