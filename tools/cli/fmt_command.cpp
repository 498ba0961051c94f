#include <fmt/format.h>

#include <memory>
#include <optional>

#include "commands.hpp"
#include "engine/lists/decode_text.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/lists/output_file.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "grammar/format/format.hpp"
#include "rule_files.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

struct Formatted {
  std::string path;
  std::string text;
  bool changed = false;
};

struct FmtSettings {
  std::vector<std::string> paths;
  bool check = false;
  std::optional<Language> keywords;  // to translate to
};

class Formatter {
 public:
  Formatter(const FmtSettings& command, const Context& context) : command_(command), context_(context) {}

  int run() {
    const std::vector<std::string> files = rule_files(command_.paths);
    if (files.empty()) {
      complain({"这里没有规则文件（*.fenji）", "there are no rule files (*.fenji) here"}, language());
      return file_failed;
    }
    // All are read before one is written: what a file extends gives it names in the language that it had.
    for (const std::string& file : files) format(file);
    for (const Formatted& file : formatted_) put(file);
    if (changed_ > 0 && command_.check) {
      print_error(language() == Language::chinese
                      ? fmt::format("{} 个规则文件，{} 个不是规范写法；fenji fmt 可以改好\n", files.size(), changed_)
                      : fmt::format("{} of {} rule file{} not in canonical form; fenji fmt mends that\n", changed_,
                                    files.size(), files.size() == 1 ? " is" : "s are"));
    }
    if (failed_) return file_failed;
    return mistaken_ || (command_.check && changed_ > 0) ? rules_have_findings : success;
  }

 private:
  Language language() const { return last_language_ ? context_.language_for(*last_language_) : context_.own_language(); }

  void fail(const Message& message) {
    complain(message, language());
    failed_ = true;
  }

  void report(const Diagnostics& diagnostics, const SourceSet& sources) {
    print_error(findings_text(diagnostics, sources, language(), context_.error_colour(),
                              [](const Diagnostic& each, const std::string&) { return each.severity == Severity::error; }));
    mistaken_ = mistaken_ || has_errors(diagnostics);
  }

  void format(const std::string& path) {
    auto input = lists::InputFile::open(path);
    if (!input.ok()) return fail(input.failure());
    const auto bytes = lists::read_all(*input);
    if (!bytes.ok()) return fail(bytes.failure());
    auto decoded = lists::decode_text(*bytes, input->name());
    if (!decoded.ok()) return fail(decoded.failure());

    SourceSet sources;
    sources.add(Source(path, std::move(decoded->text)));
    LoadedRules base;
    const auto inherited = inherited_names(sources, base);
    if (!inherited) return report(base.diagnostics, base.sources);
    const grammar::FormatResult result = grammar::format_rules(sources[0].text(), 0, command_.keywords, *inherited);
    last_language_ = result.language;
    if (has_errors(result.diagnostics)) return report(result.diagnostics, sources);
    if (result.text != *bytes || path == "-") formatted_.push_back({path, result.text, result.text != *bytes});
  }

  void put(const Formatted& file) {
    changed_ += file.changed ? 1 : 0;
    if (file.path == "-" && !command_.check) {
      failed_ = !print(file.text) || failed_;
    } else if (file.changed && (command_.check || replace(file.path, file.text))) {
      failed_ = !print(file.path + "\n") || failed_;
    }
  }

  bool replace(const std::string& path, const std::string& text) {
    auto output = lists::OutputFile::create(path);
    if (!output.ok()) {
      fail(output.failure());
      return false;
    }
    lists::Failure failure = output->write(text);
    if (!failure) failure = output->commit();
    if (failure) fail(*failure);
    return !failure;
  }

  const FmtSettings& command_;
  const Context& context_;
  std::vector<Formatted> formatted_;
  std::size_t changed_ = 0;
  std::optional<Language> last_language_;  // of the rules that were read
  bool failed_ = false;                    // to read or write
  bool mistaken_ = false;
};

}  // namespace

Command fmt_command() {
  auto settings = std::make_shared<FmtSettings>();
  Command command;
  command.name = "fmt";
  command.summary = {"把规则文件改成规范写法，或换成另一种语言的关键词",
                     "put rule files into their canonical form, or into the other keyword language"};
  command.examples = {{"fenji fmt 规则/", "fenji fmt rules/"},
                      {"fenji fmt --check 规则/", "fenji fmt --check rules/"},
                      {"fenji fmt --keywords en - < 政策.fenji > policy.fenji",
                       "fenji fmt --keywords zh - < policy.en.fenji > policy.zh.fenji"}};
  command.remarks = {
      {"改动了的文件逐个列出。写出的文件是不带 BOM 的 UTF-8，以 LF 换行。",
       "Files that change are named on standard output. They come out as UTF-8 without a byte order mark, with LF "
       "line ends."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(texts_argument({"路径", "PATH"}, Files::rules, settings->paths,
                                             {"规则文件或文件夹；- 是从标准输入到标准输出",
                                              "rule files, or folders of them; - is standard input to standard output"}));
  command.options.push_back(flag("--check", settings->check,
                                 {"不改动，只列出不规范的文件，有的话以 1 结束",
                                  "change nothing; name the files that are not canonical and exit with 1"}));
  command.options.push_back(
      word_option("--keywords", {"语言", "LANG"}, {"zh", "en"},
                  [settings](std::size_t index) { settings->keywords = index == 0 ? Language::chinese : Language::english; },
                  {"换成这种语言的关键词", "translate the keywords to this language"}, {}));
  command.run = [settings](const Context& context) { return Formatter(*settings, context).run(); };
  return command;
}

}  // namespace fenji::cli
