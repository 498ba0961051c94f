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

const Batch& BatchReader::read(std::span<const CellColumn> cells, std::size_t rows) {
  assert(rows <= capacity_ && cells.size() == readers_.size());
  batch_.rows = rows;
  batch_.cells.assign(cells.begin(), cells.end());
  for (std::size_t id = 0; id < readers_.size(); ++id) {
    if (!readers_[id]) continue;
    const CellCounts counts = readers_[id]->read(cells[id], rows, batch_.columns[id]);
    if (cells[id].first == nullptr) continue;
    counts_[id].unreadable += counts.unreadable;
    counts_[id].blank += counts.blank;
  }
  return batch_;
}

}  // namespace fenji::columns
