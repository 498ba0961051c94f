// Stage: abi. A book made ready: its rule files and the exceptions that it names, read once; nobody changes them.
#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "engine/abi/compiled_rules.hpp"
#include "engine/books/book_files.hpp"
#include "engine/books/exceptions.hpp"

namespace fenji::abi {

struct CompiledBook {
  books::BookFiles all;  // runnable
  books::Exceptions exceptions;
  // By file, where the book gives it parameters: as it is without them, for lint.
  std::vector<std::optional<books::LoadedRules>> declared;

  Language language(fenji_language asked) const {
    if (asked == FENJI_LANGUAGE_OF_RULES) return all.book.language;
    return asked == FENJI_CHINESE ? Language::chinese : Language::english;
  }
  // The files that count on the book's day.
  std::vector<const books::BookFile*> in_force() const;
};

using SharedBook = std::shared_ptr<const CompiledBook>;

// `as_of`: nothing stands for the book's own date, or `today`.
std::variant<SharedBook, Refusal> compiled_book(const std::string& path, std::optional<model::Day> as_of, model::Day today);

// As fenji.h says of fenji_describe() and fenji_lint().
std::string description_json(const CompiledBook& book);
std::string lint_json(const CompiledBook& book, Language language);
std::string lint_text(const CompiledBook& book, Language language);

}  // namespace fenji::abi
