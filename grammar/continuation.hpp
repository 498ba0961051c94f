// Stage: grammar, part of the first step. Where a statement goes on in the next line.
#pragma once

#include <string_view>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

// The quote that ends what `opening` begins, 0 where that opens no quote.
char32_t closing_quote(char32_t opening);

// 且 或 非 为 不为 与 / and or not in.
bool is_connecting_word(std::string_view word, Language language);

// Whether a statement that so far reads `text`, without a comment, ends with an operator or a separator.
bool goes_on(std::string_view text, Language language);

// Whether a line of the source begins a statement of its own, `NAME: …`: a colon stands nowhere else than behind a name. So a
// bracket that is not closed, or a separator too many, costs no more than its own line.
bool begins_statement(std::string_view line);

// Whether a line of the source reads `NAME = …`, the name without tabs.
bool begins_definition(std::string_view line);

}  // namespace fenji::grammar
