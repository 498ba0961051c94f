// Stage: grammar. The formatter: a rule file's text in, its one canonical text out, in its own keyword language or in the
// other.
//
// Driven by lines, cells and by what the parser found each word to be; blocks are not known by kind, save where the same text
// means another thing: examples hold values, a grade holds labels.
//
// Canonical are
// * LF line ends, UTF-8 without a byte order mark, no blanks at line ends, one line end at the end of the file;
// * blocks at the margin, their lines and rows two blanks in, continuations four; comments at the margin or with what they
//   stand in; two blanks in front of a comment behind code;
// * rows between `|`, their columns as wide on a terminal as the widest cell; no markdown rulers; tabs, a lost last `|` and the
//   lost empty corner of a plan or matrix are made good;
// * ASCII for full-width signs, the first spelling of each keyword, `800万以上` and `at least 800` for other ways to say so,
//   `*` `/` `>=` `<=` `≠` for their twins, 、 between the items of lists in Chinese and a comma in English, where a comma does
//   not end the list.
// Kept are the author's lines, also inside a statement; blank lines; comments; titles and what else is raw text; quotes, names,
// labels and texts; thousands commas.
//
// Guarantees: what comes out is read as what went in, was checked to be, and formats to itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/syntax.hpp"

namespace fenji::grammar {

struct FormatResult {
  std::string text;                       // nothing of use where `diagnostics` holds errors
  Diagnostics diagnostics;                // what the parser reports, or what cannot be said in the other language
  Language language = Language::chinese;  // of the text that came in
};

// `text` is UTF-8 without a byte order mark; spans refer to it as source number `file`. `keywords`: the language to translate
// keywords, built-in units, yes/no, statuses and the words of plans to, never names, labels, texts or comments; a name that the
// other language would misread is quoted. Time is about linear in the length of the text.
// `inherited`: the names of the file that it extends.
FormatResult format_rules(std::string_view text, std::uint32_t file = 0, std::optional<Language> keywords = {},
                          const DeclaredNames& inherited = {});

}  // namespace fenji::grammar
