#include <memory>

#include "command_line.hpp"
#include "commands.hpp"
#include "documents.hpp"
#include "exit_codes.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

enum class Document { manual, bash, powershell };

std::string document(Document which, Language language) {
  const std::vector<Command> commands = all_commands();
  Context unused;
  const std::vector<Option> common = common_options(unused);
  switch (which) {
    case Document::manual:
      return manual_page(commands, common, language);
    case Document::bash:
      return bash_completion(commands, common);
    case Document::powershell:
      break;
  }
  return powershell_completion(commands, common);
}

}  // namespace

// For the build, which installs what comes out.
Command generate_command() {
  auto which = std::make_shared<Document>(Document::manual);
  Command command;
  command.name = "generate";
  command.hidden = true;
  command.summary = {"写出手册页或命令补全", "write the manual page or a completion"};
  command.examples = {{"fenji generate --what manual --lang zh", "fenji generate --what manual --lang en"}};
  command.exit_codes = {success, wrong_usage, file_failed};
  command.options.push_back(choice<Document>(
      "--what", {"文档", "DOCUMENT"},
      {{"manual", Document::manual}, {"bash-completion", Document::bash}, {"powershell-completion", Document::powershell}},
      *which, {"写哪一个", "which one"}));
  command.run = [which](const Context& context) {
    return print(document(*which, context.own_language())) ? success : file_failed;
  };
  return command;
}

}  // namespace fenji::cli
