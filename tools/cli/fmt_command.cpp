#include <fmt/format.h>

#include "commands.hpp"
#include "engine/lists/decode_text.hpp"
#include "engine/lists/input_file.hpp"
#include "engine/lists/output_file.hpp"
#include "grammar/diagnostics/render.hpp"
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

class Formatter {
 public:
  explicit Formatter(const FmtCommand& command) : command_(command) {}

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
  Language language() const { return command_.common.language.value_or(last_language_.value_or(environment_language())); }

  void fail(const Message& message) {
    complain(message, language());
    failed_ = true;
  }

  void report(const Diagnostics& diagnostics, const SourceSet& sources) {
    for (const Diagnostic& diagnostic : diagnostics) {
      if (diagnostic.severity == Severity::error) print_error(render(diagnostic, sources, language()));
    }
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

  const FmtCommand& command_;
  std::vector<Formatted> formatted_;
  std::size_t changed_ = 0;
  std::optional<Language> last_language_;  // of the rules that were read
  bool failed_ = false;                    // to read or write
  bool mistaken_ = false;
};

}  // namespace

int format_files(const FmtCommand& command) { return Formatter(command).run(); }

}  // namespace fenji::cli
