#include <algorithm>
#include <cstring>

#include "engine/lists/csv_text.hpp"
#include "engine/lists/formula_cells.hpp"
#include "engine/run/digits.hpp"
#include "engine/run/outcome_grader.hpp"

namespace fenji::run {
namespace {

// Whole pieces: both may be touched up to 63 bytes behind their end. Most are short, so that the first is copied unasked.
template <std::size_t piece>
void copy_padded(char* to, const char* from, std::size_t size) {
  static_assert(piece <= OutcomeLine::padding);
  std::memcpy(to, from, piece);
  for (std::size_t i = piece; i < size; i += piece) std::memcpy(to + i, from + i, piece);
}

}  // namespace

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

// Counts those of a record with this outcome.
void OutcomeGrader::add_open_results(const OutcomeLine& line, std::uint32_t row, Tally& tally) {
  for (const std::uint32_t i : labelled_) {
    const Hole& hole = holes_[i];
    if (line.rated && line.steps[i].shown != 0) ++tally.labels[hole.output][hole.values.at<std::uint32_t>(row)];
  }
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
  const bool counted = !summed_.empty() || !labelled_.empty();
  const bool each_alike = !others && begins_ == nullptr && holes_.size() == 1 && holes_[0].is_text;
  for (std::uint32_t row = 0; row < batch.rows; ++row) {
    if (each_alike) {
      const std::size_t size = index_.end(first + batch.rows - 1) - index_.begin(first + row);
      row = write_texts(batch, row, foreign_ == nullptr ? size : lists::Gb18030Converter::utf8_room(size), out);
      if (row == batch.rows) break;
    }
    if (others) write_others(index_.record(first + row), out);
    if (begins_ != nullptr) begins_->push_back(out.size());
    if (outcomes_[row] == OutcomeCache::unknown) {
      out.append({slow_lines_.data() + lines_[row].begin, lines_[row].end - lines_[row].begin});
      continue;
    }
    const OutcomeLine& line = cache_.line(outcomes_[row]);
    cache_.count_one(outcomes_[row]);
    if (counted) add_open_results(line, row, tally);
    if (line.dated) count_dated_plans(rules_, cache_[outcomes_[row]], batch, row, tally);
    write_line(line, batch, row, out);
  }
}

// Of rows from `row` on, whose texts take at most `most_text` bytes, the usual lines: one text of the record as it stands, and
// what belongs to the outcome. Stops at a row whose line is another, and returns it.
std::uint32_t OutcomeGrader::write_texts(const columns::Batch& batch, std::uint32_t row, std::size_t most_text,
                                         lists::ByteBuffer& out) {
  const Hole& hole = holes_[0];
  const std::string_view* const texts = batch.columns[hole.field].values<std::string_view>();
  const bool quotes = index_.quotes();
  char* const begin =
      out.free_room((batch.rows - row) * (cache_.longest_line() + OutcomeLine::padding) + most_text + OutcomeLine::padding);
  char* to = begin;
  for (; row < batch.rows && outcomes_[row] != OutcomeCache::unknown; ++row) {
    const OutcomeLine& line = cache_.line(outcomes_[row]);
    const std::string_view text = texts[row];
    const std::uint32_t before = line.before_only;
    if (before == OutcomeLine::several || !hole.is_of_list(text) || (quotes && lists::needs_quotes(text)) ||
        (defuse_ && lists::may_begin_formula(text.data()[0])))
      break;
    cache_.count_one(outcomes_[row]);
    if (before != 0) {
      copy_padded<32>(to, line.text, before);
      to += before;
    }
    copy_padded<32>(to, text.data(), text.size());
    to += text.size();
    copy_padded<64>(to, line.text + before, line.size - before);
    to += line.size - before;
  }
  out.use(static_cast<std::size_t>(to - begin));
  return row;
}

// Of the rows of a batch and of the records between them that are not plain, in the order of the list.
void OutcomeGrader::add_keys(const lists::CsvBlock& block, std::size_t first, std::size_t rows, KeyRun& keys) {
  const columns::CellSpans cells = cells_of(block, key_, first);
  const std::vector<lists::CsvIndex::Other>& others = index_.others();
  const auto known = outcomes_.begin() + static_cast<std::ptrdiff_t>(rows);
  // Where a key that cannot be decoded is read at all, its record has no known outcome.
  const bool all_shown = foreign_ == nullptr || rules_.fields[key_].used;
  if (others.empty() && all_shown && std::find(outcomes_.begin(), known, OutcomeCache::unknown) == known) {
    keys.add_cells(foreign_ == nullptr ? cells : foreign_->utf8(cells, rows), rows);
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

void OutcomeGrader::write_line(const OutcomeLine& line, const columns::Batch& batch, std::uint32_t row,
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
    bool is_of_list = false;
    if (step.shown != 0) {
      text = hole_text(hole, batch, row);
      is_of_list = hole.is_of_list(text);
      // Text of a list without quotes needs none in the result.
      const bool as_it_is = !hole.is_text || (!index_.quotes() && is_of_list) || !lists::needs_quotes(text);
      const bool may_be_formula = defuse_ && !text.empty() && (lists::may_begin_formula(text.front()) || text.front() == '"');
      if (!as_it_is || may_be_formula) {
        text = written_hole(hole, text);
        is_of_list = false;
      }
    }
    char* to = out.free_room(step.size + text.size() + 2 * OutcomeLine::padding);
    if (step.size != 0) copy_padded<32>(to, from, step.size);
    from += step.size;
    to += step.size;
    if (is_of_list) {
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

}  // namespace fenji::run
