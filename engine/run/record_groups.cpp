#include "engine/run/record_groups.hpp"

#include "engine/columns/cell.hpp"

namespace fenji::run {

std::string field_group_key(const model::Rules& rules, model::FieldId field, const RecordCells& cells, std::size_t record,
                            Language language) {
  const model::Field& declared = rules.fields[field];
  const model::Value value = columns::read_cell(cells.cell(field, record), declared, rules);
  switch (value.state) {
    case model::State::known:
      return group_key(value, declared.type, rules, language);
    case model::State::invalid:
      return unreadable_group_key();
    default:
      return blank_group_key();
  }
}

std::string result_group_key(const model::Rules& rules, std::uint32_t output, const model::Value& value, Language language) {
  if (value.state != model::State::known) return no_result_group_key();
  return group_key(value, rules.definitions[rules.outputs[output].definition].type, rules, language);
}

void find_record_groups(const model::Rules& rules, Language language, const RecordCells& cells, std::size_t record,
                        Tally& tally, std::vector<Counts*>& groups,
                        const std::function<std::string(std::uint32_t output)>& result_key) {
  for (GroupedCounts& grouped : tally.grouped) {
    std::vector<std::string> parts;
    for (const GroupPart& part : grouped.by.parts) {
      if (cells.too_long(record)) {
        parts.push_back(unreadable_group_key());
      } else if (part.field != model::none) {
        parts.push_back(field_group_key(rules, part.field, cells, record, language));
      } else if (part.output != model::none) {
        parts.push_back(result_key(part.output));
      } else {
        parts.push_back(no_result_group_key());
      }
    }
    if (Counts* const group = grouped.group(joined_group_key(parts), rules)) groups.push_back(group);
  }
}

}  // namespace fenji::run
