#include "engine/run/summary_lines.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/columns/quotable.hpp"

namespace fenji::run {
namespace {

using execute::Status;

// With one decimal place, rounded half up; of at most 10^16.
std::string percent_of(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return "";
  const std::uint64_t tenths = (part * 2000 + whole) / (2 * whole);
  return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

bool is_bare_number(std::string_view text) { return model::parse_decimal(text).has_value(); }

void by_count(std::vector<CountLine>& lines) {
  std::stable_sort(lines.begin(), lines.end(),
                   [](const CountLine& left, const CountLine& right) { return left.count > right.count; });
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

std::string quoted(std::string_view cell, Language language) {
  const std::string text = columns::quotable(cell);
  return language == Language::chinese ? "“" + text + "”" : "\"" + text + "\"";
}

}  // namespace

std::vector<CountLine> status_lines(const Tally& tally, Language language) {
  std::vector<CountLine> lines;
  for (std::size_t i = 0; i < tally.statuses.size(); ++i) {
    if (tally.statuses[i] == 0) continue;
    lines.push_back({std::string(execute::status_text(static_cast<Status>(i), language)), tally.statuses[i],
                     percent_of(tally.statuses[i], tally.records), paint_of(static_cast<Status>(i))});
  }
  return lines;
}

std::vector<CountLine> label_lines(const model::Rules& rules, const Tally& tally, std::size_t column) {
  const model::Type& type = rules.definitions[rules.outputs[column].definition].type;
  std::uint64_t all = 0;
  for (const std::uint64_t count : tally.labels[column]) all += count;
  std::vector<CountLine> lines;
  for (std::size_t label = 0; label < tally.labels[column].size(); ++label) {
    lines.push_back(
        {rules.labels_of(type).labels[label], tally.labels[column][label], percent_of(tally.labels[column][label], all)});
  }
  return lines;
}

std::vector<CountLine> failed_lines(const model::Rules& rules, const Tally& tally) {
  std::vector<CountLine> lines;
  for (std::size_t gate = 0; gate < tally.failed.size(); ++gate) {
    for (std::size_t element = 0; element < tally.failed[gate].size(); ++element) {
      if (tally.failed[gate][element] == 0) continue;
      lines.push_back({rules.gates[gate].elements[element].name, tally.failed[gate][element], ""});
    }
  }
  by_count(lines);
  return lines;
}

std::vector<CountLine> missing_lines(const model::Rules& rules, const Tally& tally) {
  std::vector<CountLine> lines;
  for (model::FieldId id = 0; id < tally.missing.size(); ++id) {
    if (tally.missing[id] > 0) lines.push_back({rules.fields[id].name, tally.missing[id], ""});
  }
  by_count(lines);
  return lines;
}

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

std::vector<CountLine> unreadable_lines(const model::Rules& rules, const Tally& tally, Language language) {
  std::vector<CountLine> lines;
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

std::vector<CountLine> left_out_lines(const model::Rules& rules, const RunOutcome& outcome) {
  std::vector<CountLine> lines;
  for (std::size_t id = 0; id < outcome.left_out.size(); ++id) {
    const std::string& name = rules.fields[rules.populations[id].field].name;
    const bool said = std::any_of(lines.begin(), lines.end(), [&](const CountLine& line) { return line.name == name; });
    if (outcome.left_out[id] > 0 && !said) lines.push_back({name, outcome.left_out[id], ""});
  }
  by_count(lines);
  return lines;
}

std::string as_of_text(const model::Rules& rules) {
  if (rules.as_of == model::none) return {};
  const model::Parameter& parameter = rules.parameters[rules.as_of];
  return model::to_text(parameter.value, parameter.type, rules, Language::english);
}

std::uint64_t per_second(std::uint64_t count, std::uint64_t microseconds) {
  return count * 1'000'000 / std::max<std::uint64_t>(1, microseconds);
}

}  // namespace fenji::run
