// Stage: books. A book as one SELECT: the query routes the records of the table as a run does, shows those of each file to the
// query of that file alone, so that functions over the whole list see what they see in a run, and puts the results together.
// Columns, statuses and notes are those of a run; every column holds the texts that a run writes, since files may give the same
// result in different types. Approved exceptions are written into the query as they stand on the day asked for.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "engine/books/book_files.hpp"
#include "engine/books/exceptions.hpp"
#include "engine/export/sql.hpp"

namespace fenji::books {

struct BookSqlOptions {
  sql::Dialect dialect = sql::Dialect::duckdb;
  std::string table;
  Language language = Language::english;  // of statuses and notes
  bool text_columns = false;
  std::vector<std::string> columns;  // of the table; empty: named as the fields
  Exceptions exceptions;
};

struct BookSql {
  std::string text;               // empty where there are problems
  std::vector<Message> problems;  // of the book or the table's columns
  // What the dialect cannot carry, by file of the book.
  std::vector<std::pair<std::size_t, Diagnostics>> of_files;
};

// `all` must be runnable.
BookSql book_sql(const BookFiles& all, const BookSqlOptions& options);

}  // namespace fenji::books
