// Rule texts and the records to tell of, in a few words.
#pragma once

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/check/check.hpp"
#include "engine/columns/cell.hpp"
#include "engine/execute/plain.hpp"
#include "engine/explain/explain.hpp"
#include "engine/explain/text.hpp"
#include "grammar/diagnostics/render.hpp"
#include "grammar/parse.hpp"

namespace fenji::test {

// A rule file that has no mistake.
class RuleText {
 public:
  explicit RuleText(std::string text, std::string name = "rules.fenji") {
    sources_.add(Source(std::move(name), std::move(text)));
    const grammar::ParseResult parsed = grammar::parse(sources_[0].text());
    check::CheckResult checked = check::check(parsed.tree, model::day_from_civil(2026, 3, 1));
    std::string problems;
    for (const Diagnostic& diagnostic : parsed.diagnostics) problems += render(diagnostic, sources_, Language::chinese);
    for (const Diagnostic& diagnostic : checked.diagnostics) problems += render(diagnostic, sources_, Language::chinese);
    REQUIRE(problems == "");
    REQUIRE(checked.rules.has_value());
    rules_ = std::move(*checked.rules);
  }

  const model::Rules& rules() const { return rules_; }
  const SourceSet& sources() const { return sources_; }

  // By the name of the field; a list that has only these columns.
  using Cells = std::map<std::string, std::string, std::less<>>;

  // By FieldId; a column that is not there is blank.
  std::vector<model::Value> values(const Cells& cells) const {
    std::vector<model::Value> values;
    for (const model::Field& field : rules_.fields) {
      const auto cell = cells.find(field.name);
      values.push_back(columns::read_cell(cell == cells.end() ? "" : cell->second, field, rules_));
    }
    return values;
  }

  explain::Explanation explain(const Cells& cells) const { return explain(cells, rules_.language); }

  explain::Explanation explain(const Cells& cells, Language language) const {
    std::vector<explain::RawCell> raw;
    for (const model::Field& field : rules_.fields) {
      const auto cell = cells.find(field.name);
      raw.push_back(cell == cells.end() ? explain::RawCell{{}, false} : explain::RawCell{cell->second, true});
    }
    execute::Record record;
    record.fields = values(cells);
    const execute::Evaluation evaluation = execute::evaluate(rules_, record);
    return explain::explain({rules_, sources_, record, evaluation, raw}, language);
  }

  std::string text(const Cells& cells) const { return explain::to_text(explain(cells)); }

 private:
  SourceSet sources_;
  model::Rules rules_;
};

// What the last layer tells of `name`.
inline const explain::Result& result(const explain::Explanation& told, std::string_view name) {
  for (const explain::Layer& layer : told.layers) {
    for (const explain::Result& one : layer.results) {
      if (one.name == name) return one;
    }
  }
  FAIL("no result ", std::string(name));
  throw std::string(name);
}

}  // namespace fenji::test
