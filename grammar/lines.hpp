// Stage: grammar, first step. A source cut into logical lines: comments taken out, continued lines joined, full-width forms
// outside quotes and titles read as their ASCII twins, runs of blanks as one, thousands commas dropped, table rows cut into
// cells. Every byte keeps its place in the source.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/fragment.hpp"
#include "grammar/keywords.hpp"

namespace fenji::grammar {

struct Line {
  bool margin = false;          // it opens a block; else it belongs to the block above
  bool raw = false;             // a title, version, owner, approval or notes line: text taken to the letter
  bool row = false;             // `cells` count, else `text`
  Fragment text;                // trimmed
  std::vector<Fragment> cells;  // trimmed
  Span span;
};

struct Comment {
  Span span;  // from # to the end of the line
  bool whole_line = false;
};

struct Lines {
  Language language = Language::chinese;  // of the first block's keyword
  std::vector<Line> lines;
  std::vector<Comment> comments;
};

// Never fails: a quote that is not closed is reported and closed at the end of its line or cell.
Lines read_lines(std::string_view source, std::uint32_t file, Diagnostics& diagnostics);

// The block keyword that a margin line starts with; none where `=` follows and makes it a name.
std::optional<Keyword> block_keyword(std::string_view text, Language language);

}  // namespace fenji::grammar
