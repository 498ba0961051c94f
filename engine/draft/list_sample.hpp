// Stage: draft. The headers of a list and what its first records hold, column by column.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/draft/column_sample.hpp"
#include "engine/lists/byte_source.hpp"

namespace fenji::draft {

struct ListSample {
  std::vector<std::string> headers;   // UTF-8, as they stand in the list
  std::vector<ColumnSample> columns;  // by header
  std::uint64_t records = 0;          // that were looked at
  bool whole_list = false;            // there are no more
};

// Looks at the first `most_records` records, and at no more columns than `most_columns`. Fails where the list cannot be read
// or is empty. Memory: a block of the list and, for the columns watched for repeats, eight bytes and a little a record.
inline constexpr std::uint64_t most_records = 10'000;
inline constexpr std::size_t most_columns = 1'000;
lists::Result<ListSample> sample_list(lists::ByteSource& list);

}  // namespace fenji::draft
