// Stage: columns. A cell as a message may quote it.
#pragma once

#include <string>
#include <string_view>

namespace fenji::columns {

// On one readable line, whatever it holds: control characters as blanks, what is no UTF-8 as U+FFFD, and at most 40
// characters, `…` standing for the rest.
std::string quotable(std::string_view cell);

}  // namespace fenji::columns
