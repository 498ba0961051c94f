// Stage: books. Result lines that graders wrote, taken apart again into records and cells, as raw CSV.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace fenji::books {

// Keeps a view of the text.
class ResultLines {
 public:
  // `text`: whole records of `cells` cells each, as lists::append_cell writes them.
  ResultLines(std::string_view text, std::size_t cells);

  std::size_t records() const { return ends_.size() / cells_; }
  // With its quotes, if any.
  std::string_view cell(std::size_t record, std::size_t cell) const;
  // In the text.
  std::size_t begin(std::size_t record) const;

 private:
  std::string_view text_;
  std::size_t cells_;
  std::vector<std::size_t> ends_;  // of each cell: where the separator or the record's end stands
};

// What a cell says: without the quotes.
std::string plain_text(std::string_view cell);

}  // namespace fenji::books
