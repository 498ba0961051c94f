// Stage: books. How one list goes through a book: which files are in force on the day, with which rules, and which columns of
// the list each of them reads.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "engine/books/book_run.hpp"
#include "engine/books/joined_rules.hpp"
#include "engine/books/routing.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/run/kept_columns.hpp"

namespace fenji::books {

struct FilePlan {
  std::string name;
  bool in_force = false;
  model::Rules rules;  // joined
  graph::Graph graph;
  const SourceSet* sources = nullptr;  // of the rules
  run::ListColumns columns;
  std::unique_ptr<execute::Populations> populations;  // solved, where the rules have any
  std::vector<std::size_t> own;                       // columns of the joined result that are the file's, for its own result
  std::vector<ExceptionalValue> exceptional;          // by exception
  std::vector<run::Grouping> groupings;
};

// Not to be moved: graders and populations refer to its parts.
struct BookPlan {
  BookPlan(const BookFiles& all, const BookOptions& options);
  BookPlan(const BookPlan&) = delete;
  BookPlan& operator=(const BookPlan&) = delete;

  // What keeps the groupings that are asked for from being counted, each once.
  std::vector<Message> refused;

  // Finds the columns; the problems that keep the list from being read, each once. `list`, where it is known, is asked where
  // columns may be that it lacks.
  std::vector<Message> match(const std::vector<std::string>& header, const lists::ByteSource* list = nullptr);

  JoinedColumns joined;
  std::vector<FilePlan> files;                             // by file of the book
  std::vector<std::unique_ptr<Applicability>> applicable;  // by file; null where it is not in force
  std::vector<run::ListColumns> columns;                   // by file, those of `applicable`
  run::KeptColumns kept;                                   // chosen by whoever runs the list
  model::Rules bare;                                       // for records that no file grades
  std::vector<run::Grouping> bare_groupings;
  run::ListColumns bare_columns;
  std::vector<std::string> unused;        // headers that nothing reads
  std::vector<run::ColumnMatch> matches;  // of all files, each once
  std::vector<Message> remarks;           // likewise

  // Of a line of the joined result, with status and notes.
  std::size_t cells() const { return bare.outputs.size() + 2; }

 private:
  void choose_groupings(const BookFiles& all, const BookOptions& options);
};

// The columns of the joined result, and of one file's own.
std::vector<run::ResultColumn> joined_result(const BookPlan& plan, Language language);
std::vector<run::ResultColumn> split_result(const BookPlan& plan, std::size_t file, Language language);

// By position in the list, what the files in force call the column. Call after match().
run::KnownColumns known_columns(const BookPlan& plan);

// Solves the populations of all files in force: rules that look at the whole list are shown the records that their own file
// grades. Call after match(). `routed`: how many records the list had, where any rules asked. Returns what went wrong.
std::vector<Message> find_populations(BookPlan& plan, const run::OpenList& open, const run::RunOptions& options,
                                      std::optional<std::uint64_t>& routed);

}  // namespace fenji::books
