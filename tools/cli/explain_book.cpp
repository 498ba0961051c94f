#include "explain_book.hpp"

#include <fmt/format.h>

#include <utility>

#include "engine/books/book_files.hpp"
#include "engine/columns/cell.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/execute/plain.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/run/record_search.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

class Chooser {
 public:
  Chooser(const std::string& list, const lists::ListOptions& reading, const std::string& key, const Context& context)
      : list_(list), key_(key), context_(context), language_(context.own_language()) {
    choice_.reading = reading;
  }

  BookChoice choose(const std::string& path, std::optional<model::Day> as_of) {
    if (list_ == "-")
      return refused({"册子里有几个规则文件，名单要读几遍：请给文件", "a book reads the list several times: name a file"},
                     wrong_usage);
    books::BookFiles all = load_book(path, as_of);
    if (all.unreadable) return refused(*all.unreadable, file_failed);
    language_ = context_.language_for(all.book.language);
    if (!all.runnable()) {
      print_error(findings_text(all.diagnostics, all.sources, language_, context_.error_colour()));
      choice_.exit_code = rules_have_findings;
      return std::move(choice_);
    }
    choice_.reading = books::list_options(all, choice_.reading);
    choice_.as_of = all.as_of;
    std::vector<books::BookFile*> certain, undecided, in_force;
    for (books::BookFile& file : all.files) {
      if (!books::in_force(*file.loaded.rules, all.as_of)) continue;
      in_force.push_back(&file);
      const auto applies = applies_in(*file.loaded.rules);
      if (choice_.exit_code != success) return std::move(choice_);
      if (!applies) continue;
      if (applies->state == model::State::known && applies->yes) certain.push_back(&file);
      if (applies->state != model::State::known) undecided.push_back(&file);
    }
    if (in_force.empty())
      return refused({"这一天册子里没有一个规则文件在有效期内", "no file of the book is in force on that day"}, wrong_usage);
    books::BookFile* chosen = !certain.empty() ? certain[0] : !undecided.empty() ? undecided[0] : in_force[0];
    if (certain.size() > 1) {
      remark({fmt::format("同时适用“{}”和“{}”，运行时不评；下面按前一个说明", certain[0]->name, certain[1]->name),
              fmt::format("both `{}` and `{}` apply, so a run grades by none; told here by the first", certain[0]->name,
                          certain[1]->name)});
    } else if (certain.empty() && undecided.empty()) {
      remark({fmt::format("册子里没有适用的规则文件；下面按“{}”说明", chosen->name),
              fmt::format("no file of the book applies; told here by `{}`", chosen->name)});
    }
    if (all.book.exceptions) read_exceptions(books::beside_book(path, all.book.exceptions->text), all.as_of);
    choice_.loaded = std::move(chosen->loaded);
    return std::move(choice_);
  }

 private:
  BookChoice refused(const Message& message, int exit_code) {
    complain(message, language_);
    choice_.exit_code = exit_code;
    return std::move(choice_);
  }

  void remark(Message message) { choice_.remarks.push_back(std::move(message)); }

  // Whether the rules apply to the first record with the key; nothing where there is none.
  std::optional<model::Value> applies_in(const model::Rules& declared) {
    auto list = lists::ListFile::open(list_, choice_.reading);
    if (!list.ok()) {
      refused(list.failure(), file_failed);
      return std::nullopt;
    }
    const run::SearchOutcome search = run::find_records(declared, *list, key_);
    if (!search.problems.empty()) {
      for (const Message& problem : search.problems) refused(problem, file_failed);
      return std::nullopt;
    }
    if (search.records.empty()) return std::nullopt;
    model::Rules rules = declared;
    run::read_as_listed(rules, search.columns);
    execute::Record record;
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      record.fields.push_back(columns::read_cell(search.records[0].cells[field], rules.fields[field], rules));
    }
    return execute::evaluate(rules, record).applies.value;
  }

  void read_exceptions(const std::string& path, model::Day as_of) {
    auto list = lists::ListFile::open(path);
    if (!list.ok()) {
      refused(list.failure(), file_failed);
      return;
    }
    books::ExceptionReading reading = books::read_exceptions(*list, as_of);
    for (const Message& problem : reading.problems) refused(problem, file_failed);
    const auto open = reading.exceptions.open.find(std::string(columns::trimmed(key_)));
    if (open == reading.exceptions.open.end()) return;
    for (const std::uint32_t number : open->second) choice_.exceptions.push_back(reading.exceptions.all[number]);
  }

  const std::string& list_;
  const std::string& key_;
  const Context& context_;
  Language language_;
  BookChoice choice_;
};

}  // namespace

BookChoice choose_rules(const std::string& book, const std::string& list, const lists::ListOptions& reading,
                        const std::string& key, std::optional<model::Day> as_of, const Context& context) {
  return Chooser(list, reading, key, context).choose(book, as_of);
}

}  // namespace fenji::cli
