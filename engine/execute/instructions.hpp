// Stage: execute. For which instructions of x86-64 its loops are written beside the portable ones, and whether the processor at
// hand has them. Of the files with such loops, not of those who call them.
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
#define FENJI_EXECUTE_AVX 1
// GCC 12 warns of the undefined operands inside its own intrinsics: https://gcc.gnu.org/PR105593
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

namespace fenji::execute {

// What is compiled for avx2, bmi2 and popcnt.
inline bool has_avx2() {
  __builtin_cpu_init();
  return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
}

// What is compiled for avx512bw, avx512vl and avx512dq besides.
inline bool has_avx512() {
  return has_avx2() && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl") &&
         __builtin_cpu_supports("avx512dq");
}

}  // namespace fenji::execute

#endif
