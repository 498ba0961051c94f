#include "engine/books/book_run.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "engine/books/book_list.hpp"
#include "engine/books/book_worker.hpp"

namespace fenji::books {
namespace {

class BookRun {
 public:
  BookRun(const BookFiles& all, const run::OpenList& open, run::ResultSink& out, const BookOptions& options)
      : open_(open), out_(out), options_(options), plan_(all, options), outcome_(plan_.bare) {}

  BookOutcome run() {
    outcome_.problems = plan_.refused;
    if (!outcome_.problems.empty()) return std::move(outcome_);
    auto list = open_();
    if (!list.ok()) return failed(list.failure());
    lists::CsvBlockReader reader(*list, {.block_size = options_.run.block, .limits = {}});
    lists::CsvHeader header;
    if (auto problem = run::read_header(reader, header, list->name())) return failed(std::move(*problem));
    outcome_.problems = plan_.match(header.cells, &*list);
    if (!outcome_.problems.empty() || !choose_kept(header.cells) || !find_populations() || !begin_results())
      return std::move(outcome_);
    grade(*list, reader);
    if (outcome_.problems.empty() && routed_ && *routed_ != outcome_.records) fail(run::changed_list(list->name()));
    return std::move(outcome_);
  }

 private:
  BookOutcome failed(Message problem) {
    outcome_.problems.push_back(std::move(problem));
    return std::move(outcome_);
  }

  bool find_populations() {
    outcome_.problems = books::find_populations(plan_, open_, options_.run, routed_);
    return outcome_.problems.empty();
  }

  bool fail(Message problem) {
    outcome_.problems.push_back(std::move(problem));
    return false;
  }

  bool choose_kept(const std::vector<std::string>& header) {
    const Language language = options_.run.language;
    plan_.kept = run::choose_kept(options_.run.keep, header, known_columns(plan_),
                                  run::with_names(joined_result(plan_, language), options_.run.extra, language), language);
    outcome_.problems = plan_.kept.problems;
    return outcome_.problems.empty();
  }

  // With the columns of the list behind them.
  bool begin(run::ResultSink& result, std::vector<run::ResultColumn> columns) {
    columns = run::with_names(std::move(columns), options_.run.extra, options_.run.language);
    columns.insert(columns.end(), plan_.kept.columns.begin(), plan_.kept.columns.end());
    if (options_.run.defuse) run::defuse_names(columns);
    const lists::Failure failure = result.begin(columns);
    return failure ? fail(*failure) : true;
  }

  bool begin_results() {
    const Language language = options_.run.language;
    if (!begin(out_, joined_result(plan_, language))) return false;
    for (std::size_t i = 0; i < options_.split.size(); ++i) {
      if (!begin(*options_.split[i], split_result(plan_, i, language))) return false;
    }
    return true;
  }

  void grade(const lists::ByteSource& list, lists::CsvBlockReader& reader) {
    const model::FieldId key = run::key_field(plan_.bare, plan_.bare_columns);
    if (key != model::none) outcome_.list.keys.emplace(options_.run.key_limit);
    Totals totals(plan_, options_.exceptions.all.size());
    const auto make = [&]() -> std::unique_ptr<BookPipeline::Worker> {
      return std::make_unique<BookWorker>(plan_, options_, key, totals);
    };
    const auto receive = [&](BookBlock&& block) -> std::optional<Message> {
      if (const lists::Failure failure = out_.write(block.lines, block.records)) return *failure;
      for (std::size_t i = 0; i < options_.split.size(); ++i) {
        const BookBlock::Split& split = block.split[i];
        if (const lists::Failure failure = options_.split[i]->write(split.lines, split.records)) return *failure;
      }
      if (outcome_.list.keys) outcome_.list.keys->add(std::move(block.keys));
      outcome_.records += block.records;
      outcome_.list.bytes += block.bytes;
      if (options_.run.progress) options_.run.progress(outcome_.records, outcome_.list.bytes);
      return std::nullopt;
    };
    outcome_.problems = BookPipeline(reader, options_.run.threads).run(make, receive);
    for (const run::Tally& tally : totals.files) add_problems(tally);
    add_problems(totals.nobody);
    if (!outcome_.problems.empty()) return;
    outcome_.list.facts = list.facts();
    if (!outcome_.list.facts.encoding) outcome_.list.facts.encoding = reader.encoding();
    outcome_.list.columns.unused = plan_.unused;
    outcome_.list.columns.matches = plan_.matches;
    outcome_.list.columns.remarks = plan_.remarks;
    outcome_.nobody = std::move(totals.nobody);
    outcome_.unrouted = totals.unrouted;
    outcome_.ambiguous = totals.ambiguous;
    outcome_.first_ambiguous = totals.first_ambiguous;
    take_files(totals);
    outcome_.exceptions = options_.exceptions.all;
    for (std::size_t i = 0; i < outcome_.exceptions.size(); ++i) {
      if (totals.exceptions[i]) outcome_.exceptions[i].state = *totals.exceptions[i];
    }
  }

  void add_problems(const run::Tally& tally) {
    for (Message& problem : tally.problems()) {
      const bool told = std::any_of(outcome_.problems.begin(), outcome_.problems.end(),
                                    [&](const Message& known) { return known.en == problem.en; });
      if (!told) outcome_.problems.push_back(std::move(problem));
    }
  }

  void take_files(Totals& totals) {
    for (std::size_t i = 0; i < plan_.files.size(); ++i) {
      FilePlan& file = plan_.files[i];
      FileOutcome taken;
      taken.in_force = file.in_force;
      taken.outcome.columns = std::move(file.columns);
      taken.outcome.facts = outcome_.list.facts;
      if (file.in_force) taken.outcome.tally = std::move(totals.files[i]);
      if (file.in_force && file.populations) {
        taken.outcome.portfolios = run::check_portfolios(file.rules, *file.populations);
        for (model::PopulationId id = 0; id < file.rules.populations.size(); ++id) {
          taken.outcome.left_out.push_back(file.populations->left_out(id));
        }
      }
      // The populations refer to the rules until here.
      file.populations.reset();
      taken.rules = std::move(file.rules);
      outcome_.files.push_back(std::move(taken));
    }
  }

  const run::OpenList& open_;
  run::ResultSink& out_;
  const BookOptions& options_;
  BookPlan plan_;
  BookOutcome outcome_;
  std::optional<std::uint64_t> routed_;  // records of the pass before the populations
};

}  // namespace

BookOutcome run_book(const BookFiles& all, const run::OpenList& open, run::ResultSink& out, const BookOptions& options) {
  return BookRun(all, open, out, options).run();
}

}  // namespace fenji::books
