// Stage: books. The columns that a book names, held against its rule files: headers for fields, columns to carry through.
#pragma once

#include <string_view>

#include "engine/books/book_files.hpp"

namespace fenji::books {

// The column of a joined result that says which file graded a record: 规则 / rules.
std::string_view file_column(Language language);

// Gives the fields of all files the headers that the book adds. Errors: a field that no file has, a header that means two
// fields, a carried column that the result already has under this name. Files without rules are passed over.
void map_columns(BookFiles& all);

}  // namespace fenji::books
