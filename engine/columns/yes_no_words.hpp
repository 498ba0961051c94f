// Stage: columns. What cells say for yes and no, in small letters.
#pragma once

#include <array>
#include <string_view>

namespace fenji::columns {

inline constexpr std::array<std::string_view, 8> words_for_yes = {"是", "y", "yes", "true", "1", "√", "✓", "✔"};
inline constexpr std::array<std::string_view, 8> words_for_no = {"否", "n", "no", "false", "0", "×", "✗", "✘"};

}  // namespace fenji::columns
