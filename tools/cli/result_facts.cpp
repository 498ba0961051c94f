#include "result_facts.hpp"

#include <fmt/format.h>

#include <filesystem>

#include "engine/audit/content_hash.hpp"

namespace fenji::cli {
namespace {

namespace fs = std::filesystem;
using workbooks::Facts;

std::string name_of(const std::string& path, Language language) {
  if (path == "-") return Message{"标准输入", "standard input"}.in(language);
  return fs::path(path).filename().string();
}

std::string day_text(model::Day day) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

std::string period_text(const model::Rules& rules, Language language) {
  if (!rules.effective_from && !rules.effective_to) return {};
  const std::string from = rules.effective_from ? day_text(*rules.effective_from) : "";
  const std::string to = rules.effective_to ? day_text(*rules.effective_to) : "";
  return fmt::format("{} {} {}", from, Message{"至", "to"}.in(language), to);
}

class Writer {
 public:
  explicit Writer(Language language) : language_(language) {}

  std::vector<Facts> facts;

  void section(std::string title) { facts.push_back({std::move(title), {}}); }
  void line(const Message& name, std::string value) { facts.back().lines.emplace_back(name.in(language_), std::move(value)); }

  void list(const RunSettings& settings) {
    line({"名单", "list"}, name_of(settings.list, language_));
    std::string kept;
    for (const std::string& name : settings.keep) kept += (kept.empty() ? "" : Message{"、", ", "}.in(language_)) + name;
    line({"带出的列", "kept columns"}, kept);
  }

  void rules(const books::LoadedRules& loaded) {
    const model::Rules& rules = *loaded.rules;
    line({"标题", "title"}, rules.title);
    line({"版本", "version"}, rules.version);
    line({"负责人", "owner"}, rules.owner);
    line({"批准", "approval"}, rules.approval);
    line({"有效期", "in force"}, period_text(rules, language_));
    line({"说明", "notes"}, rules.notes);
    for (std::uint32_t source = 0; source < loaded.sources.size(); ++source) {
      const std::string& path = loaded.sources[source].name();
      line({"规则文件", "rule file"}, name_of(path, language_));
      const auto hash = audit::file_hash(path);
      line({"SHA-256", "SHA-256"}, path != "-" && hash.ok() ? *hash : std::string());
    }
  }

  void parameters(const model::Rules& rules) {
    if (rules.parameters.empty()) return;
    section(Message{"参数", "parameters"}.in(language_));
    for (const model::Parameter& parameter : rules.parameters) {
      std::string value = model::to_text(parameter.value, parameter.type, rules, language_);
      if (parameter.set) value += Message{"（另定）", " (set from outside)"}.in(language_);
      line({parameter.name, parameter.name}, std::move(value));
    }
  }

 private:
  Language language_;
};

}  // namespace

std::vector<Facts> rule_facts(const books::LoadedRules& loaded, const RunSettings& settings, Language language) {
  Writer writer(language);
  writer.section(Message{"规则", "rules"}.in(language));
  writer.rules(loaded);
  writer.list(settings);
  writer.parameters(*loaded.rules);
  return std::move(writer.facts);
}

std::vector<Facts> book_facts(const books::BookFiles& all, const RunSettings& settings, Language language) {
  Writer writer(language);
  writer.section(Message{"册子", "book"}.in(language));
  writer.line({"标题", "title"}, all.book.title);
  writer.line({"文件", "file"}, name_of(settings.rules, language));
  writer.line({"按哪一天的规则", "rules of"}, day_text(all.as_of));
  if (all.book.exceptions) writer.line({"特批", "exceptions"}, all.book.exceptions->text);
  writer.list(settings);
  for (const books::BookFile& file : all.files) {
    writer.section(file.name);
    writer.rules(file.loaded);
    if (!books::in_force(*file.loaded.rules, all.as_of)) {
      writer.line({"状况", "state"}, Message{"这一天不在有效期内", "not in force on that day"}.in(language));
    }
    writer.parameters(*file.loaded.rules);
  }
  return std::move(writer.facts);
}

}  // namespace fenji::cli
