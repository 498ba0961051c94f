// Stage: run. A table for the terminal: columns as wide as they need, by display width, so that Chinese ones stand in line.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

namespace fenji::run {

class TextTable {
 public:
  void put(const std::string& line, const std::string& column, std::string text);

  std::size_t lines() const { return lines_.size(); }

  // The heads of the columns and the first `most` lines, each indented by two; without the columns that say nothing (empty or
  // 0) in any line. Empty where no column says anything.
  std::string text(std::size_t most) const;

 private:
  using Places = std::unordered_map<std::string, std::size_t>;

  bool says_nothing(std::size_t column) const;
  std::string cell(std::size_t line, std::size_t column) const;

  std::vector<std::string> lines_, columns_;
  std::vector<std::vector<std::string>> cells_;  // by line and column; lines may be short
  Places line_places_, column_places_;
};

}  // namespace fenji::run
