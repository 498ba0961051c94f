// Causes hold: on random rule files with random edits, the text with the named edits undone gives the old values back.
#include <doctest/doctest.h>

#include <algorithm>
#include <cctype>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/compare/changes.hpp"
#include "engine/compare/rule_comparison.hpp"
#include "engine/lists/csv_reader.hpp"
#include "engine/lists/list_file.hpp"
#include "engine/run/list_evaluation.hpp"
#include "tests/generate/compiled.hpp"
#include "tests/generate/list_generator.hpp"
#include "tests/generate/rules_generator.hpp"
#include "tests/lists/temporary_folder.hpp"

using namespace fenji;
using namespace fenji::compare;
using generate::Random;

namespace {

// In a rule text: the bytes at `place` become `to`.
struct Edit {
  std::size_t place = 0;
  std::string from, to;
};

// `edits` by their place.
std::string edited(std::string text, const std::vector<Edit>& edits) {
  for (auto edit = edits.rbegin(); edit != edits.rend(); ++edit) text.replace(edit->place, edit->from.size(), edit->to);
  return text;
}

// Of some numbers of the text: thresholds, points and parameters among them.
std::vector<Edit> random_edits(Random& random, const std::string& text) {
  std::vector<Edit> all;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (std::isdigit(static_cast<unsigned char>(text[at])) == 0) continue;
    std::size_t end = at;
    while (end < text.size() && std::isdigit(static_cast<unsigned char>(text[end])) != 0) ++end;
    const std::string digits = text.substr(at, end - at);
    if (digits.size() <= 6 && random.chance(40)) {
      const std::string to = std::to_string(std::stoul(digits) + static_cast<unsigned long>(random.between(1, 3)));
      all.push_back({at, digits, random.chance(80) ? to : digits + "0"});
    }
    at = end;
  }
  random.shuffle(all);
  all.resize(std::min<std::size_t>(all.size(), static_cast<std::size_t>(random.between(1, 14))));
  std::sort(all.begin(), all.end(), [](const Edit& left, const Edit& right) { return left.place < right.place; });
  return all;
}

books::LoadedRules loaded(const std::string& text) {
  books::LoadedRules rules;
  rules.sources.add(Source("rules.fenji", text));
  rules.rules = generate::compile(text).rules;
  return rules;
}

bool compiles(const std::string& text) {
  const generate::Compiled compiled = generate::compile(text);
  return compiled.rules && compiled.complaints.empty();
}

// By line of the list and column; the status under its own name.
using Results = std::map<std::pair<std::uint64_t, std::string>, std::string>;

Results results_of(const std::string& text, const run::OpenList& open) {
  const model::Rules rules = *generate::compile(text).rules;
  run::RunOptions options;
  options.threads = 1;
  const run::PopulationOutcome found = run::find_populations(rules, open, options);
  Results results;
  auto list = open();
  REQUIRE(list.ok());
  run::evaluate_list(rules, *list, found.populations.get(), Language::chinese, [&](const run::EvaluatedRecord& record) {
    for (std::size_t i = 0; i < rules.outputs.size(); ++i) results[{record.line, rules.outputs[i].name}] = record.outputs[i];
    results[{record.line, "状态"}] = execute::status_text(record.evaluation.status, Language::chinese);
  });
  return results;
}

std::vector<std::string> header_of(const run::OpenList& open) {
  auto list = open();
  lists::CsvBlockReader reader(*list);
  lists::CsvHeader header;
  REQUIRE(reader.read_header(header) == lists::CsvBlockReader::Status::ready);
  return header.cells;
}

struct Trial {
  std::string old_text;
  std::vector<Edit> edits;
  std::vector<std::string> change_of;  // by edit
  run::OpenList open;
  std::map<std::set<std::string>, Results> undone;  // by changes taken back, as text

  // With the edits that make these changes undone; nothing where that is no rule file.
  const Results& with(const std::set<std::string>& changes) {
    const auto known = undone.find(changes);
    if (known != undone.end()) return known->second;
    std::vector<Edit> rest;
    for (std::size_t i = 0; i < edits.size(); ++i) {
      if (changes.count(change_of[i]) == 0) rest.push_back(edits[i]);
    }
    const std::string text = edited(old_text, rest);
    return undone[changes] = compiles(text) ? results_of(text, open) : Results{};
  }
};

// What is said of one mover must be so.
bool holds(Trial& trial, const Mover& mover, const std::string& asked) {
  const auto restores = [&](const std::set<std::string>& changes) {
    const Results& results = trial.with(changes);
    const auto found = results.find({mover.line, asked});
    return found != results.end() && found->second == mover.before;
  };
  const std::set<std::string> named(mover.cause.names.begin(), mover.cause.names.end());
  const std::set<std::string> all(trial.change_of.begin(), trial.change_of.end());
  std::set<std::string> alone;
  for (const std::string& change : all) {
    if (restores({change})) alone.insert(change);
  }
  switch (mover.cause.kind) {
    case Cause::Kind::change:
      return named.size() == 1 && alone == named;
    case Cause::Kind::any_of:
      return named.size() > 1 && alone == named;
    case Cause::Kind::together: {
      if (named.size() < 2 || !alone.empty() || !restores(named)) return false;
      // None that is named could be left out.
      return std::none_of(named.begin(), named.end(), [&](const std::string& change) {
        std::set<std::string> fewer = named;
        fewer.erase(change);
        return restores(fewer);
      });
    }
    case Cause::Kind::columns:
    case Cause::Kind::unknown:
      break;
  }
  return false;
}

}  // namespace

TEST_CASE("causes on random rule files with random edits") {
  const lists::test::TemporaryFolder folder;
  const std::string path = folder.path("list.csv");
  std::map<Cause::Kind, std::size_t> met;
  std::size_t compared = 0;
  for (std::uint64_t seed = 1; seed <= 600; ++seed) {
    Random random(seed);
    generate::RulesOptions rules_options;
    rules_options.language = seed % 2 == 0 ? Language::chinese : Language::english;
    rules_options.size = random.between(2, 8);
    rules_options.with_faults = seed % 3 == 0;
    Trial trial;
    trial.old_text = generate::random_rules(random, rules_options);
    trial.edits = random_edits(random, trial.old_text);
    const std::string new_text = edited(trial.old_text, trial.edits);
    if (!compiles(trial.old_text) || !compiles(new_text)) continue;
    bool single = true;
    for (const Edit& edit : trial.edits) {
      const auto changes = find_changes(take_apart(grammar::parse(trial.old_text).tree),
                                        take_apart(grammar::parse(edited(trial.old_text, {edit})).tree));
      trial.change_of.push_back(changes.size() == 1 ? change_text(changes[0], Language::chinese) : std::string());
      // A number in a name, or in an example.
      single = single && changes.size() == 1 && changes[0].how == Change::How::changed;
    }
    // Two edits of one thing, of which one renames it, would be known by two names.
    std::set<std::string> all;
    for (const Change& change :
         find_changes(take_apart(grammar::parse(trial.old_text).tree), take_apart(grammar::parse(new_text).tree))) {
      all.insert(change_text(change, Language::chinese));
    }
    single = single && all == std::set<std::string>(trial.change_of.begin(), trial.change_of.end());
    const books::LoadedRules before = loaded(trial.old_text);
    const books::LoadedRules after = loaded(new_text);
    if (!single) continue;
    generate::ListOptions list_options;
    list_options.rows = 40;
    std::ofstream(path, std::ios::binary) << generate::random_list(random, *before.rules, list_options);
    trial.open = [&] { return lists::ListFile::open(path); };
    CompareOptions options;
    options.most_movers = 60;
    options.run.language = Language::chinese;
    options.run.threads = 1 + static_cast<unsigned>(seed % 2);
    options.run.block = 512;
    const CompareOutcome outcome = compare_rules(before, after, generate::as_of_day, trial.open, options);
    INFO("seed ", seed, "\n", trial.old_text);
    if (!outcome.problems.empty()) {  // a header was edited that the list lacks now
      CHECK_FALSE(run::match_columns(*after.rules, header_of(trial.open)).problems.empty());
      continue;
    }
    ++compared;
    const Results old_results = results_of(trial.old_text, trial.open);
    const Results new_results = results_of(new_text, trial.open);
    std::size_t differing = 0;
    for (const auto& [place, value] : old_results) {
      const auto now = new_results.find(place);
      if (now != new_results.end() && now->second != value) ++differing;
    }
    CHECK(outcome.comparison.differences == differing);
    for (const Mover& mover : outcome.comparison.movers) {
      CAPTURE(mover.line);
      CAPTURE(mover.column);
      CAPTURE(cause_text(mover.cause, Language::english));
      ++met[mover.cause.kind];
      REQUIRE(old_results.at({mover.line, mover.column}) == mover.before);
      REQUIRE(new_results.at({mover.line, mover.column}) == mover.after);
      REQUIRE(holds(trial, mover, mover.column));
    }
  }
  CHECK(compared >= 40);
  CHECK(met[Cause::Kind::change] > 100);
  CHECK(met[Cause::Kind::together] > 0);
}
