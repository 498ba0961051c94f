// What every reader of text promises of its diagnostics, for fuzzers: places inside the text, sentences in both languages.
#pragma once

#include <cstdio>
#include <cstdlib>

#include "grammar/diagnostics/render.hpp"

namespace fenji::fuzz {

inline void require(bool holds, const char* file = __builtin_FILE(), int line = __builtin_LINE()) {
  if (holds) return;
  std::fprintf(stderr, "%s:%d: not as promised\n", file, line);
  std::abort();
}

inline void check_span(Span span, std::size_t size) { require(span.begin <= span.end && span.end <= size); }

inline void check_message(const Message& message) { require(!message.zh.empty() && !message.en.empty()); }

// All are checked; the first twenty are rendered, too, since a file may have thousands.
inline void check_diagnostics(const Diagnostics& diagnostics, const SourceSet& sources) {
  const std::size_t size = sources[0].text().size();
  std::size_t rendered = 0;
  for (const Diagnostic& diagnostic : diagnostics) {
    check_span(diagnostic.span, size);
    check_message(diagnostic.message);
    if (diagnostic.advice) check_message(*diagnostic.advice);
    if (diagnostic.fix) check_span(diagnostic.fix->span, size);
    for (const RelatedPlace& related : diagnostic.related) check_span(related.span, size);
    if (rendered++ >= 20) continue;
    require(!render(diagnostic, sources, Language::chinese).empty());
    require(!render(diagnostic, sources, Language::english).empty());
  }
}

}  // namespace fenji::fuzz
