// Stage: run. What a plan asks of each role over all rated records.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::run {

// Contacts a month, exactly: a week is 12/52 of a month, a half-year 6 months, a day 1/365 of a year.
struct MonthlyContacts {
  model::Decimal minimum;  // rounded to two places, half away from zero, after all records were added
  model::Decimal maximum;
};

struct RoleWorkload {
  std::string role;
  std::string action;  // 上门; empty where the plan names none
  MonthlyContacts contacts;
};

// 2026-03 of 12 × 2026 + 2.
std::string month_text(std::int32_t month);

// `customers`: rated records by row of the plan's table. Actions without a frequency are no workload. One entry for each role
// and action that occurs, in the order of the plan.
std::vector<RoleWorkload> workload(const model::Plan& plan, const std::vector<std::uint64_t>& customers, Language language);

}  // namespace fenji::run
