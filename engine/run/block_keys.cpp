#include "engine/run/block_keys.hpp"

namespace fenji::run {

model::FieldId key_field(const model::Rules& rules, const ListColumns& columns) {
  model::FieldId key = model::none;
  for (model::FieldId field = 0; field < rules.fields.size(); ++field) {
    if (rules.fields[field].key && columns.positions[field]) key = field;
  }
  return key;
}

std::string_view trimmed_key(std::string_view text) {
  while (!text.empty() && static_cast<unsigned char>(text.front()) <= ' ') text.remove_prefix(1);
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
  return text;
}

BlockKeys keys_of(const RecordCells& cells, model::FieldId key) {
  BlockKeys keys;
  keys.first_record = cells.first_record();
  keys.hashes.reserve(cells.records());
  keys.ends.reserve(cells.records());
  for (std::size_t record = 0; record < cells.records(); ++record) {
    const std::string_view text = trimmed_key(cells.shown(key, record));
    keys.hashes.push_back(key_hash(text));
    keys.text += text;
    keys.ends.push_back(static_cast<std::uint32_t>(keys.text.size()));
  }
  return keys;
}

void add_keys(const BlockKeys& keys, KeyCheck& check) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < keys.ends.size(); ++i) {
    const std::string_view key = std::string_view(keys.text).substr(begin, keys.ends[i] - begin);
    check.add(keys.first_record + i, key, keys.hashes[i]);
    begin = keys.ends[i];
  }
}

}  // namespace fenji::run
