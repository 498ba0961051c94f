#include "engine/run/list_run.hpp"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <map>
#include <memory>
#include <mutex>
#include <thread>

#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
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
  std::uint64_t first_record = 0;
  std::vector<std::uint64_t> key_hashes;
  std::string key_text;
  std::vector<std::uint32_t> key_ends;  // by record: where its key ends in key_text
};

// Threads take blocks by turns under one lock, grade them each for itself, and hand the lines over by number. Whoever hands
// over the block that is next writes it and those that wait behind it.
class Pipeline {
 public:
  Pipeline(const model::Rules& rules, const graph::Graph& graph, lists::CsvBlockReader& reader, lists::OutputFile& out,
           const RunOptions& options, RunOutcome& outcome)
      : rules_(rules), graph_(graph), reader_(reader), out_(out), options_(options), outcome_(outcome), total_(rules) {
    for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
      if (rules.fields[field].key && outcome.columns.positions[field]) key_ = field;
    }
    if (key_ != model::none) outcome.keys.emplace(options.key_limit);
  }

  void run() {
    unsigned count = options_.threads != 0 ? options_.threads : std::max(1u, std::thread::hardware_concurrency());
    most_waiting_ = std::size_t{4} * count;
    std::vector<std::thread> threads;
    for (unsigned i = 1; i < count; ++i) {
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
    if (outcome_.problems.empty()) outcome_.tally = std::move(total_);
  }

 private:
  void work() {
    try {
      grade_blocks();
    } catch (...) {
      const std::lock_guard lock(write_);
      if (!error_) error_ = std::current_exception();
      stopped_ = true;
      turn_.notify_all();
    }
  }

  void grade_blocks() {
    Tally tally(rules_);
    RecordCells cells(rules_, outcome_.columns);
    lists::CsvSplitter splitter(cells.wanted());
    lists::RecordBlock records;
    lists::CsvBlock block;
    const std::unique_ptr<Grader> grader =
        options_.plain ? make_plain_grader(rules_, options_.language, options_.populations)
                       : make_vectorised_grader(rules_, graph_, options_.language, options_.batch, options_.populations);
    std::uint64_t number = 0;
    while (take(block, number)) {
      splitter.split(block, records);
      cells.take(records);
      Graded graded;
      graded.records = cells.records();
      graded.bytes = block.bytes.size();
      graded.first_record = cells.first_record();
      grader->grade(cells, graded.lines, tally);
      take_keys(cells, graded);
      if (!hand_over(number, std::move(graded))) break;
    }
    const std::lock_guard lock(write_);
    total_.add(tally);
  }

  bool take(lists::CsvBlock& block, std::uint64_t& number) {
    const std::lock_guard lock(read_);
    if (ended_) return false;
    switch (reader_.next(block)) {
      case lists::CsvBlockReader::Status::ready:
        number = next_number_++;
        return true;
      case lists::CsvBlockReader::Status::end:
        break;
      case lists::CsvBlockReader::Status::failed: {
        const std::lock_guard write(write_);
        outcome_.problems.push_back(reader_.failure());
        break;
      }
    }
    ended_ = true;
    return false;
  }

  void take_keys(const RecordCells& cells, Graded& graded) const {
    if (key_ == model::none) return;
    graded.key_hashes.reserve(cells.records());
    graded.key_ends.reserve(cells.records());
    for (std::size_t record = 0; record < cells.records(); ++record) {
      const std::string_view key = trimmed(cells.shown(key_, record));
      graded.key_hashes.push_back(key_hash(key));
      graded.key_text += key;
      graded.key_ends.push_back(static_cast<std::uint32_t>(graded.key_text.size()));
    }
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
  }

  // False: the run has failed.
  bool hand_over(std::uint64_t number, Graded graded) {
    std::unique_lock lock(write_);
    turn_.wait(lock, [&] { return stopped_ || number == next_write_ || waiting_.size() < most_waiting_; });
    if (stopped_) return false;
    waiting_.emplace(number, std::move(graded));
    for (auto first = waiting_.begin(); first != waiting_.end() && first->first == next_write_; first = waiting_.begin()) {
      if (!write(first->second)) return false;
      waiting_.erase(first);
      ++next_write_;
    }
    turn_.notify_all();
    return true;
  }

  bool write(const Graded& graded) {
    if (const lists::Failure failure = out_.write(graded.lines)) {
      outcome_.problems.push_back(*failure);
      stopped_ = true;
      turn_.notify_all();
      return false;
    }
    std::size_t begin = 0;
    for (std::size_t i = 0; i < graded.key_ends.size(); ++i) {
      const std::string_view key = std::string_view(graded.key_text).substr(begin, graded.key_ends[i] - begin);
      outcome_.keys->add(graded.first_record + i, key, graded.key_hashes[i]);
      begin = graded.key_ends[i];
    }
    records_ += graded.records;
    outcome_.bytes += graded.bytes;
    if (options_.progress) options_.progress(records_, outcome_.bytes);
    return true;
  }

  const model::Rules& rules_;
  const graph::Graph& graph_;
  lists::CsvBlockReader& reader_;
  lists::OutputFile& out_;
  const RunOptions& options_;
  RunOutcome& outcome_;
  model::FieldId key_ = model::none;
  std::size_t most_waiting_ = 4;

  std::mutex read_;
  bool ended_ = false;
  std::uint64_t next_number_ = 0;

  std::mutex write_;
  std::condition_variable turn_;
  std::map<std::uint64_t, Graded> waiting_;
  std::uint64_t next_write_ = 0;
  bool stopped_ = false;
  std::exception_ptr error_;
  std::uint64_t records_ = 0;
  Tally total_;
};

}  // namespace

Message empty_list(const Message& name) {
  return {name.zh + " 是空的：第一行应当是表头", name.en + " is empty: its first row should be the header"};
}

RunOutcome run_list(const model::Rules& rules, const graph::Graph& graph, lists::ByteSource& list, lists::OutputFile& out,
                    const RunOptions& options) {
  RunOutcome outcome;
  lists::CsvOptions reading;
  reading.block_size = options.block;
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
  if (!outcome.problems.empty()) return outcome;
  if (const lists::Failure failure = out.write(ResultWriter(rules, options.language).header())) {
    outcome.problems.push_back(*failure);
    return outcome;
  }
  Pipeline(rules, graph, reader, out, options, outcome).run();
  outcome.encoding = reader.encoding();
  if (options.populations == nullptr || !outcome.tally) return outcome;
  if (outcome.tally->records != options.population_records) {
    outcome.tally.reset();
    outcome.problems.push_back({list.name().zh + " 在读的时候变了：请等写它的程序结束后再试",
                                list.name().en + " changed while it was read: try again when whatever writes it has ended"});
    return outcome;
  }
  outcome.portfolios = check_portfolios(rules, *options.populations);
  for (model::PopulationId id = 0; id < rules.populations.size(); ++id) {
    outcome.left_out.push_back(options.populations->left_out(id));
  }
  return outcome;
}

}  // namespace fenji::run
