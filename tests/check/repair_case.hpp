// For tests of repairs: a correct rule file in each language, one mistype put into it, and what becomes of it when the fixes
// of its diagnostics are pasted in.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "engine/check/check.hpp"
#include "grammar/parse.hpp"
#include "tests/generate/same_rules.hpp"
#include "tests/support/diagnostic_text.hpp"

namespace fenji::test {

extern const std::string correct_chinese;
extern const std::string correct_english;

// `right` stands in the correct file; `typed` in its place is the mistake. `meant`, where given, is what the proposal gives.
struct Mistype {
  std::string right, typed;
  std::size_t messages = 1;  // that the mistake may cost
  std::string meant = {};
};

// What parser and checker say, in the order of the file.
inline Diagnostics diagnostics_of(const std::string& text) {
  grammar::ParseResult parsed = grammar::parse(text);
  check::CheckResult checked = check::check(parsed.tree);
  Diagnostics all = std::move(parsed.diagnostics);
  all.insert(all.end(), checked.diagnostics.begin(), checked.diagnostics.end());
  std::stable_sort(all.begin(), all.end(), [](const Diagnostic& a, const Diagnostic& b) { return a.span < b.span; });
  return all;
}

inline std::string replaced(std::string text, const std::string& what, const std::string& by) {
  const std::size_t at = text.find(what);
  REQUIRE_MESSAGE(at != std::string::npos, what);
  return text.replace(at, what.size(), by);
}

// Nothing where pasting the fixes in gives the rules of the correct file; else what is left to complain of.
inline std::string complaint(const std::string& correct, const std::string& typed) {
  const Language language = grammar::parse(correct).tree.language;
  const Diagnostics diagnostics = diagnostics_of(typed);
  if (diagnostics.empty()) return "no mistake is seen";
  const std::string better = mended(typed, diagnostics);
  const Diagnostics left = diagnostics_of(better);
  if (!left.empty()) return "left: " + text_of(left, better, language) + "at first: " + text_of(diagnostics, typed, language);
  const check::CheckResult right = check::check(grammar::parse(correct).tree);
  const check::CheckResult mended_rules = check::check(grammar::parse(better).tree);
  REQUIRE(right.rules.has_value());
  REQUIRE(mended_rules.rules.has_value());
  return generate::difference(*right.rules, *mended_rules.rules);
}

// Each mistype costs its messages, and their proposals, pasted in, give the rules that were meant.
inline void check_repairs(const std::string& correct, const std::vector<Mistype>& mistypes) {
  for (const Mistype& mistype : mistypes) {
    const std::string typed = replaced(correct, mistype.right, mistype.typed);
    const Diagnostics diagnostics = diagnostics_of(typed);
    CAPTURE(mistype.typed);
    CAPTURE(text_of(diagnostics, typed));
    const std::string meant = mistype.meant.empty() ? correct : replaced(correct, mistype.right, mistype.meant);
    CHECK(complaint(meant, typed) == "");
    CHECK(diagnostics.size() <= mistype.messages);
  }
}

// What reads like a mistype but is taken, and means the same as the correct file.
inline void check_accepted(const std::string& correct, const std::vector<Mistype>& spellings) {
  const check::CheckResult right = check::check(grammar::parse(correct).tree);
  REQUIRE(right.rules.has_value());
  for (const Mistype& spelling : spellings) {
    CAPTURE(spelling.typed);
    const std::string typed = replaced(correct, spelling.right, spelling.typed);
    CHECK(text_of(diagnostics_of(typed), typed) == "");
    const check::CheckResult result = check::check(grammar::parse(typed).tree);
    REQUIRE(result.rules.has_value());
    CHECK(generate::difference(*right.rules, *result.rules) == "");
  }
}

}  // namespace fenji::test
