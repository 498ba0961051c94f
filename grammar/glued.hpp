// Stage: grammar. Chinese has no blanks; a keyword that is glued to a name is told where the blank goes.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "grammar/diagnostics/source.hpp"

namespace fenji::grammar {

// `words` with blanks between the keywords, numbers and known names that it is glued of, 大额以上 as 大额 以上, and with
// keywords in place of what people write for them, 大额并且小额 as 大额 且 小额; nothing where it is not made of these alone,
// or holds no keyword. The longest names win.
std::optional<std::string> unglued(std::string_view words, Language language,
                                   const std::function<bool(std::string_view)>& is_known);

}  // namespace fenji::grammar
