#include "tests/generate/shrink.hpp"

#include <doctest/doctest.h>

#include "tests/generate/compiled.hpp"
#include "tests/generate/describe.hpp"
#include "tests/generate/spell.hpp"

using namespace fenji;
using namespace fenji::generate;

namespace {

std::string text_of(const Description& description) { return spell(description, Language::english, nullptr); }

// Of valid rules: whether some step of theirs is `operation`.
bool uses(const Description& description, model::Operation operation) {
  const Compiled compiled = compile(text_of(description));
  if (!compiled.rules || !compiled.complaints.empty()) return false;
  for (const model::Expression& expression : compiled.rules->expressions) {
    if (expression.operation == operation) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("what shows an operation shrinks to little more than that") {
  const model::Operation operations[] = {model::Operation::divide, model::Operation::round, model::Operation::year,
                                         model::Operation::within, model::Operation::maximum};
  for (const model::Operation operation : operations) {
    for (std::uint64_t seed = 1; seed <= 4; ++seed) {
      RulesOptions options;
      options.size = 10;
      Random random(seed);
      Description description = describe(random, options);
      while (!uses(description, operation)) description = describe(random, options);
      const Description small = shrunk(description, [&](const Description& tried) { return uses(tried, operation); });
      INFO("seed ", seed, "\n", text_of(small));
      CHECK(uses(small, operation));
      CHECK(small.blocks.size() <= 4);
      CHECK(small.fields.size() <= 3);
      CHECK(small.outputs.size() <= 1);
      CHECK(small.parameters.size() <= 1);
      CHECK(text_of(small).size() < 400);
    }
  }
}

TEST_CASE("what shows nothing smaller stays as it is") {
  RulesOptions options;
  Random random(5);
  const Description description = describe(random, options);
  const std::string text = text_of(description);
  const Description same = shrunk(description, [&](const Description& tried) { return text_of(tried) == text; });
  CHECK(text_of(same) == text);
}
