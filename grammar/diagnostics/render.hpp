// Stage: shared vocabulary of all stages. Diagnostics as text for a terminal: place, sentence, the author's own line and a
// caret that stands under the right character whatever its width.
#pragma once

#include <string>
#include <string_view>

#include "grammar/diagnostics/colour.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji {

// Columns that `text` takes on a terminal: two for Chinese characters and full-width forms, none for combining marks.
std::size_t display_width(std::string_view text);

// `FILE:LINE:COLUMN: error: sentence [name]`, the line, the carets, the advice, then the related places likewise.
// In colour, where there is any: the severity, the carets and the name.
std::string render(const Diagnostic& diagnostic, const SourceSet& sources, Language language, Colour colour = Colour::off);

// Its first line alone: place, severity, message and name.
std::string render_line(const Diagnostic& diagnostic, const SourceSet& sources, Language language, Colour colour = Colour::off);

std::string_view severity_word(Severity severity, Language language);

}  // namespace fenji
