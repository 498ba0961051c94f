#include "engine/workbooks/comparison_sheets.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/workbooks/sheet_table.hpp"

namespace fenji::workbooks {
namespace {

constexpr std::uint32_t better = 0xC6EFCE, worse = 0xFFC7CE, moved = 0xFFEB9C, same = 0xEDEDED;
constexpr double title_size = 16;

// Values of both sides in one order that keeps those of each, the best first.
std::vector<std::string> merged(const std::vector<std::string>& before, const std::vector<std::string>& after) {
  std::vector<std::string> all = after;
  auto place = all.begin();
  for (const std::string& value : before) {
    const auto known = std::find(all.begin(), all.end(), value);
    place = known != all.end() ? known + 1 : all.insert(place, value) + 1;
  }
  return all;
}

class Writer {
 public:
  Writer(Workbook& workbook, const compare::Comparison& comparison) : workbook_(workbook), comparison_(comparison) {}

  void write() {
    transitions();
    if (!comparison_.workload.empty()) workload();
    if (!comparison_.changes.empty()) changes();
  }

 private:
  std::string words(const char* zh, const char* en) const { return comparison_.language == Language::chinese ? zh : en; }
  std::string shown(const std::string& value) const { return value.empty() ? words("（空）", "(none)") : value; }
  static TableCell text(std::string said) { return {std::move(said), false, no_colour}; }

  static std::string name_of(const compare::Side& side) {
    if (side.title.empty()) return side.file.substr(side.file.rfind('/') + 1);
    return side.version.empty() ? side.title : side.title + " " + side.version;
  }

  void transitions() {
    TableWriter writer(workbook_, workbook_.add_sheet(words("对照", "transitions")));
    writer.heading(fmt::format("{} → {}", name_of(comparison_.before), name_of(comparison_.after)), title_size);
    SheetTable counts{"", {words("记录", "records"), words("条数", "count")}, {}};
    const auto count = [&](const char* zh, const char* en, std::uint64_t records) {
      counts.rows.push_back({text(words(zh, en)), count_cell(records)});
    };
    count("两边都有的", "on both sides", comparison_.records);
    count("有变化的", "changed", comparison_.changed);
    count("不变的", "the same", comparison_.records - comparison_.changed);
    if (comparison_.of == compare::Comparison::Of::results) {
      count("消失的编号", "vanished keys", comparison_.vanished.count);
      count("新的编号", "new keys", comparison_.appeared.count);
      count("编号为空或重复、没有比较的", "left out: key empty or not the only one", comparison_.repeated_keys);
    }
    writer.write(counts);
    for (const compare::Transitions& each : comparison_.transitions) {
      // The status, first of all, has no order.
      matrix(writer, each, &each != &comparison_.transitions.front());
    }
  }

  void matrix(TableWriter& writer, const compare::Transitions& transitions, bool ordered) const {
    const std::vector<std::string> order = merged(transitions.before, transitions.after);
    const auto rank = [&](const std::string& value) { return std::find(order.begin(), order.end(), value) - order.begin(); };
    SheetTable table{
        transitions.column + words("（行：原来；列：现在）", " (rows: before; columns: now)"), {words("原来", "before")}, {}};
    for (const std::string& value : transitions.after) table.header.push_back(shown(value));
    for (std::size_t row = 0; row < transitions.before.size(); ++row) {
      const std::string& from = transitions.before[row];
      table.rows.push_back({text(shown(from))});
      for (std::size_t column = 0; column < transitions.after.size(); ++column) {
        const std::string& to = transitions.after[column];
        const std::uint64_t records = transitions.counts[row][column];
        TableCell cell = records == 0 && from != to ? TableCell{} : count_cell(records);
        if (from == to) {
          cell.fill = same;
        } else if (records > 0) {
          const bool valued = ordered && !from.empty() && !to.empty();
          cell.fill = !valued ? moved : rank(to) < rank(from) ? better : worse;
        }
        table.rows.back().push_back(std::move(cell));
      }
    }
    writer.write(table);
  }

  void workload() {
    TableWriter writer(workbook_, workbook_.add_sheet(words("工作量", "workload")));
    SheetTable table{
        words("每月次数", "contacts a month"),
        {words("计划", "plan"), words("角色", "role"), words("方式", "action"), words("原来", "before"), words("现在", "now")},
        {}};
    for (const compare::WorkloadChange& change : comparison_.workload) {
      table.rows.push_back(
          {text(change.plan), text(change.role), text(change.action), number_cell(change.before), number_cell(change.after)});
    }
    writer.write(table);
  }

  static std::string lines(const std::vector<explain::Quote>& quotes) {
    std::string all;
    for (const explain::Quote& quote : quotes) all += (all.empty() ? "" : "\n") + quote.text;
    return all;
  }

  void changes() {
    TableWriter writer(workbook_, workbook_.add_sheet(words("改动", "changes")));
    SheetTable table{
        words("规则的改动", "changes of the rules"),
        {words("改动", "change"), words("单独引起的变化", "alone the cause of"), words("原来", "before"), words("现在", "now")},
        {}};
    for (const compare::ToldChange& change : comparison_.changes) {
      table.rows.push_back(
          {text(change.text), count_cell(change.alone), text(lines(change.before)), text(lines(change.after))});
    }
    writer.write(table);
  }

  Workbook& workbook_;
  const compare::Comparison& comparison_;
};

}  // namespace

void add_comparison_sheets(ResultWorkbook& movers, const compare::Comparison& comparison) {
  Writer(movers.finish(), comparison).write();
}

}  // namespace fenji::workbooks
