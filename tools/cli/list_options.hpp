// How a list is to be read, as every command that reads one takes it.
#pragma once

#include "engine/lists/list_file.hpp"
#include "syntax.hpp"

namespace fenji::cli {

// `target` lives as long as the command.
void add_list_options(Command& command, lists::ListOptions& target);

}  // namespace fenji::cli
