// Stage: lists. What messages say of a workbook that is not as it should be.
#pragma once

#include <string>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::lists {

// `what` is a clause without a stop, such as `缺少 xl/workbook.xml` / `xl/workbook.xml is missing`.
Message damaged_workbook(const Message& name, const Message& what);

// A part that takes far more than any list does; `what` is a clause that says which.
Message oversized_workbook(const Message& name, const Message& what);

// A name from within the file as messages show it: on one line, at most 60 characters.
std::string shown_name(std::string_view text);

}  // namespace fenji::lists
