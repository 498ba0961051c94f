// Stage: run. The quick way from a block of raw CSV to its result lines: cells are found by a bare index (lists/csv_index.hpp),
// read straight into columns, folded into keys (execute/outcome_keys.hpp), and the key's outcome is there as text. What has no
// known outcome goes the ordinary way, a few records at a time, and teaches the cache; so do records that the index finds not
// plain. Lines, counts and keys are to the byte those of the ordinary way. One grader a thread. Its lines are written in
// outcome_lines.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/columns/batch.hpp"
#include "engine/execute/outcome_keys.hpp"
#include "engine/execute/population.hpp"
#include "engine/lists/csv_index.hpp"
#include "engine/run/block_keys.hpp"
#include "engine/run/gb18030_text.hpp"
#include "engine/run/grader.hpp"
#include "engine/run/outcome_cache.hpp"
#include "engine/run/outcome_groups.hpp"
#include "engine/run/picked_records.hpp"
#include "engine/run/population_columns.hpp"
#include "engine/run/single_quotes.hpp"
#include "engine/run/value_text.hpp"

namespace fenji::run {

class OutcomeGrader {
 public:
  // Nothing where outcomes do not fold. All references must outlive it. `key`: whose cells are handed on for the check of keys;
  // none. `defuse`: cells are defused as lists/formula_cells.hpp says. `batch` and `populations` as for a vectorised grader.
  // `groupings` of the one tally that all is counted into. `few_together`: results that have many combinations are written each
  // by itself.
  static std::unique_ptr<OutcomeGrader> make(const model::Rules& rules, const graph::Graph& graph, const ListColumns& columns,
                                             Language language, model::FieldId key, bool defuse, std::size_t batch,
                                             const execute::Populations* populations, const std::vector<Grouping>& groupings,
                                             bool few_together = false);

  // False: the ordinary way should be quicker. That hangs on the list, so ask before each block.
  bool takes() const;

  // Appends the lines of `block` to `out`.
  void grade(const lists::CsvBlock& block, lists::ByteBuffer& out, Tally& tally, KeyRun& keys);
  // Of these records of the block, ascending, alone: `whole` was built of it, for a list of the same columns. `begins` gets
  // for each of them where its line begins in `out`.
  void grade(const lists::CsvBlock& block, const lists::CsvIndex& whole, const std::vector<std::uint32_t>& records,
             lists::ByteBuffer& out, std::vector<std::size_t>& begins, Tally& tally);

  // Of the block that was graded last, as a whole.
  const lists::CsvIndex& index() const { return index_; }

  // Behind the last block: counts what is not counted yet.
  void finish(Tally& tally);

 private:
  // A cell of the result that each record has of its own.
  struct Hole {
    explicit Hole(ValueText written) : text(std::move(written)), is_digits(text.is_digits()) {}

    // Whether the text of a cell comes from the list, whose texts have readable bytes behind them, and not from the rules.
    bool is_of_list(std::string_view value) const { return is_text && !value.empty() && value.data() != blank; }

    ValueText text;
    std::uint32_t output = 0;
    model::FieldId field = model::none;     // a field, …
    graph::StepId result = graph::no_step;  // … else an open result
    bool is_digits;
    bool is_text = false;
    const char* blank = nullptr;  // of a text field: what an empty cell is read as; null: nothing
    bool is_wide = false;         // of a result: values have 128 bits
    execute::Vector values;       // of the batch in hand
    Sum sum;                      // of those that are summed and the tally does not have yet
  };
  struct Line {
    std::size_t begin = 0, end = 0;  // in slow_lines_
  };

  OutcomeGrader(const model::Rules& rules, const ListColumns& columns, Language language, model::FieldId key, bool defuse,
                const execute::Populations* populations, const std::vector<Grouping>& groupings,
                std::unique_ptr<TracingGrader> ordinary, std::unique_ptr<execute::OutcomeKeys> keys);

  void grade_indexed(const lists::CsvBlock& block, lists::ByteBuffer& out, Tally& tally, KeyRun& keys);
  void find_outcomes(const lists::CsvBlock& block, std::size_t first, const columns::Batch& batch, Tally& tally);
  void grade_slowly(const lists::CsvBlock& block, const std::vector<lists::CsvIndex::Other>& records, bool cells_counted,
                    Tally& tally);
  void defuse_slow_lines(std::size_t first);
  std::uint32_t learn(const columns::Batch& batch, std::uint32_t row, std::string_view line, const GradedRecord& record);
  std::string_view hole_text(const Hole& hole, const columns::Batch& batch, std::uint32_t row);
  std::string_view written_hole(const Hole& hole, std::string_view text);
  void write(const lists::CsvBlock& block, std::size_t first, const columns::Batch& batch, lists::ByteBuffer& out, Tally& tally,
             KeyRun& keys);
  std::uint32_t write_texts(const columns::Batch& batch, std::uint32_t row, std::size_t most_text, lists::ByteBuffer& out);
  void write_line(const OutcomeLine& line, const columns::Batch& batch, std::uint32_t row, lists::ByteBuffer& out);
  void write_others(std::uint32_t before, lists::ByteBuffer& out);
  void add_keys(const lists::CsvBlock& block, std::size_t first, std::size_t rows, KeyRun& keys);
  void take_values(const columns::Batch& batch);
  void add_open_results(const OutcomeLine& line, std::uint32_t row, Tally& tally);
  lists::CsvIndex::Other range_of(std::size_t plain) const;
  columns::CellSpans cells_of(const lists::CsvBlock& block, model::FieldId field, std::size_t first);

  const model::Rules& rules_;
  const ListColumns& columns_;
  const model::FieldId key_;
  const bool defuse_;
  PickedRecords picked_;
  std::unique_ptr<TracingGrader> ordinary_;  // asked for what is not known
  lists::CsvIndex index_;
  Gb18030Text gb18030_;
  SingleQuotes single_quotes_;
  Gb18030Text* foreign_ = nullptr;         // of the block in hand
  std::vector<columns::CellSpans> spans_;  // by FieldId, of the batch in hand
  columns::BatchReader reader_;
  PopulationColumns computed_;
  std::vector<columns::CellCounts> counted_;
  std::unique_ptr<execute::OutcomeKeys> keys_;
  OutcomeCache cache_;
  std::vector<Hole> holes_;
  std::vector<std::uint32_t> summed_, labelled_;  // places in holes_
  std::optional<OutcomeGroups> groups_;
  const std::uint32_t results_layer_;

  std::vector<std::uint32_t> outcomes_;         // by row of the batch; OutcomeCache::unknown for slow ones
  std::vector<std::uint32_t> rest_;             // rows without a known outcome
  std::vector<Line> lines_;                     // by row of the batch, of slow ones
  std::vector<Line> other_lines_;               // by place in index_.others()
  std::vector<std::size_t>* begins_ = nullptr;  // of lines, where they are asked for
  std::size_t next_other_ = 0;                  // to be written
  std::size_t next_other_key_ = 0;              // to be handed on
  std::string slow_lines_;
  std::vector<GradedRecord> slow_records_;  // of the last grade_slowly()
  std::vector<std::string> slow_keys_;      // likewise
  std::vector<std::string> row_keys_;       // by row of the batch, of slow ones
  std::vector<std::string> other_keys_;     // by place in index_.others()
  std::string scratch_, number_;
  std::uint64_t seen_ = 0, slow_ = 0;  // records so far
};

}  // namespace fenji::run
