// For tests: diagnostics as lines to compare with, and what becomes of a text when their fixes are pasted in.
#pragma once

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::test {

// Every sentence exists in both languages.
inline void check_sentences(const Diagnostics& diagnostics) {
  const auto check = [](const Message& message) {
    CHECK_FALSE(message.zh.empty());
    CHECK_FALSE(message.en.empty());
  };
  for (const Diagnostic& diagnostic : diagnostics) {
    CAPTURE(diagnostic.message.en);
    check(diagnostic.message);
    if (diagnostic.advice) check(*diagnostic.advice);
    for (const RelatedPlace& related : diagnostic.related) check(related.message);
  }
}

// `LINE:COLUMN [text at the place] message | advice => fix`, one line each; the related places follow, indented.
inline std::string text_of(const Diagnostics& diagnostics, std::string_view text, Language language = Language::chinese) {
  check_sentences(diagnostics);
  const Source source("", std::string(text));
  const auto place = [&](Span span) {
    const Position position = source.position(span.begin);
    return std::to_string(position.line) + ":" + std::to_string(position.column) + " [" + std::string(source.text(span)) + "] ";
  };
  std::string lines;
  for (const Diagnostic& diagnostic : diagnostics) {
    lines += place(diagnostic.span) + diagnostic.message.in(language);
    if (diagnostic.advice) lines += " | " + diagnostic.advice->in(language);
    if (diagnostic.fix) lines += " => " + diagnostic.fix->text;
    lines += "\n";
    for (const RelatedPlace& related : diagnostic.related)
      lines += "  " + place(related.span) + related.message.in(language) + "\n";
  }
  return lines;
}

// `text` with every fix pasted in.
inline std::string mended(std::string text, const Diagnostics& diagnostics) {
  std::vector<Fix> fixes;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (diagnostic.fix) fixes.push_back(*diagnostic.fix);
  }
  std::sort(fixes.begin(), fixes.end(), [](const Fix& left, const Fix& right) { return left.span.begin > right.span.begin; });
  for (const Fix& fix : fixes) text.replace(fix.span.begin, fix.span.end - fix.span.begin, fix.text);
  return text;
}

}  // namespace fenji::test
