// Stage: grammar, formatter. The units that the language knows in both keyword languages: 元 年 月 周 日.
#pragma once

#include <string>
#include <string_view>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

// Whether each factor of `unit`, as in 元/月, is built in.
bool is_built_in_unit(std::string_view unit);

// `unit` with its built-in factors in `language`: 元/月 as yuan/month. `counted`: it follows a number, other than one where
// `plural`, so that 月 is 个月 and months.
std::string unit_in(std::string_view unit, Language language, bool counted, bool plural);

// The same for all spellings.
std::string unit_meaning(std::string_view unit);

}  // namespace fenji::grammar
