#include "engine/run/picked_records.hpp"

namespace fenji::run {

// Returns where the next ones begin.
std::size_t PickedRecords::split_some(const lists::CsvBlock& block, std::span<const lists::CsvIndex::Other> records,
                                      std::size_t begin) {
  some_.encoding = block.encoding;
  some_.first_record = block.first_record;
  some_.limits = block.limits;
  some_.bytes.clear();
  std::size_t end = begin;
  do {
    const lists::CsvIndex::Other& range = records[end];
    some_.bytes.append({block.bytes.data() + range.begin, range.end - range.begin});
    some_.bytes.append("\n");
  } while (!records[end++].unclosed_quote && end < records.size());
  some_.records = end - begin;
  splitter_.split(some_, records_);
  for (std::size_t i = begin; i < end; ++i) {
    records_.infos()[i - begin].number = block.first_record + records[i].record;
    records_.infos()[i - begin].line = records[i].line;
  }
  cells_.take(records_);
  return end;
}

}  // namespace fenji::run
