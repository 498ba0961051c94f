// Stage: lists. What a workbook's package says of itself (ECMA-376, also in its strict form): its sheets, and where the parts
// stand that a sheet is read with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/lists/result.hpp"
#include "engine/lists/workbook/zip_archive.hpp"

namespace fenji::lists {

struct Sheet {
  enum class Kind : std::uint8_t { cells, chart, other };

  std::string name;
  Kind kind = Kind::cells;
  bool hidden = false;
  std::string path;  // of its part; empty: the workbook names none
};

struct WorkbookParts {
  std::vector<Sheet> sheets;  // in the order of their tabs
  std::optional<std::string> shared_strings, styles;
  bool dates_from_1904 = false;
  bool recalculated_when_opened = false;  // values that formulas are stored with may be out of date
};

// Fails on archives that are no workbook, among them those of other programs, which it names.
Result<WorkbookParts> read_workbook_parts(const ZipArchive& archive);

// Index of the sheet that somebody calls `wanted`: its name, else its number from 1. Where nobody says: the first one that
// holds cells and is not hidden. Fails where there is none such, and says what sheets there are.
Result<std::size_t> choose_sheet(const WorkbookParts& parts, const std::optional<std::string>& wanted, const Message& name);

}  // namespace fenji::lists
