#include "engine/books/book_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "engine/books/joined_rules.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/run/list_summary.hpp"

namespace fenji::books {
namespace {

using Json = nlohmann::ordered_json;

std::string date_text(model::Day day) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

std::string line(const Message& message, Language language) { return message.in(language) + "\n"; }

std::size_t granted(const BookOutcome& outcome) {
  return static_cast<std::size_t>(std::count_if(outcome.exceptions.begin(), outcome.exceptions.end(),
                                                [](const Exception& each) { return each.state == ExceptionState::granted; }));
}

std::string exceptions_text(const BookOutcome& outcome, Language language, Colour colour) {
  if (outcome.exceptions.empty()) return {};
  const std::size_t all = outcome.exceptions.size();
  std::string text = line({fmt::format("特批：{} 条，生效 {} 条", all, granted(outcome)),
                           fmt::format("Exceptions: {}, {} granted", all, granted(outcome))},
                          language);
  for (const Exception& exception : outcome.exceptions) {
    if (exception.state == ExceptionState::granted) continue;
    const std::string key = columns::quotable(exception.key);
    const std::string result = columns::quotable(exception.result);
    const Message why = exception_state_text(exception.state);
    const Message told{fmt::format("  第 {} 行 {} {}：{}，没有采用", exception.line, key, result, why.zh),
                       fmt::format("  line {} {} {}: {}; it changes nothing", exception.line, key, result, why.en)};
    text += painted(told.in(language), Paint::warning, colour) + "\n";
  }
  return text;
}

std::string nobody_text(const BookOutcome& outcome, Language language, Colour colour) {
  std::string text;
  if (outcome.unrouted > 0) {
    text += line({fmt::format("没有规则文件适用：{} 条，不适用", outcome.unrouted),
                  fmt::format("No rule file applies: {}, not applicable", outcome.unrouted)},
                 language);
  }
  if (outcome.ambiguous > 0) {
    const Message told{fmt::format("有几个规则文件适用：{} 条（第一条在第 {} 行），没有评，请看 fenji lint", outcome.ambiguous,
                                   *outcome.first_ambiguous),
                       fmt::format("Several rule files apply: {} (first at line {}), not graded; see fenji lint",
                                   outcome.ambiguous, *outcome.first_ambiguous)};
    text += painted(told.in(language), Paint::warning, colour) + "\n";
  }
  return text;
}

Json file_json(const BookFile& file, const FileOutcome& outcome, const run::RunFacts& facts, Language language) {
  run::RunFacts own = facts;
  own.rules_file = file.path;
  own.remarks.clear();
  if (!outcome.in_force) {
    return {{"name", file.name}, {"file", file.path}, {"title", file.loaded.rules->title}, {"in_force", false}};
  }
  Json json = Json::parse(run::summary_json(outcome.rules, outcome.outcome, own, language));
  for (const char* of_the_list : {"list", "result", "remarks", "microseconds", "records_per_second"}) json.erase(of_the_list);
  Json& parameters = json["parameters"];
  for (std::size_t i = 0; i < added_parameters; ++i) parameters.erase(parameters.size() - 1);
  Json with_name = {{"name", file.name}, {"in_force", true}};
  with_name.update(json);
  return with_name;
}

}  // namespace

std::string book_summary_text(const BookFiles& all, const BookOutcome& outcome, const run::RunFacts& facts, Language language,
                              Colour colour) {
  const std::string title = all.book.title.empty() ? facts.rules_file : all.book.title;
  std::string text =
      painted(Message{fmt::format("{}：{} 条记录，按 {} 的规则", title, outcome.records, date_text(all.as_of)),
                      fmt::format("{}: {} records, by the rules of {}", title, outcome.records, date_text(all.as_of))}
                  .in(language),
              Paint::heading, colour) +
      "\n\n";
  for (std::size_t i = 0; i < all.files.size(); ++i) {
    const FileOutcome& file = outcome.files[i];
    if (!file.in_force) {
      text += line({fmt::format("{}：这一天不在有效期内", all.files[i].name),
                    fmt::format("{}: not in force on that day", all.files[i].name)},
                   language);
    } else {
      text += run::counts_text(file.rules, file.outcome, language, colour);
    }
    text += "\n";
  }
  // The list as a whole: its keys and its rows, none of which is counted with a file.
  text += nobody_text(outcome, language, colour);
  text += run::list_text(outcome.list, outcome.nobody, language, colour);
  text += exceptions_text(outcome, language, colour);
  return text + run::closing_text(outcome.list, outcome.records, facts, language, colour);
}

std::string book_summary_json(const BookFiles& all, const BookOutcome& outcome, const run::RunFacts& facts, Language language) {
  Json json = {{"book", {{"file", facts.rules_file}, {"title", all.book.title}, {"as_of", date_text(all.as_of)}}}};
  json["list"] = run::list_json(outcome.list, facts.list);
  json["result"] = facts.result;
  json["records"] = outcome.records;
  std::array<std::uint64_t, execute::status_count> statuses = outcome.nobody.statuses;
  for (const FileOutcome& file : outcome.files) {
    if (!file.in_force) continue;
    for (std::size_t i = 0; i < statuses.size(); ++i) statuses[i] += file.outcome.tally->statuses[i];
  }
  for (std::size_t i = 0; i < statuses.size(); ++i) {
    json["statuses"][std::string(execute::status_name(static_cast<execute::Status>(i)))] = statuses[i];
  }
  json["no_file_applies"] = outcome.unrouted;
  json["several_files_apply"] = outcome.ambiguous;
  json["rows_longer_than_header"] = outcome.nobody.too_long;
  if (outcome.list.keys) {
    std::vector<std::string> examples;
    for (const std::string& key : outcome.list.keys->examples()) examples.push_back(columns::quotable(key));
    json["keys"] = {{"duplicates", outcome.list.keys->duplicates()},
                    {"examples", examples},
                    {"empty", outcome.list.keys->empty()},
                    {"checked_all", outcome.list.keys->complete()}};
  }
  json["rules"] = Json::array();
  for (std::size_t i = 0; i < all.files.size(); ++i) {
    json["rules"].push_back(file_json(all.files[i], outcome.files[i], facts, language));
  }
  json["exceptions"] = Json::array();
  for (const Exception& exception : outcome.exceptions) {
    json["exceptions"].push_back({{"line", exception.line},
                                  {"key", exception.key},
                                  {"result", exception.result},
                                  {"state", exception_state_name(exception.state)},
                                  {"message", exception_state_text(exception.state).in(language)}});
  }
  json["remarks"] = Json::array();
  for (const Message& remark : run::all_remarks(outcome.list, facts)) json["remarks"].push_back(remark.in(language));
  json["microseconds"] = facts.microseconds;
  json["records_per_second"] = outcome.records * 1'000'000 / std::max<std::uint64_t>(1, facts.microseconds);
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::vector<run::Report> book_reports(const BookFiles& all, const BookOutcome& outcome, Language language) {
  std::vector<run::Report> reports = run::empty_reports();
  for (std::size_t i = 0; i < all.files.size(); ++i) {
    const FileOutcome& file = outcome.files[i];
    if (file.in_force) run::add_reports(reports, all.files[i].name, file.rules, file.outcome, language);
  }
  run::add_ungraded(reports, outcome.nobody,
                    {{{"没有规则文件适用", "no rule file applies"}, outcome.unrouted},
                     {{"有几个规则文件适用", "several rule files apply"}, outcome.ambiguous}},
                    language);
  return reports;
}

}  // namespace fenji::books
