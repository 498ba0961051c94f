#include "grammar/diagnostics/source.hpp"

#include <doctest/doctest.h>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji {
namespace {

TEST_CASE("positions count lines and characters from 1") {
  const Source source("a", "甲b\n\r\n丙丁\r\nx");
  const auto at = [&](std::uint32_t offset) {
    const Position position = source.position(offset);
    return position.line * 100 + position.column;
  };
  CHECK(at(0) == 101);
  CHECK(at(3) == 102);
  CHECK(at(4) == 103);  // the line end
  CHECK(at(5) == 201);
  CHECK(at(7) == 301);
  CHECK(at(10) == 302);
  CHECK(at(13) == 303);
  CHECK(at(15) == 401);
  CHECK(at(16) == 402);  // behind the text
  CHECK(at(99) == 402);
}

TEST_CASE("lines come without their ends") {
  const Source source("a", "甲b\n\r\n丙丁\r\nx");
  const auto line_at = [&](std::uint32_t offset, std::uint32_t expected_begin) {
    std::uint32_t begin = 99;
    const std::string_view line = source.line_at(offset, begin);
    CHECK(begin == expected_begin);
    return line;
  };
  CHECK(line_at(0, 0) == "甲b");
  CHECK(line_at(4, 0) == "甲b");
  CHECK(line_at(5, 5) == "");
  CHECK(line_at(10, 7) == "丙丁");
  CHECK(line_at(16, 15) == "x");
  CHECK(Source("b", "").line_number(0) == 1);
}

TEST_CASE("spans") {
  SourceSet sources;
  CHECK(sources.add(Source("a", "abc")) == 0);
  CHECK(sources.add(Source("b", "甲乙")) == 1);
  CHECK(sources.size() == 2);
  CHECK(sources.text({1, 3, 6}) == "乙");
  CHECK(cover({1, 3, 6}, {1, 0, 3}) == Span{1, 0, 6});
  CHECK(cover({0, 1, 2}, {0, 1, 2}) == Span{0, 1, 2});
  CHECK(Span{0, 1, 2} < Span{0, 2, 1});
  CHECK(Span{0, 9, 9} < Span{1, 0, 0});
}

TEST_CASE("only errors are errors") {
  Diagnostics diagnostics;
  CHECK_FALSE(has_errors(diagnostics));
  diagnostics.push_back({"gap", Severity::warning, {}, {"一", "one"}, {}, {}, {}});
  diagnostics.push_back({"note", Severity::note, {}, {"二", "two"}, {}, {}, {}});
  CHECK_FALSE(has_errors(diagnostics));
  diagnostics.push_back({"syntax", Severity::error, {}, {"三", "three"}, {}, {}, {}});
  CHECK(has_errors(diagnostics));
}

}  // namespace
}  // namespace fenji
