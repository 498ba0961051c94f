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

// To stdout. False where it could not be written, which has been said unless the reader of a pipe has gone.
bool print(std::string_view text);
void print_error(std::string_view text);  // to stderr

// `fenji: sentence`, with blanks for control characters, which names of files and cells may hold.
void complain(const Message& message, Language language);

// Of the environment: LC_ALL, LC_MESSAGES, LANG. For messages that belong to no rule file.
Language environment_language();

// True where both paths lead to one ordinary file that exists; `-` is standard input.
bool same_file(const std::string& left, const std::string& right);

}  // namespace fenji::cli
