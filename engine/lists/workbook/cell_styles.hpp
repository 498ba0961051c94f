// Stage: lists. The number formats of a workbook's cells, by the style that a cell names.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/lists/result.hpp"
#include "engine/lists/workbook/number_format.hpp"
#include "engine/lists/workbook/zip_archive.hpp"

namespace fenji::lists {

class CellStyles {
 public:
  // All cells are General.
  CellStyles() : formats_(1) {}

  static Result<CellStyles> read(ZipMember member);

  // A style that the workbook does not define is General.
  const NumberFormat& format(std::uint32_t style) const {
    return formats_[style < format_of_style_.size() ? format_of_style_[style] : 0];
  }

 private:
  std::vector<NumberFormat> formats_;           // the first is General
  std::vector<std::uint32_t> format_of_style_;  // into formats_
};

}  // namespace fenji::lists
