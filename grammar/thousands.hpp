// Stage: grammar, part of the first step. Where a comma groups thousands and where it separates cannot be seen from the comma:
// it separates inside the brackets of calls and intervals, in a list after 为 / in, and among the options of a field.
#pragma once

#include "grammar/fragment.hpp"

namespace fenji::grammar {

// `fragment` without the commas that group thousands: 1,234.5 becomes 1234.5.
Fragment without_thousands_commas(Fragment fragment, Language language);

}  // namespace fenji::grammar
