#include "engine/explain/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

#include "engine/explain/page.hpp"
#include "engine/explain/sentences.hpp"
#include "grammar/diagnostics/render.hpp"

namespace fenji::explain {

using model::State;

namespace {

// Columns of blanks before what stands below a result.
constexpr std::size_t below_result = 6;
// Columns. What is longer and can be divided is.
constexpr std::size_t widest_line = 110;

std::string_view mark(State state) {
  if (state == State::missing) return "? ";
  return state > State::not_applicable ? "✗ " : "  ";
}

std::string_view mark(const Result& result) {
  State greatest = State::known;
  for (const NamedValue& value : result.values) greatest = std::max(greatest, value.state);
  return mark(greatest);
}

template <class Items, class Name>
std::size_t widest(const Items& items, const Name& name) {
  std::size_t width = 0;
  for (const auto& item : items) width = std::max(width, display_width(name(item)));
  return width;
}

class Writer {
 public:
  explicit Writer(const Explanation& told) : told_(told), say_(told.language, told.file) {}

  std::string text() {
    heading();
    for (const Layer& layer : told_.layers) {
      if (layer.applies) applies(*layer.applies);
      if (layer.gate) gate(*layer.gate);
      if (layer.results.empty()) continue;
      const bool behind_gates = !layer.applies && !layer.gate;
      section(behind_gates ? say_.words("计算", "Working") : say_.words("以上所用的计算", "Working for the above"));
      for (const Result& one : layer.results) result(one);
    }
    if (!told_.not_reached.empty()) {
      section(say_.words("因此不再往下判断：", "Therefore not looked at: ") + say_.listed(told_.not_reached));
    }
    remedies();
    for (const Answer& answer : told_.answers) {
      section(answer.title + say_.colon());
      for (const std::string& line : answer.lines) page_.line(2, line);
    }
    return page_.text();
  }

 private:
  void section(std::string title, std::string place = {}) {
    page_.blank_line();
    page_.line(0, std::move(title), std::move(place));
  }

  void heading() {
    const std::string key = told_.key.empty() ? say_.words("（无编号）", "(no key)") : told_.key;
    std::string first = key + say_.colon() + std::string(status_text(told_.status, told_.language));
    if (!told_.note.empty()) first += say_.bracketed(told_.note);
    page_.line(0, first);
    const std::size_t width = widest(told_.outputs, [](const NamedValue& output) { return output.name; });
    for (const NamedValue& output : told_.outputs) {
      page_.line(2, padded(output.name, width + 2) + (output.state == State::known ? output.text : say_.state(output.state)));
    }
    std::string rules = say_.words("规则：", "Rules: ") + told_.title;
    if (!told_.version.empty()) rules += say_.words("，版本 ", ", version ") + told_.version;
    page_.line(0, rules + (told_.file.empty() ? "" : say_.bracketed(told_.file)));
  }

  // What has to change before the record can be rated.
  void remedies() {
    if (told_.causes.empty()) return;
    section(say_.words("要评级，须：", "To be rated:"));
    std::set<std::string> gates;
    for (const Cause& cause : told_.causes) {
      if (cause.kind == execute::Reason::Kind::failed && !cause.gate.empty()) {
        if (gates.insert(cause.gate).second) page_.line(2, enough_of(cause));
        continue;
      }
      page_.line(2, remedy(cause) + (cause.rule.text.empty() ? "" : say_.bracketed(say_.place(cause.rule.place))));
    }
  }

  std::string enough_of(const Cause& first) const {
    std::vector<std::string> names;
    for (const Cause& cause : told_.causes) {
      if (cause.gate == first.gate) names.push_back(cause.name);
    }
    const std::string list = say_.listed(names);
    return say_.chinese() ? fmt::format("“{}”再满足 {} 项：{}", first.gate, first.lacking, list)
                          : fmt::format("meet {} more of `{}`: {}", first.lacking, first.gate, list);
  }

  std::string remedy(const Cause& cause) const {
    using Kind = execute::Reason::Kind;
    const std::string& rule = cause.rule.text;
    switch (cause.kind) {
      case Kind::failed: {
        std::vector<std::string> parts;
        for (const Condition& part : cause.conditions) parts.push_back(part.words);
        const std::string list = say_.listed(parts);
        return say_.chinese() ? fmt::format("满足“{}”：{}", cause.name, list) : fmt::format("meet `{}`: {}", cause.name, list);
      }
      case Kind::missing:
        if (cause.no_column) {
          return say_.chinese() ? fmt::format("名单里加上“{}”这一列：{}", cause.name, rule)
                                : fmt::format("give the list a column `{}`: {}", cause.name, rule);
        }
        return say_.chinese() ? fmt::format("补上“{}”：{}", cause.name, rule)
                              : fmt::format("fill in `{}`: {}", cause.name, rule);
      case Kind::unreadable:
        return say_.chinese()
                   ? fmt::format("改正“{}”：“{}”读不出，应为 {}", cause.name, cause.cell.value_or(""), rule)
                   : fmt::format("correct `{}`: \"{}\" cannot be read as {}", cause.name, cause.cell.value_or(""), rule);
      case Kind::out_of_range:
        return say_.chinese() ? fmt::format("核对“{}”用到的数：算出来太大，或者除以了 0", cause.name)
                              : fmt::format("check the numbers behind `{}`: too large, or divided by 0", cause.name);
      case Kind::uncovered:
        return say_.chinese()
                   ? fmt::format("改规则：“{}”里没有一行符合，fenji lint 会指出缺哪一行", cause.name)
                   : fmt::format("mend the rules: no row of `{}` fits; fenji lint shows what is missing", cause.name);
      case Kind::undetermined:
        return say_.chinese() ? fmt::format("看全表：“{}”得不出，合计为 0、有负数或者太大", cause.name)
                              : fmt::format(
                                    "see the whole list: `{}` cannot be had, as the total is 0, a number is negative or "
                                    "the sum too large",
                                    cause.name);
      case Kind::contradiction:
        break;
    }
    return say_.chinese() ? fmt::format("改规则：“{}”里有几行同时符合，结果却不同，fenji lint 会指出是哪几行", cause.name)
                          : fmt::format("mend the rules: rows of `{}` disagree; fenji lint shows which", cause.name);
  }

  void applies(const Applies& applies) {
    section(std::string(mark(applies.condition.verdict)) + say_.words("适用范围", "Scope of the rules"));
    page_.line(2, applies.rule.text, say_.place(applies.rule.place));
    evidence(4, applies.condition);
  }

  void gate(const Gate& gate) {
    std::string title = std::string(mark(gate.verdict)) + say_.words("准入条件 ", "Eligibility ") + gate.name;
    title += say_.bracketed(say_.demand(gate));
    if (!gate.all) {
      const auto met = std::count_if(gate.elements.begin(), gate.elements.end(),
                                     [](const Element& element) { return element.verdict == Verdict::yes; });
      title += say_.chinese() ? fmt::format("：满足 {} 项", met) : fmt::format(": {} met", met);
    }
    section(std::move(title), say_.place(gate.place));
    const std::size_t width = widest(gate.elements, [](const Element& element) { return element.name; });
    for (const Element& element : gate.elements) {
      page_.line(2, std::string(mark(element.verdict)) + padded(element.name, width + 2) + element.rule.text,
                 say_.place(element.rule.place));
      if (element.when) when(6, *element.when);
      if (!element.when || element.when->verdict != Verdict::no) evidence(6, element.condition);
    }
  }

  // What decided a condition whose words stand above.
  void evidence(std::size_t indent, const Condition& condition) {
    if (condition.parts.empty()) return facts(indent, condition.facts);
    const bool flat = std::all_of(condition.parts.begin(), condition.parts.end(),
                                  [](const Condition& part) { return part.parts.empty() && !part.facts.empty(); });
    for (const Condition& part : condition.parts) {
      page_.line(indent, std::string(mark(part.verdict)) + (flat ? say_.facts(part.facts) : part.words));
      if (flat)
        declarations(indent + 2, part.facts);
      else
        evidence(indent + 4, part);
    }
  }

  // 仅当 …
  void when(std::size_t indent, const Condition& condition) {
    page_.line(indent, std::string(mark(condition.verdict)) + say_.words("仅当 ", "only when ") + condition.words);
    evidence(indent + 2, condition);
  }

  // On one line where they fit.
  void facts(std::size_t indent, const std::vector<Fact>& facts) {
    const std::string all = say_.facts(facts);
    if (display_width(all) > widest_line) {
      for (const Fact& fact : facts) page_.line(indent, say_.fact(fact));
    } else if (!facts.empty()) {
      page_.line(indent, all);
    }
    declarations(indent, facts);
  }

  // What cells that cannot be read should have been, each once.
  void declarations(std::size_t indent, const std::vector<Fact>& facts) {
    for (const Fact& fact : facts) {
      if (!fact.declaration || !declared_.insert(fact.name).second) continue;
      page_.line(indent, say_.words("字段规定：", "declared as: ") + fact.declaration->text,
                 say_.place(fact.declaration->place));
    }
  }

  void result(const Result& result) {
    const std::string note = note_of(result);
    const std::string place = say_.place(result.place);
    if (result.values.size() == 1) {
      const bool sum = result.kind == Result::Kind::scorecard;
      equation(std::string(mark(result)), sum ? with_sum(result) : result.values.front(), note, place);
    } else {
      page_.line(2, std::string(mark(result)) + result.name + (note.empty() ? "" : say_.colon() + note), place);
      for (const NamedValue& value : result.values) page_.line(below_result, say_.equation(value, ""));
    }
    if (result.kind == Result::Kind::given) page_.line(below_result, say_.words("直接给定", "given directly"));
    if (result.when) when(below_result, *result.when);
    if (result.condition) evidence(below_result, *result.condition);
    for (const NamedValue& value : result.values) {
      if (value.working) facts(below_result, value.working->facts);
    }
    if (result.table) {
      facts(below_result, result.table->facts);
      rows(below_result, *result.table);
    }
    criteria(result.criteria);
  }

  // 得分 = … = 94.5; what is too long for a line has its numbers and its value below.
  void equation(const std::string& mark, const NamedValue& value, const std::string& note, const std::string& place) {
    const std::string whole = say_.equation(value, note);
    if (!value.working || display_width(whole) <= widest_line) return page_.line(2, mark + whole, place);
    NamedValue last = value;
    last.working.reset();
    const std::string& words = value.working->words.empty() ? value.working->numbers : value.working->words;
    page_.line(2, fmt::format("{}{} = {}", mark, value.name, words), place);
    if (!value.working->words.empty() && !value.working->numbers.empty()) page_.line(4, "= " + value.working->numbers);
    page_.line(4, say_.equation(last, note).substr(value.name.size() + (value.state == State::known ? 1 : 0)));
  }

  // Why a value is not known, where that was not said of an earlier result and is not told by the rows below.
  std::string note_of(const Result& result) {
    using Reading = Table::Reading;
    const Reading reading = result.table ? result.table->reading : Reading::decided;
    if (reading == Reading::uncovered || reading == Reading::contradiction) return {};
    if (result.note.empty() || !noted_.insert(result.note).second) return {};
    return result.note + (result.division_by_zero ? say_.words("，除数为 0", ", a division by zero") : "");
  }

  void rows(std::size_t indent, const Table& table) {
    constexpr std::size_t most = 12;
    switch (table.reading) {
      case Table::Reading::decided:
        if (std::any_of(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.fits == Verdict::undecided; })) {
          page_.line(indent, say_.words("未定的行结果相同，不影响：", "rows that are undecided give the same:"));
        }
        break;
      case Table::Reading::undecided:
        if (table.any_row) return;
        page_.line(indent, say_.words("尚可能符合的行：", "rows that may still fit:"));
        break;
      case Table::Reading::uncovered:
        page_.line(indent, say_.words("没有一行符合：", "no row fits:"));
        break;
      case Table::Reading::contradiction:
        page_.line(indent, say_.words("以下各行同时符合，结果却不同：", "these rows fit together and disagree:"));
        break;
    }
    for (std::size_t i = 0; i < std::min(most, table.rows.size()); ++i) {
      const Row& row = table.rows[i];
      page_.line(indent, (row.fired ? "→ " : std::string(mark(row.fits))) + row.rule.text, say_.place(row.rule.place));
    }
    if (table.rows.size() <= most) return;
    const std::size_t more = table.rows.size() - most;
    page_.line(indent, say_.chinese() ? fmt::format("…… 另有 {} 行", more) : fmt::format("… and {} more", more));
  }

  // 基础分 = 50 + 40
  static NamedValue with_sum(const Result& scorecard) {
    NamedValue total = scorecard.values.front();
    std::vector<std::string> parts;
    for (const Criterion& criterion : scorecard.criteria) parts.push_back(criterion.part.empty() ? "?" : criterion.part);
    if (parts.size() > 1) total.working = Working{"", fmt::format("{}", fmt::join(parts, " + ")), {}};
    return total;
  }

  void criteria(const std::vector<Criterion>& criteria) {
    using Columns = std::array<std::string, 3>;
    std::vector<Columns> lines;
    Columns longest;
    for (const Criterion& criterion : criteria) {
      Columns& columns = lines.emplace_back();
      if (criterion.state != State::known) continue;
      columns = {say_.facts(criterion.table.facts), criterion.cell,
                 fmt::format("{} × {} = {}", criterion.points, criterion.weight, criterion.part)};
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (display_width(columns[i]) > display_width(longest[i])) longest[i] = columns[i];
      }
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const Table& table = criteria[i].table;
      if (criteria[i].state != State::known) {
        undecided(criteria[i]);
        continue;
      }
      std::string line;
      for (std::size_t column = 0; column < longest.size(); ++column) {
        line += padded(lines[i][column], display_width(longest[column])) + (column + 1 < longest.size() ? "  " : "");
      }
      const auto fired = std::find_if(table.rows.begin(), table.rows.end(), [](const Row& row) { return row.fired; });
      page_.line(below_result, line, fired == table.rows.end() ? "" : say_.place(fired->rule.place));
    }
  }

  void undecided(const Criterion& criterion) {
    page_.line(below_result, std::string(mark(criterion.state)) + criterion.name + say_.bracketed(criterion.weight) +
                                 say_.colon() + say_.state(criterion.state));
    const std::vector<Fact>& all = criterion.table.facts;
    const bool repeats = all.size() == 1 && all.front().name == criterion.name && all.front().kind == Fact::Kind::definition;
    if (!repeats || all.front().state == State::known) facts(below_result + 2, all);
    rows(below_result + 2, criterion.table);
  }

  const Explanation& told_;
  const Sentences say_;
  Page page_;
  std::set<std::string> noted_;     // notes that were printed with a result
  std::set<std::string> declared_;  // fields whose declaration was printed
};

}  // namespace

std::string to_text(const Explanation& explanation) { return Writer(explanation).text(); }

}  // namespace fenji::explain
