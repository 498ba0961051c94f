// Stage: run. The columns of a result: what they are called, and what their cells hold, for formats that tell numbers from
// texts.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::run {

struct ResultColumn {
  // What the cells hold where they are not empty. A cell that does not read as its kind is a text: a field that could not be
  // read is shown as the list has it.
  enum class Kind : std::uint8_t {
    text,
    number,
    percent,
    date,
    yes_no,
    label,
    as_written,  // a column of the list that the rules know nothing of
  };

  std::string name;
  Kind kind = Kind::text;
  bool money = false;              // of a number
  bool of_list = false;            // repeats cells of the list as they stand
  std::vector<std::string> scale;  // of a label: all that there are, the best first; empty where nothing orders them
};

// The columns of `output`, status and notes.
std::vector<ResultColumn> result_columns(const model::Rules& rules, Language language);

// A column `name` of values of this type.
ResultColumn result_column(std::string name, const model::Type& type, const model::Rules& rules);

// One column for the values of both: texts and numbers in one column are told by each cell.
ResultColumn common_column(const ResultColumn& left, const ResultColumn& right);

std::vector<ResultColumn> status_and_notes(Language language);

// Names that a spreadsheet would take for formulas are so no more (engine/lists/formula_cells.hpp).
void defuse_names(std::vector<ResultColumn>& columns);

}  // namespace fenji::run
