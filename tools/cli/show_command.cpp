#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "commands.hpp"
#include "effective_rules.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

class Shown {
 public:
  Shown(const LoadedRules& loaded, Language language)
      : loaded_(loaded), language_(language), pieces_(effective_pieces(loaded)) {}

  std::string text() const {
    std::string all;
    Span block;
    for (const EffectivePiece& piece : pieces_) {
      if (!piece.inside) {
        if (!all.empty()) all += "\n";
        all += "# " + origin(piece.span) + "\n" + piece.text + "\n";
        block = piece.span;
      } else {
        all += piece.text + (piece.span.file == block.file ? "" : "  # " + origin(piece.span)) + "\n";
      }
    }
    return all;
  }

  std::string json() const {
    auto blocks = nlohmann::ordered_json::array();
    for (const EffectivePiece& piece : pieces_) {
      const Source& source = loaded_.sources[piece.span.file];
      const nlohmann::ordered_json part = {
          {"file", source.name()}, {"line", source.line_number(piece.span.begin)}, {"text", piece.text}};
      if (!piece.inside) {
        blocks.push_back(part);
        blocks.back()["lines"] = nlohmann::ordered_json::array();
      } else {
        blocks.back()["lines"].push_back(part);
      }
    }
    const nlohmann::ordered_json report = {{"blocks", blocks}};
    return report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  }

 private:
  std::string origin(Span span) const {
    const Source& source = loaded_.sources[span.file];
    const std::size_t line = source.line_number(span.begin);
    return language_ == Language::chinese ? fmt::format("来自 {} 第 {} 行", source.name(), line)
                                          : fmt::format("from {} line {}", source.name(), line);
  }

  const LoadedRules& loaded_;
  Language language_;
  const std::vector<EffectivePiece> pieces_;
};

struct ShowSettings {
  std::string rules;
  Format format = Format::text;
};

int show(const ShowSettings& settings, const Context& context) {
  const LoadedRules loaded = load_rules(settings.rules, {}, today());
  const Language language = loaded.unreadable ? context.own_language() : context.language_for(loaded.language);
  if (loaded.unreadable) {
    complain(*loaded.unreadable, language);
    return file_failed;
  }
  if (!loaded.rules) {
    print_error(findings_text(loaded.diagnostics, loaded.sources, language, context.error_colour()));
    return rules_have_findings;
  }
  const Shown shown(loaded, language);
  return print(settings.format == Format::json ? shown.json() : shown.text()) ? success : file_failed;
}

}  // namespace

Command show_command() {
  auto settings = std::make_shared<ShowSettings>();
  Command command;
  command.name = "show";
  command.summary = {"显示沿用之后实际生效的规则", "print the effective rules of a file that extends another"};
  command.examples = {{"fenji show 分公司政策.fenji", "fenji show branch.fenji"},
                      {"fenji show 分公司政策.fenji --format json", "fenji show branch.fenji --format json"}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(text_argument({"规则", "RULES"}, Files::rules, settings->rules, {"规则文件", "rule file"}));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.run = [settings](const Context& context) { return show(*settings, context); };
  return command;
}

}  // namespace fenji::cli
