#include <fmt/format.h>

#include "documents.hpp"

namespace fenji::cli {
namespace {

// The extended pattern of names that are to be offered; folders always are.
std::string_view pattern(Files files) {
  switch (files) {
    case Files::rules:
      return "@(*.fenji)";
    case Files::lists:
      return "@(*.csv|*.CSV|*.xlsx|*.XLSX)";
    case Files::any:
      return "*";
    case Files::none:
      break;
  }
  return "";
}

std::string names_of(const std::vector<Option>& options) {
  std::string names;
  for (const Option& option : options) names += (names.empty() ? "" : " ") + option.name;
  return names;
}

// `--out|-o) …` for each option that takes a value.
void add_values(const std::vector<Option>& options, std::string_view context, std::string& script) {
  for (const Option& option : options) {
    if (option.flag()) continue;
    std::string cases = fmt::format("{}:{}", context, option.name);
    if (option.letter != '\0') cases += fmt::format("|{}:-{}", context, option.letter);
    script +=
        fmt::format("    {}) value=1 words='{}' files='{}' ;;\n", cases, fmt::join(option.words, " "), pattern(option.files));
  }
}

}  // namespace

std::string bash_completion(const std::vector<Command>& commands, const std::vector<Option>& common) {
  std::string names, options, values, arguments;
  for (const Command& command : commands) {
    if (command.hidden) continue;
    names += (names.empty() ? "" : " ") + command.name;
    options += fmt::format("    {}) words='{}{}{}' ;;\n", command.name, names_of(command.options),
                           command.options.empty() ? "" : " ", names_of(common));
    add_values(command.options, command.name, values);
    for (std::size_t i = 0; i < command.arguments.size(); ++i) {
      const Argument& argument = command.arguments[i];
      const std::string place = argument.many ? "*" : fmt::format("{}", i);
      arguments += fmt::format("    {}:{}) files='{}' ;;\n", command.name, place, pattern(argument.files));
    }
  }
  add_values(common, "*", values);
  return fmt::format(R"(# Completion of fenji for bash.

# Sets `value` where option $2 of command $1 takes one, and `words` and `files` to what it can be.
_fenji_value() {{
  value='' words='' files=''
  case $1:$2 in
{3}  esac
}}

_fenji() {{
  local word=${{COMP_WORDS[COMP_CWORD]}} before=${{COMP_WORDS[COMP_CWORD-1]}}
  local command='' value='' words='' files='' place=0 i
  # bash gives `--name=value` as three words.
  for ((i = 1; i < COMP_CWORD; ++i)); do
    case ${{COMP_WORDS[i]}} in
      -?*)
        _fenji_value "$command" "${{COMP_WORDS[i]}}"
        if [[ -n $value && i -lt COMP_CWORD-1 ]]; then
          ((++i))
          if [[ ${{COMP_WORDS[i]}} == = && i -lt COMP_CWORD-1 ]]; then ((++i)); fi
        fi
        ;;
      =) ;;
      *)
        if [[ -z $command ]]; then command=${{COMP_WORDS[i]}}; else ((++place)); fi
        ;;
    esac
  done
  if [[ $word == = ]]; then word=''; elif [[ $before == = ]]; then before=${{COMP_WORDS[COMP_CWORD-2]}}; fi
  _fenji_value "$command" "$before"
  if [[ -z $value ]]; then
    if [[ -z $command ]]; then
      words='{0}'
      [[ $word == -* ]] && words='{1} --version'
    elif [[ $word == -* ]]; then
      case $command in
{2}      esac
    elif [[ $command == help ]]; then
      words='{0}'
    else
      case $command:$place in
{4}      esac
    fi
  fi
  COMPREPLY=()
  if [[ -n $words ]]; then
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
  elif [[ -n $files ]]; then
    local extended
    extended=$(shopt -p extglob)
    shopt -s extglob
    mapfile -t COMPREPLY < <(compgen -f -X "!$files" -- "$word"; compgen -d -- "$word")
    $extended
    compopt -o filenames 2>/dev/null
  fi
}}

complete -F _fenji fenji
)",
                     names, names_of(common), options, values, arguments);
}

}  // namespace fenji::cli
