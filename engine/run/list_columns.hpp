// Stage: run. Which column of a list holds which field, and in which unit its bare numbers are.
//
// A header names a field in one of three ways, of which the first that any column fulfils counts: it is the field's name; it is
// one of the other spellings that the field or a book declares; or it is one of these once both are normalised (full-width
// forms, blanks, small Latin letters, kinds of brackets, a * that marks what must be filled in), brackets at the header's end
// set aside where they hold a unit that the field can have, or a mark such as 必填. The first two are to the letter, but for
// blanks around and inside. Two columns that fulfil the same are a problem, never a guess. A column may be absent where the
// field is optional.
//
// A unit in the brackets of a header, however it was found, says how bare numbers below it are read, as if the rule file had
// declared it: 620 below （万元） is 620万; it prevails over the unit that the field declares. But (%) only says that cells are
// percentages: where the field says 按小数, it stays. Cells with a unit of their own keep it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/lists/list_file.hpp"
#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::run {

struct ColumnMatch {
  enum class How : std::uint8_t { exact, declared, normalised } how = How::exact;
  std::string field;
  std::string header;  // as the list has it, blanks made regular
  std::string unit;    // that its brackets say for bare numbers; empty: none

  bool operator==(const ColumnMatch&) const = default;
};

// How bare numbers of a field are read in this list, as those of model::Field.
struct ListedUnit {
  model::FieldId field = model::none;
  model::Decimal bare_number_means{1, 0};
  model::Field::PercentCells percent_cells = model::Field::PercentCells::with_sign;
};

struct ListColumns {
  std::vector<std::optional<std::uint32_t>> positions;  // by FieldId; nothing where the list lacks the column
  std::vector<ColumnMatch> matches;                     // of the fields that have a column, in their order
  std::vector<ListedUnit> units;                        // that headers say
  std::uint32_t width = 0;                              // columns of the header
  std::vector<std::string> unused;                      // headers that no field names
  std::vector<Message> problems;                        // what keeps the list from being read, one sentence each
  std::vector<Message> remarks;                         // what people should know of how columns were found
};

// `list`, where it is known, is asked where columns may be that it lacks.
ListColumns match_columns(const model::Rules& rules, const std::vector<std::string>& header,
                          const lists::ByteSource* list = nullptr);

// What the columns of a list for the rules may be called.
lists::KnownHeaders known_headers(const model::Rules& rules);

// How a list for the rules is read: as `asked`, and its header is known by their fields.
lists::ListOptions list_options(const model::Rules& rules, lists::ListOptions asked);

// Gives the fields the units that the list's headers say. For all that reads cells of the list; done twice, it is as done once.
void read_as_listed(model::Rules& rules, const ListColumns& columns);

}  // namespace fenji::run
