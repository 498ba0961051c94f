#include "engine/abi/compiled_book.hpp"

#include <algorithm>
#include <functional>
#include <nlohmann/json.hpp>
#include <set>

#include "engine/abi/book_form.hpp"
#include "engine/abi/cell_texts.hpp"
#include "engine/abi/description.hpp"
#include "engine/books/book_findings.hpp"
#include "engine/books/rule_findings.hpp"
#include "engine/lint/lint.hpp"
#include "engine/lists/csv_text.hpp"

namespace fenji::abi {
namespace {

using Told = std::function<void(const Diagnostics& findings, const SourceSet& sources)>;

bool has_settings(const books::BookFile& file) {
  return std::any_of(file.loaded.rules->parameters.begin(), file.loaded.rules->parameters.end(),
                     [](const model::Parameter& parameter) { return parameter.set; });
}

// What lint says of the files by themselves, then as the book sets them, then of the book.
void tell_findings(const CompiledBook& book, const Told& tell) {
  for (std::size_t i = 0; i < book.all.files.size(); ++i) {
    const books::LoadedRules& loaded = book.all.files[i].loaded;
    const books::LoadedRules& declared = book.declared[i] ? *book.declared[i] : loaded;
    Diagnostics found = books::rule_findings(declared);
    books::mark_extended(found, declared);
    tell(found, declared.sources);
    if (!book.declared[i]) continue;
    // Examples hold for the declared parameters.
    Diagnostics proved = lint::lint(*loaded.rules, loaded.sources, {});
    std::erase_if(proved, [](const Diagnostic& finding) { return finding.name == "example-failed"; });
    books::mark_extended(proved, loaded);
    tell(proved, loaded.sources);
  }
  Diagnostics found = book.all.diagnostics;
  const Diagnostics proved = books::book_findings(book.all);
  found.insert(found.end(), proved.begin(), proved.end());
  tell(found, book.all.sources);
}

// As the list that they were read from.
std::string list_of(const books::Exceptions& exceptions) {
  std::string text;
  lists::append_record(text, std::vector<std::string_view>{"key", "result", "value", "reason", "approved by", "valid until"});
  for (const books::Exception& each : exceptions.all) {
    lists::append_record(text, std::vector<std::string_view>{each.key, each.result, each.value, each.reason, each.approved_by,
                                                             each.valid_until});
  }
  return text;
}

}  // namespace

std::vector<const books::BookFile*> CompiledBook::in_force() const {
  std::vector<const books::BookFile*> files;
  for (const books::BookFile& file : all.files) {
    if (books::in_force(*file.loaded.rules, all.as_of)) files.push_back(&file);
  }
  return files;
}

std::variant<SharedBook, Refusal> compiled_book(const std::string& path, std::optional<model::Day> as_of, model::Day today) {
  auto book = std::make_shared<CompiledBook>();
  book->all = books::load_book(path, as_of, today);
  const books::BookFiles& all = book->all;
  if (all.unreadable) return Refusal{{FENJI_FILE_UNREADABLE, *all.unreadable}};
  if (!all.runnable()) return refusal(FENJI_RULES_HAVE_ERRORS, all.diagnostics, all.sources, all.book.language);
  for (const books::BookFile& file : all.files) {
    book->declared.emplace_back();
    if (has_settings(file)) book->declared.back() = books::load_rules(file.path, {}, all.as_of);
  }
  if (!all.book.exceptions) return SharedBook(std::move(book));
  auto list = lists::ListFile::open(books::beside_book(path, all.book.exceptions->text));
  if (!list.ok()) return Refusal{{FENJI_FILE_UNREADABLE, list.failure()}, all.book.language};
  books::ExceptionReading reading = books::read_exceptions(*list, all.as_of);
  if (!reading.problems.empty()) return Refusal{{FENJI_FILE_UNREADABLE, all_of(reading.problems)}, all.book.language};
  book->exceptions = std::move(reading.exceptions);
  return SharedBook(std::move(book));
}

std::string description_json(const CompiledBook& book) {
  const books::BookFiles& all = book.all;
  Json json = {{"title", all.book.title},
               {"version", ""},
               {"language", all.book.language == Language::chinese ? "zh" : "en"},
               {"as_of", day_text(all.as_of)}};
  json["fields"] = Json::array();
  json["parameters"] = Json::array();
  json["files"] = Json::array();
  std::set<std::string> known;
  bool whole_list = false;
  for (const books::BookFile& file : all.files) {
    const model::Rules& rules = *file.loaded.rules;
    json["files"].push_back({{"name", file.name},
                             {"path", file.path},
                             {"title", rules.title},
                             {"version", rules.version},
                             {"in_force", books::in_force(rules, all.as_of)}});
    for (const model::Field& field : rules.fields) {
      if (field.population == model::none && known.insert(field.name).second)
        json["fields"].push_back(field_json(field, rules));
    }
    whole_list = whole_list || !rules.populations.empty();
  }
  json["outputs"] = Json::array();
  for (const BookColumn& column : book_columns(book)) {
    Json each = {{"name", column.name}};
    each.update(type_json(column.type, model::Rules{}));
    json["outputs"].push_back(std::move(each));
  }
  json["whole_list"] = whole_list;
  json["sources"] = Json::array();
  std::set<std::string> paths;
  const auto add = [&](const std::string& path, const std::string& text) {
    if (paths.insert(path).second) json["sources"].push_back({{"path", path}, {"text", text}});
  };
  add(all.sources[0].name(), std::string(all.sources[0].text()));
  for (const books::BookFile& file : all.files) {
    for (std::uint32_t i = 0; i < file.loaded.sources.size(); ++i) {
      add(file.loaded.sources[i].name(), std::string(file.loaded.sources[i].text()));
    }
  }
  if (all.book.exceptions) {
    add(books::beside_book(all.sources[0].name(), all.book.exceptions->text), list_of(book.exceptions));
  }
  return dumped(json);
}

std::string lint_json(const CompiledBook& book, Language language) {
  std::string json;
  tell_findings(book, [&](const Diagnostics& findings, const SourceSet& sources) {
    const std::string told = findings_json(findings, sources, language);
    if (findings.empty()) return;
    if (!json.empty()) json += ", ";
    json += told.substr(1, told.size() - 2);
  });
  return "[" + json + "]";
}

std::string lint_text(const CompiledBook& book, Language language) {
  std::string text;
  tell_findings(
      book, [&](const Diagnostics& findings, const SourceSet& sources) { text += findings_text(findings, sources, language); });
  return text;
}

}  // namespace fenji::abi
