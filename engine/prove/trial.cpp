#include "engine/prove/trial.hpp"

#include <algorithm>

namespace fenji::prove {
namespace {

// So many records take about a tenth of a second.
constexpr std::int64_t most_records = 50'000;

}  // namespace

Trial try_out(const Knowledge& knowledge, const Choices& choices, const std::vector<Decimal>& seeds,
              const std::vector<model::ExpressionId>& circumstances, Budget& budget, const std::function<bool(Record&)>& show) {
  Trial trial;
  const FieldSet chosen = choices.asked_fields();
  // What a circumstance asks of these fields is told apart, too: the one value that stands for many might not meet it.
  Choices told_apart = choices;
  std::vector<model::ExpressionId> checked;
  for (const model::ExpressionId circumstance : circumstances) {
    const FieldSet own = knowledge.dependencies.of(circumstance);
    if (includes(chosen, own)) {
      told_apart.truth_matters(circumstance);
      checked.push_back(circumstance);
    } else if (!disjoint(chosen, own)) {
      trial.may_be_impossible = true;
    }
  }
  const std::vector<FieldChoices> fields = told_apart.fields(seeds);
  std::int64_t records = 1;
  for (const FieldChoices& field : fields) {
    if (!field.exhaustive) trial.outcome = Trial::Outcome::some;
    records *= static_cast<std::int64_t>(field.values.size());
    if (records > most_records) return {Trial::Outcome::refused, false};
  }
  if (records > budget) return {Trial::Outcome::unaffordable, false};
  budget -= records;
  if (records == 0) return trial;
  Record record(knowledge.rules);
  std::vector<std::size_t> at(fields.size(), 0);
  for (std::size_t i = 0; i < fields.size(); ++i) record.choose(fields[i].field, fields[i].values[0]);
  while (true) {
    const bool possible = std::all_of(checked.begin(), checked.end(), [&](model::ExpressionId circumstance) {
      const model::Value value = record.value(circumstance);
      return value.state == model::State::known && value.yes;
    });
    if (possible && !show(record)) break;
    std::size_t next = 0;
    while (next < fields.size() && at[next] + 1 == fields[next].values.size()) {
      at[next] = 0;
      record.choose(fields[next].field, fields[next].values[0]);
      ++next;
    }
    if (next == fields.size()) break;
    ++at[next];
    record.choose(fields[next].field, fields[next].values[at[next]]);
  }
  if (record.gave_up()) trial.outcome = Trial::Outcome::some;
  return trial;
}

}  // namespace fenji::prove
