// Stage: books. A book as its author wrote it: which rule files grade one list, with which parameters, how the columns of the
// list map to fields, and what else the result shows. Names are not yet looked up in the rule files (book_files.hpp).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/lists/encoding.hpp"
#include "engine/model/value.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::books {

// A text of the book and where it stands.
struct Quoted {
  std::string text;
  Span span;
};

struct BookParameter {
  Quoted name;
  Quoted value;  // as a rule file would write it: `35%`, `10万元`
};

struct BookEntry {
  Quoted file;  // beside the book
  Quoted name;  // what the result calls it; the file's name where the book gives none
  std::vector<BookParameter> parameters;
};

// Headers of the list that name a field besides those that the rules know.
struct BookColumn {
  Quoted field;
  std::vector<Quoted> headers;
};

struct Book {
  Language language = Language::english;  // that of its first key
  std::string title;
  std::optional<model::Day> as_of;          // the day whose rules count
  std::optional<lists::Encoding> encoding;  // of the list; nothing: found from its bytes
  std::vector<BookEntry> entries;
  std::vector<BookColumn> columns;
  std::vector<Quoted> carried;       // columns of the list that the result repeats
  std::optional<Quoted> exceptions;  // a list of them, beside the book
};

struct BookReading {
  Book book;  // what could be read of it
  Diagnostics diagnostics;
};

// `text` is that of source number `file`, in UTF-8, without a byte order mark.
BookReading read_book(std::string_view text, std::uint32_t file = 0);

}  // namespace fenji::books
