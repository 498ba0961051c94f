// Stage: books. One thread of a run through a book: the records of a block are routed, each file grades its own, and their
// lines are put together again in the order of the list. What needs cells has the block split, once for all; where outcomes
// fold and records are plain, the block's index is enough.
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/books/book_list.hpp"
#include "engine/books/result_lines.hpp"
#include "engine/columns/cell_spans.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/block_pipeline.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/kept_cells.hpp"
#include "engine/run/outcome_grader.hpp"
#include "engine/run/record_cells.hpp"
#include "engine/run/result_writer.hpp"

namespace fenji::books {

// What notes say of a record that no file grades, by the names of files.
Message fits_none();
Message fits_several(const std::string& first, const std::string& second);

// The result of one block, waiting for its turn.
struct BookBlock {
  struct Split {
    std::string lines;
    std::size_t records = 0;
  };

  std::string lines;
  std::vector<Split> split;  // by file
  std::uint64_t records = 0;
  std::uint64_t bytes = 0;
  run::KeyRun keys;
};

using BookPipeline = run::BlockPipeline<BookBlock>;

// What all threads counted together.
struct Totals {
  Totals(const BookPlan& plan, std::size_t exceptions);

  // Shares add up to the same whatever thread took which record.
  void add(const Totals& other);
  void note(std::uint32_t exception, ExceptionState state);

  std::vector<run::Tally> files;
  run::Tally nobody;
  std::uint64_t unrouted = 0, ambiguous = 0;
  std::optional<std::uint64_t> first_ambiguous;           // its line
  std::vector<std::optional<ExceptionState>> exceptions;  // of those that a record was found for
};

class BookWorker : public BookPipeline::Worker {
 public:
  // The references must outlive the worker; `key` of plan.bare. Adds what it counted to `totals` when it finishes.
  BookWorker(const BookPlan& plan, const BookOptions& options, model::FieldId key, Totals& totals);

  BookBlock work(const lists::CsvBlock& block) override;
  void finish() override;

 private:
  // A file in force.
  struct Desk {
    Desk(std::size_t at, const FilePlan& file, const BookOptions& options);

    // Grades its records of the block. `split`: the block by `split_by`; with outcomes it is not asked for.
    void grade(const lists::CsvBlock& block, const lists::CsvIndex& index, const lists::RecordBlock& split,
               std::size_t cells_of_line, run::Tally& tally);
    // With the record's end; counted among its own.
    std::string_view line(std::size_t record) const {
      const std::size_t end = record + 1 < begins.size() ? begins[record + 1] : lines.size();
      return lines.view().substr(begins[record], end - begins[record]);
    }

    std::size_t number;
    run::RecordCells cells;
    lists::CsvSplitter splitter;  // for its own cells alone
    lists::RecordBlock own;       // likewise
    std::function<std::unique_ptr<run::Grader>(std::size_t block_records)> make_grader;
    std::unique_ptr<run::Grader> grader;           // made for the first block that outcomes do not take
    std::unique_ptr<run::OutcomeGrader> outcomes;  // null where they do not fold
    std::unique_ptr<run::ExtraColumns> extra;      // null where there are none
    std::vector<std::uint32_t> records;            // of the block
    std::string text;
    lists::ByteBuffer lines;
    std::vector<std::size_t> begins;  // of each record's line
  };

  bool splits(std::size_t file) const;
  void split(const lists::CsvBlock& block);
  run::KeyRun keys_of(const lists::CsvBlock& block) const;
  void grade_nobody(const Route& route, std::size_t record, std::string& lines);
  void append(std::size_t file, std::size_t record, std::size_t line, BookBlock& block);
  bool append_exceptional(std::size_t file, const std::vector<std::uint32_t>& exceptions, std::size_t line, BookBlock& block);
  std::vector<run::Counts*> groups_of(std::size_t file, std::size_t record, const std::vector<std::string>& by_rules);
  void count_exceptional(std::size_t file, const ExceptionalValue& value, const std::string& before, bool rated,
                         run::Counts& counts) const;
  const std::vector<std::uint32_t>* exceptions_of(std::size_t record) const;
  void append_split(std::size_t file, std::string_view line, BookBlock& block) const;
  void append_extra(std::size_t file, std::size_t line, BookBlock& block);
  void append_kept(const Route& route, BookBlock& block);

  const BookPlan& plan_;
  const BookOptions& options_;
  model::FieldId key_;
  Totals& totals_;
  Totals counted_;
  run::RecordCells bare_;
  run::ResultWriter bare_writer_;
  Router router_;
  std::vector<std::unique_ptr<Desk>> desks_;  // by file; null where it is not in force
  std::unique_ptr<lists::CsvSplitter> splitter_;
  std::optional<run::KeptCells> kept_;
  lists::ByteBuffer kept_cells_;  // of one record
  lists::RecordBlock records_;
  lists::CsvIndex index_;
  std::optional<columns::CellSpans> key_cells_;  // of a block whose index is enough
  bool folds_ = false;                           // some file's outcomes do
  bool all_split_ = false;                       // something is asked for that needs each record's cells
};

}  // namespace fenji::books
