#include "engine/run/outcome_grader.hpp"

#include <algorithm>
#include <cassert>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/formula_cells.hpp"

namespace fenji::run {
namespace {

// Records at a time: they and their columns stay in the processor's first cache.
constexpr std::size_t batch_rows = 256;

// Records with an outcome that is not known come in small numbers, and not at all for most of a list.
constexpr std::size_t learned_rows = 256;

// Lines of so many outcomes stay in the processor's second cache.
constexpr std::uint64_t most_together = 2048;

// So many records say how a list is.
constexpr std::uint64_t trial_records = 8192;

// Where the cells of a result line begin and end; the line has no line end.
std::vector<std::pair<std::size_t, std::size_t>> line_cells(std::string_view line) {
  std::vector<std::pair<std::size_t, std::size_t>> cells;
  std::size_t begin = 0;
  bool quoted = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == '"') quoted = !quoted;
    if (line[at] != lists::cell_separator || quoted) continue;
    cells.emplace_back(begin, at);
    begin = at + 1;
  }
  cells.emplace_back(begin, line.size());
  return cells;
}

}  // namespace

std::unique_ptr<OutcomeGrader> OutcomeGrader::make(const model::Rules& rules, const graph::Graph& graph,
                                                   const ListColumns& columns, Language language, model::FieldId key,
                                                   bool defuse, std::size_t batch, const execute::Populations* populations,
                                                   const std::vector<Grouping>& groupings, bool few_together) {
  std::unique_ptr<execute::OutcomeKeys> keys = few_together
                                                   ? execute::OutcomeKeys::make(graph, rules, batch_rows, most_together)
                                                   : execute::OutcomeKeys::make(graph, rules, batch_rows);
  if (keys == nullptr) return nullptr;
  auto ordinary = make_vectorised_grader(rules, graph, language, std::min(batch, learned_rows), populations);
  return std::unique_ptr<OutcomeGrader>(
      new OutcomeGrader(rules, columns, language, key, defuse, populations, groupings, std::move(ordinary), std::move(keys)));
}

OutcomeGrader::OutcomeGrader(const model::Rules& rules, const ListColumns& columns, Language language, model::FieldId key,
                             bool defuse, const execute::Populations* populations, const std::vector<Grouping>& groupings,
                             std::unique_ptr<TracingGrader> ordinary, std::unique_ptr<execute::OutcomeKeys> keys)
    : rules_(rules),
      columns_(columns),
      key_(key),
      defuse_(defuse),
      picked_(rules, columns),
      ordinary_(std::move(ordinary)),
      index_(columns.width),
      spans_(rules.fields.size()),
      reader_(rules, batch_rows),
      computed_(rules, populations),
      keys_(std::move(keys)),
      cache_(keys_->gate_keys(), keys_->result_keys()),
      results_layer_(keys_->results_layer()),
      outcomes_(batch_rows),
      rest_(batch_rows + 1),
      lines_(batch_rows),
      row_keys_(batch_rows) {
  for (std::uint32_t output = 0; output < rules.outputs.size(); ++output) {
    const model::OutputColumn& column = rules.outputs[output];
    if (column.field != model::none) {
      const model::Type& type = rules.fields[column.field].type;
      const model::Representation representation = columns::representation_of(type.kind);
      Hole& hole = holes_.emplace_back(ValueText(rules, type, representation, language));
      hole.output = output;
      hole.field = column.field;
      hole.is_text = type.kind == model::Kind::text;
      if (const auto& blank = rules.fields[column.field].blank_means; hole.is_text && blank) hole.blank = blank->text.data();
    } else if (const auto result = keys_->open_result(output)) {
      const model::Type& type = rules.definitions[column.definition].type;
      const model::Representation representation = keys_->representation(*result);
      if (summed(rules, output) != Summed::no) summed_.push_back(static_cast<std::uint32_t>(holes_.size()));
      if (counts_labels(rules, output)) labelled_.push_back(static_cast<std::uint32_t>(holes_.size()));
      Hole& hole = holes_.emplace_back(ValueText(rules, type, representation, language));
      hole.output = output;
      hole.result = *result;
      hole.is_wide = representation == model::Representation::i128;
    }
  }
  if (groupings.empty()) return;
  std::vector<OpenResult> open;
  for (std::uint32_t i = 0; i < holes_.size(); ++i) {
    const Hole& hole = holes_[i];
    if (hole.field == model::none) open.push_back({i, hole.output, keys_->representation(hole.result), &hole.values});
  }
  groups_.emplace(rules, language, groupings, std::move(open));
}

bool OutcomeGrader::takes() const { return seen_ < trial_records || (slow_ < seen_ / 4 && cache_.size() < seen_ / 4); }

lists::CsvIndex::Other OutcomeGrader::range_of(std::size_t plain) const {
  return {index_.record(plain), index_.begin(plain), index_.end(plain), 0, false};
}

columns::CellSpans OutcomeGrader::cells_of(const lists::CsvBlock& block, model::FieldId field, std::size_t first) {
  const auto& position = columns_.positions[field];
  if (!position) return {};
  SingleQuotes* const doubled = index_.doubled() ? &single_quotes_ : nullptr;
  return {block.bytes.data(), index_.places() + *position, index_.rows() + first, index_.quotes(), doubled, foreign_};
}

void OutcomeGrader::grade(const lists::CsvBlock& block, lists::ByteBuffer& out, Tally& tally, KeyRun& keys) {
  index_.build(block);
  grade_indexed(block, out, tally, keys);
}

void OutcomeGrader::grade(const lists::CsvBlock& block, const lists::CsvIndex& whole, const std::vector<std::uint32_t>& records,
                          lists::ByteBuffer& out, std::vector<std::size_t>& begins, Tally& tally) {
  assert(key_ == model::none);
  index_.select(whole, records);
  begins_ = &begins;
  KeyRun keys;
  grade_indexed(block, out, tally, keys);
  begins_ = nullptr;
}

void OutcomeGrader::grade_indexed(const lists::CsvBlock& block, lists::ByteBuffer& out, Tally& tally, KeyRun& keys) {
  foreign_ = block.encoding == lists::Encoding::gb18030 ? &gb18030_ : nullptr;
  keys.first_record = block.first_record;
  if (key_ != model::none) keys.reserve(block.records);
  slow_lines_.clear();
  next_other_ = next_other_key_ = 0;
  const std::vector<lists::CsvIndex::Other>& others = index_.others();
  grade_slowly(block, others, false, tally);
  other_keys_.swap(slow_keys_);
  other_lines_.clear();
  for (std::size_t begin = 0; const GradedRecord& record : slow_records_) {
    other_lines_.push_back({begin, record.line_end});
    begin = record.line_end;
  }
  seen_ += index_.plain_records() + others.size();
  slow_ += others.size();

  for (std::size_t first = 0; first < index_.plain_records(); first += batch_rows) {
    const std::size_t rows = std::min(batch_rows, index_.plain_records() - first);
    for (model::FieldId field = 0; field < spans_.size(); ++field) spans_[field] = cells_of(block, field, first);
    gb18030_.clear();
    single_quotes_.clear();
    const columns::Batch& batch = reader_.read(spans_, rows);
    computed_.fill(
        rows, [&](std::size_t row) { return block.first_record + index_.record(first + row); }, reader_);
    find_outcomes(block, first, batch, tally);
    if (groups_) groups_->count(batch, spans_, reader_.counts(), outcomes_, cache_, tally);
    write(block, first, batch, out, tally, keys);
  }
  write_others(static_cast<std::uint32_t>(block.records), out);
  for (; key_ != model::none && next_other_key_ < other_keys_.size(); ++next_other_key_) {
    keys.add(trimmed_key(other_keys_[next_other_key_]));
  }
}

void OutcomeGrader::find_outcomes(const lists::CsvBlock& block, std::size_t first, const columns::Batch& batch, Tally& tally) {
  keys_->find(batch);
  take_values(batch);
  const std::uint64_t* const gates = keys_->by_gates();
  const std::uint64_t* const results = keys_->by_results();
  std::vector<lists::CsvIndex::Other> slow;
  std::vector<std::uint32_t> slow_rows, open;
  const auto grade_later = [&](std::uint32_t row) {
    slow.push_back(range_of(first + row));
    slow_rows.push_back(row);
  };
  // What the cache says of a row.
  const auto look_up = [&](std::size_t row) -> std::uint32_t* {
    if (gates[row] >= execute::OutcomeKeys::no_key) return nullptr;
    std::uint32_t* const by_gates = &cache_.by_gates(gates[row]);
    if (*by_gates != OutcomeCache::passes) return by_gates;
    return results[row] >= execute::OutcomeKeys::no_key ? nullptr : &cache_.by_results(results[row]);
  };
  const auto resolve = [&](std::uint32_t row) {
    std::uint32_t* const known = look_up(row);
    outcomes_[row] = known == nullptr || *known < OutcomeCache::first_outcome ? OutcomeCache::unknown : *known;
    if (known == nullptr) {
      grade_later(row);
    } else if (*known == OutcomeCache::unknown) {
      *known = OutcomeCache::asked;
      grade_later(row);
    } else if (*known == OutcomeCache::asked) {
      open.push_back(row);
    }
  };
  const std::size_t unresolved = cache_.look_up(gates, results, batch.rows, outcomes_.data(), rest_.data());
  for (std::size_t i = 0; i < unresolved; ++i) resolve(rest_[i]);
  // A round settles its rows and those with the same keys; the keys of results come after those of gates.
  while (!slow.empty()) {
    slow_ += slow.size();
    std::size_t begin = slow_lines_.size();
    grade_slowly(block, slow, true, tally);
    for (std::size_t i = 0; i < slow.size(); ++i) {
      const std::uint32_t row = slow_rows[i];
      const GradedRecord& record = slow_records_[i];
      lines_[row] = {begin, record.line_end};
      row_keys_[row] = slow_keys_.empty() ? std::string() : slow_keys_[i];
      const std::string_view line(slow_lines_.data() + begin, record.line_end - begin);
      begin = record.line_end;
      if (gates[row] >= execute::OutcomeKeys::no_key) continue;
      std::uint32_t& by_gates = cache_.by_gates(gates[row]);
      if (record.layer == results_layer_) {
        by_gates = OutcomeCache::passes;
        if (results[row] < execute::OutcomeKeys::no_key) {
          cache_.by_results(results[row]) = learn(batch, row, line, record);
        }
      } else {
        by_gates = learn(batch, row, line, record);
      }
    }
    slow.clear();
    slow_rows.clear();
    std::vector<std::uint32_t> still_open;
    still_open.swap(open);
    for (const std::uint32_t row : still_open) resolve(row);
  }
}

void OutcomeGrader::grade_slowly(const lists::CsvBlock& block, const std::vector<lists::CsvIndex::Other>& records,
                                 bool cells_counted, Tally& tally) {
  const std::size_t first = slow_lines_.size();
  slow_records_.clear();
  slow_keys_.clear();
  picked_.split(block, records, [&](const RecordCells& cells) {
    ordinary_->grade(cells, cells_counted, slow_lines_, tally, slow_records_);
    for (std::size_t i = 0; i < cells.records() && key_ != model::none; ++i) slow_keys_.emplace_back(cells.shown(key_, i));
  });
  if (defuse_) defuse_slow_lines(first);
}

// The lines of slow_records_, which begin at `first`.
void OutcomeGrader::defuse_slow_lines(std::size_t first) {
  const std::string_view all(slow_lines_.data() + first, slow_lines_.size() - first);
  if (!lists::may_hold_formulas(all)) return;
  std::string defused, line;
  std::size_t begin = first;
  for (GradedRecord& record : slow_records_) {
    line.assign(slow_lines_, begin, record.line_end - begin);
    begin = record.line_end;
    lists::defuse(line);
    defused += line;
    record.line_end = first + defused.size();
  }
  slow_lines_.replace(first, slow_lines_.npos, defused);
}

// The number of what the cache is to know, or `unknown`.
std::uint32_t OutcomeGrader::learn(const columns::Batch& batch, std::uint32_t row, std::string_view line,
                                   const GradedRecord& record) {
  line.remove_suffix(lists::record_end.size());
  const std::vector<std::pair<std::size_t, std::size_t>> cells = line_cells(line);
  Outcome outcome;
  outcome.record = record;
  std::size_t from = 0;
  for (const Hole& hole : holes_) {
    const auto [begin, end] = cells[hole.output];
    outcome.text += line.substr(from, begin - from);
    outcome.ends.push_back(static_cast<std::uint32_t>(outcome.text.size()));
    from = end;
    const std::string_view cell = line.substr(begin, end - begin);
    const bool shown = hole.field != model::none || !cell.empty();
    // Known and empty: another record tells whether the cell shows the text.
    if (!shown && keys_->representation(hole.result) == model::Representation::text && keys_->values(hole.result).known(row) &&
        keys_->values(hole.result).at<std::string_view>(row).empty())
      return OutcomeCache::unknown;
    outcome.shown.push_back(shown ? 1 : 0);
    if (!shown) continue;
    if (written_hole(hole, hole_text(hole, batch, row)) != cell) return OutcomeCache::unknown;
  }
  outcome.text += line.substr(from);
  outcome.text += lists::record_end;
  outcome.ends.push_back(static_cast<std::uint32_t>(outcome.text.size()));
  // Those of open results are the record's own.
  const auto is_open = [&](const auto& counted) {
    return std::any_of(holes_.begin(), holes_.end(), [&](const Hole& hole) { return hole.output == counted.first; });
  };
  std::erase_if(outcome.record.amounts, is_open);
  std::erase_if(outcome.record.labels, is_open);
  std::erase_if(outcome.record.plan_rows, [&](const auto& fired) {
    if (rules_.plans[fired.first].window_field == model::none) return false;
    outcome.dated_plan_rows.push_back(fired);
    return true;
  });
  return cache_.add(std::move(outcome));
}

void OutcomeGrader::finish(Tally& tally) {
  cache_.count(tally);
  if (groups_) groups_->finish(cache_);
  for (const std::uint32_t i : summed_) tally.sums[holes_[i].output].add(std::exchange(holes_[i].sum, Sum{}));
  const std::vector<columns::CellCounts>& counts = reader_.counts();
  counted_.resize(counts.size());
  for (model::FieldId field = 0; field < counts.size(); ++field) {
    tally.fields[field].blank += counts[field].blank - counted_[field].blank;
    tally.fields[field].unreadable += counts[field].unreadable - counted_[field].unreadable;
    counted_[field] = counts[field];
  }
}

}  // namespace fenji::run
