// Stage: prove. A table as geometry: axes cut into cells, and for every row the boxes of cells that it fits.
#pragma once

#include <vector>

#include "engine/prove/axes.hpp"

namespace fenji::prove {

struct Piece {
  std::uint32_t row = 0;
  Box box;  // not empty
};

// Keeps references to what it was made of.
struct Space {
  const model::Table& table;
  std::vector<model::ExpressionId> circumstances;
  Axes found;
  std::vector<Piece> pieces;    // by row; rows that no record can fit have none, nor has a row of `otherwise`
  std::vector<Box> impossible;  // what the circumstances rule out
  std::vector<bool> decided;    // by row: its pieces are exactly where it fits

  const std::vector<Axis>& axes() const { return found.all(); }
  bool all_decided() const;
  // Tests that hold whatever the subject is narrow nothing.
  bool restricts(const CellSet& cells, std::size_t axis) const { return !is_all(cells, axes()[axis].cell_count()); }
};

Space space_of(const Knowledge& knowledge, model::TableId table);

}  // namespace fenji::prove
