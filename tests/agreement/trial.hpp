// Tests. One seed of the agreement test: random rules, a random list, both evaluators, whole runs.
#pragma once

#include <cstdint>
#include <string>

#include "tests/agreement/both_evaluators.hpp"

namespace fenji::agreement {

struct Trial {
  // Empty where all agrees; else the smallest rules and list that show the difference, and what both evaluators say.
  std::string report;
  Tally tally;
};

// `rows`: records of the list.
Trial run_trial(std::uint64_t seed, std::size_t rows);

}  // namespace fenji::agreement
