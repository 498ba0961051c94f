// The CSV that engine/lists reads, once more: a character at a time, in one piece, with no thought of speed. What the block
// reader and the splitter are compared with.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/lists/record_block.hpp"

namespace fenji::lists::test {

struct PlainRecord {
  std::vector<std::string> cells;
  std::uint64_t line = 1;
  QuoteFault fault = QuoteFault::none;
  std::uint32_t fault_column = 0;

  bool operator==(const PlainRecord&) const = default;
};

class PlainCsv {
 public:
  PlainCsv(std::string_view text, std::size_t multiline_cell) : text_(text), multiline_cell_(multiline_cell) {}

  std::vector<PlainRecord> records() {
    std::vector<PlainRecord> all;
    while (!at_end()) {
      if (skip_line_end()) continue;
      all.push_back(record());
    }
    return all;
  }

 private:
  bool at_end() const { return at_ == text_.size(); }
  bool line_end_at(std::size_t at) const { return text_[at] == '\n' || text_[at] == '\r'; }
  bool separator_at(std::size_t at) const { return at == text_.size() || text_[at] == ',' || line_end_at(at); }

  bool skip_line_end() {
    if (at_end() || !line_end_at(at_)) return false;
    at_ += text_.substr(at_, 2) == "\r\n" ? 2 : 1;
    ++line_;
    return true;
  }

  PlainRecord record() {
    PlainRecord record;
    record.line = line_;
    for (;;) {
      QuoteFault fault = QuoteFault::none;
      std::string text = cell(fault);
      if (fault > record.fault) {
        record.fault = fault;
        record.fault_column = static_cast<std::uint32_t>(record.cells.size());
      }
      record.cells.push_back(text);
      if (at_end() || skip_line_end()) return record;
      ++at_;
    }
  }

  std::string cell(QuoteFault& fault) {
    std::string text;
    if (!at_end() && text_[at_] == '"') {
      if (quoted(text)) {
        if (!separator_at(at_)) fault = QuoteFault::text_after_quote;
      } else {
        text.clear();
        fault = QuoteFault::unclosed_quote;
      }
    }
    while (!separator_at(at_)) text += text_[at_++];
    return text;
  }

  // Reads the quoted part of a cell; false, and nothing is read, where the quote is literal.
  bool quoted(std::string& text) {
    std::size_t at = at_ + 1;
    std::uint64_t lines = 0;
    for (;; ++at) {
      if (at == text_.size()) return false;
      if (text_[at] == '"') {
        if (at + 1 == text_.size() || text_[at + 1] != '"') break;
        ++at;
      }
      text += text_[at];
      if (text_[at] == '\n' || (text_[at] == '\r' && text_[at + 1] != '\n')) ++lines;
    }
    if (lines > 0 && (!separator_at(at + 1) || at - at_ - 1 > multiline_cell_)) return false;
    at_ = at + 1;
    line_ += lines;
    return true;
  }

  std::string_view text_;
  std::size_t multiline_cell_;
  std::size_t at_ = 0;
  std::uint64_t line_ = 1;
};

}  // namespace fenji::lists::test
