// Stage: books. Rules made ready for one joined result: the outputs of all files of a book in one order, so that each file's
// records come out as lines of one table.
#pragma once

#include <string>
#include <vector>

#include "engine/books/book_files.hpp"

namespace fenji::books {

// The columns of the result before status and notes.
struct JoinedColumns {
  std::vector<std::string> outputs;  // of all files, by first appearance
  std::string file;                  // says which file graded the record
  std::vector<std::string> carried;  // headers of the list
};

JoinedColumns joined_columns(const BookFiles& all);

// The rules of a file with these outputs; columns that it does not have are empty. Indices of the rules stay, what is added
// stands behind: `carried` as fields that nothing but the outputs needs, and the parameters that fill constant columns.
model::Rules joined_rules(const model::Rules& rules, const std::string& file, const JoinedColumns& columns);

// Rules without conditions and results, that show the same columns for records which no file grades: the fields among them.
// Their key is that of the first file that has one.
model::Rules bare_rules(const BookFiles& all, const JoinedColumns& columns);

// Parameters that joined_rules() adds behind those of the file.
inline constexpr std::size_t added_parameters = 2;

}  // namespace fenji::books
