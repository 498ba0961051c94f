// Stage: books. What can be proved of a book as a whole: `applies-overlap`, two files in force on one day that a record fits
// both, with such a record; `applies-gap`, days between files on which none is in force; `not-decided`, two files of which
// neither was proved. Findings about the files themselves are those of lint::lint.
#pragma once

#include "engine/books/book_files.hpp"

namespace fenji::books {

// `all` must be runnable. Spans are places in the book.
Diagnostics book_findings(const BookFiles& all);

}  // namespace fenji::books
