#include "engine/run/list_run.hpp"

#include <memory>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/block_pipeline.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/result_writer.hpp"

namespace fenji::run {
namespace {

// The result of one block, waiting for its turn.
struct Graded {
  std::string lines;
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  BlockKeys keys;
};

using Pipeline = BlockPipeline<Graded>;

class GradingWorker : public Pipeline::Worker {
 public:
  // Adds what it counted to `total` when it finishes.
  GradingWorker(const model::Rules& rules, const graph::Graph& graph, const ListColumns& columns, model::FieldId key,
                const RunOptions& options, Tally& total)
      : tally_(rules, options.groupings),
        cells_(rules, columns),
        splitter_(cells_.wanted()),
        grader_(options.plain ? make_plain_grader(rules, options.language, options.populations)
                              : make_vectorised_grader(rules, graph, options.language, options.batch, options.populations)),
        key_(key),
        total_(total) {}

  Graded work(const lists::CsvBlock& block) override {
    splitter_.split(block, records_);
    cells_.take(records_);
    Graded graded;
    graded.records = cells_.records();
    graded.bytes = block.bytes.size();
    grader_->grade(cells_, graded.lines, tally_);
    if (key_ != model::none) graded.keys = keys_of(cells_, key_);
    return graded;
  }

  void finish() override { total_.add(tally_); }

 private:
  Tally tally_;
  RecordCells cells_;
  lists::CsvSplitter splitter_;
  lists::RecordBlock records_;
  std::unique_ptr<Grader> grader_;
  model::FieldId key_;
  Tally& total_;
};

}  // namespace

Message empty_list(const Message& name) {
  return {name.zh + " 是空的：第一行应当是表头", name.en + " is empty: its first row should be the header"};
}

Message changed_list(const Message& name) {
  return {name.zh + " 在读的时候变了：请等写它的程序结束后再试",
          name.en + " changed while it was read: try again when whatever writes it has ended"};
}

RunOutcome run_list(const model::Rules& rules, const graph::Graph& graph, lists::ByteSource& list, lists::OutputFile& out,
                    const RunOptions& options) {
  RunOutcome outcome;
  lists::CsvOptions reading;
  reading.block_size = options.block;
  reading.encoding = options.encoding;
  lists::CsvBlockReader reader(list, reading);
  lists::CsvHeader header;
  switch (reader.read_header(header)) {
    case lists::CsvBlockReader::Status::ready:
      break;
    case lists::CsvBlockReader::Status::end:
      outcome.problems.push_back(empty_list(list.name()));
      return outcome;
    case lists::CsvBlockReader::Status::failed:
      outcome.problems.push_back(reader.failure());
      return outcome;
  }
  outcome.columns = match_columns(rules, header.cells);
  outcome.problems = outcome.columns.problems;
  for (Message& problem : unknown_groups(rules, options.groupings, outcome.columns.positions, outcome.columns.unused)) {
    outcome.problems.push_back(std::move(problem));
  }
  if (!outcome.problems.empty()) return outcome;
  if (const lists::Failure failure = out.write(ResultWriter(rules, options.language).header())) {
    outcome.problems.push_back(*failure);
    return outcome;
  }
  const model::FieldId key = key_field(rules, outcome.columns);
  if (key != model::none) outcome.keys.emplace(options.key_limit);
  Tally total(rules, options.groupings);
  std::uint64_t records = 0;
  const auto make = [&]() -> std::unique_ptr<Pipeline::Worker> {
    return std::make_unique<GradingWorker>(rules, graph, outcome.columns, key, options, total);
  };
  const auto receive = [&](Graded&& graded) -> std::optional<Message> {
    if (const lists::Failure failure = out.write(graded.lines)) return *failure;
    if (outcome.keys) add_keys(graded.keys, *outcome.keys);
    records += graded.records;
    outcome.bytes += graded.bytes;
    if (options.progress) options.progress(records, outcome.bytes);
    return std::nullopt;
  };
  outcome.problems = Pipeline(reader, options.threads).run(make, receive);
  if (outcome.problems.empty()) outcome.problems = total.problems();
  if (outcome.problems.empty()) outcome.tally = std::move(total);
  outcome.encoding = reader.encoding();
  if (options.populations == nullptr || !outcome.tally) return outcome;
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
