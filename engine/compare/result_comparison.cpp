#include "engine/compare/result_comparison.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <unordered_map>
#include <utility>

#include "engine/books/result_lines.hpp"
#include "engine/columns/cell_text.hpp"
#include "engine/columns/quotable.hpp"
#include "engine/compare/table_pair.hpp"
#include "engine/execute/status.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/csv_splitter.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/lists/formula_cells.hpp"
#include "engine/run/list_run.hpp"

namespace fenji::compare {
namespace {

constexpr std::size_t most_examples = 5;
constexpr std::size_t most_values = 30;  // of a column that has a matrix

// The status that a cell means in either language.
std::string status_in(const std::string& cell, Language language) {
  for (std::size_t i = 0; i < execute::status_count; ++i) {
    const auto status = static_cast<execute::Status>(i);
    if (cell == status_text(status, Language::chinese) || cell == status_text(status, Language::english)) {
      return std::string(status_text(status, language));
    }
  }
  return cell;
}

// One result may be CSV, where formulas are defused and percentages are written with their sign, the other JSON, where yes is
// true and 35% is 0.35: cells that say the same are made the same.

std::string yes_or_no_in(const std::string& cell, Language language) {
  const bool yes = cell == "true" || cell == "是" || cell == "yes";
  const bool no = cell == "false" || cell == "否" || cell == "no";
  if (!yes && !no) return cell;
  if (language == Language::chinese) return yes ? "是" : "否";
  return yes ? "yes" : "no";
}

bool is_percentage(std::string_view cell) {
  return cell.ends_with('%') && model::parse_decimal(cell.substr(0, cell.size() - 1));
}

void take_for_percentage(std::string& cell, const std::string& other) {
  const auto part = is_percentage(other) ? model::parse_decimal(cell) : std::nullopt;
  const auto percent = part ? model::multiply(*part, {100, 0}) : std::nullopt;
  if (percent) cell = model::to_text(model::normalized(*percent)) + "%";
}

// A result list with its header read.
class ResultList {
 public:
  // What keeps it from being read.
  std::vector<Message> open(const run::OpenList& open) {
    auto opened = open();
    if (!opened.ok()) return {opened.failure()};
    list_.emplace(std::move(*opened));
    reader_.emplace(*list_);
    lists::CsvHeader header;
    if (auto problem = run::read_header(*reader_, header, list_->name())) return {std::move(*problem)};
    for (const std::string& cell : header.cells) header_.names.push_back(columns::header_text(cell));
    const std::size_t count = header_.names.size();
    header_.status = place_of({"状态", "status"});
    header_.notes = place_of({"说明", "notes"});
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    splitter_.emplace(std::move(all));
    return {};
  }

  const TableHeader& header() const { return header_; }
  Message name() const { return list_->name(); }

  std::size_t place_of(const std::vector<std::string>& names) const {
    const auto found = std::find_if(header_.names.rbegin(), header_.names.rend(), [&](const std::string& name) {
      return std::find(names.begin(), names.end(), name) != names.end();
    });
    return found == header_.names.rend() ? header_.names.size() : static_cast<std::size_t>(header_.names.rend() - found) - 1;
  }

  // Calls `take` with the cells, trimmed, and the line of each record.
  template <typename Take>
  std::vector<Message> each(const Take& take) {
    lists::RecordBlock records;
    lists::CsvBlock block;
    std::vector<std::string> cells(header_.names.size());
    const bool defused = list_->facts().format == lists::ListFacts::Format::separated;
    while (true) {
      const auto status = reader_->next(block);
      if (status == lists::CsvBlockReader::Status::end) return {};
      if (status == lists::CsvBlockReader::Status::failed) return {reader_->failure()};
      splitter_->split(block, records);
      for (std::size_t record = 0; record < records.records(); ++record) {
        for (std::size_t i = 0; i < cells.size(); ++i) {
          const std::string_view cell = columns::trimmed(records.cell(record, i).text());
          cells[i] = defused ? columns::trimmed(lists::without_defusing(cell)) : cell;
        }
        if (auto problem = take(cells, records.info(record).line)) return {std::move(*problem)};
      }
    }
  }

 private:
  std::optional<lists::ListFile> list_;
  std::optional<lists::CsvBlockReader> reader_;
  std::optional<lists::CsvSplitter> splitter_;
  TableHeader header_;
};

class ResultComparison {
 public:
  ResultComparison(const std::string& key, const CompareOptions& options) : key_(key), options_(options) {}

  CompareOutcome run(const run::OpenList& open_old, const run::OpenList& open_new) {
    for (auto* side : {&before_, &after_}) {
      std::vector<Message> problems = side->open(side == &before_ ? open_old : open_new);
      if (!problems.empty()) return failed(std::move(problems));
    }
    if (key_.empty()) key_ = after_.header().names.front();
    old_key_ = before_.place_of({key_});
    new_key_ = after_.place_of({key_});
    for (const auto* side : {&before_, &after_}) {
      if (side->place_of({key_}) == side->header().names.size()) return failed({no_column(side->name())});
    }
    Comparison& comparison = outcome_.comparison;
    comparison.of = Comparison::Of::results;
    comparison.language = options_.run.language;
    comparison.key_name = key_;
    columns_ = common_columns(before_.header(), after_.header(), key_, comparison);
    for (ComparedColumn& column : columns_) column.counted = true;
    std::vector<Message> problems = read_old();
    if (problems.empty()) problems = count_new_keys(open_new);
    if (problems.empty()) problems = compare();
    if (!problems.empty()) return failed(std::move(problems));
    finish();
    return std::move(outcome_);
  }

 private:
  struct OldRecord {
    std::string cells;  // one line of CSV, by compared column, then the notes
    bool repeated = false, met = false;
  };

  CompareOutcome failed(std::vector<Message> problems) {
    outcome_.problems = std::move(problems);
    return std::move(outcome_);
  }

  Message no_column(const Message& list) const {
    return {fmt::format("{} 没有“{}”一列，不能按它对照：请用 --key 写出编号的列名", list.zh, key_),
            fmt::format("{} has no column `{}` to match by: name the key's column with --key", list.en, key_)};
  }

  std::vector<Message> read_old() {
    return before_.each([&](const std::vector<std::string>& cells, std::uint64_t) -> std::optional<Message> {
      const std::string& key = cells[old_key_];
      if (key.empty()) {
        ++outcome_.comparison.repeated_keys;
        return std::nullopt;
      }
      const auto [place, is_new] = old_.try_emplace(key);
      if (is_new) {
        order_.push_back(&place->first);
        for (const ComparedColumn& column : columns_) {
          lists::append_cell(place->second.cells, cells[column.before]);
          place->second.cells += lists::cell_separator;
        }
        if (before_.header().notes < cells.size()) lists::append_cell(place->second.cells, cells[before_.header().notes]);
        place->second.cells += lists::record_end;
      } else {
        outcome_.comparison.repeated_keys += place->second.repeated ? 1 : 2;
        place->second.repeated = true;
      }
      return std::nullopt;
    });
  }

  // Which keys the new list has more than once.
  std::vector<Message> count_new_keys(const run::OpenList& open_new) {
    ResultList list;
    std::vector<Message> problems = list.open(open_new);
    if (!problems.empty()) return problems;
    return list.each([&](const std::vector<std::string>& cells, std::uint64_t) -> std::optional<Message> {
      ++new_keys_[cells[new_key_]];
      return std::nullopt;
    });
  }

  std::vector<Message> compare() {
    Comparison& comparison = outcome_.comparison;
    return after_.each([&](const std::vector<std::string>& cells, std::uint64_t line) -> std::optional<Message> {
      const std::string& key = cells[new_key_];
      const auto old = old_.find(key);
      const bool repeated = key.empty() || new_keys_[key] > 1;
      const bool old_repeated = old != old_.end() && old->second.repeated;
      if (repeated && old != old_.end() && !old_repeated && !old->second.met) ++comparison.repeated_keys;
      if (old != old_.end()) old->second.met = true;
      if (repeated || old_repeated) {
        ++comparison.repeated_keys;
        return std::nullopt;
      }
      if (old == old_.end()) {
        if (++comparison.appeared.count <= most_examples) comparison.appeared.examples.push_back(key);
        return std::nullopt;
      }
      return compare(key, line, old->second.cells, cells);
    });
  }

  std::optional<Message> compare(const std::string& key, std::uint64_t line, const std::string& old_line,
                                 const std::vector<std::string>& cells) {
    const books::ResultLines lines(old_line, columns_.size() + 1);
    std::vector<std::string> before, after;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      before.push_back(books::plain_text(lines.cell(0, i)));
      after.push_back(cells[columns_[i].after]);
      const auto meant = columns_[i].status ? status_in : yes_or_no_in;
      before.back() = meant(before.back(), options_.run.language);
      after.back() = meant(after.back(), options_.run.language);
      take_for_percentage(before.back(), after.back());
      take_for_percentage(after.back(), before.back());
    }
    // Both tables are by compared column now.
    std::vector<ComparedColumn> by_column = columns_;
    for (std::size_t i = 0; i < by_column.size(); ++i) by_column[i].before = by_column[i].after = i;
    const std::vector<std::size_t> differing = count_pair(
        by_column, [&](std::size_t i) { return before[i]; }, [&](std::size_t i) { return after[i]; }, counts_);
    stop_counting_numbers();
    const std::string old_notes = books::plain_text(lines.cell(0, columns_.size()));
    const std::string new_notes = after_.header().notes < cells.size() ? cells[after_.header().notes] : std::string();
    for (const std::size_t column : differing) {
      Mover mover;
      mover.key = key;
      mover.line = line;
      mover.column = columns_[column].name;
      mover.before = before[column];
      mover.after = after[column];
      for (const std::size_t other : differing) {
        if (other != column) mover.cause.names.push_back(moved(columns_[other].name, before[other], after[other]));
      }
      if (mover.cause.names.empty() && old_notes != new_notes && before_.header().notes < before_.header().names.size() &&
          after_.header().notes < after_.header().names.size()) {
        mover.cause.names.push_back(moved(after_.header().names[after_.header().notes], old_notes, new_notes));
      }
      mover.cause.kind = Cause::Kind::columns;
      if (options_.take) {
        if (auto problem = options_.take(mover)) return problem;
      }
      if (outcome_.comparison.movers.size() < options_.most_movers) outcome_.comparison.movers.push_back(std::move(mover));
    }
    return std::nullopt;
  }

  std::string moved(const std::string& column, const std::string& before, const std::string& after) const {
    const std::string none = options_.run.language == Language::chinese ? "（空）" : "(none)";
    return fmt::format("{} {} → {}", column, before.empty() ? none : columns::quotable(before),
                       after.empty() ? none : columns::quotable(after));
  }

  // Columns with too many values have no matrix; looked at now and then.
  void stop_counting_numbers() {
    if (counts_.records % 1024 != 0) return;
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].status || !columns_[i].counted || counts_.transitions[i].values() <= most_values) continue;
      columns_[i].counted = false;
      counts_.transitions[i] = {};
    }
  }

  static bool holds_numbers(const Transitions& transitions) {
    for (const auto* values : {&transitions.before, &transitions.after}) {
      for (const std::string& value : *values) {
        std::string_view number = value;
        if (number.ends_with('%')) number.remove_suffix(1);
        if (model::parse_decimal(number)) return true;
      }
    }
    return false;
  }

  void finish() {
    Comparison& comparison = outcome_.comparison;
    counts_.transitions.resize(columns_.size());
    std::vector<std::vector<std::string>> orders(columns_.size());
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (columns_[i].status) {
        for (std::size_t status = 0; status < execute::status_count; ++status) {
          orders[i].emplace_back(status_text(static_cast<execute::Status>(status), options_.run.language));
        }
        continue;
      }
      if (!columns_[i].counted) continue;
      const TransitionCounter& counter = counts_.transitions[i];
      columns_[i].counted = counter.values() <= most_values && !holds_numbers(counter.transitions(columns_[i].name, {}));
    }
    report(columns_, orders, counts_, comparison);
    for (const std::string* key : order_) {
      const OldRecord& old = old_.find(*key)->second;
      if (old.met || old.repeated) continue;
      if (++comparison.vanished.count <= most_examples) comparison.vanished.examples.push_back(*key);
    }
  }

  std::string key_;
  const CompareOptions& options_;
  ResultList before_, after_;
  std::size_t old_key_ = 0, new_key_ = 0;
  std::vector<ComparedColumn> columns_;
  std::unordered_map<std::string, OldRecord> old_;
  std::vector<const std::string*> order_;  // keys of `old_`, as in the old list
  std::unordered_map<std::string, std::uint32_t> new_keys_;
  PairCounts counts_;
  CompareOutcome outcome_;
};

}  // namespace

CompareOutcome compare_results(const run::OpenList& open_old, const run::OpenList& open_new, const std::string& key,
                               const CompareOptions& options) {
  return ResultComparison(key, options).run(open_old, open_new);
}

}  // namespace fenji::compare
