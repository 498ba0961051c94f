#include <fmt/format.h>

#include <filesystem>
#include <memory>

#include "commands.hpp"
#include "engine/draft/draft.hpp"
#include "engine/lists/file_error.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/lists/output_file.hpp"
#include "exit_codes.hpp"
#include "list_options.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

Message exists_already(const std::string& path) {
  const Message name = lists::quoted(path);
  return {fmt::format("{}已经有了，没有改动它：给 -o 换一个文件名，或者加 --force 盖掉它", name.zh),
          fmt::format("{} exists and was left as it is: give -o another name, or --force to replace it", name.en)};
}

Message written(const draft::Draft& draft, const std::string& path) {
  const Message name = lists::quoted(path);
  Message said{fmt::format("已写好{}：{} 个字段", name.zh, draft.fields),
               fmt::format("wrote {}: fields {}", name.en, draft.fields)};
  if (draft.skipped > 0) {
    said.zh += fmt::format("，{} 列不能引用（文件里写了原因）", draft.skipped);
    said.en += fmt::format(", columns left out {} (the file says why)", draft.skipped);
  }
  return said;
}

// The exit code.
int write(const std::string& path, const std::string& text, Language language) {
  if (path == "-") return print(text) ? success : file_failed;
  lists::ignore_write_signals();
  lists::remove_temporary_files_on_signals();
  auto out = lists::OutputFile::create(path);
  if (!out.ok()) {
    complain(out.failure(), language);
    return file_failed;
  }
  lists::Failure failure = out->write(text);
  if (!failure) failure = out->commit();
  if (!failure) return success;
  complain(*failure, language);
  return file_failed;
}

struct NewSettings {
  std::string list;            // empty: no list, a worked example
  lists::ListOptions reading;  // of the list
  std::string out = "-";       // - for standard output
  bool force = false;          // replaces a file that exists
};

int write_new(const NewSettings& command, const Context& context) {
  const Language language = context.own_language();
  const bool is_list = command.list != "-" && command.out != "-" && same_file(command.list, command.out);
  if (is_list) {
    complain({"规则会盖掉名单：请给 -o 换一个文件名", "the rules would replace the list: give -o another name"}, language);
    return wrong_usage;
  }
  std::error_code error;
  if (command.out != "-" && !command.force && std::filesystem::exists(command.out, error)) {
    complain(exists_already(command.out), language);
    return wrong_usage;
  }
  if (command.list.empty()) return write(command.out, draft::example_rules(language), language);
  auto list = lists::ListFile::open(command.list, command.reading);
  if (!list.ok()) {
    complain(list.failure(), language);
    return file_failed;
  }
  const std::string file = std::filesystem::path(command.list).filename().string();
  const Message name = command.list == "-" ? list->name() : Message{file, file};
  const auto draft = draft::draft_rules(*list, name, context.language);
  if (!draft.ok()) {
    complain(draft.failure(), language);
    return file_failed;
  }
  const int code = write(command.out, draft->text, language);
  if (code == success && command.out != "-") complain(written(*draft, command.out), draft->language);
  return code;
}

}  // namespace

Command new_command() {
  auto settings = std::make_shared<NewSettings>();
  Command command;
  command.name = "new";
  command.summary = {"写出一个可以着手修改的规则文件", "write a rule file to start from"};
  command.examples = {{"fenji new --from 客户.csv --out 政策.fenji", "fenji new --from customers.csv --out policy.fenji"},
                      {"fenji new > 范例.fenji", "fenji new > example.fenji"}};
  command.remarks = {
      {"不给名单时写出一个讲解用的完整例子。--lang 决定文件用哪种关键词，默认跟表头的语言。",
       "Without a list: a worked example. --lang is the keyword language of the file, by default that of the headers."}};
  command.exit_codes = {success, wrong_usage, file_failed};
  command.options.push_back(text_option("--from", {"名单", "LIST"}, settings->list,
                                        {"名单（CSV、XLSX、JSON），它的列成为字段；- 是标准输入",
                                         "list (CSV, XLSX, JSON) whose columns become the fields; - is standard input"}));
  command.options.back().files = Files::lists;
  command.options.push_back(text_option("--out", {"文件", "FILE"}, settings->out,
                                        {"写到哪个规则文件；- 是标准输出", "rule file to write; - is standard output"}));
  command.options.back().letter = 'o';
  command.options.back().otherwise = {"-", "-"};
  command.options.back().files = Files::rules;
  add_list_options(command, settings->reading);
  command.options.push_back(flag("--force", settings->force, {"文件已经有了也盖掉", "replace the file if it exists"}));
  command.run = [settings](const Context& context) { return write_new(*settings, context); };
  return command;
}

}  // namespace fenji::cli
