#include "engine/books/book_worker.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

#include "engine/columns/cell_text.hpp"
#include "engine/lists/csv_text.hpp"
#include "engine/lists/formula_cells.hpp"
#include "engine/run/record_groups.hpp"

namespace fenji::books {
namespace {

// What a cell of a result line says, as far as it is counted.
model::Value shown_value(const model::Rules& rules, std::uint32_t output, const std::string& text) {
  model::Value value;
  if (text.empty()) return value;
  const model::Type& type = rules.definitions[rules.outputs[output].definition].type;
  value.state = model::State::known;
  if (type.kind == model::Kind::label) {
    const std::vector<std::string>& labels = rules.labels_of(type).labels;
    const auto found = std::find(labels.begin(), labels.end(), text);
    value.label = static_cast<std::uint32_t>(found - labels.begin());
    if (found == labels.end()) value.state = model::State::missing;
  } else if (type.kind == model::Kind::number) {
    const auto number = model::parse_decimal(text);
    const auto scaled = number ? model::rescaled(*number, type.scale) : std::nullopt;
    if (scaled) value.number = *scaled;
    if (!scaled) value.state = model::State::missing;
  }
  return value;
}

}  // namespace

Message fits_none() { return {"没有在有效期内的规则文件适用于它", "No rule file in force applies to it"}; }

Message fits_several(const std::string& first, const std::string& second) {
  return {fmt::format("规则矛盾：“{}”和“{}”都适用", first, second),
          fmt::format("Contradictory rules: both `{}` and `{}` apply", first, second)};
}

Totals::Totals(const BookPlan& plan, std::size_t exception_count)
    : nobody(plan.bare, plan.bare_groupings), exceptions(exception_count) {
  for (const FilePlan& file : plan.files) files.emplace_back(file.rules, file.groupings);
}

void Totals::note(std::uint32_t exception, ExceptionState state) {
  std::optional<ExceptionState>& known = exceptions[exception];
  known = known ? std::min(*known, state) : state;
}

void Totals::add(const Totals& other) {
  for (std::size_t i = 0; i < files.size(); ++i) files[i].add(other.files[i]);
  nobody.add(other.nobody);
  unrouted += other.unrouted;
  ambiguous += other.ambiguous;
  if (other.first_ambiguous)
    first_ambiguous = std::min(first_ambiguous.value_or(*other.first_ambiguous), *other.first_ambiguous);
  for (std::uint32_t i = 0; i < exceptions.size(); ++i) {
    if (other.exceptions[i]) note(i, *other.exceptions[i]);
  }
}

BookWorker::Desk::Desk(std::size_t at, const FilePlan& file, const BookOptions& options)
    : number(at),
      cells(file.rules, file.columns),
      splitter(cells.wanted()),
      extra(options.run.extra.none() ? nullptr : options.run.extra.make(file.rules, *file.sources, file.populations.get())) {
  if (options.run.plain) {
    grader = run::make_plain_grader(file.rules, options.run.language, file.populations.get());
    return;
  }
  // As in a run of one file. Lines are defused when they stand together: exceptions read them before, and count by groups by
  // the cells of their records.
  const bool excepted = !options.exceptions.open.empty() && !file.groupings.empty();
  if (options.run.fold_outcomes && !excepted && !extra) {
    outcomes = run::OutcomeGrader::make(file.rules, file.graph, file.columns, options.run.language, model::none, false,
                                        options.run.batch, file.populations.get(), file.groupings);
  }
  make_grader = [&file, &options](std::size_t block_records) {
    return run::make_vectorised_grader(file.rules, file.graph, options.run.language,
                                       run::batch_for(block_records, options.run.batch), file.populations.get());
  };
}

void BookWorker::Desk::grade(const lists::CsvBlock& block, const lists::CsvIndex& index, const lists::RecordBlock& split,
                             std::size_t cells_of_line, run::Tally& tally) {
  lines.clear();
  begins.clear();
  if (outcomes && outcomes->takes()) {
    outcomes->grade(block, index, records, lines, begins, tally);
    return;
  }
  if (outcomes) splitter.split(block, own);
  cells.take(outcomes ? own : split, records);
  text.clear();
  if (!grader) grader = make_grader(block.records);
  grader->grade(cells, text, tally);
  lines.append(text);
  const ResultLines found(text, cells_of_line);
  for (std::size_t record = 0; record < found.records(); ++record) begins.push_back(found.begin(record));
}

BookWorker::BookWorker(const BookPlan& plan, const BookOptions& options, model::FieldId key, Totals& totals)
    : plan_(plan),
      options_(options),
      key_(key),
      totals_(totals),
      counted_(plan, options.exceptions.all.size()),
      bare_(plan.bare, plan.bare_columns),
      bare_writer_(plan.bare, options.run.language),
      router_(plan.applicable, plan.columns, plan.bare_columns.width, options.run.batch),
      index_(plan.bare_columns.width) {
  std::vector<std::uint32_t> wanted = bare_.wanted();
  add_positions(wanted, router_.wanted());
  for (std::size_t i = 0; i < plan.files.size(); ++i) {
    desks_.push_back(plan.files[i].in_force ? std::make_unique<Desk>(i, plan.files[i], options) : nullptr);
    if (splits(i)) add_positions(wanted, desks_.back()->cells.wanted());
  }
  bare_.split_by(wanted);
  router_.split_by(wanted);
  for (std::size_t i = 0; i < desks_.size(); ++i) {
    if (!desks_[i]) continue;
    folds_ |= !splits(i);
    all_split_ |= splits(i);
    if (splits(i)) desks_[i]->cells.split_by(wanted);
  }
  splitter_ = std::make_unique<lists::CsvSplitter>(wanted);
  if (!plan.kept.none()) kept_.emplace(plan.kept.positions, plan.bare_columns.width);
}

// Its cells are taken from the common split.
bool BookWorker::splits(std::size_t file) const { return desks_[file] && !desks_[file]->outcomes; }

void BookWorker::finish() {
  for (const auto& desk : desks_) {
    if (desk && desk->outcomes) desk->outcomes->finish(counted_.files[desk->number]);
  }
  totals_.add(counted_);
}

void BookWorker::split(const lists::CsvBlock& block) {
  splitter_->split(block, records_);
  bare_.take(records_);
}

run::KeyRun BookWorker::keys_of(const lists::CsvBlock& block) const {
  if (!key_cells_) return run::keys_of(bare_, key_);
  run::KeyRun keys;
  keys.first_record = block.first_record;
  keys.reserve(index_.plain_records());
  keys.add_cells(*key_cells_, index_.plain_records());
  return keys;
}

BookBlock BookWorker::work(const lists::CsvBlock& block) {
  if (folds_) index_.build(block);
  const bool plain = folds_ && index_.others().empty() && !index_.doubled() && block.encoding != lists::Encoding::gb18030;
  key_cells_.reset();
  if (plain && key_ != model::none) {
    const std::uint32_t* const places = index_.places() + *plan_.bare_columns.positions[key_];
    key_cells_ = columns::CellSpans{block.bytes.data(), places, index_.rows(), index_.quotes(), nullptr, nullptr};
  }
  if (!plain || all_split_) split(block);
  if (kept_) kept_->take(block, folds_ ? &index_ : nullptr);
  const std::vector<Route>& routes = plain ? router_.routes(block, index_) : router_.routes(records_);
  const bool all_routed =
      std::all_of(routes.begin(), routes.end(), [](const Route& route) { return route.kind == Route::Kind::file; });
  if (plain && !all_split_ && !all_routed) split(block);
  for (std::size_t record = 0; record < routes.size(); ++record) {
    if (routes[record].kind == Route::Kind::file) {
      desks_[routes[record].first]->records.push_back(static_cast<std::uint32_t>(record));
    }
  }
  for (const auto& desk : desks_) {
    if (!desk || desk->records.empty()) continue;
    desk->grade(block, index_, records_, plan_.cells(), counted_.files[desk->number]);
    assert(desk->begins.size() == desk->records.size());
  }
  BookBlock result;
  result.records = routes.size();
  result.bytes = block.bytes.size();
  result.split.resize(options_.split.size());
  std::vector<std::size_t> next(desks_.size(), 0);
  for (std::size_t record = 0; record < routes.size(); ++record) {
    const Route& route = routes[record];
    if (route.kind == Route::Kind::file) {
      append(route.first, record, next[route.first]++, result);
    } else {
      grade_nobody(route, record, result.lines);
    }
    if (kept_) append_kept(route, result);
  }
  for (const auto& desk : desks_) {
    if (desk) desk->records.clear();
  }
  if (key_ != model::none) result.keys = keys_of(block);
  if (options_.run.defuse) {
    lists::defuse(result.lines);
    for (BookBlock::Split& split : result.split) lists::defuse(split.lines);
  }
  return result;
}

void BookWorker::grade_nobody(const Route& route, std::size_t record, std::string& lines) {
  const Language language = options_.run.language;
  const std::size_t begin = lines.size();
  for (const model::OutputColumn& column : plan_.bare.outputs) {
    if (column.field != model::none) {
      lists::append_cell(lines, run::output_text(plan_.bare, column.field, bare_, record, language));
    }
    lines += lists::cell_separator;
  }
  run::Verdict verdict;
  Message remark;
  switch (route.kind) {
    case Route::Kind::none:
      ++counted_.unrouted;
      verdict.status = execute::Status::not_applicable;
      remark = fits_none();
      verdict.remark = &remark;
      break;
    case Route::Kind::several: {
      ++counted_.ambiguous;
      const std::uint64_t line = bare_.info(record).line;
      counted_.first_ambiguous = std::min(counted_.first_ambiguous.value_or(line), line);
      remark = fits_several(plan_.files[route.first].name, plan_.files[route.second].name);
      verdict.status = execute::Status::uncovered;
      verdict.remark = &remark;
      break;
    }
    case Route::Kind::file:
    case Route::Kind::too_long:
      break;
  }
  std::vector<run::Counts*> groups;
  run::find_record_groups(plan_.bare, language, bare_, record, counted_.nobody, groups,
                          [](std::uint32_t) { return run::no_result_group_key(); });
  bare_writer_.finish(bare_, record, verdict, begin, lines, counted_.nobody, groups);
  run::append_cells(lines, std::vector<std::string>(options_.run.extra.names.size()));
  if (const auto* exceptions = exceptions_of(record)) {
    for (const std::uint32_t exception : *exceptions) counted_.note(exception, ExceptionState::not_graded);
  }
}

const std::vector<std::uint32_t>* BookWorker::exceptions_of(std::size_t record) const {
  if (key_ == model::none || options_.exceptions.open.empty()) return nullptr;
  const std::string_view key = key_cells_ ? (*key_cells_)[record] : bare_.shown(key_, record);
  const auto found = options_.exceptions.open.find(std::string(columns::trimmed(key)));
  return found == options_.exceptions.open.end() ? nullptr : &found->second;
}

void BookWorker::append(std::size_t file, std::size_t record, std::size_t line, BookBlock& block) {
  const auto* exceptions = exceptions_of(record);
  if (exceptions == nullptr || !append_exceptional(file, *exceptions, line, block)) {
    block.lines += desks_[file]->line(line);
    append_split(file, desks_[file]->line(line), block);
  }
  append_extra(file, line, block);
}

void BookWorker::append_extra(std::size_t file, std::size_t line, BookBlock& block) {
  Desk& desk = *desks_[file];
  if (!desk.extra) return;
  const std::vector<std::string> texts = desk.extra->texts(desk.cells, line, nullptr);
  run::append_cells(block.lines, texts);
  if (!block.split.empty()) run::append_cells(block.split[file].lines, texts);
}

// Behind the last line of the result, and of the file's own.
void BookWorker::append_kept(const Route& route, BookBlock& block) {
  kept_cells_.clear();
  kept_->append_next(kept_cells_);
  kept_cells_.append(lists::record_end);
  const auto add = [&](std::string& lines) {
    lines.resize(lines.size() - lists::record_end.size());
    lines += kept_cells_.view();
  };
  add(block.lines);
  if (route.kind == Route::Kind::file && !block.split.empty()) add(block.split[route.first].lines);
}

void BookWorker::append_split(std::size_t file, std::string_view line, BookBlock& block) const {
  if (block.split.empty()) return;
  const ResultLines cells(line, plan_.cells());
  std::string& out = block.split[file].lines;
  ++block.split[file].records;
  for (const std::size_t column : plan_.files[file].own) {
    out += cells.cell(0, column);
    out += lists::cell_separator;
  }
  out += cells.cell(0, plan_.cells() - 2);
  out += lists::cell_separator;
  out += cells.cell(0, plan_.cells() - 1);
  out += lists::record_end;
}

// False: none of the exceptions can be granted here, the line stands.
bool BookWorker::append_exceptional(std::size_t file, const std::vector<std::uint32_t>& exceptions, std::size_t line,
                                    BookBlock& block) {
  const Language language = options_.run.language;
  const FilePlan& plan = plan_.files[file];
  const ResultLines shown(desks_[file]->line(line), plan_.cells());
  std::vector<std::string> cells;
  for (std::size_t cell = 0; cell < plan_.cells(); ++cell) cells.push_back(plain_text(shown.cell(0, cell)));
  const bool rated = cells[plan_.cells() - 2] == execute::status_text(execute::Status::rated, language);
  const std::vector<std::string> by_rules = cells;
  bool granted = false;
  for (const std::uint32_t number : exceptions) {
    const ExceptionalValue& value = plan.exceptional[number];
    counted_.note(number, value.state);
    if (value.state != ExceptionState::granted) continue;
    granted = true;
    std::string& cell = cells[value.column];
    std::string& notes = cells.back();
    if (!notes.empty()) notes += language == Language::chinese ? "；" : "; ";
    notes += exception_note(options_.exceptions.all[number], value.text, cell, language);
    count_exceptional(file, value, cell, rated, counted_.files[file]);
    for (run::Counts* const group : groups_of(file, line, by_rules)) count_exceptional(file, value, cell, rated, *group);
    cell = value.text;
  }
  if (!granted) return false;
  std::string changed;
  const std::vector<std::string_view> views(cells.begin(), cells.end());
  lists::append_record(changed, views);
  append_split(file, changed, block);
  block.lines += changed;
  return true;
}

// A record stays in the groups that the rules put it in.
std::vector<run::Counts*> BookWorker::groups_of(std::size_t file, std::size_t record,
                                                const std::vector<std::string>& by_rules) {
  const model::Rules& rules = plan_.files[file].rules;
  std::vector<run::Counts*> groups;
  run::find_record_groups(rules, options_.run.language, desks_[file]->cells, record, counted_.files[file], groups,
                          [&](std::uint32_t output) {
                            const model::Type& type = rules.definitions[rules.outputs[output].definition].type;
                            return run::shown_group_key(by_rules[output], type, rules);
                          });
  return groups;
}

// The counts of labels and the sums are those of what is shown.
void BookWorker::count_exceptional(std::size_t file, const ExceptionalValue& value, const std::string& before, bool rated,
                                   run::Counts& counts) const {
  const model::Rules& rules = plan_.files[file].rules;
  const auto column = static_cast<std::uint32_t>(value.column);
  const model::Value old = shown_value(rules, column, before);
  const model::Value shown = shown_value(rules, column, value.text);
  if (run::summed(rules, column) != run::Summed::no && shown.state == model::State::known) {
    run::Sum& sum = counts.sums[column];
    if (old.state == model::State::known) {
      sum.add(model::Decimal{-old.number.mantissa, old.number.scale});
      sum.records -= 2;
    }
    sum.add(shown.number);
  }
  if (!rated || counts.labels[column].empty()) return;
  if (old.state == model::State::known) --counts.labels[column][old.label];
  if (shown.state == model::State::known) ++counts.labels[column][shown.label];
}

}  // namespace fenji::books
