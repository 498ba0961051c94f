// Stage: grammar, formatter. The canonical lines of a file from its logical lines: comments, blank lines and the author's line
// ends in their places, rows aligned.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "grammar/file_parser.hpp"
#include "grammar/format/speller.hpp"

namespace fenji::grammar {

struct Page {
  std::string text;
  std::vector<std::string> meanings;  // by logical line: see tokens.hpp
};

// `parser` has parsed `source` without a mistake and read `units`.
Page format_page(std::string_view source, const FileParser& parser, const std::vector<ParsedUnit>& units, Speller& speller);

}  // namespace fenji::grammar
