#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "command_line.hpp"
#include "commands.hpp"
#include "exit_codes.hpp"
#include "grammar/suggest.hpp"
#include "help.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

int help(const std::string& wanted, const Context& context) {
  const Language language = context.own_language();
  const std::vector<Command> commands = all_commands();
  Context unused;
  const std::vector<Option> common = common_options(unused);
  if (wanted.empty()) return print(overview_page(commands, common, language)) ? success : file_failed;
  const auto found = std::find_if(commands.begin(), commands.end(), [&](const Command& one) { return one.name == wanted; });
  if (found != commands.end()) return print(command_page(*found, common, language)) ? success : file_failed;
  complain(no_such_command(wanted, commands), language);
  return wrong_usage;
}

}  // namespace

Command help_command() {
  auto wanted = std::make_shared<std::string>();
  Command command;
  command.name = "help";
  command.summary = {"说明一个命令", "tell how a command is used"};
  command.examples = {{"fenji help run", "fenji help run"}, {"fenji help", "fenji help"}};
  command.exit_codes = {success, wrong_usage};
  Argument name = text_argument({"命令", "COMMAND"}, Files::none, *wanted, {"命令的名字", "name of the command"});
  name.required = false;
  command.arguments.push_back(std::move(name));
  command.run = [wanted](const Context& context) { return help(*wanted, context); };
  return command;
}

}  // namespace fenji::cli
