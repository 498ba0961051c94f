#include <doctest/doctest.h>

#include <array>
#include <atomic>

#include "engine/run/helper_threads.hpp"

#if defined(__GLIBC__)
#include <sched.h>
#endif

using namespace fenji;

TEST_CASE("each helper is called once with its number, and all have ended when they are destroyed") {
  std::array<std::atomic<int>, 5> calls{};
  {
    const run::HelperThreads helpers(4, [&](unsigned thread) { ++calls.at(thread); });
  }
  CHECK(calls[0] == 0);
  for (std::size_t thread = 1; thread < calls.size(); ++thread) CHECK_MESSAGE(calls[thread] == 1, thread);
  const run::HelperThreads none(0, [&](unsigned) { ++calls[0]; });
  CHECK(calls[0] == 0);
}

TEST_CASE("zero threads are one for each core") {
  CHECK(run::thread_count(0) >= 1);
  CHECK(run::thread_count(3) == 3);
}

#if defined(__GLIBC__)
TEST_CASE("a helper may run on every processor that its maker may") {
  cpu_set_t own, helpers_own;
  CPU_ZERO(&helpers_own);
  REQUIRE(sched_getaffinity(0, sizeof own, &own) == 0);
  {
    const run::HelperThreads helpers(1, [&](unsigned) { sched_getaffinity(0, sizeof helpers_own, &helpers_own); });
  }
  CHECK(CPU_EQUAL(&own, &helpers_own));
}
#endif
