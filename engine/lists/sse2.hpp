// Stage: lists. Whether SSE2 is there, as on every x86-64; kernels have a portable form besides.
#pragma once

#if defined(__SSE2__) || defined(_M_X64)
#include <emmintrin.h>
#define FENJI_LISTS_SSE2 1
#endif
