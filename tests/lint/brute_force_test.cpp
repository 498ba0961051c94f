// What the provers say of whole rule files, against every record that there is, graded one by one by the plain evaluator.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

#include "engine/check/check.hpp"
#include "engine/execute/plain.hpp"
#include "engine/lint/replay.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/prove.hpp"
#include "grammar/parse.hpp"
#include "tests/lint/random_policy.hpp"

namespace fenji::test {
namespace {

using execute::Evaluation;
using execute::Outcome;
using model::State;

bool is(const Outcome& outcome, bool yes) { return outcome.value.state == State::known && outcome.value.yes == yes; }

// What the records of a file show.
struct Seen {
  std::vector<std::vector<bool>> fits, fires;                               // by table and row
  std::vector<std::set<std::pair<std::uint32_t, std::uint32_t>>> overlaps;  // by table
  std::vector<bool> gaps, counts;                                           // by table
  std::vector<std::vector<std::pair<bool, bool>>> elements;                 // by gate and element: met, not met
  std::set<model::DefinitionId> invalid, unapplicable;                      // not by their own `仅当`
};

bool passes(const model::Rules& rules, const Evaluation& evaluation, std::uint32_t layer) {
  if (layer == 0) return true;
  if (!is(evaluation.applies, true)) return false;
  for (std::size_t gate = 0; gate + 1 < layer && gate < rules.gates.size(); ++gate) {
    if (!is(evaluation.gates[gate].passed, true)) return false;
  }
  return true;
}

bool applies(const model::Definition& definition, const Evaluation& evaluation) {
  return definition.when == model::none || is(evaluation.expressions[definition.when], true);
}

void note(const model::Rules& rules, const Evaluation& evaluation, Seen& seen) {
  for (model::DefinitionId id = 0; id < rules.definitions.size(); ++id) {
    const model::Definition& definition = rules.definitions[id];
    if (!passes(rules, evaluation, definition.layer) || !applies(definition, evaluation)) continue;
    const State state = evaluation.definitions[id].value.state;
    if (state == State::invalid) seen.invalid.insert(id);
    if (state == State::not_applicable) seen.unapplicable.insert(id);
    if (definition.table == model::none || definition.result_column != 0) continue;
    const model::TableId table = definition.table;
    seen.counts[table] = true;
    const auto& fits = evaluation.tables[table].row_fits;
    bool any = false;
    bool before = false;
    for (std::uint32_t row = 0; row < fits.size(); ++row) {
      any = any || !is(fits[row], false);
      if (is(fits[row], true)) {
        seen.fits[table][row] = true;
        if (!before || rules.tables[table].policy == model::HitPolicy::unique) seen.fires[table][row] = true;
        for (std::uint32_t other = 0; other < row; ++other) {
          if (is(fits[other], true)) seen.overlaps[table].insert({other, row});
        }
      }
      before = before || !is(fits[row], false);
    }
    if (!any) seen.gaps[table] = true;
  }
  for (std::uint32_t gate = 0; gate < rules.gates.size(); ++gate) {
    if (!passes(rules, evaluation, gate + 1)) continue;
    for (std::size_t element = 0; element < rules.gates[gate].elements.size(); ++element) {
      const Outcome& met = evaluation.gates[gate].elements[element];
      seen.elements[gate][element].first = seen.elements[gate][element].first || is(met, true);
      seen.elements[gate][element].second = seen.elements[gate][element].second || is(met, false);
    }
  }
}

Seen enumerate(const model::Rules& rules) {
  Seen seen;
  for (const model::Table& table : rules.tables) {
    seen.fits.emplace_back(table.rows.size(), false);
    seen.fires.emplace_back(table.rows.size(), false);
  }
  seen.overlaps.resize(rules.tables.size());
  seen.gaps.resize(rules.tables.size(), false);
  seen.counts.resize(rules.tables.size(), false);
  for (const model::Gate& gate : rules.gates) seen.elements.emplace_back(gate.elements.size());
  test::any_record(rules.fields.size(), [&](const execute::Record& record) {
    note(rules, execute::evaluate(rules, record), seen);
    return false;
  });
  return seen;
}

struct Counts {
  int files = 0, gaps = 0, overlaps = 0, masked = 0, unreachable = 0, dead = 0, invalid = 0, unapplicable = 0, undecided = 0;
};

bool is_within(Span inner, Span outer) {
  return inner.file == outer.file && inner.begin >= outer.begin && inner.end <= outer.end;
}

void check_file(const std::string& text, Counts& counts) {
  const grammar::ParseResult parsed = grammar::parse(text);
  const check::CheckResult checked = check::check(parsed.tree);
  if (!checked.rules || has_errors(parsed.diagnostics)) {
    std::string said;
    for (const Diagnostics& all : {parsed.diagnostics, checked.diagnostics}) {
      for (const Diagnostic& each : all) said += each.message.zh + "\n";
    }
    FAIL(text << said);
  }
  const model::Rules& rules = *checked.rules;
  const Seen seen = enumerate(rules);
  const std::vector<prove::Finding> findings = prove::findings(rules);
  std::string said;
  for (const prove::Finding& finding : findings) {
    said += std::to_string(finding.diagnostic.span.begin) + " " + finding.diagnostic.name + ": " +
            finding.diagnostic.message.zh + "\n";
  }
  CAPTURE(text);
  CAPTURE(said);
  ++counts.files;
  const auto at = [&](const char* name, Span place) {
    return std::any_of(findings.begin(), findings.end(), [&](const prove::Finding& finding) {
      const Diagnostic& told = finding.diagnostic;
      if (told.name != name) return false;
      return told.span == place || std::any_of(told.related.begin(), told.related.end(),
                                               [&](const RelatedPlace& each) { return each.span == place; });
    });
  };
  const auto undecided_in = [&](Span place) {
    return std::any_of(findings.begin(), findings.end(), [&](const prove::Finding& finding) {
      return finding.diagnostic.name == "not-decided" && is_within(finding.diagnostic.span, place);
    });
  };
  for (model::TableId id = 0; id < rules.tables.size(); ++id) {
    const model::Table& table = rules.tables[id];
    CAPTURE(table.name);
    Span block = table.span;
    for (const model::Row& row : table.rows) block = cover(block, row.span);
    const bool undecided = undecided_in(block);
    counts.undecided += undecided;
    const bool gap = std::any_of(findings.begin(), findings.end(), [&](const prove::Finding& finding) {
      const bool named = finding.diagnostic.name == "gap" || finding.diagnostic.name == "step-gap";
      return named && is_within(finding.diagnostic.span, block);
    });
    counts.gaps += gap;
    if (gap != seen.gaps[id]) CHECK((undecided && !gap));
    for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
      CAPTURE(row);
      const Span place = prove::row_span(table, row);
      for (std::uint32_t other = 0; other < row && table.policy == model::HitPolicy::unique; ++other) {
        const Span before = prove::row_span(table, other);
        const bool told = std::any_of(findings.begin(), findings.end(), [&](const prove::Finding& finding) {
          const Diagnostic& each = finding.diagnostic;
          // On paper only, and said so.
          const bool unattained = each.message.zh.find("没有客户正好得到") != std::string::npos;
          return each.name == "overlap" && !unattained && each.span == place && each.related.front().span == before;
        });
        counts.overlaps += told;
        if (told != seen.overlaps[id].contains({other, row})) CHECK((undecided && !told));
      }
      const bool masked = at("masked-row", place) && table.policy == model::HitPolicy::first &&
                          std::any_of(findings.begin(), findings.end(), [&](const prove::Finding& finding) {
                            return finding.diagnostic.name == "masked-row" && finding.diagnostic.span == place;
                          });
      const bool lost = at("unreachable-result", place);
      const bool dead = at("dead-element", place);
      counts.masked += masked;
      counts.unreachable += lost;
      counts.dead += dead;
      // Where no row is ever reached the fault lies before the table.
      if (std::find(seen.fires[id].begin(), seen.fires[id].end(), true) == seen.fires[id].end()) continue;
      const bool reached = seen.fires[id][row];
      if (reached) {
        CHECK_FALSE(masked);
        CHECK_FALSE(lost);
        CHECK_FALSE(dead);
      } else if (!undecided) {
        CHECK((masked || lost || dead));
      }
    }
  }
  for (std::size_t gate = 0; gate < rules.gates.size(); ++gate) {
    for (std::size_t element = 0; element < rules.gates[gate].elements.size(); ++element) {
      const model::Element& each = rules.gates[gate].elements[element];
      const auto [met, failed] = seen.elements[gate][element];
      if (rules.expressions[each.condition].operation == model::Operation::field) continue;
      const bool told = at("dead-element", rules.expressions[each.condition].span);
      counts.dead += told;
      if (met && failed) CHECK_FALSE(told);
      if (met != failed) CHECK(told);
    }
  }
  for (const prove::Finding& finding : findings) {
    const std::string& name = finding.diagnostic.name;
    counts.invalid += name == "overflow";
    counts.unapplicable += name == "not-applicable-used";
    CAPTURE(finding.diagnostic.message.zh);
    const bool on_paper = finding.diagnostic.message.zh.find("没有客户正好得到") != std::string::npos;
    const bool needs_record = name == "gap" || name == "step-gap" || (name == "overlap" && !on_paper) ||
                              name == "not-applicable-used" || name == "overflow";
    CHECK((!needs_record || !finding.record.empty()));
    if (finding.record.empty()) continue;
    const auto record = lint::as_read(finding.record, rules);
    REQUIRE(record);
    CHECK(lint::shows(finding.goal, rules, execute::PlainEvaluator(rules), *record));
  }
  const bool division = std::any_of(findings.begin(), findings.end(),
                                    [](const prove::Finding& finding) { return finding.diagnostic.name == "overflow"; });
  CHECK(division == !seen.invalid.empty());
  const bool unapplicable = std::any_of(findings.begin(), findings.end(), [](const prove::Finding& finding) {
    return finding.diagnostic.name == "not-applicable-used";
  });
  if (unapplicable) CHECK(!seen.unapplicable.empty());
}

TEST_CASE("every record of random rule files") {
  const char* const asked = std::getenv("FENJI_RANDOM_FILES");
  const int files = asked != nullptr ? std::atoi(asked) : 600;
  std::mt19937 random(20260315);
  Counts counts;
  for (int i = 0; i < files; ++i) {
    CAPTURE(i);
    check_file(RandomPolicy(random).text(), counts);
  }
  MESSAGE(counts.files << " files: " << counts.gaps << " gaps, " << counts.overlaps << " overlaps, " << counts.masked
                       << " masked rows, " << counts.unreachable << " unreachable results, " << counts.dead
                       << " dead elements, " << counts.invalid << " divisions by zero, " << counts.unapplicable
                       << " results that do not apply, " << counts.undecided << " undecided tables");
  CHECK(counts.gaps > files / 10);
  CHECK(counts.overlaps > files / 10);
  CHECK(counts.masked > files / 10);
  CHECK(counts.unreachable > files / 20);
  CHECK(counts.dead > files / 20);
  CHECK(counts.invalid > files / 20);
  CHECK(counts.undecided <= files / 100);
}

}  // namespace
}  // namespace fenji::test
