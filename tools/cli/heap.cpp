#include "heap.hpp"

#if defined(__linux__) && defined(__GLIBC__)
#include <malloc.h>
#include <sys/mman.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <vector>
#endif

namespace fenji::cli {

#if defined(__linux__) && defined(__GLIBC__)

void expect_allocations(std::size_t bytes) {
  constexpr std::size_t huge_page = std::size_t{1} << 21;
  constexpr std::size_t piece = std::size_t{1} << 24;  // at most half of what the allocator takes from the heap
  if (bytes < huge_page) return;
  ::mallopt(M_MMAP_THRESHOLD, 2 * piece);
  ::mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
  // Pieces that lie one behind the other are the top of the heap again when they are given back.
  std::vector<void*> pieces;
  pieces.reserve(bytes / piece + 1);
  for (std::size_t taken = 0; taken < bytes; taken += piece) {
    void* const begin = std::malloc(std::min(piece, bytes - taken));
    if (begin == nullptr) break;
    pieces.push_back(begin);
    const auto at = reinterpret_cast<std::uintptr_t>(begin);
    const std::uintptr_t first = (at + huge_page - 1) / huge_page * huge_page;
    const std::uintptr_t end = at + std::min(piece, bytes - taken);
    if (first < end) ::madvise(reinterpret_cast<void*>(first), end - first, MADV_HUGEPAGE);
  }
  std::for_each(pieces.begin(), pieces.end(), std::free);
}

#else

void expect_allocations(std::size_t) {}

#endif

}  // namespace fenji::cli
