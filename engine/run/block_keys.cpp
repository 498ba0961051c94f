#include "engine/run/block_keys.hpp"

namespace fenji::run {

model::FieldId key_field(const model::Rules& rules, const ListColumns& columns) {
  model::FieldId key = model::none;
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (rules.fields[field].key && columns.positions[field]) key = field;
  }
  return key;
}

KeyRun keys_of(const RecordCells& cells, model::FieldId key) {
  KeyRun keys;
  keys.first_record = cells.first_record();
  keys.reserve(cells.records());
  for (std::size_t record = 0; record < cells.records(); ++record) keys.add(trimmed_key(cells.shown(key, record)));
  return keys;
}

}  // namespace fenji::run
