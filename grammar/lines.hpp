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

// A line that stands at the margin and should not, or the other way round.
enum class Slip : std::uint8_t { none, to_be_indented, to_be_at_margin };

struct Line {
  bool margin = false;  // it opens a block; else it belongs to the block above
  Slip slip = Slip::none;
  Span space;  // the blanks in front of it
  // The block that a margin line opens, and how many bytes of the source its keyword takes; where it is mistyped, the one that
  // is meant.
  std::optional<Keyword> keyword;
  std::size_t keyword_size = 0;
  bool mistyped = false;
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

// The block keyword that is meant where a margin line starts with none, and the bytes that stand for it; none for other lines.
std::optional<Keyword> meant_block_keyword(std::string_view text, Language language, std::size_t& size);

}  // namespace fenji::grammar
