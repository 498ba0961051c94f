// Tests. Random lists for given rules, as CSV text.
#pragma once

#include <cstddef>
#include <string>

#include "engine/model/rules.hpp"
#include "tests/generate/random.hpp"

namespace fenji::generate {

struct ListOptions {
  std::size_t rows = 100;
  int blank_percent = 8;
  int unreadable_percent = 5;
  bool repeated_keys = false;  // some keys come twice, some are empty
  bool extreme = false;        // numbers at both ends of what a cell holds, and beyond
  bool broken_bytes = false;   // some cells are no UTF-8
  bool tidy = false;           // columns in the order of the fields, one way to write each value, no quotes without need
};

// UTF-8 with a header row. Cells stand at and one step around the limits that the rules mention; they come in all the ways that
// cells are read, and in ways that are not. Columns are shuffled, some that no field asks for among them; those of optional
// fields may lack; rows may be too short or too long. The text depends on the arguments alone.
std::string random_list(Random& random, const model::Rules& rules, const ListOptions& options);

}  // namespace fenji::generate
