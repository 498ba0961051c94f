#include "engine/run/summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>

#include "engine/columns/quotable.hpp"
#include "engine/run/list_summary.hpp"
#include "engine/run/reports.hpp"
#include "engine/run/text_table.hpp"
#include "engine/run/workload.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::run {
namespace {

using execute::Status;

// 1,234,567
std::string grouped(std::uint64_t number) {
  std::string digits = fmt::format("{}", number);
  for (std::size_t at = digits.size(); at > 3;) {
    at -= 3;
    digits.insert(at, ",");
  }
  return digits;
}

// With one decimal place, rounded half up; of at most 10^16.
std::string percent_of(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "";
  const std::uint64_t tenths = (part * 2000 + whole) / (2 * whole);
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

struct Line {
  std::string name;
  std::uint64_t count = 0;
  std::string remark;
  std::optional<Paint> paint = std::nullopt;  // of the name
};

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
  void block(std::string_view zh, std::string_view en, const std::vector<Line>& lines) {
    if (lines.empty()) return;
    heading(zh, en);
    std::size_t name_width = 0, count_width = 0;
    for (const Line& entry : lines) {
      name_width = std::max(name_width, display_width(entry.name));
      count_width = std::max(count_width, grouped(entry.count).size());
    }
    for (const Line& entry : lines) {
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

bool is_bare_number(std::string_view text) { return model::parse_decimal(text).has_value(); }

// A fault that fills a column has its cure in the declaration of the field.
std::optional<Message> cure(const model::Rules& rules, model::FieldId id, const Tally& tally) {
  const model::Field& field = rules.fields[id];
  const FieldTally& counts = tally.fields[id];
  const std::uint64_t filled = tally.records - counts.blank;
  if (counts.unreadable * 10 < filled * 9) return std::nullopt;
  const std::string& cell = tally.first_unreadable[id].text;
  if (field.type.percent && field.percent_cells == model::Field::PercentCells::with_sign && is_bare_number(cell)) {
    const model::Decimal value = *model::parse_decimal(cell);
    const bool points = value > model::Decimal{1, 0} || value < model::Decimal{-1, 0};
    const std::string zh = points ? "百分比 按百分数" : "百分比 按小数";
    const std::string en = points ? "percent in points" : "percent as fraction";
    return Message{fmt::format("整列都这样写，可把字段改为“{}: {}”", field.name, zh),
                   fmt::format("the whole column is like this; declare `{}: {}`", field.name, en)};
  }
  if (field.type.kind == model::Kind::label) {
    return Message{fmt::format("整列都不在选项里，请核对字段“{}”的选项", field.name),
                   fmt::format("the whole column is outside the options of `{}`", field.name)};
  }
  return Message{
      fmt::format("整列都无法识别，请核对字段“{}”的类型，或是否对错了列", field.name),
      fmt::format("the whole column is unreadable; check the type of `{}`, or whether this is its column", field.name)};
}

void by_count(std::vector<Line>& lines) {
  std::stable_sort(lines.begin(), lines.end(), [](const Line& left, const Line& right) { return left.count > right.count; });
}

Paint paint_of(Status status) {
  switch (status) {
    case Status::rated:
      return Paint::good;
    case Status::invalid:
    case Status::uncovered:
      return Paint::error;
    case Status::incomplete:
      return Paint::warning;
    case Status::ineligible:
    case Status::not_applicable:
      break;
  }
  return Paint::heading;
}

std::vector<Line> status_lines(const Tally& tally, Language language) {
  std::vector<Line> lines;
  for (std::size_t i = 0; i < tally.statuses.size(); ++i) {
    if (tally.statuses[i] == 0) continue;
    lines.push_back({std::string(execute::status_text(static_cast<Status>(i), language)), tally.statuses[i],
                     percent_of(tally.statuses[i], tally.records), paint_of(static_cast<Status>(i))});
  }
  return lines;
}

std::vector<Line> label_lines(const model::Rules& rules, const Tally& tally, std::size_t column) {
  const model::Type& type = rules.definitions[rules.outputs[column].definition].type;
  std::uint64_t all = 0;
  for (const std::uint64_t count : tally.labels[column]) all += count;
  std::vector<Line> lines;
  for (std::size_t label = 0; label < tally.labels[column].size(); ++label) {
    lines.push_back(
        {rules.labels_of(type).labels[label], tally.labels[column][label], percent_of(tally.labels[column][label], all)});
  }
  return lines;
}

std::vector<Line> failed_lines(const model::Rules& rules, const Tally& tally) {
  std::vector<Line> lines;
  for (std::size_t gate = 0; gate < tally.failed.size(); ++gate) {
    for (std::size_t element = 0; element < tally.failed[gate].size(); ++element) {
      if (tally.failed[gate][element] == 0) continue;
      lines.push_back({rules.gates[gate].elements[element].name, tally.failed[gate][element], ""});
    }
  }
  by_count(lines);
  return lines;
}

std::string quoted(std::string_view cell, Language language) {
  const std::string text = columns::quotable(cell);
  return language == Language::chinese ? "“" + text + "”" : "\"" + text + "\"";
}

std::vector<Line> unreadable_lines(const model::Rules& rules, const Tally& tally, Language language) {
  std::vector<Line> lines;
  for (model::FieldId id = 0; id < tally.fields.size(); ++id) {
    const FieldTally& counts = tally.fields[id];
    if (counts.unreadable == 0) continue;
    const std::string example = quoted(tally.first_unreadable[id].text, language);
    std::string remark = language == Language::chinese ? "例如" + example : "such as " + example;
    if (const auto advice = cure(rules, id, tally))
      remark += (language == Language::chinese ? "；" : "; ") + advice->in(language);
    lines.push_back({rules.fields[id].name, counts.unreadable, remark});
  }
  by_count(lines);
  return lines;
}

std::vector<Line> missing_lines(const model::Rules& rules, const Tally& tally) {
  std::vector<Line> lines;
  for (model::FieldId id = 0; id < tally.missing.size(); ++id) {
    if (tally.missing[id] > 0) lines.push_back({rules.fields[id].name, tally.missing[id], ""});
  }
  by_count(lines);
  return lines;
}

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

std::vector<Line> left_out_lines(const model::Rules& rules, const RunOutcome& outcome) {
  std::vector<Line> lines;
  for (std::size_t id = 0; id < outcome.left_out.size(); ++id) {
    const std::string& name = rules.fields[rules.populations[id].field].name;
    const bool said = std::any_of(lines.begin(), lines.end(), [&](const Line& line) { return line.name == name; });
    if (outcome.left_out[id] > 0 && !said) lines.push_back({name, outcome.left_out[id], ""});
  }
  by_count(lines);
  return lines;
}

nlohmann::ordered_json portfolios_json(const RunOutcome& outcome) {
  auto json = nlohmann::ordered_json::array();
  for (const PortfolioReport& report : outcome.portfolios) {
    auto groups = nlohmann::ordered_json::array();
    for (const PortfolioGroup& group : report.groups) {
      groups.push_back({{"group", group.name}, {"failed", group.failed}, {"undecided", group.undecided}});
    }
    json.push_back({{"name", report.name}, {"short_groups", report.short_groups}, {"groups", groups}});
  }
  return json;
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

std::uint64_t per_second(std::uint64_t count, std::uint64_t microseconds) {
  return count * 1'000'000 / std::max<std::uint64_t>(1, microseconds);
}

nlohmann::ordered_json counts_json(const std::vector<Line>& lines) {
  auto json = nlohmann::ordered_json::array();
  for (const Line& line : lines) json.push_back({{"name", line.name}, {"records", line.count}});
  return json;
}

nlohmann::ordered_json months_json(const model::Rules& rules, const Tally& tally, Language language) {
  auto json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < rules.plans.size(); ++i) {
    for (const auto& [month, rows] : tally.plan_months[i]) {
      for (const RoleWorkload& load : workload(rules.plans[i], rows, language)) {
        json.push_back({{"plan", rules.plans[i].name},
                        {"month", month_text(month)},
                        {"role", load.role},
                        {"action", load.action},
                        {"minimum", model::to_text(load.contacts.minimum)},
                        {"maximum", model::to_text(load.contacts.maximum)}});
      }
    }
  }
  return json;
}

nlohmann::ordered_json workload_json(const model::Rules& rules, const Tally& tally, Language language) {
  auto json = nlohmann::ordered_json::array();
  for (std::size_t i = 0; i < rules.plans.size(); ++i) {
    for (const RoleWorkload& load : workload(rules.plans[i], tally.plan_rows[i], language)) {
      json.push_back({{"plan", rules.plans[i].name},
                      {"role", load.role},
                      {"action", load.action},
                      {"minimum_per_month", model::to_text(load.contacts.minimum)},
                      {"maximum_per_month", model::to_text(load.contacts.maximum)}});
    }
  }
  return json;
}

// Empty where the rules do not speak of it.
std::string as_of_text(const model::Rules& rules) {
  if (rules.as_of == model::none) return {};
  const model::Parameter& parameter = rules.parameters[rules.as_of];
  return model::to_text(parameter.value, parameter.type, rules, Language::english);
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

std::string summary_json(const model::Rules& rules, const RunOutcome& outcome, const RunFacts& facts, Language language) {
  const Tally& tally = *outcome.tally;
  nlohmann::ordered_json json;
  json["rules"] = {{"file", facts.rules_file}, {"title", rules.title}, {"version", rules.version}};
  if (const std::string as_of = as_of_text(rules); !as_of.empty()) json["as_of"] = as_of;
  auto parameters = nlohmann::ordered_json::array();
  for (std::uint32_t id = 0; id < rules.parameters.size(); ++id) {
    if (id == rules.as_of) continue;
    const model::Parameter& parameter = rules.parameters[id];
    parameters.push_back({{"name", parameter.name},
                          {"value", model::to_text(parameter.value, parameter.type, rules, language)},
                          {"set", parameter.set}});
  }
  json["parameters"] = parameters;
  json["list"] = list_json(outcome, facts.list);
  json["result"] = facts.result;
  json["records"] = tally.records;
  for (std::size_t i = 0; i < tally.statuses.size(); ++i) {
    json["statuses"][std::string(execute::status_name(static_cast<Status>(i)))] = tally.statuses[i];
  }
  json["labels"] = nlohmann::ordered_json::array();
  for (std::size_t column = 0; column < rules.outputs.size(); ++column) {
    if (tally.labels[column].empty()) continue;
    json["labels"].push_back(
        {{"column", rules.outputs[column].name}, {"counts", counts_json(label_lines(rules, tally, column))}});
  }
  json["not_met"] = counts_json(failed_lines(rules, tally));
  json["missing"] = counts_json(missing_lines(rules, tally));
  json["unreadable"] = nlohmann::ordered_json::array();
  for (model::FieldId id = 0; id < tally.fields.size(); ++id) {
    const FieldTally& counts = tally.fields[id];
    if (counts.unreadable == 0) continue;
    const auto advice = cure(rules, id, tally);
    json["unreadable"].push_back({{"field", rules.fields[id].name},
                                  {"cells", counts.unreadable},
                                  {"first_record", tally.first_unreadable[id].record + 1},
                                  {"example", columns::quotable(tally.first_unreadable[id].text)},
                                  {"cure", advice ? nlohmann::ordered_json(advice->in(language)) : nullptr}});
  }
  json["workload"] = workload_json(rules, tally, language);
  json["workload_by_month"] = months_json(rules, tally, language);
  json["portfolios"] = portfolios_json(outcome);
  json["left_out"] = counts_json(left_out_lines(rules, outcome));
  std::vector<Report> reports = empty_reports();
  add_reports(reports, {}, rules, outcome, language);
  const nlohmann::ordered_json whole = reports_json(reports, false);
  for (const char* report : {"reasons", "data_quality", "totals", "targets"}) json[report] = whole[report];
  if (!tally.grouped.empty()) {
    json["groups"] = reports_json(reports, true);
    json["groups"].erase("portfolio");
  }
  if (outcome.keys) {
    std::vector<std::string> examples;
    for (const std::string& key : outcome.keys->examples()) examples.push_back(columns::quotable(key));
    json["keys"] = {{"duplicates", outcome.keys->duplicates()},
                    {"examples", examples},
                    {"empty", outcome.keys->empty()},
                    {"checked_all", outcome.keys->complete()}};
  }
  json["rows_longer_than_header"] = tally.too_long;
  json["rows_with_odd_quotes"] = tally.odd_quotes;
  json["remarks"] = nlohmann::ordered_json::array();
  for (const Message& remark : all_remarks(outcome, facts)) json["remarks"].push_back(remark.in(language));
  json["microseconds"] = facts.microseconds;
  json["records_per_second"] = per_second(tally.records, facts.microseconds);
  // Cells may hold bytes that are no UTF-8.
  return json.dump(2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace fenji::run
