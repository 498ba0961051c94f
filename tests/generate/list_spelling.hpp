// Tests. The ways in which lists write one value.
#pragma once

#include <string>

#include "engine/model/rules.hpp"
#include "tests/generate/random.hpp"

namespace fenji::generate {

// `tidy`: the simplest way that is read.
std::string number_cell(Random& random, model::Decimal value, const model::Field& field, bool tidy);
std::string date_cell(Random& random, model::Day day, bool tidy);
std::string yes_no_cell(Random& random, bool yes, bool tidy);

// The same cell with blanks around it or in full-width forms, at times.
std::string disguised(Random& random, std::string cell);

}  // namespace fenji::generate
