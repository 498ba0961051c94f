#include "engine/draft/key_choice.hpp"

namespace fenji::draft {

using grammar::Keyword;

namespace {

// How well a column serves as the key; 0: not at all.
int key_rank(const DraftedField& field, const ColumnSample& sample) {
  const Keyword type = field.type.type;
  if (sample.filled() == 0) return 0;
  const bool unique = sample.blank() == 0 && sample.undecodable() == 0 && sample.watched() && !sample.repeated();
  const bool names = type == Keyword::text || type == Keyword::whole_number || type == Keyword::one_of;
  if (unique && sample.words().key) return 6;
  if (unique && sample.words().code && names) return 5;
  if (unique && sample.words().names && type == Keyword::text) return 4;
  if (unique && names) return 3;
  if (sample.words().key) return 2;
  return 1;
}

}  // namespace

void choose_key(DraftedList& list, const ListSample& sample) {
  std::size_t best = 0;
  for (std::size_t i = 1; i < list.fields.size(); ++i) {
    const auto rank = [&](std::size_t field) {
      return key_rank(list.fields[field], sample.columns[list.fields[field].column]);
    };
    if (rank(i) > rank(best)) best = i;
  }
  DraftedField& key = list.fields[best];
  const ColumnSample& column = sample.columns[key.column];
  key.key = true;
  key.type = ColumnType{};
  key.options.clear();
  key.remarks.clear();
  if (column.filled() > 0 && (column.blank() > 0 || column.repeated())) {
    key.remarks.push_back({"有空白或重复，当不了真正的编号：请换一列，或在名单里补齐",
                           "has blanks or repeats and is no real key; take another column, or mend the list"});
  } else if (column.filled() > 0 && !column.words().key) {
    key.remarks.push_back({"每条都不同，先当编号用；不对的话，把“唯一编号”移到编号那一列",
                           "differs in every record, so it serves as the key; else move `key` to the right column"});
  }
}

}  // namespace fenji::draft
