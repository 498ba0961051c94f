// Stage: abi. Work that is cut into parts, done by several threads that take the next part each.
#pragma once

#include <cstddef>
#include <functional>

namespace fenji::abi {

// Calls `work(thread, part)` for each part below `parts`, on at most `threads` threads, of which this is one. An exception ends
// it, and is thrown here when all threads have stopped.
void in_parallel(unsigned threads, std::size_t parts, const std::function<void(unsigned thread, std::size_t part)>& work);

}  // namespace fenji::abi
