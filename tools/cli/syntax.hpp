// The command line as data: what each command is for and what it takes. The parser, the help pages, the manual and the
// completions all read this, so that none of them can know an option that the others do not.
//
// A command is made by one function in a file of its own, and named once more in all_commands() (commands.hpp).
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "context.hpp"
#include "engine/model/value.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::cli {

// Which files a word may name, for completion.
enum class Files { none, rules, lists, any };

// Stores a word; the reason where it cannot be one, as a clause that goes on behind the option's name and a colon.
using Take = std::function<std::optional<Message>(const std::string& word)>;

struct Argument {
  Message name;  // RULES
  Message meaning;
  Files files = Files::none;
  bool many = false;  // one or more; only the last argument
  Take take;
  bool required = true;
};

struct Option {
  std::string name;                // --out
  char letter = '\0';              // o, for -o
  Message value;                   // what stands for its value; empty: a flag
  Message meaning;                 // a phrase; what holds without the option belongs to `otherwise`
  Message otherwise;               // the default, as the help shows it; may be empty
  std::vector<std::string> words;  // the only values that it takes; empty: others too
  Files files = Files::none;
  bool required = false;
  bool repeatable = false;
  Take take;

  bool flag() const { return value.en.empty(); }
};

struct Command {
  std::string name;
  Message summary;                  // one phrase
  std::vector<Message> examples;    // whole command lines
  std::vector<Message> remarks;     // sentences below the options
  std::vector<int> exit_codes;      // that it may end with; see exit_codes.hpp
  std::vector<Argument> arguments;  // in their order
  std::vector<Option> options;
  bool hidden = false;
  std::function<int(const Context&)> run;  // returns the exit code
};

// Options as commands declare them. Targets must live as long as the command: what the command's `run` owns.
Argument text_argument(Message name, Files files, std::string& target, Message meaning);
Argument texts_argument(Message name, Files files, std::vector<std::string>& target, Message meaning);
Option flag(std::string name, bool& target, Message meaning, char letter = '\0');
Option text_option(std::string name, Message value, std::string& target, Message meaning);
Option texts_option(std::string name, Message value, std::vector<std::string>& target, Message meaning);
Option number_option(std::string name, std::size_t lowest, std::size_t highest, std::function<void(std::size_t)> store,
                     Message meaning, Message otherwise);
// Of these words, each for a value. `otherwise` is the word that stands for the value which the target has already.
Option word_option(std::string name, Message value, std::vector<std::string> words, std::function<void(std::size_t)> store,
                   Message meaning, Message otherwise);

template <typename Value>
Option choice(std::string name, Message value, const std::vector<std::pair<std::string, Value>>& values, Value& target,
              Message meaning) {
  std::vector<std::string> words;
  std::vector<Value> meant;
  std::string otherwise;
  for (const auto& [word, stands_for] : values) {
    words.push_back(word);
    meant.push_back(stands_for);
    if (stands_for == target) otherwise = word;
  }
  return word_option(std::move(name), std::move(value), std::move(words),
                     [meant, &target](std::size_t index) { target = meant[index]; }, std::move(meaning),
                     {otherwise, otherwise});
}

// `--format text|json`, `--set NAME=VALUE` and the like, which several commands take in the same words.
Option format_option(Format& target, Message meaning);
Option set_option(std::vector<std::string>& target);
Option quiet_option(bool& target, Message meaning);
Option as_of_option(std::optional<model::Day>& target);

}  // namespace fenji::cli
