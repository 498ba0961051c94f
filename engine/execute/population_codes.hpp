// Stage: execute. Numbers of groups and values of records, which share their memory with the states of those that have none.
#pragma once

#include <cstdint>
#include <limits>

#include "engine/model/value.hpp"

namespace fenji::execute {

inline constexpr std::uint32_t first_group_code = 0xffff'fff0;
inline constexpr std::int64_t least_number = std::numeric_limits<std::int64_t>::min() + 16;

inline std::uint32_t group_code(model::State state) { return first_group_code + static_cast<std::uint32_t>(state); }
inline bool is_group(std::uint32_t number) { return number < first_group_code; }
inline model::State state_of(std::uint32_t group) {
  return is_group(group) ? model::State::known : static_cast<model::State>(group - first_group_code);
}

inline std::int64_t number_code(model::State state) {
  return std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(state);
}
inline bool is_number(std::int64_t value) { return value >= least_number; }
inline model::State state_of(std::int64_t value) {
  return is_number(value) ? model::State::known : static_cast<model::State>(value - std::numeric_limits<std::int64_t>::min());
}

inline bool fits(model::Int128 value) { return value >= least_number && value <= std::numeric_limits<std::int64_t>::max(); }
inline std::int64_t coded(model::Int128 value) {
  return fits(value) ? static_cast<std::int64_t>(value) : number_code(model::State::invalid);
}

// Behind the gates of a pass; records that fail there contribute nothing.
inline constexpr model::State outside = model::State::not_applicable;

}  // namespace fenji::execute
