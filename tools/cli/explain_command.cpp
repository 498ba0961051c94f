#include <fmt/format.h>

#include <memory>
#include <nlohmann/json.hpp>

#include "commands.hpp"
#include "engine/answers/words.hpp"
#include "engine/books/book_files.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/html.hpp"
#include "engine/explain/json.hpp"
#include "engine/explain/text.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/lists/output_file.hpp"
#include "engine/run/population_run.hpp"
#include "engine/run/record_search.hpp"
#include "engine/run/result_writer.hpp"
#include "exit_codes.hpp"
#include "explain_book.hpp"
#include "list_options.hpp"
#include "report_files.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

struct ExplainSettings {
  std::string rules, list, key;
  lists::ListOptions reading;           // of the list
  std::vector<std::string> parameters;  // NAME=VALUE
  std::optional<model::Day> as_of;      // none: today
  Format format = Format::text;
  std::string html;  // file; empty: none
  bool upgrade = false;
  bool quiet = false;
};

// A story, and the answers in it for machines; those that were not asked for are empty.
struct Told {
  explain::Explanation story;
  std::string possible, upgrade;
};

class Teller {
 public:
  // `upgrade_as_of`: none where what would give a better grade is not asked for.
  Teller(const LoadedRules& loaded, const execute::Populations* populations, std::optional<model::Day> upgrade_as_of,
         Language language)
      : loaded_(loaded),
        populations_(populations),
        upgrade_as_of_(upgrade_as_of),
        language_(language),
        words_(*loaded.rules, language) {}

  Told tell(const run::SearchOutcome& search, const run::FoundRecord& found);

 private:
  void add_answers(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation, Told& told);

  const LoadedRules& loaded_;
  const execute::Populations* populations_;
  const std::optional<model::Day> upgrade_as_of_;
  const Language language_;
  const answers::Words words_;
  std::optional<answers::PossibleSearch> possible_search_;
  std::optional<answers::UpgradeSearch> upgrade_search_;
};

Told Teller::tell(const run::SearchOutcome& search, const run::FoundRecord& found) {
  const model::Rules& rules = *loaded_.rules;
  execute::Record record;
  std::vector<explain::RawCell> cells;
  // Found from the whole list, shown like cells.
  std::vector<std::string> computed(rules.fields.size());
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (const model::PopulationId population = rules.fields[field].population; population != model::none) {
      record.fields.push_back(populations_->value(population, found.number));
      computed[field] = model::to_text(record.fields.back(), rules.fields[field].type, rules, language_);
      cells.push_back({computed[field], true});
      continue;
    }
    record.fields.push_back(columns::read_cell(found.cells[field], rules.fields[field], rules));
    cells.push_back({found.cells[field], search.columns.positions[field].has_value()});
  }
  execute::Evaluation evaluation = execute::evaluate(rules, record);
  evaluation.reasons = execute::named_by_cells(evaluation.reasons, rules, execute::AwaitedCells(rules),
                                               [&](model::FieldId field) { return record.fields[field].state; });
  Told told;
  told.story = explain::explain({rules, loaded_.sources, record, evaluation, cells}, language_);
  if (found.too_long) {
    // A comma too many may have shifted its cells: what they lead to is not to be believed.
    told.story.status = execute::Status::invalid;
    told.story.note = run::too_long_note(found.width).in(language_);
    told.story.causes.clear();
    told.story.outputs.clear();
    told.story.layers.clear();
    told.story.not_reached.clear();
  } else {
    add_answers(record.fields, evaluation, told);
  }
  return told;
}

void Teller::add_answers(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation, Told& told) {
  const bool open = evaluation.status == execute::Status::incomplete || evaluation.status == execute::Status::invalid;
  if (open) {
    if (!possible_search_) possible_search_.emplace(*loaded_.rules);
    const answers::PossibleResults possible = possible_search_->results(fields, evaluation);
    if (possible.asked) {
      told.story.answers.push_back(words_.possible_answer(possible));
      told.possible = words_.possible_json(possible);
    }
  }
  if (!upgrade_as_of_) return;
  if (!upgrade_search_) upgrade_search_.emplace(*loaded_.rules, *upgrade_as_of_);
  answers::Upgrades upgrades = upgrade_search_->singles(fields, evaluation);
  upgrade_search_->add_pairs(upgrades);
  told.story.answers.push_back(words_.upgrade_answer(upgrades, fields));
  told.upgrade = words_.upgrade_json(upgrades, fields);
}

// What a result list shows and says instead of the rules' own results.
void add_exceptions(const std::vector<books::Exception>& exceptions, const model::Rules& rules, explain::Explanation& told) {
  for (const books::Exception& exception : exceptions) {
    const books::ExceptionalValue value = books::exceptional_value(exception, rules, told.language);
    if (value.state != books::ExceptionState::granted) continue;
    std::string by_rules;
    for (explain::NamedValue& output : told.outputs) {
      if (output.name == exception.result) {
        by_rules = std::exchange(output.text, value.text);
        output.state = model::State::known;
      }
    }
    const std::string note = books::exception_note(exception, value.text, by_rules, told.language);
    told.note += (told.note.empty() ? "" : told.language == Language::chinese ? "；" : "; ") + note;
  }
}

// One document whatever the number of records: each as explain::to_json gives it, with the line of the list where it begins.
std::string document(const std::vector<run::FoundRecord>& records, const std::vector<Told>& told, bool more) {
  nlohmann::ordered_json json;
  json["records"] = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < records.size(); ++i) {
    nlohmann::ordered_json record = {{"line", records[i].line}};
    record.update(nlohmann::ordered_json::parse(explain::to_json(told[i].story)));
    if (!told[i].possible.empty()) record["possible"] = nlohmann::ordered_json::parse(told[i].possible);
    if (!told[i].upgrade.empty()) record["upgrade"] = nlohmann::ordered_json::parse(told[i].upgrade);
    json["records"].push_back(std::move(record));
  }
  json["more"] = more;
  return json.dump(2) + "\n";
}

void remark_on(const run::SearchOutcome& search, const std::string& key, Language language) {
  if (search.more) {
    complain({fmt::format("编号“{}”的记录太多，只说明前 {} 条", key, search.records.size()),
              fmt::format("too many records have the key `{}`; these are the first {}", key, search.records.size())},
             language);
  } else if (search.records.size() > 1) {
    complain({fmt::format("编号“{}”有 {} 条记录，每条都说明", key, search.records.size()),
              fmt::format("{} records have the key `{}`; each is explained", search.records.size(), key)},
             language);
  }
}

int write_page(const std::string& path, const std::vector<Told>& told, Language language) {
  std::vector<explain::Explanation> stories;
  for (const Told& each : told) stories.push_back(each.story);
  lists::remove_temporary_files_on_signals();
  auto out = lists::OutputFile::create(path);
  if (!out.ok()) {
    complain(out.failure(), language);
    return file_failed;
  }
  lists::Failure failure = out->write(explain::to_html(stories));
  if (!failure) failure = out->commit();
  if (failure) complain(*failure, language);
  return failure ? file_failed : success;
}

int explain(const ExplainSettings& settings, const Context& context) {
  const Language fallback = context.own_language();
  if (settings.rules == "-" && settings.list == "-") {
    complain(one_standard_input(), fallback);
    return wrong_usage;
  }
  if (!settings.html.empty() && settings.format == Format::json) {
    complain({"--html 和 --format json 只能要一个", "--html and --format json exclude each other: ask for one"}, fallback);
    return wrong_usage;
  }
  const bool of_book = books::is_book(settings.rules);
  if (of_book && !settings.parameters.empty()) {
    complain(book_takes_no_set(), fallback);
    return wrong_usage;
  }
  BookChoice choice;
  if (of_book) choice = choose_rules(settings.rules, settings.list, settings.reading, settings.key, settings.as_of, context);
  if (choice.exit_code != success) return choice.exit_code;
  const model::Day as_of = of_book ? choice.as_of : settings.as_of.value_or(today());
  LoadedRules loaded = of_book ? std::move(choice.loaded) : load_rules(settings.rules, settings.parameters, as_of);
  if (const auto exit_code = unrunnable(loaded, context)) return *exit_code;
  const Language language = context.language_for(loaded.language);
  if (const auto clash =
          settings.html.empty() ? std::nullopt : output_clash({settings.html}, {settings.rules, settings.list})) {
    complain(*clash, language);
    return wrong_usage;
  }
  const lists::ListOptions reading = of_book ? choice.reading : run::list_options(*loaded.rules, settings.reading);
  auto list = lists::ListFile::open(settings.list, reading);
  if (!list.ok()) {
    complain(list.failure(), language);
    return file_failed;
  }
  const run::SearchOutcome search = run::find_records(*loaded.rules, *list, settings.key);
  if (!search.problems.empty()) {
    for (const Message& problem : search.problems) complain(problem, language);
    return file_failed;
  }
  // Explained as it was read.
  run::read_as_listed(*loaded.rules, search.columns);
  if (search.no_key) {
    complain({"规则没有唯一编号，不能按编号查找", "the rules have no key to look for"}, language);
    return wrong_usage;
  }
  if (search.records.empty()) {
    complain({fmt::format("名单里没有编号“{}”", settings.key), fmt::format("the list has no key `{}`", settings.key)},
             language);
    return wrong_usage;
  }
  if (!loaded.rules->populations.empty() && settings.list == "-") {
    complain(list_needed_twice(), language);
    return wrong_usage;
  }
  run::RunOptions options;
  options.language = language;
  const run::PopulationOutcome whole = run::find_populations(
      *loaded.rules, [&] { return lists::ListFile::open(settings.list, reading); }, options);
  if (!whole.problems.empty()) {
    for (const Message& problem : whole.problems) complain(problem, language);
    return file_failed;
  }
  if (!settings.quiet) {
    for (const Message& remark : choice.remarks) complain(remark, language);
    remark_on(search, settings.key, language);
  }
  const std::optional<model::Day> upgrade_as_of = settings.upgrade ? std::optional(as_of) : std::nullopt;
  Teller teller(loaded, whole.populations.get(), upgrade_as_of, language);
  std::vector<Told> told;
  for (const run::FoundRecord& found : search.records) {
    told.push_back(teller.tell(search, found));
    add_exceptions(choice.exceptions, *loaded.rules, told.back().story);
  }
  if (!settings.html.empty()) return write_page(settings.html, told, language);
  if (settings.format == Format::json) return print(document(search.records, told, search.more)) ? success : file_failed;
  std::string text;
  for (const Told& each : told) {
    if (!text.empty()) text += '\n';
    text += explain::to_text(each.story);
  }
  return print(text) ? success : file_failed;
}

}  // namespace

Command explain_command() {
  auto settings = std::make_shared<ExplainSettings>();
  Command command;
  command.name = "explain";
  command.summary = {"说明一个客户为什么得到这个结果", "tell why a customer has its grade"};
  command.examples = {
      {"fenji explain 政策.fenji 客户.csv --key K000017", "fenji explain policy.fenji customers.csv --key K000017"},
      {"fenji explain 政策.fenji 客户.csv --key=-17 --format json",
       "fenji explain policy.fenji customers.csv --key=-17 --format json"},
      {"fenji explain 政策.fenji 客户.csv --key K000017 --upgrade --html K000017.html",
       "fenji explain policy.fenji customers.csv --key K000017 --upgrade --html K000017.html"}};
  command.remarks = {{"JSON 是一个文档：records 列出这个编号的每条记录（line 是它在名单里的行），more 表示还有没有列出的记录。",
                      "JSON is one document: `records` has every record with the key (`line` is its line in the list), `more` "
                      "tells whether there "
                      "are others."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(text_argument({"规则", "RULES"}, Files::rules, settings->rules,
                                            {"规则文件，或者册子（*.book.toml）", "rule file, or book (*.book.toml)"}));
  command.arguments.push_back(
      text_argument({"名单", "LIST"}, Files::lists, settings->list,
                    {"客户名单（CSV、XLSX、JSON），- 代表标准输入", "customer list (CSV, XLSX, JSON), - for standard input"}));
  Option key = text_option("--key", {"编号", "ID"}, settings->key, {"客户的编号", "the customer's key"});
  key.required = true;
  command.options.push_back(std::move(key));
  add_list_options(command, settings->reading);
  command.options.push_back(set_option(settings->parameters));
  command.options.push_back(as_of_option(settings->as_of));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  Option html = text_option("--html", {"文件", "FILE"}, settings->html,
                            {"写成一个网页文件，可以转发；不再显示文字", "write one web page to send on, instead of the text"});
  html.files = Files::any;
  command.options.push_back(std::move(html));
  command.options.push_back(
      flag("--upgrade", settings->upgrade,
           {"再说明：最小的哪些改动能到更高的级别", "besides, the smallest changes that give a better grade"}));
  command.options.push_back(quiet_option(settings->quiet, {"不提示有几条记录", "no remark on the number of records"}));
  command.run = [settings](const Context& context) { return explain(*settings, context); };
  return command;
}

}  // namespace fenji::cli
