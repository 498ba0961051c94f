#include "command_line.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <set>
#include <string_view>

#include "grammar/suggest.hpp"

namespace fenji::cli {
namespace {

constexpr std::string_view language_option = "--lang";

std::optional<Language> language_named(std::string_view word) {
  if (word == "zh") return Language::chinese;
  if (word == "en") return Language::english;
  return std::nullopt;
}

// A dash as word processors make it: in front of a word it was meant for an option.
std::size_t long_dashes(std::string_view word) {
  std::size_t length = 0;
  for (;;) {
    const std::string_view rest = word.substr(length);
    const bool dash = rest.starts_with("\u2013") || rest.starts_with("\u2014") || rest.starts_with("\uff0d");
    if (!dash) return length;
    length += 3;
  }
}

// `-5` is a value, `-q` and `--quiet` are not.
bool looks_like_option(std::string_view word) {
  if (word.size() < 2 || word[0] != '-') return false;
  return !(word[1] >= '0' && word[1] <= '9') && word[1] != '.';
}

// The name and, behind the first `=`, the value.
struct Parts {
  std::string name;
  std::optional<std::string> value;
};

Parts parts_of(const std::string& word) {
  const std::size_t sign = word.find('=');
  if (sign == std::string::npos) return {word, std::nullopt};
  return {word.substr(0, sign), word.substr(sign + 1)};
}

class Parser {
 public:
  Parser(std::span<const std::string> words, const std::vector<Command>& commands, const std::vector<Option>& common)
      : words_(words), commands_(commands), common_(common) {}

  CommandLine parse() {
    while (at_ < words_.size() && !line_.error && !line_.help && !line_.version) {
      const std::string& word = words_[at_++];
      if (!only_arguments_ && word == "--") {
        only_arguments_ = true;
      } else if (!only_arguments_ && word.size() > 1 && word[0] == '-') {
        option(word);
      } else if (line_.command == nullptr) {
        command(word);
      } else {
        argument(word);
      }
    }
    if (!line_.error && !line_.help && line_.command != nullptr) check_complete();
    return std::move(line_);
  }

 private:
  void fail(std::string zh, std::string en) { line_.error = UsageError{{std::move(zh), std::move(en)}, line_.command}; }

  void command(const std::string& word) {
    const auto found = std::find_if(commands_.begin(), commands_.end(), [&](const Command& one) { return one.name == word; });
    if (found != commands_.end()) {
      line_.command = &*found;
      return;
    }
    line_.error = UsageError{no_such_command(word, commands_), nullptr};
  }

  void argument(const std::string& word) {
    const std::vector<Argument>& arguments = line_.command->arguments;
    if (next_argument_ == arguments.size()) return unexpected(word);
    const Argument& argument = arguments[next_argument_];
    ++given_;
    if (!argument.many) ++next_argument_;
    if (const auto problem = argument.take(word)) {
      fail(fmt::format("{}：{}", argument.name.zh, problem->zh), fmt::format("{}: {}", argument.name.en, problem->en));
    }
  }

  void unexpected(const std::string& word) {
    if (const std::size_t dashes = long_dashes(word); dashes > 0 && dashes < word.size()) {
      const std::string typed = "--" + parts_of(word.substr(dashes)).name;
      const std::string meant = closest_option(typed).value_or(typed);
      fail(fmt::format("“{}”前面是长划线；是不是 {}？", word, meant),
           fmt::format("`{}` begins with a long dash; did you mean {}?", word, meant));
      return;
    }
    fail(fmt::format("多了“{}”：{} 后面没有更多文件；名字里有空格时要加引号", word, line_.command->name),
         fmt::format("`{}` is too much: {} takes nothing more; quote names with blanks", word, line_.command->name));
  }

  void option(const std::string& word) {
    const Parts parts = parts_of(word);
    if (parts.name == "--help" || parts.name == "-h") {
      line_.help = true;
      return;
    }
    if (parts.name == "--version" && line_.command == nullptr) {
      line_.version = true;
      return;
    }
    const Option* const found = find(parts.name);
    if (found == nullptr) return unknown(parts.name);
    if (!given_options_.insert(found).second && !found->repeatable) {
      fail(fmt::format("{} 写了两次，只能写一次", found->name), fmt::format("{} is given twice; give it once", found->name));
      return;
    }
    if (found->flag()) {
      if (parts.value) {
        fail(fmt::format("{} 后面不写值", found->name), fmt::format("{} takes no value", found->name));
      } else {
        found->take({});
      }
      return;
    }
    const bool next_is_value = at_ < words_.size() && !looks_like_option(words_[at_]);
    if (!parts.value && !next_is_value) {
      fail(fmt::format("{} 后面要写{}；以 - 开头的值写成 {}={}", found->name, found->value.zh, found->name, found->value.zh),
           fmt::format("{} needs {}; a value that starts with - is written {}={}", found->name, found->value.en, found->name,
                       found->value.en));
      return;
    }
    if (const auto problem = found->take(parts.value ? *parts.value : words_[at_++])) {
      fail(fmt::format("{}：{}", found->name, problem->zh), fmt::format("{}: {}", found->name, problem->en));
    }
  }

  void unknown(const std::string& name) {
    const auto similar = closest_option(name);
    if (line_.command == nullptr) {
      fail(fmt::format("{} 要写在命令后面，或者没有这个选项", name),
           fmt::format("{} belongs behind a command, or there is no such option", name));
    } else if (similar) {
      fail(fmt::format("{} 没有选项 {}；是不是 {}？", line_.command->name, name, *similar),
           fmt::format("{} has no option {}; did you mean {}?", line_.command->name, name, *similar));
    } else {
      fail(fmt::format("{} 没有选项 {}", line_.command->name, name),
           fmt::format("{} has no option {}", line_.command->name, name));
    }
  }

  template <typename Visit>
  void each_option(Visit visit) const {
    if (line_.command != nullptr) {
      for (const Option& option : line_.command->options) visit(option);
    }
    for (const Option& option : common_) visit(option);
  }

  const Option* find(const std::string& name) const {
    const Option* found = nullptr;
    each_option([&](const Option& option) {
      const bool letter = name.size() == 2 && option.letter != '\0' && name[1] == option.letter;
      if (option.name == name || letter) found = &option;
    });
    return found;
  }

  std::optional<std::string> closest_option(const std::string& typed) const {
    std::vector<std::string_view> names;
    each_option([&](const Option& option) { names.push_back(option.name); });
    // `-out` for `--out`: compared without its dashes.
    const std::string bare = typed.substr(std::min(typed.find_first_not_of('-'), typed.size()));
    const auto same = std::find(names.begin(), names.end(), "--" + bare);
    if (same != names.end()) return std::string(*same);
    const auto similar = grammar::closest("--" + bare, names);
    return similar ? std::optional(std::string(*similar)) : std::nullopt;
  }

  void check_complete() {
    const Command& command = *line_.command;
    if (next_argument_ < command.arguments.size()) {
      const Argument& argument = command.arguments[next_argument_];
      const bool enough = !argument.required || (argument.many && given_ > next_argument_);
      if (!enough) {
        fail(fmt::format("还缺 {}：{}", argument.name.zh, argument.meaning.zh),
             fmt::format("{} is missing: {}", argument.name.en, argument.meaning.en));
        return;
      }
    }
    for (const Option& option : command.options) {
      if (!option.required || given_options_.contains(&option)) continue;
      fail(fmt::format("还缺 {} {}：{}", option.name, option.value.zh, option.meaning.zh),
           fmt::format("{} {} is missing: {}", option.name, option.value.en, option.meaning.en));
      return;
    }
  }

  std::span<const std::string> words_;
  const std::vector<Command>& commands_;
  const std::vector<Option>& common_;
  CommandLine line_;
  std::size_t at_ = 0;
  bool only_arguments_ = false;
  std::size_t next_argument_ = 0;
  std::size_t given_ = 0;
  std::set<const Option*> given_options_;
};

}  // namespace

std::vector<Option> common_options(Context& context) {
  std::vector<Option> options;
  options.push_back(
      word_option(std::string(language_option), {"语言", "LANG"}, {"zh", "en"},
                  [&context](std::size_t index) { context.language = index == 0 ? Language::chinese : Language::english; },
                  {"显示内容、状态和说明用的语言", "language of messages, statuses and notes"},
                  {"规则文件的语言；没有规则文件时看 LC_ALL、LC_MESSAGES、LANG",
                   "that of the rule file, else of LC_ALL, LC_MESSAGES, LANG"}));
  options.push_back(choice<ColourChoice>(
      "--color", {"何时", "WHEN"},
      {{"auto", ColourChoice::automatic}, {"always", ColourChoice::always}, {"never", ColourChoice::never}}, context.colour,
      {"颜色；auto：只在终端里用，设了 NO_COLOR 或 TERM=dumb 时不用",
       "colours; auto: on a terminal only, and not with NO_COLOR or TERM=dumb"}));
  Option help;
  help.name = "--help";
  help.letter = 'h';
  help.meaning = {"显示这一页", "show this page"};
  help.take = [](const std::string&) { return std::nullopt; };
  options.push_back(std::move(help));
  return options;
}

Message no_such_command(const std::string& word, const std::vector<Command>& commands) {
  std::vector<std::string_view> names;
  for (const Command& one : commands) {
    if (!one.hidden) names.push_back(one.name);
  }
  if (const auto similar = grammar::closest(word, names)) {
    return {fmt::format("没有命令“{}”；是不是 {}？", word, *similar),
            fmt::format("there is no command `{}`; did you mean {}?", word, *similar)};
  }
  return {fmt::format("没有命令“{}”，可以写 {}", word, fmt::join(names, "、")),
          fmt::format("there is no command `{}`; write one of {}", word, fmt::join(names, ", "))};
}

CommandLine parse_command_line(std::span<const std::string> words, const std::vector<Command>& commands,
                               const std::vector<Option>& common) {
  return Parser(words, commands, common).parse();
}

std::optional<Language> language_asked_for(std::span<const std::string> words) {
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    const Parts parts = parts_of(words[i]);
    if (parts.name != language_option) continue;
    const std::optional<Language> language =
        parts.value ? language_named(*parts.value) : (i + 1 < words.size() ? language_named(words[i + 1]) : std::nullopt);
    if (language) return language;
  }
  return std::nullopt;
}

}  // namespace fenji::cli
