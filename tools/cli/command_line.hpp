// The words behind `fenji`, read by the commands' declarations: which command, and its options stored where it wants them.
//
// `--name VALUE`, `--name=VALUE`, `-n VALUE`, and `--` before words that are no options although they start with `-`. A lone
// `-` is a word. Options may stand before, between and behind the others; those of all commands also before the command.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "syntax.hpp"

namespace fenji::cli {

// What is wrong with a command line: a sentence, and the command whose help says more, if any.
struct UsageError {
  Message message;
  const Command* command = nullptr;
};

struct CommandLine {
  const Command* command = nullptr;  // nothing: no word named one
  bool help = false;                 // --help or -h stands somewhere
  bool version = false;
  std::optional<UsageError> error;
};

// Those of all commands: --lang and --color, stored in `context`, and --help and --version, which only the parser knows.
std::vector<Option> common_options(Context& context);

// `common` as common_options() made it, with the same `commands` for all uses. `words` without the program's name.
CommandLine parse_command_line(std::span<const std::string> words, const std::vector<Command>& commands,
                               const std::vector<Option>& common);

// What to say of a word that names none of `commands`.
Message no_such_command(const std::string& word, const std::vector<Command>& commands);

// The language that --lang asks for anywhere in `words`, for the sentences about what is wrong with the others.
std::optional<Language> language_asked_for(std::span<const std::string> words);

}  // namespace fenji::cli
