#include <doctest/doctest.h>

#include <chrono>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "engine/execute/executor.hpp"
#include "engine/graph/lower.hpp"
#include "tests/execute/random_rules.hpp"
#include "tests/support/outcome_text.hpp"

using namespace fenji;
using namespace fenji::execute;
using fenji::test::RandomRules;

namespace {

// What both evaluators must agree on, as one text a record.
std::string plain_text(const model::Rules& rules, const Record& record) {
  const Evaluation evaluation = evaluate(rules, record);
  std::string text(status_name(evaluation.status));
  text += " layer " + std::to_string(evaluation.layer) + " [" + test::to_text(evaluation.reasons, rules) + "]";
  for (const model::OutputColumn& output : rules.outputs) {
    if (output.definition == model::none) continue;
    const model::Definition& definition = rules.definitions[output.definition];
    Outcome outcome = evaluation.definitions[output.definition];
    outcome.reasons.clear();
    const bool hidden = definition.layer > evaluation.layer;
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

std::string executor_text(const model::Rules& rules, const BatchResult& result, std::size_t row) {
  std::string text(status_name(result.statuses[row]));
  const auto reasons = result.reasons(row);
  text += " layer " + std::to_string(result.layers[row]) + " [" + test::to_text({reasons.begin(), reasons.end()}, rules) + "]";
  for (std::size_t i = 0; i < rules.outputs.size(); ++i) {
    const ResultColumn& column = result.outputs[i];
    if (column.definition == model::none) continue;
    const std::string value = test::to_text(Outcome{value_at(column, row), {}}, column.type, rules);
    text += " " + rules.outputs[i].name + (result.hidden(column, row) ? " hidden " : " ") + value;
  }
  for (std::size_t plan = 0; plan < rules.plans.size(); ++plan) {
    const std::uint32_t fired = result.plan_row(plan, row);
    text += " plan " + (fired == model::none ? "-" : std::to_string(fired));
  }
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
std::string disagreement(std::uint64_t seed, std::size_t record_count) {
  RandomRules random(seed);
  const model::Rules& rules = random.rules();
  std::vector<Record> records;
  for (std::size_t i = 0; i < record_count; ++i) records.push_back(random.record());
  std::vector<std::string> expected;
  for (const Record& record : records) expected.push_back(plain_text(rules, record));

  const graph::Graph graph = graph::lower(rules);
  for (const std::size_t capacity : {std::size_t{1}, std::size_t{7}, std::size_t{2048}}) {
    Executor executor(graph, rules, capacity);
    columns::Batch batch = columns::empty_batch(rules, capacity);
    for (std::size_t begin = 0; begin < records.size(); begin += capacity) {
      fill(batch, records, begin, std::min(capacity, records.size() - begin));
      const BatchResult& result = executor.execute(batch);
      for (std::size_t row = 0; row < batch.rows; ++row) {
        const std::string found = executor_text(rules, result, row);
        if (found == expected[begin + row]) continue;
        return "seed " + std::to_string(seed) + " capacity " + std::to_string(capacity) + " record " +
               std::to_string(begin + row) + "\n  plain:    " + expected[begin + row] + "\n  executor: " + found;
      }
    }
  }
  return {};
}

}  // namespace

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
