// Stage: prove. Linear inequalities over several numbers at once: whether they can all hold, and between which limits each
// number then lies. Decided by Fourier–Motzkin elimination over whole coefficients, exact; where a coefficient would leave 128
// bits or the inequalities become too many, some are left out: then more seems possible than is, never less.
#pragma once

#include <optional>
#include <vector>

#include "engine/prove/interval.hpp"

namespace fenji::prove {

class Inequalities {
 public:
  // The numbers are 0 to `numbers` - 1 and may be anything.
  explicit Inequalities(std::size_t numbers) : numbers_(numbers) {}

  struct Term {
    std::size_t number = 0;
    Decimal coefficient;
  };
  // Demands Σ coefficient × number in `range`.
  void add(const std::vector<Term>& terms, const Interval& range);

  // False: no numbers meet them all.
  bool can_hold() const;

  // The multiples of 10^-scale that `number` can be, by its limits: where both are there, closed and multiples themselves.
  // Nothing where there is none.
  std::optional<Interval> range_of(std::size_t number, int scale) const;

 private:
  // Σ coefficients × numbers <= limit, or < where strict.
  struct Row {
    std::vector<model::Int128> coefficients;
    model::Int128 limit = 0;
    bool strict = false;
  };

  void add(const std::vector<Term>& terms, const Bound& limit, bool upper);
  static std::optional<Row> combined(const Row& positive, const Row& negative, std::size_t number);
  static void insert(std::vector<Row>& rows, Row row);
  // Of the numbers but `kept`, if that is one; nothing where the rows contradict each other.
  std::optional<std::vector<Row>> eliminated(std::optional<std::size_t> kept) const;

  std::size_t numbers_;
  std::vector<Row> rows_;
};

}  // namespace fenji::prove
