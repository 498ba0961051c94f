#include "engine/compare/book_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "engine/books/book_list.hpp"
#include "engine/books/book_worker.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/compare/table_pair.hpp"
#include "engine/compare/workload_changes.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/block_pipeline.hpp"

namespace fenji::compare {
namespace {

books::BookOptions options_of(const ComparedBook& book, const CompareOptions& options) {
  books::BookOptions own;
  own.run = options.run;
  own.exceptions = book.exceptions;
  return own;
}

// One of both books, ready to grade.
struct BookSide {
  BookSide(const ComparedBook& book, const CompareOptions& compare)
      : options(options_of(book, compare)), plan(book.all, options), totals(plan, options.exceptions.all.size()) {}

  TableHeader header(Language language) const {
    TableHeader header;
    for (const model::OutputColumn& output : plan.bare.outputs) header.names.push_back(output.name);
    header.status = header.names.size();
    header.names.emplace_back(language == Language::chinese ? "状态" : "status");
    header.notes = header.names.size();
    header.names.emplace_back();
    return header;
  }

  // The column of the result that holds the key; none where there is none.
  std::size_t key_column() const {
    for (std::size_t i = 0; i < plan.bare.outputs.size(); ++i) {
      const model::FieldId field = plan.bare.outputs[i].field;
      if (field != model::none && plan.bare.fields[field].key) return i;
    }
    return model::none;
  }

  // Labels that files give in a column.
  std::vector<std::string> labels(std::size_t column) const {
    std::vector<std::string> all;
    for (const books::FilePlan& file : plan.files) {
      const model::DefinitionId id = file.rules.outputs[column].definition;
      if (id == model::none || file.rules.definitions[id].type.kind != model::Kind::label) continue;
      for (const std::string& label : file.rules.labels_of(file.rules.definitions[id].type).labels) all.push_back(label);
    }
    return all;
  }

  std::vector<GradedWith> graded() const {
    std::vector<GradedWith> all;
    for (std::size_t i = 0; i < plan.files.size(); ++i) all.emplace_back(&plan.files[i].rules, &totals.files[i]);
    return all;
  }

  const books::BookOptions options;
  books::BookPlan plan;
  books::Totals totals;
};

struct Compared {
  PairCounts counts;
  std::vector<Mover> movers;
};

using Pipeline = run::BlockPipeline<Compared>;

class CompareWorker : public Pipeline::Worker {
 public:
  CompareWorker(BookSide& before, BookSide& after, const std::vector<ComparedColumn>& columns, Language language)
      : before_side_(before),
        after_side_(after),
        columns_(columns),
        language_(language),
        before_(before.plan, before.options, model::none, before.totals),
        after_(after.plan, after.options, model::none, after.totals) {}

  Compared work(const lists::CsvBlock& block) override {
    const books::BookBlock old_block = before_.work(block);
    const books::BookBlock new_block = after_.work(block);
    lines_.split(block, records_);
    const books::ResultLines old_lines(old_block.lines, before_side_.plan.cells());
    const books::ResultLines new_lines(new_block.lines, after_side_.plan.cells());
    Compared compared;
    for (std::size_t record = 0; record < records_.records(); ++record) {
      const CellAt before = [&](std::size_t place) { return books::plain_text(old_lines.cell(record, place)); };
      const CellAt after = [&](std::size_t place) { return books::plain_text(new_lines.cell(record, place)); };
      const std::vector<std::size_t> differing = count_pair(columns_, before, after, compared.counts);
      for (const std::size_t number : differing) {
        const ComparedColumn& column = columns_[number];
        Mover mover;
        const std::size_t key = after_side_.key_column();
        if (key != model::none) mover.key = after(key);
        mover.line = records_.info(record).line;
        mover.column = column.name;
        mover.before = before(column.before);
        mover.after = after(column.after);
        mover.cause = cause_of(number, differing, before, after);
        compared.movers.push_back(std::move(mover));
      }
    }
    return compared;
  }

  void finish() override {
    before_.finish();
    after_.finish();
  }

 private:
  // Where another file grades the record, that is the cause; else the other columns that differ.
  Cause cause_of(std::size_t asked, const std::vector<std::size_t>& differing, const CellAt& before,
                 const CellAt& after) const {
    const auto of_file = [&](std::size_t number) { return columns_[number].name == after_side_.plan.joined.file; };
    Cause cause;
    if (of_file(asked)) {
      cause.names.emplace_back(language_ == Language::chinese ? "适用的规则文件不同" : "another rule file applies");
    } else {
      const bool rerouted = std::any_of(differing.begin(), differing.end(), of_file);
      for (const std::size_t number : differing) {
        if (number == asked || (rerouted && !of_file(number))) continue;
        const ComparedColumn& column = columns_[number];
        cause.names.push_back(moved(column.name, before(column.before), after(column.after)));
      }
    }
    if (!cause.names.empty()) cause.kind = Cause::Kind::columns;
    return cause;
  }

  std::string moved(const std::string& column, const std::string& before, const std::string& after) const {
    const std::string none = language_ == Language::chinese ? "（空）" : "(none)";
    return fmt::format("{} {} → {}", column, before.empty() ? none : columns::quotable(before),
                       after.empty() ? none : columns::quotable(after));
  }

  BookSide& before_side_;
  BookSide& after_side_;
  const std::vector<ComparedColumn>& columns_;
  Language language_;
  books::BookWorker before_, after_;
  lists::CsvSplitter lines_{{0}};
  lists::RecordBlock records_;
};

}  // namespace

CompareOutcome compare_books(const ComparedBook& old_book, const ComparedBook& new_book, const run::OpenList& open,
                             const CompareOptions& options) {
  CompareOutcome outcome;
  BookSide before(old_book, options), after(new_book, options);
  const auto failed = [&](std::vector<Message> problems) {
    outcome.problems = std::move(problems);
    return std::move(outcome);
  };
  auto list = open();
  if (!list.ok()) return failed({list.failure()});
  lists::CsvBlockReader reader(*list, {.block_size = options.run.block, .limits = {}});
  lists::CsvHeader header;
  if (auto problem = run::read_header(reader, header, list->name())) return failed({std::move(*problem)});
  std::optional<std::uint64_t> routed;
  for (BookSide* side : {&before, &after}) {
    std::vector<Message> problems = side->plan.match(header.cells, &*list);
    if (problems.empty()) problems = books::find_populations(side->plan, open, side->options.run, routed);
    if (!problems.empty()) return failed(std::move(problems));
  }
  Comparison& comparison = outcome.comparison;
  const Language language = options.run.language;
  comparison.of = Comparison::Of::books;
  comparison.language = language;
  comparison.before.title = old_book.all.book.title;
  comparison.after.title = new_book.all.book.title;
  const std::size_t key = after.key_column();
  if (key != model::none) comparison.key_name = after.plan.bare.outputs[key].name;
  std::vector<ComparedColumn> columns =
      common_columns(before.header(language), after.header(language), comparison.key_name, comparison);
  std::vector<std::vector<std::string>> orders;
  for (ComparedColumn& column : columns) {
    std::vector<std::string> order;
    if (column.status) {
      for (std::size_t i = 0; i < execute::status_count; ++i) {
        order.emplace_back(execute::status_text(static_cast<execute::Status>(i), language));
      }
    } else {
      order = after.labels(column.after);
      for (std::string& label : before.labels(column.before)) order.push_back(std::move(label));
      column.counted = !order.empty() || column.name == after.plan.joined.file;
    }
    orders.push_back(std::move(order));
  }
  PairCounts counts;
  const auto make = [&]() -> std::unique_ptr<Pipeline::Worker> {
    return std::make_unique<CompareWorker>(before, after, columns, language);
  };
  const auto receive = [&](Compared&& compared) -> std::optional<Message> {
    counts.add(compared.counts);
    for (Mover& mover : compared.movers) {
      if (options.take) {
        if (auto problem = options.take(mover)) return problem;
      }
      if (comparison.movers.size() < options.most_movers) comparison.movers.push_back(std::move(mover));
    }
    return std::nullopt;
  };
  std::vector<Message> problems = Pipeline(reader, options.run.threads).run(make, receive);
  if (problems.empty() && routed && *routed != counts.records) problems.push_back(run::changed_list(list->name()));
  if (!problems.empty()) return failed(std::move(problems));
  report(columns, orders, counts, comparison);
  comparison.workload = workload_changes(before.graded(), after.graded(), language);
  return outcome;
}

}  // namespace fenji::compare
