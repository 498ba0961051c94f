// Stage: lists. Which of the first rows of a list is its header: lists made in Excel have titles, dates and empty rows above
// it.
//
// In: the first rows, and what the rules call the fields. Out: the row that names most of them. A row other than the first is
// taken only where it is evident: it names two fields, or the only one there is, or one below rows that hold one cell at most,
// as titles do. Where no row names any, rows of one cell are passed over if what follows them looks like a header and its
// records; else it is the first row.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/lists/result.hpp"

namespace fenji::lists {

// What the columns of a list may be called: of each field its name and its other spellings, as rule files and books have them.
using KnownHeaders = std::vector<std::vector<std::string>>;

struct FirstRow {
  std::vector<std::string> cells;  // UTF-8; those behind the last may be left out
  std::uint64_t line = 1;          // as people count the rows of the file, from 1
};

// So many rows are looked at.
inline constexpr std::size_t most_first_rows = 30;

// By row, then by field: whether some cell of the row names it.
using NamedFields = std::vector<std::vector<bool>>;
NamedFields fields_named(std::span<const FirstRow> rows, const KnownHeaders& known);

// How many fields the row names that names most of them.
std::size_t most_named(const NamedFields& named);

// Index of the header in `rows`, of which there is one at least; `named` is what they name. Of equally evident rows it is the
// first; fails where two rows name different fields, and says which. `list`: what messages call it.
Result<std::size_t> find_header_row(std::span<const FirstRow> rows, const NamedFields& named, const Message& list);

}  // namespace fenji::lists
