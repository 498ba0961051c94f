// Stage: model. The one place that names the compiler's 128-bit integer (GCC, Clang; a port to a compiler without one
// supplies a class here).
#pragma once

#include <limits>

namespace fenji::model {

__extension__ using Int128 = __int128;
__extension__ using UInt128 = unsigned __int128;

inline constexpr Int128 int128_max = static_cast<Int128>(~UInt128{0} >> 1);
inline constexpr Int128 int128_min = -int128_max - 1;

// True on overflow, as the compiler's builtins; `result` is then unspecified.
inline bool add_overflows(Int128 left, Int128 right, Int128& result) { return __builtin_add_overflow(left, right, &result); }
inline bool subtract_overflows(Int128 left, Int128 right, Int128& result) {
  return __builtin_sub_overflow(left, right, &result);
}
inline bool multiply_overflows(Int128 left, Int128 right, Int128& result) {
  return __builtin_mul_overflow(left, right, &result);
}

}  // namespace fenji::model
