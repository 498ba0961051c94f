#include "engine/books/book_findings.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <numeric>

#include "engine/books/merged_rules.hpp"
#include "engine/execute/plain.hpp"
#include "engine/prove/meeting.hpp"

namespace fenji::books {
namespace {

using model::Day;
using Outcome = prove::Meeting::Outcome;

constexpr Day beginning = std::numeric_limits<Day>::min();
constexpr Day end_of_time = std::numeric_limits<Day>::max();

Day first_day(const model::Rules& rules) { return rules.effective_from.value_or(beginning); }
Day last_day(const model::Rules& rules) { return rules.effective_to.value_or(end_of_time); }

std::string date_text(Day day) {
  int year = 0, month = 0, day_of_month = 0;
  model::civil_from_day(day, year, month, day_of_month);
  return fmt::format("{:04}-{:02}-{:02}", year, month, day_of_month);
}

// The value as a file's own field has it.
model::Value value_for(const model::Field& field, const model::Rules& rules, model::Value value,
                       const model::Field& merged_field, const model::Rules& merged) {
  if (value.state != model::State::known) return value;
  if (field.type.kind == model::Kind::label) {
    const std::string& label = merged.labels_of(merged_field.type).labels[value.label];
    const std::vector<std::string>& own = rules.labels_of(field.type).labels;
    const auto place = std::find(own.begin(), own.end(), label);
    if (place == own.end()) value.state = model::State::invalid;
    value.label = static_cast<std::uint32_t>(place - own.begin());
  }
  const bool ordered = field.type.kind == model::Kind::number || field.type.kind == model::Kind::date;
  if (!field.bounds || !ordered || value.blank) return value;
  const model::Decimal number = field.type.kind == model::Kind::date ? model::Decimal{value.day, 0} : value.number;
  if (!model::contains(*field.bounds, number)) value.state = model::State::invalid;
  return value;
}

// Whether the record fits one of the files as it stands, or does not.
bool applies(const model::Rules& rules, bool yes, const std::vector<model::FieldId>& places, const model::Rules& merged,
             const prove::Meeting& meeting) {
  execute::Record record;
  record.fields.resize(rules.fields.size());
  for (std::size_t field = 0; field < places.size(); ++field) {
    for (const auto& [place, value] : meeting.record) {
      if (place != places[field]) continue;
      record.fields[field] = value_for(rules.fields[field], rules, value, merged.fields[place], merged);
    }
  }
  const execute::Outcome applies = execute::evaluate(rules, record).applies;
  return applies.value.state == model::State::known && applies.value.yes == yes;
}

Message record_phrase(const model::Rules& merged, const prove::Meeting& meeting) {
  Message phrase;
  for (const auto& [id, value] : meeting.record) {
    const model::Field& field = merged.fields[id];
    const bool known = value.state == model::State::known && !value.blank;
    const std::string zh = known ? model::to_text(value, field.type, merged, Language::chinese) : "空";
    const std::string en = known ? model::to_text(value, field.type, merged, Language::english) : "empty";
    phrase.zh += fmt::format("{}{} = {}", phrase.zh.empty() ? "" : "、", field.name, zh);
    phrase.en += fmt::format("{}{} = {}", phrase.en.empty() ? "" : ", ", field.name, en);
  }
  if (meeting.record.empty()) return {"任何一条记录", "any record"};
  return {phrase.zh + " 的记录", "a record with " + phrase.en};
}

class BookProver {
 public:
  explicit BookProver(const BookFiles& all) : all_(all), groups_(all.files.size()) {
    std::iota(groups_.begin(), groups_.end(), std::size_t{0});
  }

  Diagnostics run() {
    for (std::size_t later = 1; later < all_.files.size(); ++later) {
      for (std::size_t earlier = 0; earlier < later; ++earlier) compare(earlier, later);
    }
    find_gaps();
    find_outsiders();
    std::stable_sort(findings_.begin(), findings_.end(),
                     [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
    return std::move(findings_);
  }

 private:
  const model::Rules& rules(std::size_t file) const { return *all_.files[file].loaded.rules; }

  void add(std::string name, Severity severity, std::size_t file, std::size_t other, Message message, Message advice) {
    findings_.push_back({std::move(name), severity, all_.files[file].span, std::move(message), std::move(advice), {}, {}});
    findings_.back().related.push_back({all_.files[other].span, {"另一个规则文件", "the other rule file"}});
  }

  void compare(std::size_t earlier, std::size_t later) {
    const MergedRules merged = merged_rules(rules(earlier), rules(later));
    const prove::Meeting meeting = prove::find_meeting(merged.rules, merged.left, merged.right);
    if (meeting.outcome == Outcome::never) return;
    const Day from = std::max(first_day(rules(earlier)), first_day(rules(later)));
    const Day to = std::min(last_day(rules(earlier)), last_day(rules(later)));
    const std::string& left = all_.files[earlier].name;
    const std::string& right = all_.files[later].name;
    const bool shown = meeting.outcome == Outcome::found && !merged.doubtful &&
                       applies(rules(earlier), true, merged.of_left, merged.rules, meeting) &&
                       applies(rules(later), true, merged.of_right, merged.rules, meeting);
    if (shown) unite(earlier, later);
    if (from > to) return;
    if (!shown) {
      add("not-decided", Severity::note, later, earlier,
          {fmt::format("没能判定有没有记录同时适用“{}”和“{}”", left, right),
           fmt::format("whether a record fits both `{}` and `{}` was not decided", left, right)},
          {"让两个文件的“适用”各要求同一字段的不同选项，就能判定",
           "let both `applies to` ask one field for different options, and it can be decided"});
      return;
    }
    const Message record = record_phrase(merged.rules, meeting);
    Message when;
    if (from != beginning) when = {fmt::format("从 {} 起，", date_text(from)), fmt::format("from {} on, ", date_text(from))};
    add("applies-overlap", Severity::error, later, earlier,
        {fmt::format("{}{}同时适用“{}”和“{}”，运行时不会评", when.zh, record.zh, left, right),
         fmt::format("{}{} fits both `{}` and `{}` and will not be graded", when.en, record.en, left, right)},
        {"收窄其中一个文件的“适用”，或者错开有效期",
         "narrow `applies to` of one of them, or let them be in force at different times"});
  }

  std::size_t group_of(std::size_t file) const {
    while (groups_[file] != file) file = groups_[file];
    return file;
  }

  void unite(std::size_t left, std::size_t right) { groups_[group_of(right)] = group_of(left); }

  // Files that one record can fit are versions of one policy; besides, all together.
  void find_gaps() {
    std::vector<std::size_t> everything;
    for (std::size_t file = 0; file < groups_.size(); ++file) {
      everything.push_back(file);
      if (group_of(file) != file) continue;
      std::vector<std::size_t> versions;
      for (std::size_t other = 0; other < groups_.size(); ++other) {
        if (group_of(other) == file) versions.push_back(other);
      }
      find_gaps(std::move(versions), false);
    }
    find_gaps(std::move(everything), true);
  }

  void find_gaps(std::vector<std::size_t> files, bool all) {
    std::stable_sort(files.begin(), files.end(),
                     [&](std::size_t left, std::size_t right) { return first_day(rules(left)) < first_day(rules(right)); });
    for (std::size_t i = 1, last = 0; i < files.size(); ++i) {
      const Day covered = last_day(rules(files[last]));
      const Day next = first_day(rules(files[i]));
      if (covered != end_of_time && next > covered + 1) report_gap(files[last], files[i], all);
      if (last_day(rules(files[i])) > covered) last = i;
    }
  }

  void report_gap(std::size_t earlier, std::size_t later, bool all) {
    const std::string from = date_text(last_day(rules(earlier)) + 1);
    const std::string to = date_text(first_day(rules(later)) - 1);
    const Span span = all_.files[later].span;
    const bool told = std::any_of(findings_.begin(), findings_.end(), [&](const Diagnostic& finding) {
      return finding.name == "applies-gap" && finding.span == span;
    });
    if (told) return;
    const std::string& left = all_.files[earlier].name;
    const std::string& right = all_.files[later].name;
    add("applies-gap", Severity::note, later, earlier,
        all ? Message{fmt::format("{} 至 {} 没有一个规则文件在有效期内", from, to),
                      fmt::format("from {} to {} no rule file is in force", from, to)}
            : Message{fmt::format("{} 至 {}：“{}”已过期，“{}”还没有开始", from, to, left, right),
                      fmt::format("from {} to {} `{}` is over and `{}` has not begun", from, to, left, right)},
        {"若不是有意的，请把有效期接上", "if that is not meant, let one follow the other without a break"});
  }

  // Records that fit no file, whatever the date.
  void find_outsiders() {
    if (all_.files.empty()) return;
    for (std::size_t file = 0; file < all_.files.size(); ++file) {
      if (rules(file).applies == model::none) return;
    }
    model::Rules all = rules(0);
    std::vector<model::ExpressionId> conditions{all.applies};
    std::vector<std::vector<model::FieldId>> places(1);
    for (model::FieldId field = 0; field < all.fields.size(); ++field) places[0].push_back(field);
    for (std::size_t file = 1; file < all_.files.size(); ++file) {
      MergedRules merged = merged_rules(all, rules(file));
      conditions.push_back(merged.right);
      places.push_back(std::move(merged.of_right));
      all = std::move(merged.rules);
    }
    const prove::Meeting outsider = prove::find_outsider(all, conditions);
    if (outsider.outcome == Outcome::never) return;
    bool shown = outsider.outcome == Outcome::found;
    for (std::size_t file = 0; file < places.size() && shown; ++file)
      shown = applies(rules(file), false, places[file], all, outsider);
    Diagnostic finding;
    finding.severity = Severity::note;
    finding.span = all_.files.back().span;
    if (shown) {
      const Message record = record_phrase(all, outsider);
      finding.name = "applies-gap";
      finding.message = {fmt::format("{}不适用任何一个规则文件，运行时不会评", record.zh),
                         fmt::format("{} fits no rule file and will not be graded", record.en)};
      finding.advice =
          Message{"本来就不评的不用管；应当评的，请放宽一个文件的“适用”，或加一个规则文件",
                  "leave it where such records are not meant to be graded; else widen an `applies to`, or add a rule file"};
    } else {
      finding.name = "not-decided";
      finding.message = {"没能判定有没有记录不适用任何一个规则文件", "whether a record fits no rule file was not decided"};
    }
    findings_.push_back(std::move(finding));
  }

  const BookFiles& all_;
  std::vector<std::size_t> groups_;  // by file: another of its group, itself for one of them
  Diagnostics findings_;
};

}  // namespace

Diagnostics book_findings(const BookFiles& all) { return BookProver(all).run(); }

}  // namespace fenji::books
