// All commands, each made in a file of its own: NAME_command.cpp.
#pragma once

#include <vector>

#include "syntax.hpp"

namespace fenji::cli {

Command new_command();
Command run_command();
Command lint_command();
Command test_command();
Command fmt_command();
Command explain_command();
Command show_command();
Command compare_command();
Command verify_command();
Command graph_command();
Command sql_command();
Command help_command();
Command generate_command();

// In the order in which the help shows them.
inline std::vector<Command> all_commands() {
  std::vector<Command> commands;
  commands.push_back(new_command());
  commands.push_back(run_command());
  commands.push_back(lint_command());
  commands.push_back(test_command());
  commands.push_back(fmt_command());
  commands.push_back(explain_command());
  commands.push_back(show_command());
  commands.push_back(compare_command());
  commands.push_back(verify_command());
  commands.push_back(graph_command());
  commands.push_back(sql_command());
  commands.push_back(help_command());
  commands.push_back(generate_command());
  return commands;
}

}  // namespace fenji::cli
