// Stage: run. What is counted while a list is graded. Each thread counts its own share; shares add up to the same whatever
// thread took which record.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"

namespace fenji::run {

// The first of its kind in the list, for messages.
struct FirstCell {
  std::uint64_t record = ~std::uint64_t{0};  // from 0
  std::string text;

  void consider(std::uint64_t at, std::string_view cell);
};

struct FieldTally {
  std::uint64_t unreadable = 0;
  std::uint64_t blank = 0;
  FirstCell first_unreadable;
};

struct Tally {
  explicit Tally(const model::Rules& rules);

  std::uint64_t records = 0;
  std::array<std::uint64_t, execute::status_count> statuses{};
  std::vector<std::vector<std::uint64_t>> failed;     // by gate and element: records that it makes ineligible
  std::vector<std::uint64_t> missing;                 // by FieldId: records that are incomplete or invalid for want of it
  std::vector<FieldTally> fields;                     // by FieldId
  std::vector<std::vector<std::uint64_t>> labels;     // by output column and label: rated records; empty for other columns
  std::vector<std::vector<std::uint64_t>> plan_rows;  // by plan and row: rated records
  // By plan with a window, month (12 × year + month - 1) and row: rated records whose contacts fall in that month.
  std::vector<std::map<std::int32_t, std::vector<std::uint64_t>>> plan_months;
  std::vector<std::uint64_t> plan_undated;        // by plan: rated records without the date that its window goes by
  std::uint64_t too_long = 0;                     // records with more cells than the header, which are invalid
  std::optional<std::uint64_t> first_too_long;    // its line
  std::uint64_t odd_quotes = 0;                   // records with a quote that is not closed or has text behind it
  std::optional<std::uint64_t> first_odd_quotes;  // its line

  void add(const Tally& other);
  // A rated record whose plan has fired `row`; `date` is that of its window, if it has one.
  void count_plan(const model::Rules& rules, std::size_t plan, std::uint32_t row, std::optional<model::Day> date);
};

}  // namespace fenji::run
