// Stage: books. A whole list through the files of a book: each record is graded by the one file that applies to it and is in
// force, and comes out as one line of one table, in the order of the list. Threads, blocks and memory are those of
// run/list_run.hpp; a book whose rules look at the whole list takes six bytes a record more.
//
// A record that no file fits is not applicable; one that two fit is not covered, as rules that contradict each other are; one
// with more cells than the header is invalid. The notes say so, and no file counts it.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/books/book_files.hpp"
#include "engine/books/exceptions.hpp"
#include "engine/run/list_run.hpp"
#include "engine/run/population_run.hpp"

namespace fenji::books {

struct BookOptions {
  run::RunOptions run;  // its populations are not used
  Exceptions exceptions;
  // By file of the book: gets the file's own columns of its own records. Empty: none.
  std::vector<run::ResultSink*> split;
  std::vector<std::string> by;  // what the reports go by (run/grouping.hpp)
  bool by_rules = false;        // where `by` is empty: each file by the groups that its own rules name
};

struct FileOutcome {
  bool in_force = false;
  model::Rules rules;       // those whose tally it is (joined_rules.hpp)
  run::RunOutcome outcome;  // of its records; no tally where it is not in force
};

struct BookOutcome {
  std::vector<Message> problems;  // why the run failed; nothing of the rest counts then
  std::vector<FileOutcome> files;
  std::uint64_t records = 0;
  explicit BookOutcome(const model::Rules& bare) : nobody(bare) {}

  run::Tally nobody;                             // of the records that no file graded
  std::uint64_t unrouted = 0, ambiguous = 0;     // among them: no file fits, several do
  std::optional<std::uint64_t> first_ambiguous;  // its line in the list
  run::RunOutcome list;                          // encoding, bytes, unused columns and keys of the whole list
  std::vector<Exception> exceptions;             // with what became of them
};

// `all` must be runnable; `open` opens the list, anew for each pass.
BookOutcome run_book(const BookFiles& all, const run::OpenList& open, run::ResultSink& out, const BookOptions& options);

}  // namespace fenji::books
