// Tests. Lines and table rows of a rule file, with the freedom that the language leaves: comments, blank lines, continued
// statements, rows as pasted from elsewhere.
#pragma once

#include <string>
#include <vector>

#include "tests/generate/voice.hpp"

namespace fenji::generate {

class Page {
 public:
  explicit Page(Voice& voice) : voice_(voice) {}

  // Of a block's first line nothing stands before `text`. `breakable` in it may become a line end.
  void margin(const std::string& text) { statement("", text, true); }
  void indented(const std::string& text, bool may_continue = true) { statement("  ", text, may_continue); }
  // To the letter: titles and the like.
  void raw(const std::string& indentation, const std::string& text);
  // Rows of cells, all of the same number; a head may be followed by a markdown ruler. `may_use_tabs`: no row begins with an
  // empty cell.
  void table(std::vector<std::vector<std::string>> rows, bool has_head, bool may_use_tabs);

  std::string text() const;

 private:
  void statement(const std::string& indentation, const std::string& text, bool may_continue);
  std::string row(const std::vector<std::string>& cells, bool tabs);
  std::string comment();
  void between_lines();
  void line(const std::string& text);

  Voice& voice_;
  std::string text_;
};

}  // namespace fenji::generate
