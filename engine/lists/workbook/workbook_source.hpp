// Stage: lists. A sheet of a workbook as a list: CSV in UTF-8, the header first, a line for each row of the sheet from its
// first one on, empty where the row holds nothing or stands above the header.
//
// In: an .xlsx workbook of Excel or any other program; rules for its cells in sheet_reader.hpp. Rows whose cells are all empty
// are no records. Where nobody says which sheet it is, it is the first visible one, or, where that names no field, the only
// other one that does; others that do are told in the facts. Memory: the workbook's shared texts, and the rows of a piece of the sheet.
#pragma once

#include <cstdio>
#include <memory>

#include "engine/lists/byte_source.hpp"
#include "engine/lists/list_file.hpp"

namespace fenji::lists {

// Takes `file` over, which can be sought in. `name` is what messages call the workbook.
Result<std::unique_ptr<ByteSource>> open_workbook(std::FILE* file, Message name, const ListOptions& options);

}  // namespace fenji::lists
