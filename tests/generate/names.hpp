// Tests. Names and labels: plain words, words that look like keywords, and such that must be quoted.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "tests/generate/random.hpp"

namespace fenji::generate {

// Words between blanks, none of them reserved in one of both keyword languages: may stand in any expression as it is.
bool is_plain(std::string_view name);

// May be declared as it is, without quotes, by fields, parameters, derived values, blocks, options and scales: nothing in it
// ends a name. Where it is not plain either, the declaration is what lets expressions use it as it is.
bool can_stand_bare(std::string_view name);

// 500强, 2: a label that an expression reads as a number.
bool is_number_like(std::string_view label);

// Tells names apart: no name or label comes twice, unless labels are asked for again.
class NameSource {
 public:
  explicit NameSource(Random& random) : random_(random) {}

  enum class Style {
    any,
    bare,  // can_stand_bare: for places that know no quotes
  };

  std::string fresh(Style style);

  // Two to `most` different labels, best first, none of them a name; sets may share labels. `results`: none that as a result
  // would be a value (是, 无 and the like, numbers).
  std::vector<std::string> labels(std::size_t most, bool results);

  // A line of the rules header: anything but a line end and a comment.
  std::string raw_text();
  // What stands between quotes of a text; no double quote in either form.
  std::string quoted_text();

 private:
  Random& random_;
  std::set<std::string> names_;
  std::set<std::string> labels_;
};

}  // namespace fenji::generate
