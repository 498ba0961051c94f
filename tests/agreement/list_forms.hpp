// Tests. One list as other programs write it: the result must not show which.
#pragma once

#include <optional>
#include <string>

#include "engine/lists/list_file.hpp"
#include "engine/model/rules.hpp"
#include "tests/agreement/both_evaluators.hpp"
#include "tests/generate/random.hpp"

namespace fenji::agreement {

struct ListForm {
  std::string name;
  std::string bytes;
  lists::ListOptions options;
};

// As as_csv() writes it.
ListForm comma_form(const List& list);

// With another delimiter, in UTF-16, as JSON Lines or an array, below titles, or with the units of its fields in its header;
// nothing where the list cannot be written in the form that was drawn.
std::optional<ListForm> other_form(const model::Rules& rules, const List& list, generate::Random& random);

}  // namespace fenji::agreement
