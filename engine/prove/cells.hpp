// Stage: prove. Sets of cells. An axis is cut at every limit that a rule names, into numbered cells whose values no rule
// tells apart; a test is then a set of cells of one axis, a row a box: a set for every axis.
#pragma once

#include <cstdint>
#include <vector>

namespace fenji::prove {

// Cells first to last, both included.
struct CellRange {
  std::uint32_t first = 0;
  std::uint32_t last = 0;

  bool operator==(const CellRange&) const = default;
};

// Ascending ranges that neither overlap nor touch.
using CellSet = std::vector<CellRange>;

CellSet all_cells(std::uint32_t count);
CellSet intersection(const CellSet& left, const CellSet& right);
CellSet united(const CellSet& left, const CellSet& right);
CellSet joined(std::vector<CellRange> ranges);  // in any order, which may overlap
CellSet complement(const CellSet& cells, std::uint32_t count);
CellSet from_cells(const std::vector<std::uint32_t>& ascending);

bool meets(const CellSet& cells, CellRange range);
bool meet(const CellSet& left, const CellSet& right);
bool covers(const CellSet& cells, CellRange range);
bool covers(const CellSet& outer, const CellSet& inner);
bool contains(const CellSet& cells, std::uint32_t cell);
bool is_all(const CellSet& cells, std::uint32_t count);
std::uint64_t size(const CellSet& cells);

// One set for each axis; empty when any of them is.
using Box = std::vector<CellSet>;

bool is_empty(const Box& box);
Box intersection(const Box& left, const Box& right);
bool covers(const Box& outer, const Box& inner);

// A contiguous box: one range for each axis.
using Region = std::vector<CellRange>;

Box as_box(const Region& region);
// The smallest region that holds a box that is not empty.
Region hull(const Box& box);

}  // namespace fenji::prove
