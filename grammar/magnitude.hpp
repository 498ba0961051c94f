// Stage: grammar. 万 and the like in front of a unit, in numbers and in the units of fields.
#pragma once

#include <string_view>

namespace fenji::grammar {

// Takes 万, 亿 … off the front of `unit` and returns its power of ten, 0 where there is none. 千 alone belongs to a unit such
// as 千克, unless nothing or 元 follows.
int take_magnitude(std::string_view& unit);

}  // namespace fenji::grammar
