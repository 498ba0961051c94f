#include "tests/generate/rules_generator.hpp"

#include "tests/generate/describe.hpp"
#include "tests/generate/spell.hpp"

namespace fenji::generate {

std::string random_rules(Random& random, const RulesOptions& options) {
  const Description description = describe(random, options);
  Random variation = random.fork();
  return spell(description, options.language, options.canonical ? nullptr : &variation);
}

}  // namespace fenji::generate
