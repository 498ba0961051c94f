// Stage: books. A book with its rule files: each with all that it extends, with the parameters that the book gives it, and its
// fields with the headers that the book adds.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/books/book.hpp"
#include "engine/books/rule_loader.hpp"
#include "engine/lists/list_file.hpp"
#include "grammar/diagnostics/source.hpp"

namespace fenji::books {

struct BookFile {
  std::string name;    // in results and messages; no two of a book are alike
  std::string path;    // of the rule file
  Span span;           // where the book names it
  LoadedRules loaded;  // with sources of its own
};

struct BookFiles {
  SourceSet sources;  // the book's text alone
  Book book;
  std::vector<BookFile> files;  // by entry of the book, in its order
  model::Day as_of = 0;         // the day whose rules count
  Diagnostics diagnostics;      // about the book; those of a rule file are with it
  std::optional<Message> unreadable;

  // The book has no error, and every file of it rules that can be run.
  bool runnable() const;
};

// The rules count as on `as_of`, where that is given, else on the book's own date, else on `today`.
BookFiles load_book(const std::string& path, std::optional<model::Day> as_of, model::Day today);

// A path that the book names, from the folder where the book is.
std::string beside_book(const std::string& book, const std::string& named);

// How a list of the book is read: as `asked`, and where that is silent as the book says.
lists::ListOptions list_options(const BookFiles& all, lists::ListOptions asked);

// Whether the rules count on the day.
bool in_force(const model::Rules& rules, model::Day day);

}  // namespace fenji::books
