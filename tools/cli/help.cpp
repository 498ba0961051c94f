#include "help.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "exit_codes.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::cli {
namespace {

const Message options_word{"选项", "OPTIONS"};

// A column of titles, as wide as its widest up to a limit, and a column of texts beside it.
struct Row {
  std::string title, text;
};

std::string section(std::string_view heading, const std::vector<Row>& rows) {
  constexpr std::size_t widest_title = 30;
  std::size_t width = 0;
  for (const Row& row : rows) {
    if (display_width(row.title) <= widest_title) width = std::max(width, display_width(row.title));
  }
  std::string text = fmt::format("\n{}\n", heading);
  for (const Row& row : rows) {
    const std::size_t taken = display_width(row.title);
    text += "  " + row.title;
    text += taken > width ? "\n  " + std::string(width, ' ') : std::string(width - taken, ' ');
    text += "  " + row.text + "\n";
  }
  return text;
}

std::string heading(const Message& words, Language language) {
  return words.in(language) + (language == Language::chinese ? "：" : ":");
}

std::string examples(const std::vector<Message>& lines, Language language) {
  std::string text = "\n" + heading({"例子", "Examples"}, language) + "\n";
  for (const Message& line : lines) text += "  " + line.in(language) + "\n";
  return text;
}

std::vector<Row> option_rows(const std::vector<Option>& options, Language language) {
  std::vector<Row> rows;
  for (const Option& option : options) {
    rows.push_back({(option.letter == '\0' ? "    " : "") + option_title(option, language), option_text(option, language)});
  }
  return rows;
}

std::vector<Row> exit_rows(const std::vector<int>& codes, Language language) {
  std::vector<Row> rows;
  for (const int code : codes) rows.push_back({fmt::format("{}", code), exit_code_meaning(code).in(language)});
  return rows;
}

}  // namespace

std::string usage_line(const Command& command, Language language) {
  std::string line = "fenji " + command.name;
  for (const Argument& argument : command.arguments) {
    const std::string name = argument.name.in(language) + (argument.many ? "..." : "");
    line += argument.required ? " " + name : " [" + name + "]";
  }
  for (const Option& option : command.options) {
    if (option.required) line += fmt::format(" {} {}", option.name, option.value.in(language));
  }
  return line + " [" + options_word.in(language) + "]";
}

std::string option_title(const Option& option, Language language) {
  std::string title = option.letter == '\0' ? option.name : fmt::format("-{}, {}", option.letter, option.name);
  if (!option.flag()) title += " " + option.value.in(language);
  return title;
}

std::string option_text(const Option& option, Language language) {
  const bool chinese = language == Language::chinese;
  std::vector<std::string> remarks;
  if (option.required) remarks.push_back(chinese ? "必须写" : "required");
  if (!option.words.empty()) {
    remarks.push_back(chinese ? fmt::format("可写 {}", fmt::join(option.words, "、"))
                              : fmt::format("one of {}", fmt::join(option.words, ", ")));
  }
  if (const std::string& otherwise = option.otherwise.in(language); !otherwise.empty()) {
    remarks.push_back(chinese ? "默认 " + otherwise : "default: " + otherwise);
  }
  const std::string& meaning = option.meaning.in(language);
  if (remarks.empty()) return meaning;
  return chinese ? fmt::format("{}（{}）", meaning, fmt::join(remarks, "；"))
                 : fmt::format("{} ({})", meaning, fmt::join(remarks, "; "));
}

std::string overview_page(const std::vector<Command>& commands, const std::vector<Option>& common, Language language) {
  const bool chinese = language == Language::chinese;
  std::string text = chinese ? "fenji 分级：客户政策写成规则文件，先证明，再执行，还能说明理由\n"
                             : "fenji: customer policies as rule files, proved, run and explained\n";
  std::vector<Message> first_examples;
  std::vector<Row> rows;
  std::vector<int> codes;
  for (const Command& command : commands) {
    for (const int code : command.exit_codes) {
      if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.push_back(code);
    }
    if (command.hidden) continue;
    if (!command.examples.empty()) first_examples.push_back(command.examples.front());
    rows.push_back({command.name, command.summary.in(language)});
  }
  std::sort(codes.begin(), codes.end());
  text += examples(first_examples, language);
  text += section(heading({"用法", "Usage"}, language),
                  {{chinese ? "fenji 命令 [选项]" : "fenji COMMAND [OPTIONS]",
                    chinese ? "每个命令自己的说明：fenji help 命令" : "more about each: fenji help COMMAND"}});
  text += section(heading({"命令", "Commands"}, language), rows);
  std::vector<Row> options = option_rows(common, language);
  options.push_back({"    --version", chinese ? "显示版本" : "show the version"});
  text += section(heading({"所有命令都有的选项", "Options of all commands"}, language), options);
  text += section(heading({"退出码", "Exit codes"}, language), exit_rows(codes, language));
  text += chinese ? "\n名单是有表头的 CSV 文件，UTF-8 或 GB18030 编码；- 代表标准输入或标准输出。\n"
                  : "\nA list is a CSV file with a header row, in UTF-8 or GB18030; - is standard input or output.\n";
  return text;
}

std::string command_page(const Command& command, const std::vector<Option>& common, Language language) {
  const bool chinese = language == Language::chinese;
  std::string text = fmt::format("fenji {}{}{}\n", command.name, chinese ? "：" : ": ", command.summary.in(language));
  text += examples(command.examples, language);
  text += "\n" + heading({"用法", "Usage"}, language) + "\n  " + usage_line(command, language) + "\n";
  std::vector<Row> arguments;
  for (const Argument& argument : command.arguments) {
    arguments.push_back({argument.name.in(language), argument.meaning.in(language)});
  }
  if (!arguments.empty()) text += section(heading({"参数", "Arguments"}, language), arguments);
  std::vector<Row> options = option_rows(command.options, language);
  for (Row& row : option_rows(common, language)) options.push_back(std::move(row));
  text += section(heading({"选项", "Options"}, language), options);
  text += section(heading({"退出码", "Exit codes"}, language), exit_rows(command.exit_codes, language));
  if (!command.remarks.empty()) text += "\n";
  for (const Message& remark : command.remarks) text += remark.in(language) + "\n";
  return text;
}

}  // namespace fenji::cli
