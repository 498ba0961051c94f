// bench_tables RULES FOLDER THREADS: a table in memory, graded by the C++ library. FOLDER holds it as tests/bench/tables.py
// writes it: `columns`, a line `NAME FORMAT ROWS BUFFERS` each, and the buffers of column i as i.0, i.1 … Prints wall and
// processor seconds of grading the whole table.
#include <fmt/format.h>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "engine/abi/table_evaluation.hpp"
#include "engine/books/rule_loader.hpp"

using namespace fenji;

namespace {

std::string file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

struct Column {
  std::string name, format;
  std::int64_t rows = 0;
  std::vector<std::string> buffers;
};

std::vector<Column> read_table(const std::string& folder) {
  std::vector<Column> columns;
  std::istringstream lines(file_text(folder + "/columns"));
  Column column;
  int buffers = 0;
  while (lines >> column.name >> column.format >> column.rows >> buffers) {
    column.buffers.clear();
    for (int i = 0; i < buffers; ++i) column.buffers.push_back(file_text(fmt::format("{}/{}.{}", folder, columns.size(), i)));
    columns.push_back(column);
  }
  return columns;
}

// A stream of one chunk that refers to the columns; it owns nothing but its pointers.
struct Table {
  explicit Table(std::vector<Column>& table)
      : columns(table), schemas(table.size()), arrays(table.size()), buffers(table.size()) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      schemas[i] = {columns[i].format.c_str(),
                    columns[i].name.c_str(),
                    nullptr,
                    ARROW_FLAG_NULLABLE,
                    0,
                    nullptr,
                    nullptr,
                    no_release<ArrowSchema>,
                    nullptr};
      for (const std::string& buffer : columns[i].buffers) buffers[i].push_back(buffer.empty() ? nullptr : buffer.data());
      arrays[i] = {columns[i].rows,
                   buffers[i].front() == nullptr ? 0 : -1,
                   0,
                   static_cast<std::int64_t>(buffers[i].size()),
                   0,
                   buffers[i].data(),
                   nullptr,
                   nullptr,
                   no_release<ArrowArray>,
                   nullptr};
      schema_pointers.push_back(&schemas[i]);
      array_pointers.push_back(&arrays[i]);
    }
  }

  template <class T>
  static void no_release(T* released) {
    released->release = nullptr;
  }
  static int get_schema(ArrowArrayStream* stream, ArrowSchema* out) {
    auto& self = *static_cast<Table*>(stream->private_data);
    *out = {"+s",
            "",
            nullptr,
            0,
            static_cast<std::int64_t>(self.schemas.size()),
            self.schema_pointers.data(),
            nullptr,
            no_release<ArrowSchema>,
            nullptr};
    return 0;
  }
  static int get_next(ArrowArrayStream* stream, ArrowArray* out) {
    auto& self = *static_cast<Table*>(stream->private_data);
    *out = {};
    if (self.given) return 0;
    self.given = true;
    *out = {self.columns.front().rows,
            0,
            0,
            1,
            static_cast<std::int64_t>(self.arrays.size()),
            &self.no_validity,
            self.array_pointers.data(),
            nullptr,
            no_release<ArrowArray>,
            nullptr};
    return 0;
  }
  static const char* no_error(ArrowArrayStream*) { return nullptr; }

  std::vector<Column>& columns;
  std::vector<ArrowSchema> schemas;
  std::vector<ArrowArray> arrays;
  std::vector<std::vector<const void*>> buffers;
  std::vector<ArrowSchema*> schema_pointers;
  std::vector<ArrowArray*> array_pointers;
  const void* no_validity = nullptr;
  bool given = false;
};

}  // namespace

int main(int count, char** arguments) {
  if (count != 4) {
    std::fputs("usage: bench_tables RULES FOLDER THREADS\n", stderr);
    return 2;
  }
  auto outcome = abi::compiled(books::load_rules(arguments[1], {}, model::day_from_civil(2026, 3, 1)));
  auto* const rules = std::get_if<abi::SharedRules>(&outcome);
  if (rules == nullptr) {
    std::fputs("the rules have errors\n", stderr);
    return 1;
  }
  std::vector<Column> columns = read_table(arguments[2]);
  Table table(columns);
  ArrowArrayStream stream{Table::get_schema, Table::get_next, Table::no_error, Table::no_release<ArrowArrayStream>, &table};
  abi::EvaluationSettings settings;
  settings.threads = static_cast<unsigned>(std::stoul(arguments[3]));
  const auto begun = std::chrono::steady_clock::now();
  const std::clock_t begun_processor = std::clock();
  auto made = abi::TableEvaluation::make(*rules, abi::Owned<ArrowArrayStream>(&stream), settings);
  auto* const evaluation = std::get_if<std::unique_ptr<abi::TableEvaluation>>(&made);
  if (evaluation == nullptr) {
    fmt::print(stderr, "{}\n", std::get<abi::Fault>(made).message.en);
    return 1;
  }
  std::vector<abi::OutputArray> results;
  std::int64_t rows = 0;
  while (true) {
    auto next = (*evaluation)->next();
    auto* const array = std::get_if<std::optional<abi::OutputArray>>(&next);
    if (array == nullptr) {
      fmt::print(stderr, "{}\n", std::get<abi::Fault>(next).message.en);
      return 1;
    }
    if (!*array) break;
    rows += (*array)->length;
    results.push_back(std::move(**array));
  }
  const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - begun;
  fmt::print("{} {:.3f} {:.3f}\n", rows, wall.count(), static_cast<double>(std::clock() - begun_processor) / CLOCKS_PER_SEC);
  return 0;
}
