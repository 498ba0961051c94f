#include "tests/generate/list_generator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

#include "tests/generate/list_cells.hpp"
#include "tests/generate/list_limits.hpp"

namespace fenji::generate {

namespace {

struct Column {
  const model::Field* field = nullptr;  // null: one that no field asks for
  std::string header;
};

class ListWriter {
 public:
  ListWriter(Random& random, const model::Rules& rules, const ListOptions& options)
      : random_(random), rules_(rules), options_(options), limits_(find_limits(rules)), source_(rules_, limits_, options_) {}

  std::string write() {
    const std::vector<Column> columns = this->columns();
    if (!options_.tidy) line_end_ = random_.chance(70) ? "\n" : random_.chance(70) ? "\r\n" : "\r";
    std::vector<std::string> cells;
    for (const Column& column : columns) cells.push_back(column.header);
    record(cells);
    for (std::size_t row = 0; row < options_.rows; ++row) {
      cells.clear();
      for (const Column& column : columns) cells.push_back(cell(column, row));
      if (!options_.tidy) change_length(cells);
      record(cells);
    }
    if (!options_.tidy && random_.chance(20)) text_.resize(text_.size() - line_end_.size());
    return std::move(text_);
  }

 private:
  std::vector<Column> columns() {
    std::vector<Column> columns;
    for (const model::Field& field : rules_.fields) {
      if (field.population != model::none) continue;
      if (field.optional && !options_.tidy && random_.chance(30)) continue;
      const bool other = !field.other_headers.empty() && !options_.tidy && random_.chance(50);
      columns.push_back({&field, other ? random_.pick(field.other_headers) : field.name});
    }
    if (options_.tidy) return columns;
    const int more = random_.between(0, 3);
    for (int i = 0; i < more; ++i) columns.push_back({nullptr, fmt::format("备注, 列 {}", i + 1)});
    random_.shuffle(columns);
    return columns;
  }

  std::string cell(const Column& column, std::size_t row) {
    if (column.field == nullptr) return std::string(random_.chance(50) ? "无用" : "x,\"y\"");
    if (!column.field->key) return source_.cell(random_, *column.field);
    if (options_.repeated_keys && random_.chance(4)) return source_.blank(random_);
    const std::size_t number = options_.repeated_keys && row > 0 && random_.chance(6) ? random_.below(row) : row;
    if (column.field->type.kind == model::Kind::text) return fmt::format("K{:05}", number + 1);
    return source_.readable(random_, *column.field);
  }

  void change_length(std::vector<std::string>& cells) {
    if (random_.chance(3)) cells.resize(random_.below(cells.size()) + 1);
    if (random_.chance(2)) cells.push_back("多");
  }

  void record(const std::vector<std::string>& cells) {
    const std::size_t begin = text_.size();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) text_ += ',';
      append(cells[i]);
    }
    // An empty line is no record.
    if (text_.size() == begin) text_ += "\"\"";
    text_ += line_end_;
    if (!options_.tidy && random_.chance(1)) text_ += line_end_;
  }

  void append(const std::string& cell) {
    const bool needs_quotes = cell.find_first_of(",\r\n") != std::string::npos || cell.starts_with('"');
    if (!needs_quotes && (options_.tidy ? cell.find('"') == std::string::npos : !random_.chance(5))) {
      text_ += cell;
      return;
    }
    text_ += '"';
    for (const char c : cell) {
      if (c == '"') text_ += '"';
      text_ += c;
    }
    text_ += '"';
  }

  Random& random_;
  const model::Rules& rules_;
  const ListOptions& options_;
  const Limits limits_;
  const CellSource source_;
  std::string text_;
  std::string line_end_ = "\n";
};

}  // namespace

std::string random_list(Random& random, const model::Rules& rules, const ListOptions& options) {
  return ListWriter(random, rules, options).write();
}

}  // namespace fenji::generate
