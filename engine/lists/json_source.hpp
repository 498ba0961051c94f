// Stage: lists. JSON Lines, one array of objects, or objects that follow one another, as CSV: one record for each, in their
// order. An array that does not end, and one object that only holds arrays and objects, are refused.
//
// Columns are the keys of the first records, in the order in which they come, and where the list is longer than those the known
// fields that none of them has; later a key stands for such a field as a header would (header_row.hpp). Other keys that come
// later are left out, and a remark names them. Cells are as json_record.hpp says; what is no object becomes a record whose
// cells are all unreadable, and a remark names its line. A blank line is none. Each record counts as the line
// where it begins, or, where several begin in one line, as the one after the record before.
#pragma once

#include <memory>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/header_row.hpp"

namespace fenji::lists {

// Whether a text without byte order mark begins like JSON records do: with an object, or an array of them.
bool looks_like_json(std::string_view text);

// The beginning of a list.
struct JsonHead {
  std::string_view bytes;
  bool whole = false;  // nothing follows
};

// `source` gives the bytes of `head` and the rest. `facts`: what is known of the list besides its format.
Result<std::unique_ptr<ByteSource>> open_json_list(std::unique_ptr<ByteSource> source, const JsonHead& head,
                                                   const KnownHeaders& known, ListFacts facts);

}  // namespace fenji::lists
