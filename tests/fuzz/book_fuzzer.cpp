// libFuzzer: any bytes as a book. The reader must come back, and keep what its header promises: places inside the text,
// sentences in both languages, and a book whose texts stand where it says. A book without complaint is read the same again.
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/books/book.hpp"
#include "tests/fuzz/promises.hpp"

namespace {

using namespace fenji;
using namespace fenji::fuzz;

void check_quoted(const books::Quoted& quoted, std::size_t size) { check_span(quoted.span, size); }

void check_book(const books::Book& book, std::size_t size) {
  for (const books::BookEntry& entry : book.entries) {
    check_quoted(entry.file, size);
    check_quoted(entry.name, size);
    for (const books::BookParameter& parameter : entry.parameters) {
      check_quoted(parameter.name, size);
      check_quoted(parameter.value, size);
    }
  }
  for (const books::BookColumn& column : book.columns) {
    check_quoted(column.field, size);
    for (const books::Quoted& header : column.headers) check_quoted(header, size);
  }
  for (const books::Quoted& carried : book.carried) check_quoted(carried, size);
  if (book.exceptions) check_quoted(*book.exceptions, size);
}

// What a run would go by.
std::string words_of(const books::Book& book) {
  std::string words = book.title;
  const auto add = [&](std::string_view text) { (words += '\n') += text; };
  if (book.as_of) add(std::to_string(*book.as_of));
  if (book.encoding) add(std::to_string(static_cast<int>(*book.encoding)));
  for (const books::BookEntry& entry : book.entries) {
    add(entry.file.text);
    add(entry.name.text);
    for (const books::BookParameter& parameter : entry.parameters) {
      add(parameter.name.text);
      add(parameter.value.text);
    }
  }
  for (const books::BookColumn& column : book.columns) {
    add(column.field.text);
    for (const books::Quoted& header : column.headers) add(header.text);
  }
  for (const books::Quoted& carried : book.carried) add(carried.text);
  if (book.exceptions) add(book.exceptions->text);
  return words;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  SourceSet sources;
  sources.add(Source("fuzz.book.toml", std::string(reinterpret_cast<const char*>(data), size)));
  const std::string_view text = sources[0].text();
  const books::BookReading reading = books::read_book(text);
  for (const Diagnostic& diagnostic : reading.diagnostics) require(diagnostic.span.file == 0);
  check_diagnostics(reading.diagnostics, sources);
  check_book(reading.book, text.size());
  if (has_errors(reading.diagnostics)) return 0;
  require(!reading.book.entries.empty());
  // A comment and a blank line at the end say nothing.
  const books::BookReading again = books::read_book(std::string(text) + "\n# \n\n");
  require(!has_errors(again.diagnostics));
  require(words_of(again.book) == words_of(reading.book));
  return 0;
}
