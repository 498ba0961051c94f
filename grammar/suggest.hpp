// Stage: grammar. Did you mean: the known word closest to a mistyped one.
#pragma once

#include <optional>
#include <span>
#include <string_view>

namespace fenji::grammar {

// The word of `known` with the fewest character edits (insert, delete, replace, swap of neighbours) from `word`, nothing
// where even that one is no likely mistype: more than a third of the longer word's characters, at least one, differ. Then the
// only one of several words of which `word` is the last: `margin` for `required margin`.
std::optional<std::string_view> closest(std::string_view word, std::span<const std::string_view> known);

}  // namespace fenji::grammar
