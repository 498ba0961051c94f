#include "engine/run/summary.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/quotable.hpp"
#include "engine/run/list_summary.hpp"
#include "engine/run/reports.hpp"
#include "engine/run/summary_lines.hpp"
#include "engine/run/text_table.hpp"
#include "engine/run/workload.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::run {
namespace {

// 1,234,567
std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

class Text {
 public:
  Text(Language language, Colour colour) : chinese_(language == Language::chinese), colour_(colour) {}

  const std::string& text() const { return text_; }
  void line(std::string_view zh, std::string_view en) { (text_ += chinese_ ? zh : en) += '\n'; }
  void lines(const std::string& text) { text_ += text; }
  void line(const Message& message) { line(message.zh, message.en); }
  void heading(std::string_view zh, std::string_view en) {
    const std::string text = painted(chinese_ ? zh : en, Paint::heading, colour_);
    line(text, text);
  }
  void warning(const Message& message) {
    const std::string text = painted(chinese_ ? message.zh : message.en, Paint::warning, colour_);
    line(text, text);
  }

  // A heading and its lines in columns; nothing without lines.
  void block(std::string_view zh, std::string_view en, const std::vector<CountLine>& lines) {
    if (lines.empty()) return;
    heading(zh, en);
    std::size_t name_width = 0, count_width = 0;
    for (const CountLine& entry : lines) {
      name_width = std::max(name_width, display_width(entry.name));
      count_width = std::max(count_width, grouped(entry.count).size());
    }
    for (const CountLine& entry : lines) {
      text_ += "  " + (entry.paint ? painted(entry.name, *entry.paint, colour_) : entry.name);
      text_ += std::string(name_width - display_width(entry.name), ' ');
      text_ += fmt::format("  {:>{}}", grouped(entry.count), count_width);
      if (!entry.remark.empty()) text_ += "  " + entry.remark;
      text_ += '\n';
    }
  }

 private:
  bool chinese_;
  Colour colour_;
  std::string text_;
};

std::string contacts_text(const MonthlyContacts& contacts) {
  const std::string low = model::to_text(contacts.minimum);
  const std::string high = model::to_text(contacts.maximum);
  return low == high ? low : low + "–" + high;
}

constexpr std::size_t most_months_shown = 24;

// The months that a plan's window falls in, with what each role has to do in them.
void months_text(const model::Rules& rules, const Tally& tally, std::size_t plan, Language language, Text& text) {
  text.heading(fmt::format("{}：各月次数", rules.plans[plan].name),
               fmt::format("{}: contacts by month", rules.plans[plan].name));
  TextTable table;
  for (const auto& [month, rows] : tally.plan_months[plan]) {
    for (const RoleWorkload& load : workload(rules.plans[plan], rows, language)) {
      table.put(month_text(month), load.action.empty() ? load.role : load.role + " " + load.action,
                contacts_text(load.contacts));
    }
  }
  text.lines(table.text(most_months_shown));
  if (table.lines() > most_months_shown) {
    const std::size_t more = table.lines() - most_months_shown;
    text.line(fmt::format("  … 另有 {} 个月", more), fmt::format("  … and {} more months", more));
  }
  const std::uint64_t undated = tally.plan_undated[plan];
  if (undated == 0) return;
  const std::string& field = rules.fields[rules.plans[plan].window_field].name;
  text.line(fmt::format("  {} 条没有“{}”，未计入", grouped(undated), field),
            fmt::format("  {} records without `{}` are left out", grouped(undated), field));
}

void workload_text(const model::Rules& rules, const Tally& tally, Language language, Text& text) {
  for (std::size_t i = 0; i < rules.plans.size(); ++i) {
    const std::vector<RoleWorkload> loads = workload(rules.plans[i], tally.plan_rows[i], language);
    if (loads.empty()) continue;
    if (rules.plans[i].window_field != model::none) {
      months_text(rules, tally, i, language, text);
      continue;
    }
    text.heading(fmt::format("{}：每月次数合计", rules.plans[i].name),
                 fmt::format("{}: contacts a month in all", rules.plans[i].name));
    std::size_t width = 0, action_width = 0;
    for (const RoleWorkload& load : loads) {
      width = std::max(width, display_width(load.role));
      action_width = std::max(action_width, display_width(load.action));
    }
    for (const RoleWorkload& load : loads) {
      const std::string entry = "  " + load.role + std::string(width - display_width(load.role), ' ') + "  " + load.action +
                                std::string(action_width - display_width(load.action), ' ') + "  " +
                                contacts_text(load.contacts);
      text.line(entry, entry);
    }
  }
}

constexpr std::size_t most_groups_shown = 20;

void portfolio_text(const RunOutcome& outcome, Text& text) {
  for (const PortfolioReport& report : outcome.portfolios) {
    text.line(fmt::format("{}：{} 组中 {} 组不达标", report.name, report.groups.size(), report.short_groups),
              fmt::format("{}: {} of {} groups fall short", report.name, report.short_groups, report.groups.size()));
    std::size_t shown = 0;
    for (const PortfolioGroup& group : report.groups) {
      if (group.failed.empty() && group.undecided.empty()) continue;
      if (++shown > most_groups_shown) continue;
      const auto parts = [&](std::string_view separator, std::string_view undecided, std::string_view list) {
        std::string line = fmt::format("{}", fmt::join(group.failed, separator));
        if (!group.undecided.empty()) {
          line += fmt::format("{}{}{}", line.empty() ? "" : list, undecided, fmt::join(group.undecided, separator));
        }
        return line;
      };
      text.line(fmt::format("  {}  {}", group.name.empty() ? "全名单" : group.name, parts("、", "未定 ", "；")),
                fmt::format("  {}  {}", group.name.empty() ? "whole list" : group.name, parts(", ", "undecided ", "; ")));
    }
    if (shown > most_groups_shown) {
      text.line(fmt::format("  … 另有 {} 组", shown - most_groups_shown),
                fmt::format("  … and {} more", shown - most_groups_shown));
    }
  }
}

void key_text(const RunOutcome& outcome, Text& text) {
  if (!outcome.keys) return;
  const KeyCheck& keys = *outcome.keys;
  std::string examples;
  for (const std::string& key : keys.examples()) examples += (examples.empty() ? "" : "、") + columns::quotable(key);
  if (keys.duplicates() > 0) {
    text.warning({fmt::format("编号重复：{} 条（{}）", grouped(keys.duplicates()), examples),
                  fmt::format("Duplicate keys: {} ({})", grouped(keys.duplicates()), examples)});
  }
  if (keys.empty() > 0) {
    text.warning({fmt::format("没有编号：{} 条，第一条是第 {} 条记录", grouped(keys.empty()), *keys.first_empty() + 1),
                  fmt::format("Empty keys: {}, the first is record {}", grouped(keys.empty()), *keys.first_empty() + 1)});
  }
  if (!keys.complete()) {
    text.warning({fmt::format("编号只检查了前 {} 条", grouped(keys.limit())),
                  fmt::format("Keys were checked for the first {} records", grouped(keys.limit()))});
  }
}

void list_text(const Tally& tally, Text& text) {
  if (tally.too_long > 0) {
    text.warning(
        {fmt::format("格数多于表头：{} 条（第一条在第 {} 行），按数据有误处理", grouped(tally.too_long), *tally.first_too_long),
         fmt::format("Rows longer than the header: {} (first at line {}), treated as invalid", grouped(tally.too_long),
                     *tally.first_too_long)});
  }
  if (tally.odd_quotes > 0) {
    text.warning(
        {fmt::format("引号不成对：{} 条（第一条在第 {} 行）", grouped(tally.odd_quotes), *tally.first_odd_quotes),
         fmt::format("Rows with odd quotes: {} (first at line {})", grouped(tally.odd_quotes), *tally.first_odd_quotes)});
  }
}

std::string seconds(std::uint64_t microseconds) {
  const std::uint64_t hundredths = (microseconds + 5000) / 10000;
  return fmt::format("{}.{:02}", hundredths / 100, hundredths % 100);
}

}  // namespace

std::string counts_text(const model::Rules& rules, const RunOutcome& outcome, Language language, Colour colour) {
  const Tally& tally = *outcome.tally;
  Text text(language, colour);
  const std::string title = rules.version.empty() ? rules.title : rules.title + " " + rules.version;
  text.heading(fmt::format("{}：{} 条记录", title, grouped(tally.records)),
               fmt::format("{}: {} records", title, grouped(tally.records)));
  if (const std::string as_of = as_of_text(rules); !as_of.empty()) {
    text.line(fmt::format("基准日：{}", as_of), fmt::format("As of {}", as_of));
  }
  text.block("状态", "Status", status_lines(tally, language));
  for (std::size_t column = 0; column < rules.outputs.size(); ++column) {
    if (!tally.labels[column].empty())
      text.block(rules.outputs[column].name, rules.outputs[column].name, label_lines(rules, tally, column));
  }
  text.block("不予评级的原因", "Not met", failed_lines(rules, tally));
  text.block("待补的字段", "Missing", missing_lines(rules, tally));
  text.block("无法识别的单元格", "Unreadable cells", unreadable_lines(rules, tally, language));
  text.block("未计入合计、名次等的记录", "Left out of totals, ranks …", left_out_lines(rules, outcome));
  workload_text(rules, tally, language, text);
  portfolio_text(outcome, text);
  std::vector<Report> reports = empty_reports();
  if (!tally.grouped.empty()) add_reports(reports, {}, rules, outcome, language);
  return text.text() + reports_text(reports, language, colour) + list_text(outcome, tally, language, colour);
}

std::string list_text(const RunOutcome& outcome, const Tally& tally, Language language, Colour colour) {
  Text text(language, colour);
  key_text(outcome, text);
  list_text(tally, text);
  return text.text();
}

std::string closing_text(const RunOutcome& outcome, std::uint64_t records, const RunFacts& facts, Language language,
                         Colour colour) {
  Text text(language, colour);
  for (const Message& remark : all_remarks(outcome, facts)) text.warning(remark);
  for (const Message& line : column_lines(outcome.columns)) text.line(line);
  const Message taken = how_read(outcome.facts);
  text.line(fmt::format("{}；用时 {} 秒，每秒 {} 条", taken.zh, seconds(facts.microseconds),
                        grouped(per_second(records, facts.microseconds))),
            fmt::format("{}; {} s, {} records/s", taken.en, seconds(facts.microseconds),
                        grouped(per_second(records, facts.microseconds))));
  text.line(fmt::format("结果：{}", facts.result), fmt::format("Result: {}", facts.result));
  return text.text();
}

std::string summary_text(const model::Rules& rules, const RunOutcome& outcome, const RunFacts& facts, Language language,
                         Colour colour) {
  return counts_text(rules, outcome, language, colour) + closing_text(outcome, outcome.tally->records, facts, language, colour);
}

}  // namespace fenji::run
