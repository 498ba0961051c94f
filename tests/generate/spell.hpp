// Tests. A description as the text of a rule file.
#pragma once

#include <string>

#include "tests/generate/description.hpp"
#include "tests/generate/random.hpp"

namespace fenji::generate {

// Whatever the language and the variation, the text means the same. `variation` chooses among the ways to write each thing and
// adds comments, blank lines and the like; null: always the first way.
// `base`: what the file extends, whose names it need not quote.
std::string spell(const Description& description, Language language, Random* variation, const Description* base = nullptr);

}  // namespace fenji::generate
