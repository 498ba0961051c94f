// Tests. What kind of rule file is wanted.
#pragma once

#include "grammar/diagnostics/source.hpp"

namespace fenji::generate {

struct RulesOptions {
  Language language = Language::chinese;
  int size = 8;  // about how many blocks define results; at least 1
  // Some tables leave gaps, some have overlapping rows. Else every value of a table's subject has a row, and one only where the
  // first match does not count.
  bool with_faults = false;
  // Constants and products that leave the exact range for some records.
  bool near_overflow = false;
  // Blocks stand behind those that they use.
  bool in_order = false;
  // One way to spell each thing, no comments: for what a person is to read.
  bool canonical = false;
};

}  // namespace fenji::generate
