// Stage: books. What a run through a book has to say when it is over: a summary for each file, then what concerns the list.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/books/book_run.hpp"
#include "engine/run/reports.hpp"
#include "engine/run/summary.hpp"

namespace fenji::books {

// `facts.rules_file` is the book.
std::string book_summary_text(const BookFiles& all, const BookOutcome& outcome, const run::RunFacts& facts, Language language,
                              Colour colour = Colour::off);

// One object; `rules` holds one object for each file, as run::summary_json writes it, without what concerns the whole list.
std::string book_summary_json(const BookFiles& all, const BookOutcome& outcome, const run::RunFacts& facts, Language language);

// The reports of all files, each under its name in the book, and of the records that none of them graded.
std::vector<run::Report> book_reports(const BookFiles& all, const BookOutcome& outcome, Language language);

}  // namespace fenji::books
