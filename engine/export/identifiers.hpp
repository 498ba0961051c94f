// Stage: export. Names as engines compare them.
#pragma once

#include <string>
#include <string_view>

namespace fenji::sql {

// The same for names that differ in the case of their letters alone.
std::string case_folded(std::string_view name);

// As many whole characters as so many bytes hold.
std::string cut_off(std::string_view name, std::size_t bytes);

}  // namespace fenji::sql
