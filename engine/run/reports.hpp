// Stage: run. The reports of a run as tables: statuses, grades, reasons, workload, portfolio checks, data quality, sums of
// amounts, apportioned targets, each for all records and for the groups that were counted. One content for CSV files, JSON and
// the terminal. Rows stand in an order that depends on the rules and the groups' names alone.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <variant>
#include <vector>

#include "engine/model/rules.hpp"
#include "engine/run/list_run.hpp"
#include "grammar/diagnostics/colour.hpp"

namespace fenji::run {

struct ReportColumn {
  std::string key;  // in JSON
  Message title;
  // How people are shown the table: one for each way of grouping and each value of `table`; a line for each group and value of
  // `line`; a column for each value of `column`.
  enum class Role : std::uint8_t { rules, by, group, table, line, column, value } role;
};

using ReportCell = std::variant<std::uint64_t, std::string>;

struct Report {
  std::string name;  // of the file, without .csv, and in JSON
  Message title;
  std::vector<ReportColumn> columns;
  std::vector<std::vector<ReportCell>> rows;
};

// All of them, in their order, without rows.
std::vector<Report> empty_reports();

// Adds what one set of rules says, under the name `rules_name`; `outcome` must have a tally.
void add_reports(std::vector<Report>& reports, const std::string& rules_name, const model::Rules& rules,
                 const RunOutcome& outcome, Language language);

// Records that no rules graded: statuses, and `reasons` for all of them.
struct Ungraded {
  Message reason;
  std::uint64_t records = 0;
};
void add_ungraded(std::vector<Report>& reports, const Tally& tally, const std::vector<Ungraded>& reasons, Language language);

// With the byte order mark that Excel needs.
std::string report_csv(const Report& report, Language language);

// By report the rows as objects, only of groups or only of the whole list, without the name of the rules.
nlohmann::ordered_json reports_json(const std::vector<Report>& reports, bool of_groups);

// Tables by groups; empty where nothing was counted by groups.
std::string reports_text(const std::vector<Report>& reports, Language language, Colour colour);

}  // namespace fenji::run
