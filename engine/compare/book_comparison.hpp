// Stage: compare. Two books over one list: each record is routed and graded by both, as a run through a book does, exceptions
// included. Why a record moved is told by its other columns, the file that graded it before all others.
#pragma once

#include "engine/books/book_run.hpp"
#include "engine/compare/comparison.hpp"
#include "engine/compare/rule_comparison.hpp"

namespace fenji::compare {

struct ComparedBook {
  const books::BookFiles& all;  // runnable
  books::Exceptions exceptions;
};

CompareOutcome compare_books(const ComparedBook& old_book, const ComparedBook& new_book, const run::OpenList& open,
                             const CompareOptions& options);

}  // namespace fenji::compare
