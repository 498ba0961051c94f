// Stage: run. The portfolio checks of the rules, group by group, when all records have been seen.
#pragma once

#include <string>
#include <vector>

#include "engine/execute/population.hpp"
#include "engine/model/rules.hpp"

namespace fenji::run {

struct PortfolioGroup {
  std::string name;                    // empty for the whole list
  std::vector<std::string> failed;     // names of checks
  std::vector<std::string> undecided;  // likewise: an average of nothing, a sum that is too large
};

struct PortfolioReport {
  std::string name;
  std::string by;                      // what its groups go by: 办事处; empty for the whole list
  std::vector<std::string> checks;     // their names
  std::vector<PortfolioGroup> groups;  // by name, all of them
  std::size_t short_groups = 0;        // with a check that fails or is undecided
};

// By portfolio. Groups are those that graded records fall into.
std::vector<PortfolioReport> check_portfolios(const model::Rules& rules, const execute::Populations& populations);

}  // namespace fenji::run
