// Stage: run. The texts of cells in quotes that hold doubled ones, for whoever reads a list by a bare index
// (lists/csv_index.hpp). One object a thread.
#pragma once

#include <string_view>

#include "engine/columns/cell_spans.hpp"
#include "engine/lists/arena.hpp"
#include "engine/lists/csv_quotes.hpp"

namespace fenji::run {

class SingleQuotes : public columns::DoubledQuotes {
 public:
  // Texts are good until clear().
  std::string_view single(std::string_view text) override { return lists::with_single_quotes(text, arena_); }
  void clear() { arena_.clear(); }

 private:
  lists::Arena arena_;
};

}  // namespace fenji::run
