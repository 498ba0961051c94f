#include "run_book.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include "aside.hpp"
#include "engine/books/book_run.hpp"
#include "engine/books/book_summary.hpp"
#include "engine/lists/interruption.hpp"
#include "engine/lists/list_file.hpp"
#include "exit_codes.hpp"
#include "findings_text.hpp"
#include "progress_line.hpp"
#include "report_files.hpp"
#include "result_facts.hpp"
#include "result_file.hpp"
#include "rule_loader.hpp"
#include "terminal.hpp"

namespace fenji::cli {
namespace {

namespace fs = std::filesystem;

class BookCommand {
 public:
  BookCommand(const RunSettings& settings, const Context& context, ManifestWriter* manifest)
      : settings_(settings), context_(context), manifest_(manifest) {}

  int run() {
    all_ = load_book(settings_.rules, settings_.as_of);
    if (all_.unreadable) return failed({*all_.unreadable}, file_failed, context_.own_language());
    language_ = context_.language_for(all_.book.language);
    if (!all_.runnable()) {
      print_error(findings_text(all_.diagnostics, all_.sources, language_, context_.error_colour()));
      return rules_have_findings;
    }
    if (const auto refusal = refused()) return failed({*refusal}, wrong_usage, language_);
    const std::vector<Message> problems = read_exceptions();
    if (!problems.empty()) return failed(problems, file_failed, language_);
    return grade();
  }

 private:
  static int failed(const std::vector<Message>& problems, int exit_code, Language language) {
    for (const Message& problem : problems) complain(problem, language);
    return exit_code;
  }

  bool needs_whole_list() const {
    return std::any_of(all_.files.begin(), all_.files.end(),
                       [](const books::BookFile& file) { return !file.loaded.rules->populations.empty(); });
  }

  lists::Result<lists::ListFile> open_list() const {
    return lists::ListFile::open(settings_.list, books::list_options(all_, settings_.reading));
  }

  std::string exceptions_path() const { return books::beside_book(settings_.rules, all_.book.exceptions->text); }

  // What the result must not replace.
  std::vector<std::string> inputs() const {
    std::vector<std::string> paths{settings_.rules, settings_.list};
    if (all_.book.exceptions) paths.push_back(exceptions_path());
    for (const books::BookFile& file : all_.files) {
      for (std::uint32_t i = 0; i < file.loaded.sources.size(); ++i) paths.push_back(file.loaded.sources[i].name());
    }
    return paths;
  }

  std::optional<Message> refused() const {
    if (settings_.rules == "-") return one_standard_input();
    if (!settings_.parameters.empty()) {
      return book_takes_no_set();
    }
    if (settings_.list == "-" && needs_whole_list()) return list_needed_twice();
    if (auto unwritten = unwritten_format(settings_.out, settings_.out_format)) return unwritten;
    std::vector<std::string> outputs = split_paths();
    outputs.insert(outputs.begin(), settings_.out);
    for (const std::string& path : report_paths(settings_.reports)) outputs.push_back(path);
    if (!settings_.manifest.empty()) outputs.push_back(settings_.manifest);
    return output_clash(outputs, inputs());
  }

  ResultFormat format() const { return result_format(settings_.out, settings_.out_format); }

  // DIR/NAME.csv, or as the result, for each file; folders in names become a part of the name, and names that differ by it
  // alone are numbered.
  std::vector<std::string> split_paths() const {
    std::vector<std::string> paths;
    if (settings_.split.empty()) return paths;
    std::set<std::string> taken;
    for (const books::BookFile& file : all_.files) {
      std::string name = file.name;
      if (name.ends_with(".fenji")) name.resize(name.size() - std::string_view(".fenji").size());
      std::replace(name.begin(), name.end(), '/', '-');
      std::string unique = name;
      for (int number = 2; !taken.insert(unique).second; ++number) unique = fmt::format("{}-{}", name, number);
      paths.push_back((fs::path(settings_.split) / (unique + extension_of(format()))).string());
    }
    return paths;
  }

  std::vector<Message> read_exceptions() {
    if (!all_.book.exceptions) return {};
    auto list = lists::ListFile::open(exceptions_path());
    if (!list.ok()) return {list.failure()};
    books::ExceptionReading reading = books::read_exceptions(*list, all_.as_of);
    options_.exceptions = std::move(reading.exceptions);
    return reading.problems;
  }

  std::vector<Message> open_results(std::vector<ResultFile>& results) {
    std::vector<std::string> paths{settings_.out};
    if (!settings_.split.empty()) {
      std::error_code error;
      fs::create_directories(settings_.split, error);
      for (const std::string& path : split_paths()) paths.push_back(path);
    }
    for (const std::string& path : paths) {
      auto out = ResultFile::create(path, format(), records_sheet(), language_);
      if (!out.ok()) return {out.failure()};
      results.push_back(std::move(*out));
    }
    return {};
  }

  int grade() {
    options_.run.threads = settings_.threads;
    options_.run.batch = settings_.batch_size;
    options_.run.plain = settings_.plain;
    options_.run.language = language_;
    options_.run.defuse = !settings_.keep_formulas && format() == ResultFormat::csv;
    options_.run.extra = answers::answer_columns(settings_.answers, all_.as_of, language_);
    options_.run.keep = settings_.keep;
    options_.by = settings_.by;
    options_.by_rules = !settings_.reports.empty() || format() == ResultFormat::xlsx;
    if (settings_.check_keys) options_.run.key_limit = ~std::uint64_t{0};
    // Before a result file is begun.
    if (settings_.list != "-") {
      if (const auto list = open_list(); !list.ok()) return failed({list.failure()}, file_failed, language_);
    }
    std::vector<ResultFile> results;
    if (const auto problems = open_results(results); !problems.empty()) return failed(problems, file_failed, language_);
    for (std::size_t i = 1; i < results.size(); ++i) options_.split.push_back(&results[i].sink());
    ReportFiles reports;
    if (const auto problems = reports.open(settings_.reports); !problems.empty()) {
      return failed(problems, file_failed, language_);
    }
    // It begins with the first records: nobody waits for it whose list cannot be graded.
    if (settings_.tells()) findings_.emplace(settings_.threads, [this] { return findings_remarks(); });
    std::optional<books::BookOutcome> outcome;
    {
      ProgressLine progress(language_, start_);
      const bool shows = error_is_terminal() && !settings_.quiet;
      options_.run.progress = [&](std::uint64_t records, std::uint64_t bytes) {
        if (findings_) findings_->start();
        if (shows) progress.show(records, bytes);
      };
      outcome.emplace(books::run_book(
          all_, [&] { return open_list(); }, results[0].sink(), options_));
    }
    for (std::size_t i = 0; i < results.size() && outcome->problems.empty(); ++i) {
      const auto shown = [&] { return i == 0 ? content(*outcome) : content_of(*outcome, i - 1); };
      if (const lists::Failure failure = results[i].commit(shown)) outcome->problems.push_back(*failure);
      for (Message& remark : results[i].remarks()) remarks_.push_back(std::move(remark));
    }
    if (outcome->problems.empty() && !settings_.reports.empty()) {
      outcome->problems = reports.write(books::book_reports(all_, *outcome, language_), language_);
    }
    if (outcome->problems.empty() && manifest_ != nullptr) outcome->problems = fill_manifest(*outcome);
    if (!outcome->problems.empty()) return failed(outcome->problems, file_failed, language_);
    report(*outcome);
    return settings_.strict && has_invalid(*outcome) ? invalid_records : success;
  }

  WorkbookContent content(const books::BookOutcome& outcome) const {
    const std::string title = all_.book.title.empty() ? fs::path(settings_.rules).filename().string() : all_.book.title;
    return {title, books::book_reports(all_, outcome, language_), book_facts(all_, settings_, language_)};
  }

  // For one file's own result.
  WorkbookContent content_of(const books::BookOutcome& outcome, std::size_t number) const {
    const books::BookFile& file = all_.files[number];
    const books::FileOutcome& graded = outcome.files[number];
    WorkbookContent content{file.name, {}, rule_facts(file.loaded, settings_, language_)};
    if (!graded.in_force) return content;
    content.reports = run::empty_reports();
    run::add_reports(content.reports, file.name, graded.rules, graded.outcome, language_);
    return content;
  }

  std::vector<Message> fill_manifest(const books::BookOutcome& outcome) {
    manifest_->add_run(settings_, all_.as_of, language_);
    manifest_->add_source(settings_.rules);
    if (all_.book.exceptions) manifest_->add_source(exceptions_path());
    for (const books::BookFile& file : all_.files) manifest_->add_rules(file.loaded);
    manifest_->add_counts(outcome.nobody);
    for (const books::FileOutcome& file : outcome.files) {
      if (file.in_force) manifest_->add_counts(*file.outcome.tally);
    }
    return manifest_->finish();
  }

  static bool has_invalid(const books::BookOutcome& outcome) {
    const auto invalid = static_cast<std::size_t>(execute::Status::invalid);
    return outcome.nobody.statuses[invalid] > 0 ||
           std::any_of(outcome.files.begin(), outcome.files.end(), [&](const books::FileOutcome& file) {
             return file.in_force && file.outcome.tally->statuses[invalid] > 0;
           });
  }

  std::vector<Message> findings_remarks() const {
    std::vector<Message> remarks;
    for (const books::BookFile& file : all_.files) {
      // Examples hold for the declared parameters. This is not the main thread, for whose heap the command's load_rules() is.
      const LoadedRules declared = books::load_rules(file.path, {}, all_.as_of);
      if (!declared.rules) continue;
      for (const Message& remark : findings_remark(declared, file.path)) {
        remarks.push_back({file.name + "：" + remark.zh, file.name + ": " + remark.en});
      }
    }
    return remarks;
  }

  void report(const books::BookOutcome& outcome) {
    if (!findings_) return;
    run::RunFacts facts{settings_.rules, settings_.list, settings_.out, microseconds_since(start_), remarks_};
    for (Message& remark : findings_->take()) facts.remarks.push_back(std::move(remark));
    print_error(settings_.format == Format::json
                    ? books::book_summary_json(all_, outcome, facts, language_)
                    : books::book_summary_text(all_, outcome, facts, language_, context_.error_colour()));
  }

  const RunSettings& settings_;
  const Context& context_;
  ManifestWriter* const manifest_;  // null: none is asked for
  const Clock::time_point start_ = Clock::now();
  Language language_ = Language::english;
  books::BookFiles all_;
  books::BookOptions options_;
  std::vector<Message> remarks_;                         // on the results
  std::optional<Aside<std::vector<Message>>> findings_;  // of the rule files; none where nothing is told
};

}  // namespace

int run_book(const RunSettings& settings, const Context& context, ManifestWriter* manifest) {
  lists::remove_temporary_files_on_signals();
  return BookCommand(settings, context, manifest).run();
}

}  // namespace fenji::cli
