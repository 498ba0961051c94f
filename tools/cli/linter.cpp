#include "linter.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/books/book_files.hpp"
#include "engine/books/book_findings.hpp"
#include "engine/books/rule_findings.hpp"
#include "engine/lint/allowances.hpp"
#include "engine/lint/compare.hpp"
#include "engine/lint/finding_json.hpp"
#include "engine/lint/lint.hpp"
#include "engine/lint/witness_list.hpp"
#include "engine/lists/output_file.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "lint_fixes.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

std::string counts_text(const Counts& counts, std::size_t files, Language language) {
  if (language == Language::chinese) {
    return fmt::format("{} 个规则文件：{} 个错误，{} 个警告，{} 个提示\n", files, counts.errors, counts.warnings, counts.notes);
  }
  return fmt::format("{} rule file{}: {} error{}, {} warning{}, {} note{}\n", files, files == 1 ? "" : "s", counts.errors,
                     counts.errors == 1 ? "" : "s", counts.warnings, counts.warnings == 1 ? "" : "s", counts.notes,
                     counts.notes == 1 ? "" : "s");
}

bool is_among(const std::vector<std::string>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::optional<Message> written(const std::string& path, const std::string& text) {
  auto output = lists::OutputFile::create(path);
  if (!output.ok()) return output.failure();
  lists::Failure failure = output->write(text);
  if (!failure) failure = output->commit();
  return failure ? std::optional<Message>(*failure) : std::nullopt;
}

}  // namespace

std::vector<std::string> names_in(const std::vector<std::string>& words) {
  std::vector<std::string> names;
  for (const std::string& word : words) {
    for (std::size_t begin = 0; begin <= word.size();) {
      const std::size_t end = std::min(word.find(',', begin), word.size());
      if (end > begin) names.push_back(word.substr(begin, end - begin));
      begin = end + 1;
    }
  }
  return names;
}

bool Counts::reaches(FailLevel level) const {
  switch (level) {
    case FailLevel::note:
      return errors + warnings + notes > 0;
    case FailLevel::warning:
      return errors + warnings > 0;
    case FailLevel::error:
      return errors > 0;
    case FailLevel::never:
      break;
  }
  return false;
}

Linter::Linter(const LintSettings& settings, const Context& context)
    : settings_(settings),
      context_(context),
      as_of_(settings.as_of.value_or(today())),
      selected_(names_in(settings.select)),
      ignored_(names_in(settings.ignore)),
      last_language_(context.own_language()) {}

void Linter::lint(const std::string& path) {
  if (books::is_book(path)) return lint_book(path);
  if (settings_.fix) mend(path);
  LoadedRules loaded = load_rules(path, {}, as_of_);
  if (loaded.unreadable) return fail(*loaded.unreadable);
  last_language_ = context_.language_for(loaded.language);
  add_rules(loaded);
}

void Linter::compare(const std::string& before, const std::string& after) {
  const LoadedRules older = load_rules(before, {}, as_of_);
  const LoadedRules newer = load_rules(after, {}, as_of_);
  for (const LoadedRules* loaded : {&older, &newer}) {
    if (loaded->unreadable) return fail(*loaded->unreadable);
    last_language_ = context_.language_for(loaded->language);
    if (!loaded->rules) add(loaded->diagnostics, loaded->sources);
  }
  if (!older.rules || !newer.rules) return;
  const lint::Comparison comparison = lint::compare(*older.rules, *newer.rules);
  add(comparison.changes, newer.sources);
  if (comparison.changes.empty() && settings_.format == Format::text) {
    text_ += last_language_ == Language::chinese ? "两版对每一个客户的结果都相同，已经证明\n"
                                                 : "both versions give every customer the same results: proved\n";
  }
  if (settings_.witnesses.empty()) return;
  listed_ = true;
  if (const auto failure = written(settings_.witnesses, lint::witness_list(comparison.changes, *newer.rules))) fail(*failure);
}

int Linter::finish(std::size_t files) {
  bool printed = false;
  if (!settings_.witnesses.empty() && !listed_) {
    fail({"没有写出名单：规则有错误，或不止一个规则文件", "no list was written: the rules have errors, or are several files"});
  }
  if (settings_.format == Format::json) {
    const nlohmann::ordered_json report = {{"files", files},
                                           {"errors", counts_.errors},
                                           {"warnings", counts_.warnings},
                                           {"notes", counts_.notes},
                                           {"findings", findings_json_}};
    printed = print(report.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
  } else {
    if (!settings_.quiet) text_ += counts_text(counts_, files, last_language_);
    printed = print(text_);
  }
  if (failed_ || !printed) return file_failed;
  return counts_.reaches(settings_.fail_level) ? rules_have_findings : success;
}

void Linter::fail(const Message& message) {
  complain(message, context_.own_language());
  failed_ = true;
}

void Linter::lint_book(const std::string& path) {
  const books::BookFiles all = load_book(path, settings_.as_of);
  if (all.unreadable) return fail(*all.unreadable);
  last_language_ = context_.language_for(all.book.language);
  for (const books::BookFile& file : all.files) {
    if (file.loaded.unreadable) continue;
    const LoadedRules declared = load_rules(file.path, {}, all.as_of);
    add_rules(declared);
    const auto is_set = [](const model::Parameter& parameter) { return parameter.set; };
    const auto& rules = file.loaded.rules;
    if (!rules || std::none_of(rules->parameters.begin(), rules->parameters.end(), is_set)) continue;
    // With the parameters that the book gives; examples hold for the declared ones.
    Diagnostics proved = lint::lint(*rules, file.loaded.sources, selected_);
    std::erase_if(proved, [](const Diagnostic& finding) { return finding.name == "example-failed"; });
    mark_extended(proved, file.loaded);
    add(proved, file.loaded.sources);
  }
  Diagnostics findings = all.diagnostics;
  if (all.runnable()) {
    const Diagnostics proved = books::book_findings(all);
    findings.insert(findings.end(), proved.begin(), proved.end());
  }
  add(findings, all.sources);
}

void Linter::add_rules(const LoadedRules& loaded) {
  Diagnostics findings = books::rule_findings(loaded, selected_);
  if (!settings_.witnesses.empty() && loaded.rules && !listed_) {
    Diagnostics wanted = findings;
    std::erase_if(wanted, [&](const Diagnostic& finding) { return !is_wanted(finding); });
    listed_ = true;
    if (const auto failure = written(settings_.witnesses, lint::witness_list(wanted, *loaded.rules))) fail(*failure);
  }
  mark_extended(findings, loaded);
  add(findings, loaded.sources);
}

void Linter::mend(const std::string& path) {
  const MendedFile mended = mend_file(path, as_of_, settings_.unsafe, [&](const LoadedRules& loaded) {
    Diagnostics findings = books::rule_findings(loaded, selected_);
    std::erase_if(findings, [&](const Diagnostic& each) { return !is_wanted(each); });
    return findings;
  });
  if (mended.unreadable) return fail(*mended.unreadable);
  if (mended.fixes.empty()) return;
  if (const auto failure = written(path, mended.text)) return fail(*failure);
  if (settings_.format != Format::text) return;
  const Language language = context_.language_for(mended.language);
  for (const Message& fix : mended.fixes) text_ += path + ": " + fix.in(language) + "\n";
}

bool Linter::is_wanted(const Diagnostic& finding) const {
  if (is_among(ignored_, finding.name)) return false;
  return selected_.empty() || is_among(selected_, finding.name);
}

// A file that stands in a book, or that several extend, is told of once.
void Linter::add(const Diagnostics& findings, const SourceSet& sources) {
  text_ += findings_text(
      findings, sources, last_language_, context_.output_colour(), [&](const Diagnostic& finding, const std::string& rendered) {
        if (!is_wanted(finding) || !told_.insert(rendered).second) return false;
        counts_.count(finding.severity);
        if (settings_.format == Format::json)
          findings_json_.push_back(nlohmann::ordered_json::parse(lint::to_json(finding, sources, last_language_)));
        return true;
      });
}

}  // namespace fenji::cli
