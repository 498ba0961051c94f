// Stage: lint. What two versions have in common: of definitions that say the same, word for word or not, one serves both.
#pragma once

#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::lint {

// By definition and by expression a number, the same only where both give the same to every record.
struct Classes {
  std::vector<std::uint32_t> definitions;
  std::vector<std::uint32_t> expressions;
};

Classes classes_of(const model::Rules& rules);

}  // namespace fenji::lint
