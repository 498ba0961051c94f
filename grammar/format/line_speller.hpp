// Stage: grammar, formatter. One logical line as canonical words: what units say, and around them the keywords of blocks and
// headers, titles, names and labels that no rule reads.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "grammar/format/tokens.hpp"

namespace fenji::grammar {

class LineSpeller {
 public:
  // `units` in ascending order, none inside another.
  LineSpeller(Speller& speller, std::span<const ParsedUnit> units) : speller_(speller), units_(units) {}

  // Call in the order of the file. `meaning` is what the line says in any spelling.
  std::vector<Token> statement(const Line& line, std::string& meaning);
  std::vector<std::string> cells(const Line& row, std::string& meaning);

  // The block that the last line belongs to.
  std::optional<Keyword> block() const { return block_; }

 private:
  std::vector<Token> raw(const Line& line, std::string& meaning) const;
  std::string cell(const Fragment& fragment, std::size_t column, std::size_t columns, std::string& meaning);
  std::string example(const Fragment& fragment, std::size_t column, std::string& meaning);
  std::string loose(const Fragment& fragment, std::size_t begin, std::size_t end, std::string& meaning);
  std::span<const ParsedUnit> units_in(const Fragment& fragment) const;

  Speller& speller_;
  std::span<const ParsedUnit> units_;
  std::optional<Keyword> block_;
  std::size_t row_ = 0;                // in its block
  std::vector<std::string> examples_;  // names of their columns; `=>` for the status, `/` for a plan's role
};

}  // namespace fenji::grammar
