#include "tests/generate/spell_blocks.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "tests/generate/names.hpp"
#include "tests/generate/spell_number.hpp"

namespace fenji::generate {

std::string BlockSpeller::declared(const std::string& name) {
  // Odd names keep their quotes only where they need them: the parser learns them from what stands bare.
  if (can_stand_bare(name) && !(is_plain(name) && voice_.maybe(4))) return name;
  return name.find('`') == std::string::npos && voice_.maybe(30) ? "`" + name + "`" : "「" + name + "」";
}

// In one line: further down, what ends in a colon would be a statement of its own.
std::string BlockSpeller::subject(const Expression& expression) {
  std::string text = expressions_.spell(expression, Place::subject);
  std::replace(text.begin(), text.end(), breakable, ' ');
  return text;
}

std::string BlockSpeller::colon() {
  const std::string before = voice_.maybe(4) ? " " : "";
  const std::string sign = voice_.sign(":");
  return before + sign + (voice_.maybe(6) ? "" : " ");
}

std::string BlockSpeller::comma() { return voice_.sign(",") + " "; }

std::string BlockSpeller::modifiers(const std::vector<std::string>& clauses) {
  if (clauses.empty()) return {};
  std::string text = colon();
  for (const std::string& clause : clauses) {
    if (&clause != &clauses.front()) text += comma();
    text += clause;
  }
  return text;
}

std::string BlockSpeller::when(const ExpressionPtr& condition) {
  std::string text(voice_.say("仅当", "when"));
  text += ' ';
  return text += expressions_.spell(*condition, Place::head);
}

std::vector<std::string> BlockSpeller::clauses(const Modifiers& modifiers) {
  std::vector<std::string> clauses;
  if (modifiers.first_match) clauses.emplace_back(voice_.say("依次判断", "first match"));
  if (modifiers.when) clauses.push_back(when(modifiers.when));
  voice_.shuffle(clauses);
  return clauses;
}

void BlockSpeller::block(const Block& block) {
  if (const auto* content = std::get_if<Scale>(&block)) scale(*content);
  if (const auto* content = std::get_if<Derived>(&block)) derived(*content);
  if (const auto* content = std::get_if<Eligibility>(&block)) eligibility(*content);
  if (const auto* content = std::get_if<Scorecard>(&block)) scorecard(*content);
  if (const auto* content = std::get_if<Bands>(&block)) bands(*content);
  if (const auto* content = std::get_if<Table>(&block)) table(*content);
  if (const auto* content = std::get_if<Matrix>(&block)) matrix(*content);
  if (const auto* content = std::get_if<Classify>(&block)) classify(*content);
  if (const auto* content = std::get_if<Plan>(&block)) plan(*content);
  if (const auto* content = std::get_if<Portfolio>(&block)) portfolio(*content);
}

void BlockSpeller::scale(const Scale& scale) {
  std::string text(voice_.say("级别顺序 ", "scale "));
  text += declared(scale.name);
  text += colon();
  for (const std::string& label : scale.labels) {
    if (&label != &scale.labels.front()) text += voice_.choose({"、", ", ", "，"});
    text += declared(label);
  }
  page_.margin(text);
}

void BlockSpeller::derived(const Derived& derived) {
  std::string text = declared(derived.name);
  text += voice_.blank();
  text += voice_.sign("=");
  text += breakable;
  text += expressions_.spell(*derived.value, Place::line);
  page_.margin(text);
}

void BlockSpeller::eligibility(const Eligibility& gate) {
  std::vector<std::string> clauses;
  switch (gate.mode) {
    case Eligibility::Mode::unsaid:
      break;
    case Eligibility::Mode::all:
      clauses.emplace_back(voice_.say("全部满足", "all of"));
      break;
    case Eligibility::Mode::any:
      clauses.emplace_back(voice_.say("任一满足", "any of"));
      break;
    case Eligibility::Mode::at_least: {
      const std::string_view unit = voice_.choose({" 项", "项", ""}, {" of", ""});
      clauses.push_back(fmt::format("{} {}{}", voice_.say("至少满足", "at least"), gate.at_least, unit));
      break;
    }
  }
  if (gate.when) clauses.push_back(when(gate.when));
  voice_.shuffle(clauses);
  std::string head(voice_.say("准入条件 ", "eligibility "));
  head += declared(gate.name);
  page_.margin(head + modifiers(clauses));
  for (const Element& element : gate.elements) {
    std::string text = declared(element.name);
    text += colon();
    page_.indented(text + expressions_.spell(*element.condition, Place::line));
  }
}

void BlockSpeller::scorecard(const Scorecard& scorecard) {
  std::string head(voice_.say("评分表 ", "scorecard "));
  head += declared(scorecard.name);
  page_.margin(head + modifiers(clauses(scorecard.modifiers)));
  std::vector<std::vector<std::string>> rows(1);
  for (const Criterion& criterion : scorecard.criteria) {
    std::string cell = expressions_.spell(*criterion.subject, Place::subject);
    cell += voice_.choose({" ", ""});
    cell += voice_.sign("(");
    cell += spell_digits(voice_, criterion.weight, false);
    cell += voice_.choose({"%", " %"});
    rows[0].push_back(cell + voice_.sign(")"));
  }
  rows[0].emplace_back(voice_.say("分值", "points"));
  for (const Scorecard::Row& row : scorecard.rows) {
    std::vector<std::string> cells;
    for (const Cell& cell : row.cells) cells.push_back(expressions_.spell(cell));
    cells.push_back(expressions_.spell(*row.points, Place::table));
    rows.push_back(std::move(cells));
  }
  page_.table(std::move(rows), true, true);
}

void BlockSpeller::bands(const Bands& bands) {
  std::string head(bands.grade ? voice_.say("定级 ", "grade ") : voice_.say("分档 ", "bands "));
  head += declared(bands.name);
  head += voice_.say(" 按 ", " on ");
  head += subject(*bands.subject);
  page_.margin(head + modifiers(clauses(bands.modifiers)));
  std::vector<std::vector<std::string>> rows;
  const bool headed = !bands.results.empty();
  bool tabs = true;
  if (headed) {
    std::vector<std::string> cells;
    // The corner says what the rows are about, or nothing.
    cells.emplace_back(voice_.choose({"", "取值"}, {"", "value"}));
    tabs = !cells[0].empty();
    for (const std::string& result : bands.results) cells.push_back(voice_.choose({"=> ", "=>"}).data() + result);
    rows.push_back(std::move(cells));
  }
  for (const Bands::Row& row : bands.rows) {
    std::vector<std::string> cells{expressions_.spell(row.condition)};
    for (const Result& result : row.results) cells.push_back(expressions_.spell(result, bands.grade && cells.size() == 1));
    rows.push_back(std::move(cells));
  }
  page_.table(std::move(rows), headed, tabs);
}

}  // namespace fenji::generate
