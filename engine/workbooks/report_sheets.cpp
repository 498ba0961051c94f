#include "engine/workbooks/report_sheets.hpp"

#include <algorithm>
#include <functional>

#include "engine/workbooks/colours.hpp"
#include "engine/workbooks/sheet_table.hpp"

namespace fenji::workbooks {
namespace {

using Row = std::vector<run::ReportCell>;

constexpr double title_size = 16, rules_size = 13;

// More columns of a chart nobody tells apart.
constexpr std::size_t most_chart_columns = 40;

std::string text_of(const run::ReportCell& cell) {
  const auto* const number = std::get_if<std::uint64_t>(&cell);
  return number != nullptr ? std::to_string(*number) : std::get<std::string>(cell);
}

TableCell cell_of(const run::ReportCell& cell, run::ReportColumn::Role role) {
  const bool number = std::holds_alternative<std::uint64_t>(cell) || role == run::ReportColumn::Role::value;
  return {text_of(cell), number, no_colour};
}

template <typename T>
void add_new(std::vector<T>& list, const T& item) {
  if (std::find(list.begin(), list.end(), item) == list.end()) list.push_back(item);
}

class Summary {
 public:
  Summary(ResultWorkbook& result, Workbook& workbook, const std::vector<run::Report>& reports, Language language)
      : result_(result),
        reports_(reports),
        language_(language),
        writer_(workbook, workbook.add_sheet(Message{"汇总", "summary"}.in(language))) {}

  void write(const std::string& title) {
    writer_.heading(title, title_size);
    std::vector<std::string> rules;
    for (const Row& row : report("statuses").rows) add_new(rules, text_of(row[0]));
    for (const std::string& name : rules) {
      rules_ = name;
      if (rules.size() > 1) writer_.heading(name.empty() ? words("没有规则评的", "graded by no rules") : name, rules_size);
      statuses();
      grades();
      workload();
      plain("totals");
      plain("targets");
      plain("portfolio");
    }
  }

 private:
  const run::Report& report(const std::string& name) const {
    return *std::find_if(reports_.begin(), reports_.end(), [&](const run::Report& each) { return each.name == name; });
  }
  std::string words(const char* zh, const char* en) const { return language_ == Language::chinese ? zh : en; }

  // Of these rules and the whole list; without rules, by and group.
  std::vector<Row> rows_of(const std::string& name) const {
    std::vector<Row> rows;
    for (const Row& row : report(name).rows) {
      if (text_of(row[0]) == rules_ && text_of(row[1]).empty()) rows.emplace_back(row.begin() + 3, row.end());
    }
    return rows;
  }

  SheetTable counted(const std::string& title, const std::string& of,
                     const std::vector<std::pair<TableCell, std::uint64_t>>& counts) {
    std::uint64_t all = 0;
    for (const auto& each : counts) all += each.second;
    SheetTable table{title, {of, words("记录数", "records"), words("占比", "share")}, {}};
    for (const auto& [cell, count] : counts) table.rows.push_back({cell, count_cell(count), share_cell(count, all)});
    return table;
  }

  void statuses() {
    std::vector<std::pair<TableCell, std::uint64_t>> counts;
    for (const Row& row : rows_of("statuses"))
      counts.push_back({{text_of(row[0]), false, no_colour}, std::get<std::uint64_t>(row[1])});
    writer_.write(counted(words("状态", "status"), words("状态", "status"), counts));
  }

  void grades() {
    std::vector<std::string> results;
    for (const Row& row : rows_of("grades")) add_new(results, text_of(row[0]));
    for (const std::string& result : results) {
      const std::vector<std::string> scale = result_.scale_of(result);
      std::vector<std::pair<TableCell, std::uint64_t>> counts;
      ChartSeries series{words("客户数", "customers"), {}, {}};
      for (const Row& row : rows_of("grades")) {
        if (text_of(row[0]) != result) continue;
        TableCell label{text_of(row[1]), false, no_colour};
        const auto place = std::find(scale.begin(), scale.end(), label.text);
        if (place != scale.end()) label.fill = scale_colour(static_cast<std::size_t>(place - scale.begin()), scale.size());
        if (place != scale.end()) series.fills.push_back(label.fill);
        counts.emplace_back(std::move(label), std::get<std::uint64_t>(row[2]));
      }
      if (series.fills.size() != counts.size()) series.fills.clear();
      const CellRange rows = writer_.write(counted(result, result, counts));
      if (counts.size() < 2 || counts.size() > most_chart_columns) continue;
      series.values = {rows.first_row, rows.last_row, 1};
      writer_.chart(rows, {words("各级客户数：", "customers: ") + result, rows, {series}});
    }
  }

  void workload() {
    std::vector<std::string> plans;
    for (const Row& row : rows_of("workload")) add_new(plans, text_of(row[0]));
    for (const std::string& plan : plans) {
      std::vector<Row> rows = rows_of("workload");
      std::erase_if(rows, [&](const Row& row) { return text_of(row[0]) != plan; });
      const bool months = std::any_of(rows.begin(), rows.end(), [](const Row& row) { return !text_of(row[1]).empty(); });
      if (months) {
        by_month(plan, rows, 4, words("每月至少", "a month, at least"));
        by_month(plan, rows, 5, words("每月至多", "a month, at most"));
      } else {
        by_role(plan, rows);
      }
    }
  }

  static std::string who(const Row& row) {
    const std::string role = text_of(row[2]), action = text_of(row[3]);
    return action.empty() ? role : role + " " + action;
  }

  void by_role(const std::string& plan, const std::vector<Row>& rows) {
    SheetTable table{
        plan + words("：每月次数", ": contacts a month"),
        {words("角色", "role"), words("每月至少", "at least"), words("每月至多", "at most"), words("客户数", "customers")},
        {}};
    for (const Row& row : rows) {
      table.rows.push_back({{who(row), false, no_colour},
                            number_cell(text_of(row[4])),
                            number_cell(text_of(row[5])),
                            number_cell(text_of(row[6]))});
    }
    const CellRange range = writer_.write(table);
    writer_.chart(range, {table.title,
                          range,
                          {{table.header[1], {range.first_row, range.last_row, 1}, {}},
                           {table.header[2], {range.first_row, range.last_row, 2}, {}}}});
  }

  // `value`: which of the numbers of a row.
  void by_month(const std::string& plan, const std::vector<Row>& rows, std::size_t value, const std::string& said) {
    SheetTable table{plan + words("：", ": ") + said, {words("月份", "month"), words("客户数", "customers")}, {}};
    std::vector<std::string> roles;
    for (const Row& row : rows) {
      if (!text_of(row[2]).empty()) add_new(roles, who(row));
    }
    for (const std::string& role : roles) table.header.push_back(role);
    std::size_t dated = 0;
    for (const Row& row : rows) {
      const std::string month = text_of(row[1]);
      if (table.rows.empty() || table.rows.back()[0].text != month) {
        table.rows.push_back({{month, false, no_colour}, number_cell(text_of(row[6]))});
        table.rows.back().resize(2 + roles.size());
        if (!text_of(row[2]).empty()) ++dated;
      }
      if (text_of(row[2]).empty()) continue;
      const auto place = std::find(roles.begin(), roles.end(), who(row)) - roles.begin();
      table.rows.back()[2 + static_cast<std::size_t>(place)] = number_cell(text_of(row[value]));
    }
    CellRange range = writer_.write(table);
    if (dated == 0) return;
    // The row of those without a date is the last.
    range.last_row = range.first_row + static_cast<std::uint32_t>(dated) - 1;
    Chart chart{table.title, range, {}};
    for (std::size_t i = 0; i < roles.size(); ++i) {
      chart.series.push_back({roles[i], {range.first_row, range.last_row, static_cast<std::uint16_t>(2 + i)}, {}});
    }
    writer_.chart(range, std::move(chart));
  }

  // As the report has it. Portfolio checks have groups of their own.
  void plain(const std::string& name) {
    const run::Report& report = this->report(name);
    const std::size_t skipped = name == "portfolio" ? 1 : 3;
    SheetTable table{report.title.in(language_), {}, {}};
    for (std::size_t i = skipped; i < report.columns.size(); ++i) table.header.push_back(report.columns[i].title.in(language_));
    for (const Row& row : report.rows) {
      if (text_of(row[0]) != rules_ || (skipped == 3 && !text_of(row[1]).empty())) continue;
      table.rows.emplace_back();
      for (std::size_t i = skipped; i < row.size(); ++i) table.rows.back().push_back(cell_of(row[i], report.columns[i].role));
    }
    if (!table.rows.empty()) writer_.write(table);
  }

  ResultWorkbook& result_;
  const std::vector<run::Report>& reports_;
  Language language_;
  TableWriter writer_;
  std::string rules_;
};

// The rows of a report that are `wanted`, with the names of rules where there are several.
SheetTable table_of(const run::Report& report, Language language, bool of_groups) {
  SheetTable table{report.title.in(language), {}, {}};
  std::vector<std::string> rules;
  for (const Row& row : report.rows) add_new(rules, text_of(row[0]));
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < report.columns.size(); ++i) {
    if ((i == 0 && rules.size() < 2) || ((i == 1 || i == 2) && !of_groups)) continue;
    shown.push_back(i);
    table.header.push_back(report.columns[i].title.in(language));
  }
  for (const Row& row : report.rows) {
    if (text_of(row[1]).empty() == of_groups) continue;
    table.rows.emplace_back();
    for (const std::size_t i : shown) table.rows.back().push_back(cell_of(row[i], report.columns[i].role));
  }
  return table;
}

}  // namespace

void add_report_sheets(ResultWorkbook& result, const std::string& title, const std::vector<run::Report>& reports,
                       Language language) {
  Workbook& workbook = result.finish();
  Summary(result, workbook, reports, language).write(title);
  TableWriter reasons(workbook, workbook.add_sheet(Message{"理由", "reasons"}.in(language)));
  bool groups = false;
  for (const run::Report& report : reports) {
    if (report.name == "reasons" || report.name == "data_quality") reasons.write(table_of(report, language, false));
    if (report.name == "portfolio") continue;
    groups = groups || !table_of(report, language, true).rows.empty();
  }
  if (!groups) return;
  TableWriter by_groups(workbook, workbook.add_sheet(Message{"分组", "groups"}.in(language)));
  for (const run::Report& report : reports) {
    if (report.name == "portfolio") continue;
    const SheetTable table = table_of(report, language, true);
    if (!table.rows.empty()) by_groups.write(table);
  }
}

}  // namespace fenji::workbooks
