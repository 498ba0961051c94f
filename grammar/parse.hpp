// Stage: grammar. Rule text in, syntax tree out. The only stage that knows PEGTL.
#pragma once

#include <string_view>

#include "grammar/diagnostics/diagnostic.hpp"
#include "grammar/syntax.hpp"

namespace fenji::grammar {

// Brackets, 非 and signs may nest this deep.
inline constexpr int nesting_limit = 200;

struct ParseResult {
  RuleFile tree;            // what could be read
  Diagnostics diagnostics;  // one for each broken line or cell, in the order of the file
  bool no_rules = false;    // something else than rules, such as a list: the only diagnostic says so
};

// `text` is UTF-8 without a byte order mark; spans refer to it as source number `file`; `inherited` are the names of the file
// that it extends. Time is linear in its length.
ParseResult parse(std::string_view text, std::uint32_t file = 0, const DeclaredNames& inherited = {});

// What stands behind 沿用 / extends, as written; empty where nothing does. Reads no further than it must.
Cell extended_path(std::string_view text, std::uint32_t file = 0);

// Problems that PEGTL's own analysis finds in the grammar (rules that can loop without progress); 0 is right.
std::size_t analyze_grammar();

}  // namespace fenji::grammar
