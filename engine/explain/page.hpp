// Stage: explain. Lines of text with a margin on the right where the places in the rule file stand.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fenji::explain {

// `text` followed by blanks up to `width` columns.
std::string padded(std::string text, std::size_t width);

class Page {
 public:
  void line(std::size_t indent, std::string text, std::string place = {});
  void blank_line() { lines_.push_back({}); }

  std::string text() const;

 private:
  struct Line {
    std::string text;
    std::string place;
  };
  std::vector<Line> lines_;
};

}  // namespace fenji::explain
