// Rule files for commands: the loader of the books stage, and what to say of inputs that cannot be read as asked.
#pragma once

#include "context.hpp"
#include "engine/books/book_files.hpp"
#include "engine/books/rule_loader.hpp"
#include "engine/books/today.hpp"

namespace fenji::cli {

using books::inherited_names;
using books::load_text;
using books::LoadedRules;
using books::mark_extended;
using books::today;

// As books::load_rules(), with memory in store for a long file.
LoadedRules load_rules(const std::string& path, const std::vector<std::string>& settings, model::Day as_of);

// As books::load_book(), with memory in store for its files together.
books::BookFiles load_book(const std::string& path, std::optional<model::Day> as_of);

// Says why the rules cannot be run, and gives the exit code; nothing where they can.
std::optional<int> unrunnable(const LoadedRules& loaded, const Context& context);

// How many findings `fenji lint` would show for rules that could be loaded, in one line. Where tables are long only those that
// loading found are counted, and another line says that nobody has looked for more.
std::vector<Message> findings_remark(const LoadedRules& loaded, const std::string& path);

// For commands that are given `-` for two of their inputs.
Message one_standard_input();

// The refusal of --set with a book.
Message book_takes_no_set();

// The refusal to read a list from standard input where rules look at all of it first.
Message list_needed_twice();

}  // namespace fenji::cli
