#include <fmt/format.h>

#include <new>
#include <span>
#include <string>
#include <vector>

#include "command_line.hpp"
#include "commands.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/late_library.hpp"
#include "exit_codes.hpp"
#include "help.hpp"
#include "terminal.hpp"

namespace {

using namespace fenji::cli;

int usage_error(const UsageError& error, fenji::Language language) {
  complain(error.message, language);
  const std::string page = error.command == nullptr ? "fenji --help" : fmt::format("fenji {} --help", error.command->name);
  print_error(fmt::format("{}{}\n", language == fenji::Language::chinese ? "用法见 " : "See ", page));
  return wrong_usage;
}

int dispatch(std::span<const std::string> words) {
  Context context;
  context.environment = environment_language();
  context.language = language_asked_for(words);
  const std::vector<Command> commands = all_commands();
  const std::vector<Option> common = common_options(context);
  const CommandLine line = parse_command_line(words, commands, common);
  const fenji::Language language = context.own_language();
  if (line.error) return usage_error(*line.error, language);
  if (line.version) return print("fenji " FENJI_VERSION "\n") ? success : file_failed;
  if (line.command == nullptr) return print(overview_page(commands, common, language)) ? success : file_failed;
  if (line.help) return print(command_page(*line.command, common, language)) ? success : file_failed;
  return line.command->run(context);
}

}  // namespace

int main(int argc, char** argv) {
  fenji::lists::ignore_write_signals();
  try {
    return dispatch(std::vector<std::string>(argv + (argc > 0 ? 1 : 0), argv + argc));
  } catch (const fenji::lists::MissingLibrary& missing) {
    complain(missing.message(), environment_language());
    return file_failed;
  } catch (const std::bad_alloc&) {
    complain({"内存不足", "out of memory"}, environment_language());
    return file_failed;
  }
}
