#include "engine/run/population_run.hpp"

#include <algorithm>
#include <exception>
#include <mutex>

#include "engine/columns/batch.hpp"
#include "engine/execute/executor.hpp"
#include "engine/execute/population_adder.hpp"
#include "engine/graph/lower.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/gb18030_text.hpp"
#include "engine/run/helper_threads.hpp"
#include "engine/run/picked_records.hpp"
#include "engine/run/population_columns.hpp"
#include "engine/run/single_quotes.hpp"
#include "engine/run/spill_files.hpp"

namespace fenji::run {
namespace {

// What one thread does with its blocks. Plain records are read by a bare index, straight into columns.
class PassWorker {
 public:
  PassWorker(const model::Rules& rules, const graph::Graph& graph, std::uint32_t level, execute::Populations& populations,
             const ListColumns& columns, std::size_t batch, const std::function<bool(std::uint64_t)>& takes_part)
      : rules_(rules),
        columns_(columns),
        takes_part_(takes_part),
        index_(columns.width),
        picked_(rules, columns),
        reader_(rules, batch),
        computed_(rules, &populations, level),
        executor_(graph, rules, batch),
        adder_(populations, level) {
    const auto has_parts = [&](const model::Population& each) { return each.level == level && each.amount != model::none; };
    if (std::any_of(rules.populations.begin(), rules.populations.end(), has_parts)) key_ = key_field(rules, columns);
  }

  void add(const lists::CsvBlock& block) {
    index_.build(block);
    // Keys are compared as the splitter reads them.
    if (key_ != model::none) {
      std::vector<lists::CsvIndex::Other> all;
      for (std::size_t plain = 0; plain < index_.plain_records(); ++plain) {
        all.push_back({index_.record(plain), index_.begin(plain), index_.end(plain), 0, false});
      }
      add(block, all);
    } else {
      add_plain(block);
    }
    add(block, index_.others());
  }

 private:
  void add_plain(const lists::CsvBlock& block) {
    Gb18030Text* const foreign = block.encoding == lists::Encoding::gb18030 ? &gb18030_ : nullptr;
    SingleQuotes* const doubled = index_.doubled() ? &single_quotes_ : nullptr;
    std::vector<columns::CellSpans> spans(rules_.fields.size());
    for (std::size_t first = 0; first < index_.plain_records(); first += reader_.capacity()) {
      const std::size_t rows = std::min(reader_.capacity(), index_.plain_records() - first);
      for (model::FieldId field = 0; field < spans.size(); ++field) {
        const auto& position = columns_.positions[field];
        if (!position) continue;
        const std::uint32_t* const places = index_.places() + *position;
        spans[field] = {block.bytes.data(), places, index_.rows() + first, index_.quotes(), doubled, foreign};
      }
      gb18030_.clear();
      single_quotes_.clear();
      begin_batch(rows);
      for (std::size_t row = 0; row < rows; ++row) numbers_[row] = block.first_record + index_.record(first + row);
      add(reader_.read(spans, rows));
    }
  }

  void add(const lists::CsvBlock& block, const std::vector<lists::CsvIndex::Other>& records) {
    picked_.split(block, records, [&](const RecordCells& cells) {
      for (std::size_t begin = 0; begin < cells.records(); begin += reader_.capacity()) {
        const std::size_t rows = std::min(reader_.capacity(), cells.records() - begin);
        begin_batch(rows);
        for (std::size_t row = 0; row < rows; ++row) {
          numbers_[row] = cells.number(begin + row);
          left_out_[row] = cells.too_long(begin + row) ? 1 : 0;
          if (key_ != model::none) keys_[row] = cells.cell(key_, begin + row);
        }
        add(reader_.read(cells.columns_from(begin), rows));
      }
    });
  }

  void begin_batch(std::size_t rows) {
    numbers_.resize(rows);
    keys_.assign(rows, {});
    left_out_.assign(rows, 0);
  }

  void add(const columns::Batch& batch) {
    computed_.fill(
        batch.rows, [&](std::size_t row) { return numbers_[row]; }, reader_);
    for (std::size_t row = 0; takes_part_ && row < batch.rows; ++row) {
      if (!takes_part_(numbers_[row])) left_out_[row] = 1;
    }
    adder_.add(numbers_, executor_.execute(batch), keys_, left_out_);
  }

  const model::Rules& rules_;
  const ListColumns& columns_;
  const std::function<bool(std::uint64_t)>& takes_part_;
  model::FieldId key_ = model::none;  // where parts go by it
  lists::CsvIndex index_;
  Gb18030Text gb18030_;
  SingleQuotes single_quotes_;
  PickedRecords picked_;
  columns::BatchReader reader_;
  PopulationColumns computed_;
  execute::Executor executor_;
  execute::Populations::Adder adder_;
  std::vector<std::uint64_t> numbers_;  // of the records of a batch, by row
  std::vector<std::string_view> keys_;
  std::vector<std::uint8_t> left_out_;
};

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
        threads_(thread_count(options.threads)) {}

  void run() {
    {
      const HelperThreads helpers(threads_ - 1, [this](unsigned) { work(); });
      work();
    }
    if (error_) std::rethrow_exception(error_);
  }

  std::uint64_t records() const { return records_; }
  const std::vector<Message>& problems() const { return problems_; }

 private:
  void work() {
    try {
      PassWorker worker(rules_, graph_, level_, populations_, columns_, batch_, takes_part_);
      lists::CsvBlock block;
      while (take(block)) {
        worker.add(block);
        const std::lock_guard lock(read_);
        records_ += block.records;
      }
    } catch (...) {
      const std::lock_guard lock(read_);
      if (!error_) error_ = std::current_exception();
      ended_ = true;
    }
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

  std::mutex read_;
  bool ended_ = false;
  std::uint64_t records_ = 0;
  std::vector<Message> problems_;
  std::exception_ptr error_;
};

}  // namespace

PopulationOutcome find_populations(const model::Rules& rules, const OpenList& open, const RunOptions& options) {
  PopulationOutcome outcome;
  auto populations = std::make_unique<execute::Populations>(rules, spill_files(), options.population_memory);
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
    if (auto failure = populations->failure()) {
      outcome.problems.push_back(std::move(*failure));
      return outcome;
    }
  }
  if (!rules.populations.empty()) outcome.populations = std::move(populations);
  return outcome;
}

}  // namespace fenji::run
