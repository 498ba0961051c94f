#include "engine/compare/comparison_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

#include "engine/columns/quotable.hpp"
#include "engine/explain/page.hpp"
#include "engine/lists/csv_text.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::compare {
namespace {

constexpr std::size_t most_lines_of_a_change = 6;
constexpr std::size_t widest_matrix = 14;  // values; more are a list of its movements

class Writer {
 public:
  Writer(const Comparison& comparison, Colour colour)
      : comparison_(comparison), chinese_(comparison.language == Language::chinese), colour_(colour) {}

  std::string write() {
    heading();
    changes();
    for (const Transitions& transitions : comparison_.transitions) matrix(transitions);
    workload();
    movers();
    return std::move(text_);
  }

 private:
  void line(std::string_view zh, std::string_view en) {
    text_ += chinese_ ? zh : en;
    text_ += '\n';
  }
  void title(std::string_view zh, std::string_view en) {
    text_ += '\n';
    text_ += painted(chinese_ ? zh : en, Paint::heading, colour_);
    text_ += '\n';
  }
  std::string joined(const std::vector<std::string>& names) const {
    return fmt::format("{}", fmt::join(names, chinese_ ? "、" : ", "));
  }
  std::string value(const std::string& text) const {
    return text.empty() ? (chinese_ ? "（空）" : "(none)") : columns::quotable(text);
  }
  static std::string name_of(const Side& side) {
    if (side.title.empty()) return side.file;
    return fmt::format("{}{}{} ({})", side.title, side.version.empty() ? "" : " ", side.version, side.file);
  }

  void heading() {
    text_ += painted(fmt::format("{} → {}", name_of(comparison_.before), name_of(comparison_.after)), Paint::heading, colour_);
    text_ += '\n';
    const std::uint64_t same = comparison_.records - comparison_.changed;
    line(fmt::format("{} 条记录：{} 条不变，{} 条有变化", comparison_.records, same, comparison_.changed),
         fmt::format("{} records: {} the same, {} changed", comparison_.records, same, comparison_.changed));
    one_sided("消失的编号", "Vanished keys", comparison_.vanished);
    one_sided("新的编号", "New keys", comparison_.appeared);
    if (comparison_.repeated_keys > 0) {
      line(fmt::format("编号为空或重复、没有比较的记录：{}", comparison_.repeated_keys),
           fmt::format("Left out, since their key is empty or not the only one: {} records", comparison_.repeated_keys));
    }
    if (!comparison_.only_before.empty()) {
      line("只在原来的结果里：" + joined(comparison_.only_before), "Only before: " + joined(comparison_.only_before));
    }
    if (!comparison_.only_after.empty()) {
      line("只在现在的结果里：" + joined(comparison_.only_after), "Only now: " + joined(comparison_.only_after));
    }
  }

  void one_sided(std::string_view zh, std::string_view en, const OneSided& keys) {
    if (keys.count == 0) return;
    std::vector<std::string> shown;
    for (const std::string& key : keys.examples) shown.push_back(columns::quotable(key));
    const std::string_view more = keys.count > shown.size() ? (chinese_ ? "…" : ", …") : "";
    line(fmt::format("{}：{}（{}{}）", zh, keys.count, joined(shown), more),
         fmt::format("{}: {} ({}{})", en, keys.count, joined(shown), more));
  }

  void quotes(char sign, const std::vector<explain::Quote>& lines) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i == most_lines_of_a_change) {
        text_ += fmt::format("    {} …\n", sign);
        return;
      }
      text_ += fmt::format("    {} {}  {}:{}\n", sign, lines[i].text, lines[i].place.file, lines[i].place.line);
    }
  }

  void changes() {
    if (comparison_.of == Comparison::Of::results) return;
    if (comparison_.changes.empty()) {
      if (comparison_.of == Comparison::Of::rules) line("规则没有改动", "The rules are the same");
      return;
    }
    title("规则的改动", "Changes of the rules");
    for (const ToldChange& change : comparison_.changes) {
      const std::string_view how = change.how == "added"     ? (chinese_ ? "，新增" : ", added")
                                   : change.how == "removed" ? (chinese_ ? "，取消" : ", removed")
                                                             : "";
      line(fmt::format("  {}{}：单独引起 {} 处变化", change.text, how, change.alone),
           fmt::format("  {}{}: alone the cause of {} differences", change.text, how, change.alone));
      quotes('-', change.before);
      quotes('+', change.after);
    }
  }

  void matrix(const Transitions& transitions) {
    if (transitions.all_stay()) {
      text_ += '\n';
      line(transitions.column + "：没有变化", transitions.column + ": no change");
      return;
    }
    title(transitions.column + "（行：原来；列：现在）", transitions.column + " (rows: before; columns: now)");
    if (transitions.before.size() > widest_matrix || transitions.after.size() > widest_matrix) return movements(transitions);
    std::vector<std::vector<std::string>> cells(1);
    cells[0].emplace_back();
    for (const std::string& to : transitions.after) cells[0].push_back(value(to));
    for (std::size_t row = 0; row < transitions.before.size(); ++row) {
      cells.push_back({value(transitions.before[row])});
      for (const std::uint64_t count : transitions.counts[row])
        cells.back().push_back(count == 0 ? "·" : fmt::format("{}", count));
    }
    std::vector<std::size_t> widths(cells[0].size());
    for (const auto& row : cells) {
      for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], display_width(row[i]));
    }
    for (const auto& row : cells) {
      std::string shown = "  " + explain::padded(row[0], widths[0]);
      for (std::size_t i = 1; i < row.size(); ++i) shown += "  " + std::string(widths[i] - display_width(row[i]), ' ') + row[i];
      text_ += shown + '\n';
    }
  }

  void movements(const Transitions& transitions) {
    for (std::size_t row = 0; row < transitions.before.size(); ++row) {
      for (std::size_t to = 0; to < transitions.after.size(); ++to) {
        const std::uint64_t count = transitions.counts[row][to];
        if (count == 0 || transitions.before[row] == transitions.after[to]) continue;
        text_ += fmt::format("  {} → {}  {}\n", value(transitions.before[row]), value(transitions.after[to]), count);
      }
    }
  }

  void workload() {
    if (comparison_.workload.empty()) return;
    title("工作量的变化（次/月）", "Workload, contacts a month");
    for (const WorkloadChange& change : comparison_.workload) {
      text_ += fmt::format("  {} {}{}{}  {} → {}\n", change.plan, change.role, change.action.empty() ? "" : " ", change.action,
                           change.before, change.after);
    }
  }

  static std::string quote_text(const std::optional<explain::Quote>& quote) {
    return quote ? fmt::format("{}  {}:{}", quote->text, quote->place.file, quote->place.line) : "–";
  }

  void movers() {
    if (comparison_.movers.empty()) return;
    title("变化的记录", "What moved");
    for (const Mover& mover : comparison_.movers) {
      const std::string key = !mover.key.empty() ? columns::quotable(mover.key)
                              : chinese_         ? fmt::format("第 {} 行", mover.line)
                                                 : fmt::format("line {}", mover.line);
      text_ += fmt::format("  {}  {}: {} → {}", key, mover.column, value(mover.before), value(mover.after));
      const std::string cause = cause_text(mover.cause, comparison_.language);
      text_ += fmt::format("  {}{}\n", chinese_ ? "原因：" : "cause: ", cause);
      for (const Firing& firing : mover.firings) {
        text_ +=
            fmt::format("    {}\n      - {}\n      + {}\n", firing.name, quote_text(firing.before), quote_text(firing.after));
      }
    }
    if (comparison_.differences > comparison_.movers.size()) {
      const std::uint64_t rest = comparison_.differences - comparison_.movers.size();
      line(fmt::format("  … 另有 {} 处（--out 写出全部）", rest), fmt::format("  … and {} more (--out writes all)", rest));
    }
  }

  const Comparison& comparison_;
  bool chinese_;
  Colour colour_;
  std::string text_;
};

}  // namespace

std::string cause_text(const Cause& cause, Language language) {
  const bool chinese = language == Language::chinese;
  const std::string names = fmt::format("{}", fmt::join(cause.names, chinese ? "；" : "; "));
  switch (cause.kind) {
    case Cause::Kind::change:
      return names;
    case Cause::Kind::columns:
      return !names.empty() ? names : chinese ? "结果里别的都没变" : "nothing else of the record differs";
    case Cause::Kind::any_of:
      return (chinese ? "任一项：" : "any of: ") + names;
    case Cause::Kind::together:
      return (chinese ? "几项合起来：" : "several together: ") + names;
    case Cause::Kind::unknown:
      break;
  }
  return chinese ? "不明" : "not known";
}

std::string comparison_text(const Comparison& comparison, Colour colour) { return Writer(comparison, colour).write(); }

std::vector<run::ResultColumn> mover_columns(Language language) {
  using Kind = run::ResultColumn::Kind;
  const auto column = [&](const Message& name, Kind kind) {
    run::ResultColumn made;
    made.name = name.in(language);
    made.kind = kind;
    // The values of many columns stand in one: texts to programs.
    made.of_list = kind == Kind::as_written;
    return made;
  };
  return {column({"编号", "key"}, Kind::text), column({"列", "column"}, Kind::text), column({"原来", "old"}, Kind::as_written),
          column({"现在", "new"}, Kind::as_written), column({"原因", "cause"}, Kind::text)};
}

std::string mover_line(const Mover& mover, Language language) {
  const std::string key = !mover.key.empty()              ? mover.key
                          : language == Language::chinese ? fmt::format("第 {} 行", mover.line)
                                                          : fmt::format("line {}", mover.line);
  const std::string cause = cause_text(mover.cause, language);
  const std::vector<std::string_view> cells = {key, mover.column, mover.before, mover.after, cause};
  std::string text;
  lists::append_record(text, cells);
  return text;
}

}  // namespace fenji::compare
