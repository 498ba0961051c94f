// What the program asks of the system around it; terminal_posix.cpp is to be written anew for another system.
#pragma once

#include <string>
#include <string_view>

#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::cli {

bool output_is_terminal();
bool error_is_terminal();

// Neither NO_COLOR (https://no-color.org) nor TERM=dumb.
bool environment_allows_colour();

// False where the reader of the output has gone or the disk is full.
bool print(std::string_view text);        // to stdout
void print_error(std::string_view text);  // to stderr

// `fenji: sentence`
void complain(const Message& message, Language language);

// Of the environment: LC_ALL, LC_MESSAGES, LANG. For messages that belong to no rule file.
Language environment_language();

// True where both paths lead to one file that exists.
bool same_file(const std::string& left, const std::string& right);

}  // namespace fenji::cli
