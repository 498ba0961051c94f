#include "engine/run/outcome_grader.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/formula_cells.hpp"
#include "engine/run/digits.hpp"

namespace fenji::run {
namespace {

// Records at a time: their columns stay in the processor's first caches.
constexpr std::size_t batch_rows = 1024;

// Records with an outcome that is not known come in small numbers, and not at all for most of a list.
constexpr std::size_t learned_rows = 256;

// So many records say how a list is.
constexpr std::uint64_t trial_records = 8192;

// Whole pieces: both may be touched up to 63 bytes behind their end. Most are short, so that the first is copied unasked.
template <std::size_t piece>
void copy_padded(char* to, const char* from, std::size_t size) {
  static_assert(piece <= OutcomeLine::padding);
  std::memcpy(to, from, piece);
  for (std::size_t i = piece; i < size; i += piece) std::memcpy(to + i, from + i, piece);
}

// Whether text stands in a block of the list, behind all of which whole pieces can be read.
bool lies_in(std::string_view block, std::string_view text) {
  return text.data() >= block.data() && text.data() < block.data() + block.size();
}

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
                                                   bool defuse, std::size_t batch, const execute::Populations* populations) {
  std::unique_ptr<execute::OutcomeKeys> keys = execute::OutcomeKeys::make(graph, rules, batch_rows);
  if (keys == nullptr) return nullptr;
  auto ordinary = make_vectorised_grader(rules, graph, language, std::min(batch, learned_rows), populations);
  return std::unique_ptr<OutcomeGrader>(
      new OutcomeGrader(rules, columns, language, key, defuse, populations, std::move(ordinary), std::move(keys)));
}

OutcomeGrader::OutcomeGrader(const model::Rules& rules, const ListColumns& columns, Language language, model::FieldId key,
                             bool defuse, const execute::Populations* populations, std::unique_ptr<TracingGrader> ordinary,
                             std::unique_ptr<execute::OutcomeKeys> keys)
    : rules_(rules),
      columns_(columns),
      key_(key),
      defuse_(defuse),
      picked_(rules, columns),
      ordinary_(std::move(ordinary)),
      index_(columns.width),
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
    } else if (const auto result = keys_->open_result(output)) {
      const model::Type& type = rules.definitions[column.definition].type;
      const model::Representation representation = keys_->representation(*result);
      if (summed(rules, output) != Summed::no) summed_.push_back(static_cast<std::uint32_t>(holes_.size()));
      Hole& hole = holes_.emplace_back(ValueText(rules, type, representation, language));
      hole.output = output;
      hole.result = *result;
      hole.is_wide = representation == model::Representation::i128;
    }
  }
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

  std::vector<columns::CellSpans> spans(rules_.fields.size());
  for (std::size_t first = 0; first < index_.plain_records(); first += batch_rows) {
    const std::size_t rows = std::min(batch_rows, index_.plain_records() - first);
    for (model::FieldId field = 0; field < spans.size(); ++field) spans[field] = cells_of(block, field, first);
    gb18030_.clear();
    single_quotes_.clear();
    const columns::Batch& batch = reader_.read(spans, rows);
    computed_.fill(
        rows, [&](std::size_t row) { return block.first_record + index_.record(first + row); }, reader_);
    find_outcomes(block, first, batch, tally);
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
  std::erase_if(outcome.record.amounts, [&](const auto& amount) {
    return std::any_of(holes_.begin(), holes_.end(), [&](const Hole& hole) { return hole.output == amount.first; });
  });
  std::erase_if(outcome.record.plan_rows, [&](const auto& fired) {
    if (rules_.plans[fired.first].window_field == model::none) return false;
    outcome.dated_plan_rows.push_back(fired);
    return true;
  });
  return cache_.add(std::move(outcome));
}

// Those of texts are taken from the batch itself.
void OutcomeGrader::take_values(const columns::Batch& batch) {
  for (Hole& hole : holes_) {
    if (hole.field == model::none) {
      hole.values = keys_->values(hole.result);
    } else {
      hole.values = {batch.columns[hole.field].data(), batch.columns[hole.field].states()};
    }
  }
}

// Of text the value, else the cell as it is written. Good until the next call.
std::string_view OutcomeGrader::hole_text(const Hole& hole, const columns::Batch& batch, std::uint32_t row) {
  if (hole.is_text) return batch.columns[hole.field].values<std::string_view>()[row];
  number_.clear();
  if (hole.values.known(row)) hole.text.append(hole.values, row, number_);
  return number_;
}

// hole_text() as the cell that holds it in the result. Good until the next call.
std::string_view OutcomeGrader::written_hole(const Hole& hole, std::string_view text) {
  scratch_.clear();
  if (hole.is_text) {
    lists::append_cell(scratch_, text);
  } else {
    scratch_ += text;
  }
  if (defuse_ && !scratch_.empty() && (scratch_.front() == '"' || lists::may_begin_formula(scratch_.front())))
    lists::defuse(scratch_);
  return scratch_;
}

// Of a record with this outcome.
void OutcomeGrader::add_amounts(const OutcomeLine& line, std::uint32_t row) {
  for (const std::uint32_t i : summed_) {
    if (line.steps[i].shown == 0) continue;
    Hole& hole = holes_[i];
    const int scale = rules_.definitions[rules_.outputs[hole.output].definition].type.scale;
    if (!hole.is_wide) {
      hole.sum.add(hole.values.at<std::int64_t>(row), scale);
      continue;
    }
    const auto mantissa = hole.values.at<model::Int128>(row);
    if (const auto small = static_cast<std::int64_t>(mantissa); small == mantissa) {
      hole.sum.add(small, scale);
    } else {
      hole.sum.add(model::Decimal{mantissa, scale});
    }
  }
}

void OutcomeGrader::count_dated_plans(const Outcome& outcome, const columns::Batch& batch, std::size_t row,
                                      Tally& tally) const {
  for (const auto& [plan, fired] : outcome.dated_plan_rows) {
    const columns::Column& dates = batch.columns[rules_.plans[plan].window_field];
    std::optional<model::Day> date;
    if (dates.states()[row] == model::State::known) date = static_cast<model::Day>(dates.values<std::int64_t>()[row]);
    tally.count_plan(rules_, plan, fired, date);
  }
}

void OutcomeGrader::write_others(std::uint32_t before, lists::ByteBuffer& out) {
  const std::vector<lists::CsvIndex::Other>& others = index_.others();
  for (; next_other_ < others.size() && others[next_other_].record < before; ++next_other_) {
    const Line& line = other_lines_[next_other_];
    if (begins_ != nullptr) begins_->push_back(out.size());
    out.append({slow_lines_.data() + line.begin, line.end - line.begin});
  }
}

void OutcomeGrader::write(const lists::CsvBlock& block, std::size_t first, const columns::Batch& batch, lists::ByteBuffer& out,
                          Tally& tally, KeyRun& keys) {
  const bool others = !index_.others().empty();
  if (key_ != model::none) add_keys(block, first, batch.rows, keys);
  const std::string_view bytes = block.bytes.view();
  const Hole* const only = holes_.size() == 1 && holes_[0].is_text ? &holes_[0] : nullptr;
  const std::string_view* const texts = only == nullptr ? nullptr : batch.columns[only->field].values<std::string_view>();
  for (std::uint32_t row = 0; row < batch.rows; ++row) {
    if (others) write_others(index_.record(first + row), out);
    if (begins_ != nullptr) begins_->push_back(out.size());
    if (outcomes_[row] == OutcomeCache::unknown) {
      out.append({slow_lines_.data() + lines_[row].begin, lines_[row].end - lines_[row].begin});
      continue;
    }
    OutcomeLine& line = cache_.line(outcomes_[row]);
    ++line.count;
    if (!summed_.empty()) add_amounts(line, row);
    if (line.dated != 0) count_dated_plans(cache_[outcomes_[row]], batch, row, tally);
    if (texts == nullptr || line.steps[0].shown == 0 || !lies_in(bytes, texts[row]) ||
        (index_.quotes() && lists::needs_quotes(texts[row])) || (defuse_ && lists::may_begin_formula(texts[row].data()[0]))) {
      write_line(line, bytes, batch, row, out);
      continue;
    }
    // The usual line: one cell of the record as it stands, and what belongs to the outcome.
    const std::string_view text = texts[row];
    const std::uint32_t before = line.steps[0].size;
    char* to = out.free_room(line.size + text.size() + 2 * OutcomeLine::padding);
    if (before != 0) copy_padded<32>(to, line.text, before);
    copy_padded<32>(to + before, text.data(), text.size());
    copy_padded<64>(to + before + text.size(), line.text + before, line.size - before);
    out.use(line.size + text.size());
  }
}

// Of the rows of a batch and of the records between them that are not plain, in the order of the list.
void OutcomeGrader::add_keys(const lists::CsvBlock& block, std::size_t first, std::size_t rows, KeyRun& keys) {
  const columns::CellSpans cells = cells_of(block, key_, first);
  const std::vector<lists::CsvIndex::Other>& others = index_.others();
  const auto known = outcomes_.begin() + static_cast<std::ptrdiff_t>(rows);
  if (others.empty() && foreign_ == nullptr && std::find(outcomes_.begin(), known, OutcomeCache::unknown) == known) {
    keys.add_cells(cells, rows);
    return;
  }
  for (std::size_t row = 0; row < rows; ++row) {
    for (; next_other_key_ < others.size() && others[next_other_key_].record < index_.record(first + row); ++next_other_key_) {
      keys.add(trimmed_key(other_keys_[next_other_key_]));
    }
    if (outcomes_[row] == OutcomeCache::unknown) {
      keys.add(trimmed_key(row_keys_[row]));
    } else if (foreign_ != nullptr) {
      keys.add(trimmed_key(foreign_->shown(cells[row])));
    } else {
      keys.add_padded(trimmed_key(cells[row]));
    }
  }
}

void OutcomeGrader::write_line(const OutcomeLine& line, std::string_view block, const columns::Batch& batch, std::uint32_t row,
                               lists::ByteBuffer& out) {
  const char* from = line.text;
  const char* const end = from + line.size;
  for (std::size_t i = 0; i < holes_.size(); ++i) {
    const OutcomeLine::Step step = line.steps[i];
    const Hole& hole = holes_[i];
    if (step.shown != 0 && hole.is_digits) {
      char* const to = out.free_room(step.size + room_for_digits + 2 * OutcomeLine::padding);
      if (step.size != 0) copy_padded<32>(to, from, step.size);
      from += step.size;
      char* end_of_text = to + step.size;
      if (hole.values.known(row)) end_of_text = hole.text.write(hole.values, row, end_of_text);
      out.use(static_cast<std::size_t>(end_of_text - to));
      continue;
    }
    std::string_view text;
    if (step.shown != 0) {
      text = hole_text(hole, batch, row);
      // Text of a list without quotes needs none in the result.
      const bool as_it_is = !hole.is_text || (!index_.quotes() && lies_in(block, text)) || !lists::needs_quotes(text);
      const bool may_be_formula = defuse_ && !text.empty() && (lists::may_begin_formula(text.front()) || text.front() == '"');
      if (!as_it_is || may_be_formula) text = written_hole(hole, text);
    }
    char* to = out.free_room(step.size + text.size() + 2 * OutcomeLine::padding);
    if (step.size != 0) copy_padded<32>(to, from, step.size);
    from += step.size;
    to += step.size;
    if (lies_in(block, text)) {
      copy_padded<32>(to, text.data(), text.size());
    } else if (!text.empty()) {
      std::memcpy(to, text.data(), text.size());
    }
    out.use(step.size + text.size());
  }
  const auto rest = static_cast<std::size_t>(end - from);
  copy_padded<64>(out.free_room(rest + OutcomeLine::padding), from, rest);
  out.use(rest);
}

void OutcomeGrader::finish(Tally& tally) {
  cache_.count(tally);
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
