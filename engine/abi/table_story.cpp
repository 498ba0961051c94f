#include "engine/abi/table_story.hpp"

#include <fmt/format.h>

#include <functional>

#include "engine/abi/description.hpp"
#include "engine/abi/story.hpp"
#include "engine/abi/table_list.hpp"
#include "engine/columns/cell.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/run/record_search.hpp"

namespace fenji::abi {
namespace {

using Found = std::variant<run::SearchOutcome, Fault>;
using Amend = std::function<void(const model::Rules&, explain::Explanation&)>;

Found find(const model::Rules& rules, const TableList& list, std::string_view key) {
  auto lines = list.open()();
  run::SearchOutcome search = run::find_records(rules, *lines, key);
  if (!search.problems.empty()) return Fault{FENJI_TABLE_UNSUITABLE, all_of(search.problems)};
  if (search.no_key) {
    return Fault{FENJI_TABLE_UNSUITABLE,
                 {"规则没有唯一编号，或者表里没有这一列，不能按编号查找",
                  "the rules have no key to look for, or the table lacks its column"}};
  }
  return search;
}

ReadRecord read_record(const model::Rules& rules, const run::SearchOutcome& search, const run::FoundRecord& found,
                       const execute::Populations* populations, Language language) {
  ReadRecord read;
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    if (field.population != model::none && populations != nullptr) {
      read.record.fields.push_back(populations->value(field.population, found.number));
      read.texts.push_back(model::to_text(read.record.fields.back(), field.type, rules, language));
      read.has_column.push_back(true);
      continue;
    }
    read.record.fields.push_back(columns::read_cell(found.cells[id], field, rules));
    read.texts.push_back(found.cells[id]);
    read.has_column.push_back(search.columns.positions[id].has_value());
  }
  return read;
}

// The whole document; `amend` is shown each story.
std::variant<std::string, Fault> told(const books::LoadedRules& loaded, const TableList& list, const run::SearchOutcome& search,
                                      Json json, Language language, fenji_format format, const Amend& amend) {
  model::Rules rules = *loaded.rules;
  run::read_as_listed(rules, search.columns);
  run::RunOptions options;
  options.language = language;
  const run::PopulationOutcome whole = run::find_populations(rules, list.open(), options);
  if (!whole.problems.empty()) return Fault{FENJI_UNSUPPORTED, all_of(whole.problems)};
  std::string text = json.contains("remark") ? json["remark"].get<std::string>() + "\n" : "";
  json["records"] = Json::array();
  for (const run::FoundRecord& found : search.records) {
    explain::Explanation story =
        story_of(rules, loaded.sources, read_record(rules, search, found, whole.populations.get(), language), language);
    amend(rules, story);
    const std::string in_words = explain::to_text(story);
    if (!json["records"].empty()) text += '\n';
    text += in_words;
    Json record = {{"row", found.number}};
    record.update(Json::parse(explain::to_json(story)));
    record["text"] = in_words;
    json["records"].push_back(std::move(record));
  }
  json["more"] = search.more;
  return format == FENJI_JSON ? dumped(json) : text;
}

Fault no_such_key(std::string_view key) {
  return {FENJI_INVALID_ARGUMENT, {fmt::format("表里没有编号“{}”", key), fmt::format("the table has no key `{}`", key)}};
}

}  // namespace

std::variant<std::string, Fault> explained_in(const CompiledRules& compiled, Owned<ArrowArrayStream> table,
                                              std::string_view key, Language language, fenji_format format) {
  auto made = TableList::make(std::move(table), {&compiled.rules()}, false);
  if (auto* const fault = std::get_if<Fault>(&made)) return std::move(*fault);
  const TableList& list = *std::get<std::shared_ptr<const TableList>>(made);
  Found found = find(compiled.rules(), list, key);
  if (auto* const fault = std::get_if<Fault>(&found)) return std::move(*fault);
  const auto& search = std::get<run::SearchOutcome>(found);
  if (search.records.empty()) return no_such_key(key);
  return told(compiled.loaded, list, search, Json::object(), language, format,
              [](const model::Rules&, explain::Explanation&) {});
}

std::variant<std::string, Fault> explained_in(const CompiledBook& book, Owned<ArrowArrayStream> table, std::string_view key,
                                              Language language, fenji_format format) {
  std::vector<const model::Rules*> readers;
  for (const books::BookFile* const file : book.in_force()) readers.push_back(&*file->loaded.rules);
  auto made = TableList::make(std::move(table), readers, false);
  if (auto* const fault = std::get_if<Fault>(&made)) return std::move(*fault);
  const TableList& list = *std::get<std::shared_ptr<const TableList>>(made);
  // The first record with the key says which file is told.
  std::optional<Fault> fault;
  const ChosenFile chosen = chosen_file(book, [&](const model::Rules& declared) {
    Found found = find(declared, list, key);
    auto* const search = std::get_if<run::SearchOutcome>(&found);
    if (search == nullptr) {
      fault = std::get<Fault>(found);
    } else if (search->records.empty()) {
      fault = no_such_key(key);
    } else {
      model::Rules rules = declared;
      run::read_as_listed(rules, search->columns);
      return execute::evaluate(rules, read_record(rules, *search, search->records[0], nullptr, language).record).applies.value;
    }
    return model::Value{};
  });
  if (fault) return std::move(*fault);
  if (chosen.file == nullptr) return nothing_in_force();
  const Found found = find(*chosen.file->loaded.rules, list, key);
  Json json = {{"book_file", chosen.file->name}};
  if (chosen.remark) json["remark"] = chosen.remark->in(language);
  return told(chosen.file->loaded, list, std::get<run::SearchOutcome>(found), std::move(json), language, format,
              [&](const model::Rules& rules, explain::Explanation& story) { add_exceptions(book, key, rules, story); });
}

}  // namespace fenji::abi
