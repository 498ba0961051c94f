// Tests. What the rules compare with: where values of a list change their meaning.
#pragma once

#include <string>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::generate {

struct Limits {
  struct Numbers {
    model::Unit unit;
    std::vector<model::Decimal> values;
  };
  std::vector<Numbers> numbers;  // by unit
  std::vector<model::Day> days;
  std::vector<std::string> texts;

  const std::vector<model::Decimal>& numbers_of(const model::Unit& unit) const;
};

Limits find_limits(const model::Rules& rules);

}  // namespace fenji::generate
