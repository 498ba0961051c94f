// Stage: columns. The short way to read most dates: `2026-03-01`, `2026/3/1`.
#pragma once

#include <cstdint>
#include <string_view>

#include "engine/model/rules.hpp"

namespace fenji::columns {

class QuickDate {
 public:
  explicit QuickDate(const model::Field& field);

  // The cell's Day, within the field's bounds. False: read_cell must say what the cell means.
  bool read(std::string_view cell, std::int64_t& day) const;

 private:
  std::int64_t least_;
  std::int64_t greatest_;
};

}  // namespace fenji::columns
