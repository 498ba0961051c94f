#include "engine/lint/allowances.hpp"

#include <doctest/doctest.h>

namespace fenji::test {
namespace {

// One finding at the word `here` of the text; what is left, by name.
std::vector<std::string> left(const std::string& text, const char* name = "overlap") {
  SourceSet sources;
  sources.add(Source("rules.fenji", text));
  const auto place = static_cast<std::uint32_t>(text.find("here"));
  Diagnostic finding;
  finding.name = name;
  finding.span = {0, place, place + 4};
  std::vector<std::string> names;
  for (const Diagnostic& each : lint::without_allowed({finding}, sources)) names.push_back(each.name);
  return names;
}

using Names = std::vector<std::string>;

TEST_CASE("what a comment allows is not told") {
  struct Case {
    const char* text;
    Names expected;
  };
  const Case cases[] = {
      {"a\nhere\n", {"overlap"}},
      {"here  # fenji: allow overlap because it ends in June\n", {}},
      {"here  # fenji: 允许 overlap 因为 六月就改\n", {}},
      {"here  # fenji：允许 overlap 因为 六月就改\n", {}},
      {"here  # fenji: allow gap, overlap because both are meant\n", {}},
      {"# fenji: allow overlap because it ends in June\nhere\n", {}},
      {"# fenji: allow overlap because it ends in June\n# fenji: allow gap because so\nhere\n", {"allow-unused"}},
      {"# fenji: allow overlap because it ends in June\n\nhere\n", {"allow-unused", "overlap"}},
      {"x  # fenji: allow overlap because it ends in June\nhere\n", {"allow-unused", "overlap"}},
      {"here  # fenji: allow gap because it ends in June\n", {"overlap", "allow-unused"}},
      {"here  # fenji: allow overlap\n", {"overlap", "allow-without-reason"}},
      {"here  # fenji: allow overlap because\n", {"overlap", "allow-without-reason"}},
      {"here  # fenji: 允许 overlap 因为  \n", {"overlap", "allow-without-reason"}},
      {"here  # fenji: allow because of June\n", {"overlap", "allow-unused"}},
      {"here  # fenji is fine with overlap\n", {"overlap"}},
  };
  for (const Case& each : cases) {
    CAPTURE(each.text);
    CHECK(left(each.text) == each.expected);
  }
}

}  // namespace
}  // namespace fenji::test
