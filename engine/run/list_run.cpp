#include "engine/run/list_run.hpp"

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <utility>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/formula_cells.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/block_pipeline.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/kept_cells.hpp"
#include "engine/run/kept_columns.hpp"
#include "engine/run/outcome_grader.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/result_writer.hpp"

namespace fenji::run {
namespace {

// The result of one block, waiting for its turn.
struct Graded {
  lists::ByteBuffer lines;
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  KeyRun keys;
};

using Pipeline = BlockPipeline<Graded>;

// Memory of lines that have been written, for lines to come.
class SpareBuffers {
 public:
  lists::ByteBuffer take() {
    const std::lock_guard lock(mutex_);
    lists::ByteBuffer buffer;
    if (buffers_.empty()) return buffer;
    buffer = std::move(buffers_.back());
    buffers_.pop_back();
    return buffer;
  }
  void give(lists::ByteBuffer buffer) {
    buffer.clear();
    const std::lock_guard lock(mutex_);
    buffers_.push_back(std::move(buffer));
  }

 private:
  std::mutex mutex_;
  std::vector<lists::ByteBuffer> buffers_;
};

class GradingWorker : public Pipeline::Worker {
 public:
  // Adds what it counted to `total` when it finishes. Takes lines that are done with from `spare`.
  GradingWorker(const model::Rules& rules, const graph::Graph& graph, const ListColumns& columns, const KeptColumns& kept,
                model::FieldId key, const RunOptions& options, SpareBuffers& spare, Tally& total)
      : tally_(rules, options.groupings),
        cells_(rules, columns),
        splitter_(cells_.wanted()),
        key_(key),
        defuse_(options.defuse),
        spare_(spare),
        total_(total) {
    if (!kept.none()) kept_.emplace(kept.positions, columns.width);
    if (!options.extra.none()) extra_ = options.extra.make(rules, *options.sources, options.populations);
    if (options.plain) {
      plain_ = make_plain_grader(rules, options.language, options.populations);
      return;
    }
    // Extra columns are not kept with outcomes.
    if (options.fold_outcomes && !extra_) {
      make_outcomes_ = [this, &rules, &graph, &columns, &options](bool few_together) {
        return OutcomeGrader::make(rules, graph, columns, options.language, key_, defuse_ && !kept_, options.batch,
                                   options.populations, options.groupings, few_together);
      };
      outcomes_ = make_outcomes_(false);
    }
    make_grader_ = [&rules, &graph, &options](std::size_t block_records) {
      return make_vectorised_grader(rules, graph, options.language, batch_for(block_records, options.batch),
                                    options.populations);
    };
  }

  Graded work(const lists::CsvBlock& block) override {
    Graded graded;
    graded.lines = spare_.take();
    graded.records = block.records;
    graded.bytes = block.bytes.size();
    const bool by_outcomes = outcomes_take();
    if (by_outcomes) {
      outcomes_->grade(block, graded.lines, tally_, graded.keys);
    } else {
      grade_by_record(block, graded);
    }
    add_kept(block, by_outcomes ? &outcomes_->index() : nullptr, graded.lines);
    // Lines by outcomes are defused already, but for what was kept.
    if (defuse_ && (kept_ || !by_outcomes)) lists::defuse(graded.lines);
    return graded;
  }

  void finish() override {
    if (outcomes_) outcomes_->finish(tally_);
    total_.add(tally_);
  }

 private:
  // Where a list has so many outcomes that it is not worth while to know them, those of some results together may be few.
  bool outcomes_take() {
    if (!outcomes_ || outcomes_->takes()) return outcomes_ != nullptr;
    if (!make_outcomes_) return false;
    outcomes_->finish(tally_);
    outcomes_ = std::exchange(make_outcomes_, nullptr)(true);
    return outcomes_ != nullptr;
  }

  void grade_by_record(const lists::CsvBlock& block, Graded& graded) {
    splitter_.split(block, records_);
    cells_.take(records_);
    lines_.clear();
    graded_.clear();
    grade_lines(block.records);
    graded.lines.append(extra_ ? with_extra_cells(lines_, cells_, graded_, *extra_) : lines_);
    if (key_ != model::none) graded.keys = keys_of(cells_, key_);
  }

  void grade_lines(std::size_t block_records) {
    if (plain_) return plain_->grade(cells_, lines_, tally_);
    if (!grader_) grader_ = make_grader_(block_records);
    if (extra_) return grader_->grade(cells_, false, lines_, tally_, graded_);
    grader_->grade(cells_, lines_, tally_);
  }

  void add_kept(const lists::CsvBlock& block, const lists::CsvIndex* index, lists::ByteBuffer& lines) {
    if (!kept_) return;
    kept_->take(block, index);
    lists::ByteBuffer with_cells = spare_.take();
    kept_->append_all(lines.view(), with_cells);
    spare_.give(std::exchange(lines, std::move(with_cells)));
  }

  Tally tally_;
  RecordCells cells_;
  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
  std::unique_ptr<Grader> plain_;  // null where the records are executed
  std::function<std::unique_ptr<TracingGrader>(std::size_t block_records)> make_grader_;
  std::unique_ptr<TracingGrader> grader_;  // made for the first block that outcomes do not take
  std::vector<GradedRecord> graded_;       // of the block in hand, for extra columns
  std::function<std::unique_ptr<OutcomeGrader>(bool few_together)> make_outcomes_;  // null: that did not help
  std::unique_ptr<OutcomeGrader> outcomes_;
  std::unique_ptr<ExtraColumns> extra_;
  std::optional<KeptCells> kept_;
  std::string lines_;
  model::FieldId key_;
  bool defuse_;
  SpareBuffers& spare_;
  Tally& total_;
};

}  // namespace

std::optional<Message> read_header(lists::CsvBlockReader& reader, lists::CsvHeader& header, const Message& name) {
  switch (reader.read_header(header)) {
    case lists::CsvBlockReader::Status::ready:
      break;
    case lists::CsvBlockReader::Status::end:
      return Message{name.zh + " 是空的：第一行应当是表头", name.en + " is empty: its first row should be the header"};
    case lists::CsvBlockReader::Status::failed:
      return reader.failure();
  }
  return std::nullopt;
}

Message changed_list(const Message& name) {
  return {name.zh + " 在读的时候变了：请等写它的程序结束后再试",
          name.en + " changed while it was read: try again when whatever writes it has ended"};
}

RunOutcome run_list(const model::Rules& rules, const graph::Graph& graph, lists::ByteSource& list, lists::OutputFile& out,
                    const RunOptions& options) {
  CsvSink sink(out);
  return run_list(rules, graph, list, sink, options);
}

RunOutcome run_list(const model::Rules& declared, const graph::Graph& graph, lists::ByteSource& list, ResultSink& out,
                    const RunOptions& options) {
  RunOutcome outcome;
  lists::CsvBlockReader reader(list, {.block_size = options.block, .limits = {}});
  lists::CsvHeader header;
  if (auto problem = read_header(reader, header, list.name())) {
    outcome.problems.push_back(std::move(*problem));
    return outcome;
  }
  outcome.columns = match_columns(declared, header.cells, &list);
  // Long rules are not copied for nothing.
  std::optional<model::Rules> listed;
  if (!outcome.columns.units.empty()) read_as_listed(listed.emplace(declared), outcome.columns);
  const model::Rules& rules = listed ? *listed : declared;
  outcome.problems = outcome.columns.problems;
  for (Message& problem : unknown_groups(rules, options.groupings, outcome.columns.positions, outcome.columns.unused)) {
    outcome.problems.push_back(std::move(problem));
  }
  std::vector<ResultColumn> columns = with_names(result_columns(rules, options.language), options.extra, options.language);
  KeptColumns kept =
      choose_kept(options.keep, header.cells, known_columns(rules, outcome.columns.positions, header.cells.size()), columns,
                  options.language);
  outcome.problems.insert(outcome.problems.end(), kept.problems.begin(), kept.problems.end());
  if (!outcome.problems.empty()) return outcome;
  columns.insert(columns.end(), kept.columns.begin(), kept.columns.end());
  if (options.defuse) defuse_names(columns);
  if (const lists::Failure failure = out.begin(columns)) {
    outcome.problems.push_back(*failure);
    return outcome;
  }
  const model::FieldId key = key_field(rules, outcome.columns);
  if (key != model::none) outcome.keys.emplace(options.key_limit);
  Tally total(rules, options.groupings);
  SpareBuffers spare;
  std::uint64_t records = 0;
  const auto make = [&]() -> std::unique_ptr<Pipeline::Worker> {
    return std::make_unique<GradingWorker>(rules, graph, outcome.columns, kept, key, options, spare, total);
  };
  const auto receive = [&](Graded&& graded) -> std::optional<Message> {
    if (const lists::Failure failure = out.write(graded.lines.view(), graded.records)) return *failure;
    if (outcome.keys) outcome.keys->add(std::move(graded.keys));
    spare.give(std::move(graded.lines));
    records += graded.records;
    outcome.bytes += graded.bytes;
    if (options.progress) options.progress(records, outcome.bytes);
    return std::nullopt;
  };
  outcome.problems = Pipeline(reader, options.threads).run(make, receive);
  if (outcome.problems.empty()) outcome.problems = total.problems();
  if (outcome.problems.empty()) outcome.tally = std::move(total);
  outcome.facts = list.facts();
  if (!outcome.facts.encoding) outcome.facts.encoding = reader.encoding();
  if (options.populations == nullptr || !outcome.tally) return outcome;
  if (auto failure = options.populations->failure()) {
    outcome.tally.reset();
    outcome.problems.push_back(std::move(*failure));
    return outcome;
  }
  // Where no result needs them, there was no pass over the list.
  if (options.populations->levels() > 0 && outcome.tally->records != options.population_records) {
    outcome.tally.reset();
    outcome.problems.push_back(changed_list(list.name()));
    return outcome;
  }
  outcome.portfolios = check_portfolios(rules, *options.populations);
  for (model::PopulationId id = 0; id < rules.populations.size(); ++id) {
    outcome.left_out.push_back(options.populations->left_out(id));
  }
  return outcome;
}

}  // namespace fenji::run
