#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

#include "commands.hpp"
#include "engine/books/book_files.hpp"
#include "engine/compare/book_comparison.hpp"
#include "engine/compare/comparison_text.hpp"
#include "engine/compare/result_comparison.hpp"
#include "engine/compare/rule_comparison.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/workbooks/comparison_sheets.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "list_options.hpp"
#include "progress_line.hpp"
#include "report_files.hpp"
#include "result_file.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

constexpr std::size_t movers_shown = 20;

struct CompareSettings {
  std::string before, after, list;
  std::string out;  // all movers; empty: none
  std::optional<ResultFormat> out_format;
  std::string key;
  lists::ListOptions reading;       // of the list, or of both result lists
  std::optional<model::Day> as_of;  // nothing: today
  Format format = Format::text;
  bool quiet = false;
};

bool is_rules(const std::string& path) { return books::is_book(path) || path.ends_with(".fenji"); }

class CompareRun {
 public:
  CompareRun(const CompareSettings& settings, const Context& context)
      : settings_(settings), context_(context), language_(context.own_language()) {}

  int run() {
    lists::remove_temporary_files_on_signals();
    if (const auto refusal = refused()) return failed({*refusal}, wrong_usage);
    if (settings_.list.empty()) return of_results();
    return books::is_book(settings_.before) ? of_books() : of_rules();
  }

 private:
  int failed(const std::vector<Message>& problems, int exit_code) const {
    for (const Message& problem : problems) complain(problem, language_);
    return exit_code;
  }

  std::optional<Message> refused() const {
    const std::vector<std::string> inputs = {settings_.before, settings_.after, settings_.list};
    for (const std::string& path : inputs) {
      if (path != "-") continue;
      return Message{"比较要把文件读几遍，不能从标准输入读：请给文件名",
                     "a comparison reads its files several times, which cannot be standard input: name files"};
    }
    if (auto unwritten = unwritten_format(settings_.out, settings_.out_format)) return unwritten;
    if (settings_.list.empty()) {
      for (const std::string& path : {settings_.before, settings_.after}) {
        if (!is_rules(path)) continue;
        return Message{fmt::format("“{}”是规则：比较规则还要给一个名单", path),
                       fmt::format("`{}` is rules: to compare rules, name a list, too", path)};
      }
    }
    if (!settings_.list.empty() && !settings_.key.empty()) {
      return Message{"--key 用于两份结果的比较；规则按名单的行比较",
                     "--key is for two results; rules are compared record by record"};
    }
    if (!settings_.list.empty() && books::is_book(settings_.before) != books::is_book(settings_.after)) {
      return Message{"请给两个规则文件或两个册子：一个规则文件和一个册子不能比较",
                     "name two rule files or two books: a rule file cannot be compared with a book"};
    }
    if (settings_.out.empty()) return std::nullopt;
    return output_clash({settings_.out}, inputs);
  }

  std::optional<int> load(const std::string& path, LoadedRules& loaded) {
    loaded = load_rules(path, {}, settings_.as_of.value_or(today()));
    return unrunnable(loaded, context_);
  }

  int of_rules() {
    LoadedRules before, after;
    const auto old_failed = load(settings_.before, before);
    const auto new_failed = load(settings_.after, after);
    if (old_failed || new_failed) return old_failed ? *old_failed : *new_failed;
    language_ = context_.language_for(after.language);
    const lists::ListOptions reading = run::list_options(*before.rules, run::list_options(*after.rules, settings_.reading));
    return report([&](const compare::CompareOptions& options) {
      return compare::compare_rules(
          before, after, settings_.as_of.value_or(today()), [&] { return lists::ListFile::open(settings_.list, reading); },
          options);
    });
  }

  std::optional<int> load(const std::string& path, books::BookFiles& all, books::Exceptions& exceptions) {
    all = load_book(path, settings_.as_of);
    if (all.unreadable) return failed({*all.unreadable}, file_failed);
    language_ = context_.language_for(all.book.language);
    if (!all.runnable()) {
      print_error(findings_text(all.diagnostics, all.sources, language_, context_.error_colour()));
      return rules_have_findings;
    }
    if (!all.book.exceptions) return std::nullopt;
    auto list = lists::ListFile::open(books::beside_book(path, all.book.exceptions->text));
    if (!list.ok()) return failed({list.failure()}, file_failed);
    books::ExceptionReading reading = books::read_exceptions(*list, all.as_of);
    if (!reading.problems.empty()) return failed(reading.problems, file_failed);
    exceptions = std::move(reading.exceptions);
    return std::nullopt;
  }

  int of_books() {
    books::BookFiles before, after;
    books::Exceptions old_exceptions, new_exceptions;
    if (const auto exit_code = load(settings_.before, before, old_exceptions)) return *exit_code;
    if (const auto exit_code = load(settings_.after, after, new_exceptions)) return *exit_code;
    const lists::ListOptions reading = books::list_options(before, books::list_options(after, settings_.reading));
    return report([&](const compare::CompareOptions& options) {
      return compare::compare_books(
          {before, old_exceptions}, {after, new_exceptions}, [&] { return lists::ListFile::open(settings_.list, reading); },
          options);
    });
  }

  int of_results() {
    return report([&](const compare::CompareOptions& options) {
      return compare::compare_results([&] { return lists::ListFile::open(settings_.before, settings_.reading); },
                                      [&] { return lists::ListFile::open(settings_.after, settings_.reading); }, settings_.key,
                                      options);
    });
  }

  // Compares, with `out` open before the list is read, and shows what came of it.
  int report(const std::function<compare::CompareOutcome(const compare::CompareOptions&)>& compare) {
    compare::CompareOptions options;
    options.run.language = language_;
    if (settings_.format == Format::json) options.most_movers = ~std::size_t{0};
    if (settings_.format == Format::text) options.most_movers = movers_shown;
    std::optional<ResultFile> out;
    if (!settings_.out.empty()) {
      const ResultFormat format = result_format(settings_.out, settings_.out_format);
      auto created = ResultFile::create(settings_.out, format, {"变化", "movers"}, language_);
      if (!created.ok()) return failed({created.failure()}, file_failed);
      out.emplace(std::move(*created));
      if (const lists::Failure failure = out->sink().begin(compare::mover_columns(language_))) {
        return failed({*failure}, file_failed);
      }
      options.take = [&](const compare::Mover& mover) -> std::optional<Message> {
        return out->sink().write(compare::mover_line(mover, language_), 1);
      };
    }
    compare::CompareOutcome outcome;
    {
      ProgressLine progress(language_, Clock::now());
      if (error_is_terminal() && !settings_.quiet) {
        options.run.progress = [&](std::uint64_t records, std::uint64_t bytes) { progress.show(records, bytes); };
      }
      outcome = compare(options);
    }
    outcome.comparison.before.file = settings_.before;
    outcome.comparison.after.file = settings_.after;
    outcome.comparison.list = settings_.list;
    if (outcome.problems.empty() && out) {
      if (out->workbook() != nullptr) workbooks::add_comparison_sheets(*out->workbook(), outcome.comparison);
      if (const lists::Failure failure = out->commit({})) outcome.problems.push_back(*failure);
    }
    if (!outcome.problems.empty()) return failed(outcome.problems, file_failed);
    return show(outcome.comparison);
  }

  int show(const compare::Comparison& comparison) const {
    if (settings_.format == Format::text && settings_.quiet) return success;
    const bool to_output = settings_.out != "-";
    const Colour colour = to_output ? context_.output_colour() : context_.error_colour();
    const std::string text =
        settings_.format == Format::json ? compare::comparison_json(comparison) : compare::comparison_text(comparison, colour);
    if (to_output) return print(text) ? success : file_failed;
    print_error(text);
    return success;
  }

  const CompareSettings& settings_;
  const Context& context_;
  Language language_;
};

}  // namespace

Command compare_command() {
  auto settings = std::make_shared<CompareSettings>();
  Command command;
  command.name = "compare";
  command.summary = {"比较新旧两套规则，或两次的结果：谁变了，为什么", "tell what moves between two versions of the rules"};
  command.examples = {{"fenji compare 去年.fenji 今年.fenji 客户.csv", "fenji compare old.fenji new.fenji customers.csv"},
                      {"fenji compare 去年.fenji 今年.fenji 客户.csv -o 变化.csv",
                       "fenji compare old.fenji new.fenji customers.csv -o movers.csv"},
                      {"fenji compare 上月.xlsx 本月.xlsx -o 变化.xlsx", "fenji compare last.xlsx this.xlsx -o movers.xlsx"},
                      {"fenji compare 去年.fenji 今年.fenji 客户.csv --format json",
                       "fenji compare old.fenji new.fenji customers.csv --format json"}};
  command.remarks = {
      {"原因是把规则的改动一项项改回去试出来的：改回那一项，原来的结果就回来。",
       "Causes are found by taking changes of the rules back, one after the other: with the cause taken back, the old result "
       "returns."},
      {"变化.xlsx 除了变化还有对照矩阵、工作量和规则改动几个工作表。",
       "movers.xlsx has sheets of the movers, the transitions, the workload, and the changes of the rules."},
      {"变化的清单要么完整写成，要么不动原来的文件。", "The list of movers is written as a whole or not at all."}};
  command.exit_codes = {success, rules_have_findings, wrong_usage, file_failed};
  command.arguments.push_back(text_argument(
      {"原来", "OLD"}, Files::rules, settings->before,
      {"原来的规则文件或册子，或者原来的结果（CSV、XLSX、JSON）", "old rule file or book, or old result (CSV, XLSX, JSON)"}));
  command.arguments.push_back(text_argument(
      {"现在", "NEW"}, Files::rules, settings->after,
      {"现在的规则文件或册子，或者现在的结果（CSV、XLSX、JSON）", "new rule file or book, or new result (CSV, XLSX, JSON)"}));
  Argument list = text_argument(
      {"名单", "LIST"}, Files::lists, settings->list,
      {"客户名单（CSV、XLSX、JSON）；比较结果时不写", "customer list (CSV, XLSX, JSON); none where results are compared"});
  list.required = false;
  command.arguments.push_back(std::move(list));
  Option out = text_option("--out", {"清单", "OUT"}, settings->out,
                           {"全部变化另写成文件（CSV、.xlsx 或 .jsonl），- 代表标准输出",
                            "besides, all movers as a file (CSV, .xlsx or .jsonl), - for standard output"});
  out.letter = 'o';
  out.files = Files::lists;
  command.options.push_back(std::move(out));
  command.options.push_back(out_format_option(settings->out_format));
  Option key = text_option("--key", {"列名", "NAME"}, settings->key,
                           {"两份结果按哪一列对照", "column by which two results are matched"});
  key.otherwise = {"第一列", "the first"};
  command.options.push_back(std::move(key));
  add_list_options(command, settings->reading);
  command.options.push_back(as_of_option(settings->as_of));
  command.options.push_back(format_option(settings->format, {"输出格式", "format of the output"}));
  command.options.push_back(quiet_option(settings->quiet, {"不显示文本的比较", "no comparison as text"}));
  command.run = [settings](const Context& context) { return CompareRun(*settings, context).run(); };
  return command;
}

}  // namespace fenji::cli
