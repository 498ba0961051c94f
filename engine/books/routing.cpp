#include "engine/books/routing.hpp"

#include <algorithm>
#include <cassert>

#include "engine/columns/batch.hpp"
#include "engine/execute/executor.hpp"
#include "engine/graph/lower.hpp"
#include "engine/prove/dependencies.hpp"
#include "engine/run/record_cells.hpp"

namespace fenji::books {
namespace {

model::Rules only_applies(const model::Rules& all) {
  model::Rules rules = all;
  rules.gates.clear();
  rules.plans.clear();
  rules.portfolios.clear();
  rules.populations.clear();
  rules.examples.clear();
  rules.outputs.clear();
  prove::FieldSet asked;
  if (rules.applies != model::none) asked = prove::Dependencies(rules).of(rules.applies);
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    rules.fields[field].key = false;
    rules.fields[field].used = std::find(asked.begin(), asked.end(), field) != asked.end();
  }
  return rules;
}

}  // namespace

void add_positions(std::vector<std::uint32_t>& to, const std::vector<std::uint32_t>& positions) {
  for (const std::uint32_t position : positions) {
    if (std::find(to.begin(), to.end(), position) == to.end()) to.push_back(position);
  }
}

Applicability::Applicability(const model::Rules& rules) : rules_(only_applies(rules)), graph_(graph::lower(rules_)) {}

struct Router::Asked {
  Asked(const Applicability& file, const run::ListColumns& listed, std::size_t batch, std::uint16_t at)
      : number(at),
        columns(listed),
        cells(file.rules(), listed),
        batches(file.rules(), batch),
        executor(file.graph(), file.rules(), batch) {}

  std::uint16_t number;
  const run::ListColumns& columns;
  run::RecordCells cells;
  columns::BatchReader batches;
  execute::Executor executor;
};

Router::Router(const std::vector<std::unique_ptr<Applicability>>& files, const std::vector<run::ListColumns>& columns,
               std::uint32_t width, std::size_t batch)
    : width_(width), batch_(batch) {
  for (std::size_t i = 0; i < files.size(); ++i) {
    if (files[i] == nullptr) continue;
    files_.push_back(std::make_unique<Asked>(*files[i], columns[i], batch, static_cast<std::uint16_t>(i)));
    add_positions(wanted_, files_.back()->cells.wanted());
  }
  split_by(wanted_);
}

Router::~Router() = default;

void Router::split_by(const std::vector<std::uint32_t>& positions) {
  for (const auto& file : files_) file->cells.split_by(positions);
  surplus_.clear();
  for (std::size_t i = 0; i < positions.size(); ++i) {
    if (positions[i] >= width_) surplus_.push_back(i);
  }
}

template <class Read>
void Router::ask_all(std::size_t records, Read&& read) {
  routes_.assign(records, Route{});
  std::vector<std::uint8_t> undecided(records, 0);
  std::vector<std::uint16_t> first_undecided(records, 0);
  for (const auto& file : files_) {
    for (std::size_t begin = 0; begin < records; begin += batch_) {
      const std::size_t rows = std::min(batch_, records - begin);
      const execute::BatchResult& result = file->executor.execute(read(*file, begin, rows));
      for (std::size_t row = 0; row < rows; ++row) {
        const std::size_t record = begin + row;
        Route& route = routes_[record];
        if (result.statuses[row] == execute::Status::not_applicable) continue;
        if (result.statuses[row] == execute::Status::rated) {
          if (route.kind == Route::Kind::none) {
            route = {Route::Kind::file, file->number, 0};
          } else if (route.kind == Route::Kind::file) {
            route.kind = Route::Kind::several;
            route.second = file->number;
          }
        } else if (undecided[record] == 0) {
          undecided[record] = 1;
          first_undecided[record] = file->number;
        }
      }
    }
  }
  for (std::size_t record = 0; record < records; ++record) {
    if (routes_[record].kind == Route::Kind::none && undecided[record] != 0) {
      routes_[record] = {Route::Kind::file, first_undecided[record], 0};
    }
  }
}

const std::vector<Route>& Router::routes(const lists::RecordBlock& block) {
  const std::size_t records = block.records();
  for (const auto& file : files_) file->cells.take(block);
  ask_all(records, [](Asked& file, std::size_t begin, std::size_t rows) -> const columns::Batch& {
    return file.batches.read(file.cells.columns_from(begin), rows);
  });
  for (const std::size_t column : surplus_) {
    const auto cells = block.column(column);
    for (std::size_t record = 0; record < records; ++record) {
      if (cells[record].size > 0) routes_[record].kind = Route::Kind::too_long;
    }
  }
  return routes_;
}

const std::vector<Route>& Router::routes(const lists::CsvBlock& block, const lists::CsvIndex& index) {
  assert(index.others().empty());
  std::vector<columns::CellSpans> spans;
  ask_all(index.plain_records(), [&](Asked& file, std::size_t begin, std::size_t rows) -> const columns::Batch& {
    const auto& positions = file.columns.positions;
    spans.assign(positions.size(), {});
    for (std::size_t field = 0; field < positions.size(); ++field) {
      if (!positions[field]) continue;
      spans[field] = {block.bytes.data(), index.places() + *positions[field], index.rows() + begin, index.quotes(), nullptr};
    }
    return file.batches.read(spans, rows);
  });
  return routes_;
}

}  // namespace fenji::books
