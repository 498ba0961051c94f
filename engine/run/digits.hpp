// Stage: run. Numbers and dates as the digits that results show, written where they are to stand: eight at a time, as most
// results hang on nothing but how soon their digits are there. The texts are those of model::to_text.
#pragma once

#include <cstddef>
#include <cstdint>

#include "engine/model/int128.hpp"
#include "engine/model/value.hpp"

namespace fenji::run {

// All may touch so many bytes, and return the end of what they wrote.
inline constexpr std::size_t room_for_digits = 64;

// `mantissa` / 10^`scale` without trailing zeros, for 0 <= scale <= model::max_scale.
char* write_decimal(std::int64_t mantissa, int scale, char* to);
char* write_wide_decimal(model::Int128 mantissa, int scale, char* to);

// 2026-03-01.
char* write_day(model::Day day, char* to);

}  // namespace fenji::run
