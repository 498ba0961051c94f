#include "engine/abi/book_evaluation.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/abi/book_form.hpp"
#include "engine/books/book_run.hpp"
#include "engine/run/result_cells.hpp"

namespace fenji::abi {
namespace {

// Result lines as arrays of at most so many rows.
class Arrays : public run::ResultSink {
 public:
  Arrays(const CompiledBook& book, Language language, std::int64_t rows, std::deque<OutputArray>& out)
      : columns_(book_columns(book)), most_rows_(static_cast<std::size_t>(rows)), out_(out) {
    for (const BookColumn& column : columns_) cells_.emplace_back(column, true);
    for (const run::ResultColumn& column : run::status_and_notes(language)) {
      columns_.push_back({column.name, {}, {}});
      columns_.back().type.kind = model::Kind::text;
      cells_.emplace_back(columns_.back(), false);
    }
  }

  lists::Failure begin(const std::vector<run::ResultColumn>& columns) override {
    lines_.emplace(columns.size());
    return std::nullopt;
  }

  lists::Failure write(std::string_view lines, std::size_t records) override {
    lines_->take(lines, records);
    for (std::size_t first = 0; first < records;) {
      const std::size_t count = std::min(records - first, most_rows_ - rows_);
      for (std::size_t column = 0; column < cells_.size(); ++column) {
        texts_.clear();
        for (std::size_t record = first; record < first + count; ++record) texts_.push_back(lines_->cell(record, column));
        if (!cells_[column].append(texts_)) return too_long(columns_[column].name);
      }
      rows_ += count;
      first += count;
      const auto full = [](const BookCells& cells) {
        return cells.text_bytes() > std::numeric_limits<std::int32_t>::max() / 2;
      };
      if (rows_ == most_rows_ || std::any_of(cells_.begin(), cells_.end(), full)) finish();
    }
    return std::nullopt;
  }

  void finish() {
    if (rows_ == 0) return;
    OutputArray table;
    table.length = static_cast<std::int64_t>(rows_);
    table.has_validity = false;
    table.buffers.emplace_back();
    for (BookCells& cells : cells_) table.children.push_back(cells.take());
    out_.push_back(std::move(table));
    rows_ = 0;
  }

 private:
  static Message too_long(const std::string& name) {
    return {fmt::format("“{}”有一个值超过 38 位，Arrow 的 decimal128 放不下", name),
            fmt::format("a value of `{}` has more than 38 digits, which Arrow's decimal128 does not hold", name)};
  }

  std::vector<BookColumn> columns_;
  std::vector<BookCells> cells_;
  const std::size_t most_rows_;
  std::deque<OutputArray>& out_;
  std::optional<run::ResultCells> lines_;
  std::vector<std::string_view> texts_;
  std::size_t rows_ = 0;
};

}  // namespace

std::variant<std::unique_ptr<BookEvaluation>, Fault> BookEvaluation::make(SharedBook book, Owned<ArrowArrayStream> input,
                                                                          const EvaluationSettings& settings) {
  std::vector<const model::Rules*> readers;
  for (const books::BookFile* const file : book->in_force()) readers.push_back(&*file->loaded.rules);
  auto list = TableList::make(std::move(input), readers, !book->all.book.carried.empty());
  if (auto* const fault = std::get_if<Fault>(&list)) return std::move(*fault);
  return std::unique_ptr<BookEvaluation>(
      new BookEvaluation(std::move(book), std::get<std::shared_ptr<const TableList>>(std::move(list)), settings));
}

BookEvaluation::BookEvaluation(SharedBook book, std::shared_ptr<const TableList> list, const EvaluationSettings& settings)
    : book_(std::move(book)), list_(std::move(list)), settings_(settings), schema_(book_schema(*book_, settings.language)) {}

std::optional<Fault> BookEvaluation::fill() {
  const std::shared_ptr<const TableList> list = std::exchange(list_, nullptr);
  if (list == nullptr) return std::nullopt;
  books::BookOptions options;
  options.run.language = settings_.language;
  options.run.threads = settings_.threads;
  options.exceptions = book_->exceptions;
  Arrays arrays(*book_, settings_.language, settings_.piece_rows, ready_);
  const books::BookOutcome outcome = books::run_book(book_->all, list->open(), arrays, options);
  if (!outcome.problems.empty()) return Fault{FENJI_TABLE_UNSUITABLE, all_of(outcome.problems)};
  arrays.finish();
  return std::nullopt;
}

}  // namespace fenji::abi
