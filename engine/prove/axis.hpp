// Stage: prove. One coordinate of a table: a value that its rows ask about, cut into cells at every limit that they name.
#pragma once

#include <string>
#include <vector>

#include "engine/prove/cells.hpp"
#include "engine/prove/dependencies.hpp"
#include "engine/prove/interval.hpp"
#include "engine/prove/normal_form.hpp"
#include "engine/prove/ranges.hpp"

namespace fenji::prove {

struct Axis {
  enum class Kind : std::uint8_t {
    ordered,  // a number or a date
    coded,    // a label or a yes/no
    text,     // one of `texts`, or any other
  };

  Kind kind = Kind::ordered;
  std::string name;  // as the author calls it
  model::Type type;
  model::ExpressionId expression = model::none;  // computes the value; none for a difference that stands nowhere
  LinearSum sum;                                 // ordered: the value
  FieldSet fields;                               // that it hangs on
  Granularity grid;                              // ordered

  // The cells, ascending; none is without a value that a record can have. One vector counts, by kind.
  std::vector<Interval> intervals;  // points and open ranges between neighbouring limits
  Codes codes;                      // coded: of the label set, or 0 no and 1 yes; text: indices, texts.size() any other
  std::vector<std::string> texts;

  std::uint32_t cell_count() const;

  // Ordered: cuts the values `domain` at all `limits`, which include those of the domain.
  void cut(std::vector<Decimal> limits, const Intervals& domain);
  // Keeps only these cells.
  void restrict_to(const CellSet& cells);

  // The cells inside `interval`, whose limits are among those of `cut`.
  CellSet cells_in(const Interval& interval) const;
  // The cells with one of these codes.
  CellSet cells_of(const Codes& wanted) const;

  // From the lower limit of the first to the upper of the last cell.
  Interval span(CellRange range) const;
  // The cell that holds `value`, if any.
  std::optional<std::uint32_t> cell_at(Decimal value) const;
};

}  // namespace fenji::prove
