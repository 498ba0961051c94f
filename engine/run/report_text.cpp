// The reports of a run as tables on a terminal, by groups.
#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/quotable.hpp"
#include "engine/run/reports.hpp"
#include "engine/run/text_table.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::run {
namespace {

using Role = ReportColumn::Role;
using Cells = std::vector<ReportCell>;

constexpr std::size_t most_lines_shown = 40;

std::string text_of(const ReportCell& cell) {
  const auto* const number = std::get_if<std::uint64_t>(&cell);
  return number != nullptr ? std::to_string(*number) : std::get<std::string>(cell);
}

class Writer {
 public:
  Writer(Language language, Colour colour) : language_(language), colour_(colour) {}

  const std::string& text() const { return text_; }

  void write(const Report& report, const std::string& by) {
    std::vector<std::string> tables;
    for (const Cells& row : report.rows) {
      if (place(report, row, Role::by) != by) continue;
      const std::string table = place(report, row, Role::table);
      if (std::find(tables.begin(), tables.end(), table) == tables.end()) tables.push_back(table);
    }
    for (const std::string& table : tables) {
      TextTable made;
      for (const Cells& row : report.rows) {
        const std::string of_row = place(report, row, Role::by);
        // Reasons of the whole list have been told.
        const bool whole = of_row.empty() && report.name != "reasons";
        if ((of_row == by || whole) && place(report, row, Role::table) == table) add(report, row, made);
      }
      write(made, title(report, by, table));
    }
  }

 private:
  static std::string place(const Report& report, const Cells& row, Role role) {
    std::string text;
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (report.columns[i].role != role) continue;
      const std::string cell = text_of(row[i]);
      text += (text.empty() || cell.empty() ? "" : " ") + cell;
    }
    return text;
  }

  Message title(const Report& report, const std::string& by, const std::string& table) const {
    const bool of_plan = report.name == "workload";
    const std::string zh = table.empty() ? report.title.zh : of_plan ? table + "，" + report.title.zh : table;
    const std::string en = table.empty() ? report.title.en : of_plan ? table + ", " + report.title.en : table;
    return {fmt::format("按“{}”：{}", by, zh), fmt::format("By `{}`: {}", by, en)};
  }

  void add(const Report& report, const Cells& row, TextTable& table) const {
    const std::string by = place(report, row, Role::by);
    std::string line =
        by.empty() ? Message{"全名单", "whole list"}.in(language_) : columns::quotable(place(report, row, Role::group));
    if (const std::string more = place(report, row, Role::line); !more.empty()) line += "  " + more;
    const std::string column = place(report, row, Role::column);
    const bool columns = std::any_of(report.columns.begin(), report.columns.end(),
                                     [](const ReportColumn& each) { return each.role == Role::column; });
    if (!columns) {
      for (std::size_t i = 0; i < row.size(); ++i) {
        if (report.columns[i].role == Role::value) table.put(line, report.columns[i].title.in(language_), text_of(row[i]));
      }
      return;
    }
    table.put(line, column.empty() ? report.columns.back().title.in(language_) : column, value(report, row));
  }

  // Of several numbers the one that the report is about.
  static std::string value(const Report& report, const Cells& row) {
    std::string low, high, last;
    for (std::size_t i = 0; i < row.size(); ++i) {
      const ReportColumn& column = report.columns[i];
      if (column.role != Role::value) continue;
      if (column.key == "minimum") low = text_of(row[i]);
      if (column.key == "maximum") high = text_of(row[i]);
      last = text_of(row[i]);
    }
    if (low.empty()) return last;
    return low == high ? low : low + "–" + high;
  }

  void write(const TextTable& table, const Message& title) {
    const std::string lines = table.text(most_lines_shown);
    if (lines.empty()) return;
    text_ += painted(title.in(language_), Paint::heading, colour_) + "\n" + lines;
    if (table.lines() <= most_lines_shown) return;
    const std::size_t more = table.lines() - most_lines_shown;
    text_ += Message{fmt::format("  … 另有 {} 行，全部见 --reports", more),
                     fmt::format("  … and {} more lines; --reports has all", more)}
                 .in(language_) +
             "\n";
  }

  Language language_;
  Colour colour_;
  std::string text_;
};

}  // namespace

std::string reports_text(const std::vector<Report>& reports, Language language, Colour colour) {
  std::vector<std::string> ways;
  for (const Report& report : reports) {
    for (const Cells& row : report.rows) {
      const std::string& by = std::get<std::string>(row[1]);
      const bool counted = report.name == "statuses" && !by.empty();
      if (counted && std::find(ways.begin(), ways.end(), by) == ways.end()) ways.push_back(by);
    }
  }
  Writer writer(language, colour);
  for (const std::string& by : ways) {
    for (const Report& report : reports) {
      // The summary says it already.
      if (report.name != "portfolio") writer.write(report, by);
    }
  }
  return writer.text();
}

}  // namespace fenji::run
