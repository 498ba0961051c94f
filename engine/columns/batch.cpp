#include "engine/columns/batch.hpp"

#include <cassert>

namespace fenji::columns {

namespace {

// Fields whose cells may be empty and known at once, and that a condition asks whether they are empty.
std::vector<bool> fields_with_blanks(const model::Rules& rules) {
  std::vector<bool> result(rules.fields.size());
  for (const model::Expression& expression : rules.expressions) {
    if (expression.operation != model::Operation::given) continue;
    const model::FieldId field = rules.expressions[expression.operands[0]].reference;
    if (rules.fields[field].blank_means) result[field] = true;
  }
  return result;
}

}  // namespace

Batch empty_batch(const model::Rules& rules, std::size_t capacity) {
  const std::vector<bool> with_blanks = fields_with_blanks(rules);
  Batch batch;
  batch.columns.resize(rules.fields.size());
  batch.cells.resize(rules.fields.size());
  for (std::size_t id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    if (field.used) batch.columns[id] = Column(field.type.kind, capacity, with_blanks[id]);
  }
  return batch;
}

BatchReader::BatchReader(const model::Rules& rules, std::size_t capacity)
    : capacity_(capacity), readers_(rules.fields.size()), batch_(empty_batch(rules, capacity)), counts_(rules.fields.size()) {
  for (std::size_t id = 0; id < rules.fields.size(); ++id) {
    if (rules.fields[id].used && rules.fields[id].population == model::none)
      readers_[id] = make_field_reader(rules, static_cast<model::FieldId>(id));
  }
}

namespace {

bool has_column(const CellColumn& cells) { return cells.first != nullptr; }
bool has_column(const CellSpans& cells) { return cells.bytes != nullptr; }

}  // namespace

template <class Cells>
void BatchReader::read_columns(std::span<const Cells> cells, std::size_t rows) {
  assert(rows <= capacity_ && cells.size() == readers_.size());
  batch_.rows = rows;
  for (std::size_t id = 0; id < readers_.size(); ++id) {
    if (!readers_[id]) continue;
    if (!has_column(cells[id])) {
      readers_[id]->read(CellColumn{}, rows, batch_.columns[id]);
      continue;
    }
    const CellCounts counts = readers_[id]->read(cells[id], rows, batch_.columns[id]);
    counts_[id].unreadable += counts.unreadable;
    counts_[id].blank += counts.blank;
  }
}

const Batch& BatchReader::read(std::span<const CellColumn> cells, std::size_t rows) {
  batch_.cells.assign(cells.begin(), cells.end());
  read_columns(cells, rows);
  return batch_;
}

const Batch& BatchReader::read(std::span<const CellSpans> cells, std::size_t rows) {
  batch_.cells.clear();
  read_columns(cells, rows);
  return batch_;
}

}  // namespace fenji::columns
