// Stage: shared vocabulary of all stages. Colours of text for a terminal, as its standard escape sequences (ECMA-48). Whether
// there is such a terminal is for programs to know: libraries are told.
#pragma once

#include <string>
#include <string_view>

namespace fenji {

enum class Colour : bool { off, on };

// What a piece of text is, not how it looks.
enum class Paint { error, warning, note, good, heading, code, caret };

// `text` itself where colours are off.
std::string painted(std::string_view text, Paint paint, Colour colour);

}  // namespace fenji
