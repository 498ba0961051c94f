// Rule text as a list is graded with it.
#pragma once

#include <doctest/doctest.h>

#include <string>

#include "engine/check/check.hpp"
#include "engine/graph/lower.hpp"
#include "grammar/parse.hpp"

namespace fenji::test {

struct Compiled {
  model::Rules rules;
  graph::Graph graph;
};

inline Compiled compiled(const std::string& text) {
  grammar::ParseResult parsed = grammar::parse(text);
  REQUIRE(parsed.diagnostics.empty());
  check::CheckResult checked = check::check(parsed.tree, model::day_from_civil(2026, 3, 1));
  REQUIRE(checked.diagnostics.empty());
  Compiled made{std::move(*checked.rules), {}};
  made.graph = graph::lower(made.rules);
  return made;
}

}  // namespace fenji::test
