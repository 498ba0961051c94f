#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/execute/executor.hpp"
#include "engine/execute/folded_executor.hpp"
#include "engine/graph/lower.hpp"
#include "tests/execute/random_rules.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::execute;
using fenji::test::RandomRules;

namespace {

// What both evaluators must agree on, as one text a record; values that nobody may see count where `hidden_too`.
std::string plain_text(const model::Rules& rules, const Record& record, bool hidden_too) {
  const Evaluation evaluation = evaluate(rules, record);
  std::string text(status_name(evaluation.status));
  text += " layer " + std::to_string(evaluation.layer) + " [" + test::to_text(evaluation.reasons, rules) + "]";
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition == model::none) continue;
    const model::Definition& definition = rules.definitions[output.definition];
    Outcome outcome = evaluation.definitions[output.definition];
    outcome.reasons.clear();
    const bool hidden = definition.layer > evaluation.layer;
    if (hidden && !hidden_too) continue;
    text += " " + output.name + (hidden ? " hidden " : " ") + test::to_text(outcome, definition.type, rules);
  }
  for (const model::Plan& plan : rules.plans) {
    const model::DefinitionId role = plan.roles.front().result;
    const bool seen =
        rules.definitions[role].layer <= evaluation.layer && evaluation.definitions[role].value.state == model::State::known;
    text += " plan " + (seen ? std::to_string(evaluation.tables[plan.table].row) : "-");
  }
  return text;
}

std::string executor_text(const model::Rules& rules, const BatchResult& result, std::size_t row, bool hidden_too) {
  std::string text(status_name(result.statuses[row]));
  const auto reasons = result.reasons(row);
  text += " layer " + std::to_string(result.layers[row]) + " [" + test::to_text({reasons.begin(), reasons.end()}, rules) + "]";
  for (std::size_t i = 0; i < rules.outputs.size(); ++i) {
    const ResultColumn& column = result.outputs[i];
    if (column.definition == model::none) continue;
    if (result.hidden(column, row) && !hidden_too) continue;
    const std::string value = test::to_text(Outcome{value_at(column, row), {}}, column.type, rules);
    text += " " + rules.outputs[i].name + (result.hidden(column, row) ? " hidden " : " ") + value;
  }
  for (std::size_t plan = 0; plan < rules.plans.size(); ++plan) {
    const std::uint32_t fired = result.plan_row(plan, row);
    text += " plan " + (fired == model::none ? "-" : std::to_string(fired));
  }
  return text;
}

std::string folded_text(const model::Rules& rules, const FoldedExecutor& executor, const FoldedResult& result,
                        std::size_t row) {
  if (result.outcomes[row] == FoldedResult::apart) {
    const auto place = std::lower_bound(result.apart_rows.begin(), result.apart_rows.end(), row);
    REQUIRE((place != result.apart_rows.end() && *place == row));
    return executor_text(rules, *result.apart_result, static_cast<std::size_t>(place - result.apart_rows.begin()), false);
  }
  const FoldedOutcome& outcome = executor.outcome(result.outcomes[row]);
  std::string text(status_name(outcome.status));
  text += " layer " + std::to_string(outcome.layer) + " [" + test::to_text(outcome.reasons, rules) + "]";
  for (std::size_t i = 0; i < rules.outputs.size(); ++i) {
    if (rules.outputs[i].definition == model::none) continue;
    const model::Definition& definition = rules.definitions[rules.outputs[i].definition];
    if (definition.layer > outcome.layer) continue;
    model::Value value = outcome.outputs[i];
    if (const Vector* const open = executor.open_result(i)) {
      ResultColumn column;
      column.type = definition.type;
      column.representation = executor.open_representation(i);
      column.vector = *open;
      value = value_at(column, row);
    }
    text += " " + rules.outputs[i].name + " " + test::to_text(Outcome{value, {}}, definition.type, rules);
  }
  for (const std::uint32_t fired : outcome.plan_rows) text += " plan " + (fired == model::none ? "-" : std::to_string(fired));
  return text;
}

void fill(columns::Batch& batch, const std::vector<Record>& records, std::size_t begin, std::size_t rows) {
  batch.rows = rows;
  for (std::size_t field = 0; field < batch.columns.size(); ++field) {
    batch.columns[field].set_all_known(true);
    for (std::size_t row = 0; row < rows; ++row) {
      const model::Value& value = records[begin + row].fields[field];
      batch.columns[field].store(row, value, value.text);
    }
  }
}

// Empty where they agree; else the first difference.
std::string disagreement(const model::Rules& rules, const std::vector<Record>& records, std::uint64_t seed) {
  std::vector<std::string> expected;
  for (const Record& record : records) expected.push_back(plain_text(rules, record, true));

  const graph::Graph graph = graph::lower(rules);
  for (const std::size_t capacity : {std::size_t{1}, std::size_t{7}, std::size_t{2048}}) {
    Executor executor(graph, rules, capacity);
    columns::Batch batch = columns::empty_batch(rules, capacity);
    for (std::size_t begin = 0; begin < records.size(); begin += capacity) {
      fill(batch, records, begin, std::min(capacity, records.size() - begin));
      const BatchResult& result = executor.execute(batch);
      for (std::size_t row = 0; row < batch.rows; ++row) {
        const std::string found = executor_text(rules, result, row, true);
        if (found == expected[begin + row]) continue;
        return "seed " + std::to_string(seed) + " capacity " + std::to_string(capacity) + " record " +
               std::to_string(begin + row) + "\n  plain:    " + expected[begin + row] + "\n  executor: " + found;
      }
    }
  }
  return {};
}

// The same of folded outcomes, whose numbers are told twice: when they are found out and when they are known. `apart` counts
// the records that have none.
std::string folded_disagreement(std::uint64_t seed, std::size_t record_count, bool& folds, std::size_t& apart) {
  RandomRules random(seed);
  const model::Rules& rules = random.rules();
  std::vector<Record> records;
  for (std::size_t i = 0; i < record_count; ++i) records.push_back(random.record());
  const graph::Graph graph = graph::lower(rules);
  for (const std::size_t capacity : {std::size_t{1}, std::size_t{7}, std::size_t{2048}}) {
    const auto executor = FoldedExecutor::make(graph, rules, capacity);
    folds = executor != nullptr;
    if (!folds) return {};
    columns::Batch batch = columns::empty_batch(rules, capacity);
    for (int time = 0; time < 2; ++time) {
      for (std::size_t begin = 0; begin < records.size(); begin += capacity) {
        fill(batch, records, begin, std::min(capacity, records.size() - begin));
        const FoldedResult& result = executor->execute(batch);
        apart += result.apart_rows.size();
        for (std::size_t row = 0; row < batch.rows; ++row) {
          const std::string expected = plain_text(rules, records[begin + row], false);
          const std::string found = folded_text(rules, *executor, result, row);
          if (found == expected) continue;
          return "seed " + std::to_string(seed) + " capacity " + std::to_string(capacity) + " record " +
                 std::to_string(begin + row) + "\n  plain:  " + expected + "\n  folded: " + found;
        }
      }
    }
  }
  return {};
}

std::string disagreement(std::uint64_t seed, std::size_t record_count) {
  RandomRules random(seed);
  std::vector<Record> records;
  for (std::size_t i = 0; i < record_count; ++i) records.push_back(random.record());
  return disagreement(random.rules(), records, seed);
}

// One table of many rows over numbers and a label, with more combinations than are looked up.
std::string disagreement_of_long_table(std::uint64_t seed) {
  using namespace fenji::test;
  constexpr int numbers = 5;
  constexpr int top = 40;
  RandomValues random(seed);
  ModelBuilder build;
  const auto sizes = build.labels({"large", "middle", "small", "tiny"});
  std::vector<ModelBuilder::Id> subjects;
  for (int i = 0; i < numbers; ++i) subjects.push_back(build.number_field("n" + std::to_string(i)));
  subjects.push_back(build.label_field("size", sizes));
  const auto policy = random.chance(50) ? model::HitPolicy::unique : model::HitPolicy::first;
  const auto table = build.table(policy, subjects, {{"x", number_type(0)}, {"y", number_type(0)}});
  const int asked = 20 + random.below(80);
  const int rows = 60 + random.below(140);
  for (int row = 0; row < rows; ++row) {
    std::vector<model::Test> tests;
    for (int i = 0; i < numbers; ++i) {
      if (!random.chance(asked)) {
        tests.push_back(no_condition());
        continue;
      }
      std::vector<model::Interval> intervals;
      for (int part = random.chance(10) ? 2 : 1; part > 0; --part) {
        const int low = random.below(top);
        const model::Bound lower{{low, 0}, random.chance(50)};
        const model::Bound upper{{low + random.below(top / 2), 0}, random.chance(50)};
        intervals.push_back(random.chance(15) ? model::Interval{lower, {}} : model::Interval{lower, upper});
      }
      tests.push_back(in(std::move(intervals)));
    }
    std::vector<std::uint32_t> codes;
    for (std::uint32_t code = 0; code < 4; ++code) {
      if (random.chance(40)) codes.push_back(code);
    }
    tests.push_back(codes.empty() ? no_condition() : one_of(std::move(codes)));
    build.row(table, std::move(tests),
              {build.number(std::to_string(random.below(3)).c_str()), build.number(std::to_string(random.below(2)).c_str())});
  }
  if (random.chance(50)) build.otherwise(table, {build.number("7"), build.number("1")});
  build.output(table[0]);
  build.output(table[1]);
  for (model::Field& field : build.rules.fields) field.used = true;
  if (graph::lower(build.rules).decisions.at(0).row_tree.empty()) return "no tree";
  std::vector<Record> records;
  const int unknown = random.below(25);
  for (int i = 0; i < 60; ++i) {
    Record record;
    for (int field = 0; field < numbers; ++field) {
      record.fields.push_back(random.chance(unknown) ? (random.chance(50) ? missing() : invalid())
                                                     : known_number({random.below(2 * top), 0}));
    }
    record.fields.push_back(random.chance(unknown) ? missing() : known_label(static_cast<std::uint32_t>(random.below(4))));
    records.push_back(std::move(record));
  }
  return disagreement(build.rules, records, seed);
}

}  // namespace

TEST_CASE("folded outcomes agree with the plain evaluator on random rules and records") {
  std::size_t folding = 0, apart = 0;
  constexpr std::uint64_t seeds = 300;
  constexpr std::size_t records = 60;
  for (std::uint64_t seed = 5'000; seed < 5'000 + seeds; ++seed) {
    bool folds = false;
    REQUIRE(folded_disagreement(seed, records, folds, apart) == "");
    folding += folds ? 1 : 0;
  }
  MESSAGE(folding << " of " << seeds << " fold, " << apart << " records stay apart");
  CHECK(folding > seeds / 4);
  CHECK(apart > 0);
  CHECK(apart < folding * records * 5);
}

TEST_CASE("the executor agrees with the plain evaluator on long tables that no index holds") {
  for (std::uint64_t seed = 0; seed < 300; ++seed) REQUIRE(disagreement_of_long_table(seed) == "");
}

TEST_CASE("the executor agrees with the plain evaluator on random rules and records") {
  std::uint64_t seed = 0;
  SUBCASE("a fixed number") {
    for (; seed < 400; ++seed) REQUIRE(disagreement(seed, 40) == "");
  }
  SUBCASE("as long as FENJI_AGREEMENT_SECONDS says, from seed FENJI_AGREEMENT_SEED on") {
    const char* const seconds = std::getenv("FENJI_AGREEMENT_SECONDS");
    if (seconds == nullptr) return;
    const char* const first = std::getenv("FENJI_AGREEMENT_SEED");
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(std::atoi(seconds));
    for (seed = first == nullptr ? 1'000 : std::strtoull(first, nullptr, 10); std::chrono::steady_clock::now() < end; ++seed) {
      REQUIRE(disagreement(seed, 40) == "");
    }
    MESSAGE("up to seed ", seed);
  }
}
