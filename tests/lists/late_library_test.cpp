#include <doctest/doctest.h>

#include "engine/lists/late_library.hpp"

using namespace fenji;

TEST_CASE("a library that is not there is named in both languages") {
  try {
    const lists::LateLibrary library("libfenji-nobody-has.so.0");
    FAIL("it was found");
  } catch (const lists::MissingLibrary& missing) {
    CHECK(missing.message().zh.find("系统缺少程序库 libfenji-nobody-has.so.0（") != std::string::npos);
    CHECK(missing.message().en.find("the system lacks the library libfenji-nobody-has.so.0 (") != std::string::npos);
  }
}

#if defined(__GLIBC__)
TEST_CASE("functions of a library are found by name") {
  const lists::LateLibrary library("libm.so.6");
  CHECK(library.find<double (*)(double)>("floor")(2.5) == 2);
  CHECK_THROWS_AS(library.find<double (*)(double)>("fenji_nobody_has"), lists::MissingLibrary);
}
#endif
