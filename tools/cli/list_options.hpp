// How a list is to be read, as every command that reads one takes it.
#pragma once

#include <optional>
#include <string>

#include "engine/lists/list_file.hpp"
#include "syntax.hpp"

namespace fenji::cli {

// `target` lives as long as the command.
void add_list_options(Command& command, lists::ListOptions& target);

// `comma`, `semicolon`, `tab`, in both languages, or the character itself.
std::optional<char> delimiter_named(const std::string& word);
std::string delimiter_name(char delimiter);

}  // namespace fenji::cli
