#include "engine/run/population_run.hpp"

#include <algorithm>
#include <exception>
#include <mutex>
#include <thread>

#include "engine/columns/batch.hpp"
#include "engine/execute/executor.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/population_columns.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::run {
namespace {

// One pass: threads take blocks by turns and add what they find; the order does not matter.
class Pass {
 public:
  Pass(const model::Rules& rules, std::uint32_t level, execute::Populations& populations, lists::CsvBlockReader& reader,
       const ListColumns& columns, const RunOptions& options)
      : rules_(rules),
        graph_(graph::lower(rules)),
        level_(level),
        populations_(populations),
        reader_(reader),
        columns_(columns),
        batch_(options.batch),
        takes_part_(options.takes_part),
        threads_(options.threads != 0 ? options.threads : std::max(1u, std::thread::hardware_concurrency())) {
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      if (rules.fields[field].key && columns.positions[field]) key_ = field;
    }
  }

  void run() {
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < threads_; ++i) {
      // With fewer threads than asked for the result is the same.
      try {
        threads.emplace_back([this] { work(); });
      } catch (const std::system_error&) {
        break;
      }
    }
    work();
    for (std::thread& thread : threads) thread.join();
    if (error_) std::rethrow_exception(error_);
  }

  std::uint64_t records() const { return records_; }
  const std::vector<Message>& problems() const { return problems_; }

 private:
  void work() {
    try {
      take_blocks();
    } catch (...) {
      const std::lock_guard lock(read_);
      if (!error_) error_ = std::current_exception();
      ended_ = true;
    }
  }

  void take_blocks() {
    RecordCells cells(rules_, columns_);
    lists::CsvSplitter splitter(cells.wanted());
    lists::RecordBlock records;
    lists::CsvBlock block;
    columns::BatchReader batches(rules_, batch_);
    PopulationColumns computed(rules_, &populations_, level_);
    execute::Executor executor(graph_, rules_, batch_);
    while (take(block)) {
      splitter.split(block, records);
      cells.take(records);
      for (std::size_t begin = 0; begin < cells.records(); begin += batch_) {
        add(cells, begin, std::min(batch_, cells.records() - begin), batches, computed, executor);
      }
      const std::lock_guard lock(read_);
      records_ += cells.records();
    }
  }

  void add(const RecordCells& cells, std::size_t begin, std::size_t rows, columns::BatchReader& batches,
           PopulationColumns& computed, execute::Executor& executor) {
    const std::uint64_t first = cells.first_record() + begin;
    const columns::Batch& batch = batches.read(cells.columns_from(begin), rows);
    computed.fill(
        rows, [&](std::size_t row) { return first + row; }, batches);
    std::vector<std::string_view> keys(rows);
    std::vector<std::uint8_t> left_out(rows, 0);
    for (std::size_t row = 0; row < rows; ++row) {
      if (key_ != model::none) keys[row] = batch.cell(key_, row);
      left_out[row] = cells.too_long(begin + row) || (takes_part_ && !takes_part_(first + row)) ? 1 : 0;
    }
    populations_.add(level_, first, executor.execute(batch), keys, left_out);
  }

  bool take(lists::CsvBlock& block) {
    const std::lock_guard lock(read_);
    if (ended_) return false;
    switch (reader_.next(block)) {
      case lists::CsvBlockReader::Status::ready:
        return true;
      case lists::CsvBlockReader::Status::end:
        break;
      case lists::CsvBlockReader::Status::failed:
        problems_.push_back(reader_.failure());
        break;
    }
    ended_ = true;
    return false;
  }

  const model::Rules& rules_;
  const graph::Graph graph_;
  std::uint32_t level_;
  execute::Populations& populations_;
  lists::CsvBlockReader& reader_;
  const ListColumns& columns_;
  std::size_t batch_;
  const std::function<bool(std::uint64_t)>& takes_part_;
  unsigned threads_;
  model::FieldId key_ = model::none;

  std::mutex read_;
  bool ended_ = false;
  std::uint64_t records_ = 0;
  std::vector<Message> problems_;
  std::exception_ptr error_;
};

}  // namespace

PopulationOutcome find_populations(const model::Rules& rules, const OpenList& open, const RunOptions& options) {
  PopulationOutcome outcome;
  auto populations = std::make_unique<execute::Populations>(rules);
  for (std::uint32_t level = 1; level <= populations->levels(); ++level) {
    auto list = open();
    if (!list.ok()) {
      outcome.problems.push_back(list.failure());
      return outcome;
    }
    lists::CsvBlockReader reader(*list);
    lists::CsvHeader header;
    if (auto problem = read_header(reader, header, list->name())) {
      outcome.problems.push_back(std::move(*problem));
      return outcome;
    }
    const ListColumns columns = match_columns(rules, header.cells, &*list);
    outcome.problems = columns.problems;
    if (!outcome.problems.empty()) return outcome;
    model::Rules rules_of_pass = populations->rules_of_pass(level);
    read_as_listed(rules_of_pass, columns);
    Pass pass(rules_of_pass, level, *populations, reader, columns, options);
    pass.run();
    outcome.problems = pass.problems();
    if (!outcome.problems.empty()) return outcome;
    outcome.records = pass.records();
    populations->solve(level);
  }
  if (!rules.populations.empty()) outcome.populations = std::move(populations);
  return outcome;
}

}  // namespace fenji::run
