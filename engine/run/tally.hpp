// Stage: run. What is counted while a list is graded, over all and by groups. Each thread counts its own share; shares add up
// to the same whatever thread took which record.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"
#include "engine/run/grouping.hpp"

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
};

// Of the values of one result. Values beyond 2^90 at their scale make it too large, so that no order of adding does.
struct Sum {
  model::Decimal total;
  std::uint64_t records = 0;
  bool too_large = false;

  // `count` times.
  void add(model::Decimal value, std::uint64_t count = 1);
  // The same for one that is too small to make it too large.
  void add(std::int64_t mantissa, int scale) {
    ++records;
    total.scale = scale;
    total.mantissa += mantissa;
  }
  void add(const Sum& other);
};

// What an output column amounts to over many records.
enum class Summed : std::uint8_t {
  no,
  amount,  // money, and what is called a penalty (is_penalty)
  part,    // of an amount that the rules apportion
};
Summed summed(const model::Rules& rules, std::size_t output);

// Whether the rated records of each label are counted: of labels that the author has named.
bool counts_labels(const model::Rules& rules, std::size_t output);

// A number that the rules call 罚款 / penalty: what bad data costs.
bool is_penalty(const model::Rules& rules, std::size_t output);

struct Counts {
  explicit Counts(const model::Rules& rules);

  std::uint64_t records = 0;
  std::array<std::uint64_t, execute::status_count> statuses{};
  std::vector<std::vector<std::uint64_t>> failed;     // by gate and element: records that it makes ineligible
  std::vector<std::uint64_t> missing;                 // by FieldId: records that are incomplete or invalid for want of it
  std::vector<std::uint64_t> unreadable;              // by FieldId: records that are invalid since it cannot be read
  std::map<execute::Reason, std::uint64_t> faults;    // records by reasons of other kinds
  std::vector<FieldTally> fields;                     // by FieldId: cells
  std::vector<std::vector<std::uint64_t>> labels;     // by output column and label: rated records; empty for other columns
  std::vector<Sum> sums;                              // by output column that is summed: of the values shown
  std::vector<std::vector<std::uint64_t>> plan_rows;  // by plan and row: rated records
  // By plan with a window, month (12 × year + month - 1) and row: rated records whose contacts fall in that month.
  std::vector<std::map<std::int32_t, std::vector<std::uint64_t>>> plan_months;
  std::vector<std::uint64_t> plan_undated;  // by plan: rated records without the date that its window goes by
  std::uint64_t too_long = 0;               // records with more cells than the header, which are invalid

  void add(const Counts& other);
  // `count` records that have this reason.
  void count_reason(const execute::Reason& reason, std::uint64_t count = 1);
  // A rated record whose plan has fired `row`; `date` is that of its window, if it has one.
  void count_plan(const model::Rules& rules, std::size_t plan, std::uint32_t row, std::optional<model::Day> date);
};

// A report by more groups than anybody reads is a mistake, and would not fit in memory.
inline constexpr std::size_t most_groups = 10'000;

struct GroupedCounts {
  Grouping by;
  std::map<std::string, Counts> groups;  // by group_key
  bool too_many = false;                 // some records are in none of the groups

  // Nothing: there are too many.
  Counts* group(const std::string& key, const model::Rules& rules);
  void add(const GroupedCounts& other);
};

struct Tally : Counts {
  explicit Tally(const model::Rules& rules, const std::vector<Grouping>& groupings = {});

  std::vector<FirstCell> first_unreadable;        // by FieldId
  std::optional<std::uint64_t> first_too_long;    // its line
  std::uint64_t odd_quotes = 0;                   // records with a quote that is not closed or has text behind it
  std::optional<std::uint64_t> first_odd_quotes;  // its line
  std::vector<GroupedCounts> grouped;             // by grouping

  void add(const Tally& other);
  // Groupings with more groups than most_groups.
  std::vector<Message> problems() const;
};

}  // namespace fenji::run
