#include "engine/compare/cause_search.hpp"

#include <numeric>
#include <utility>

namespace fenji::compare {

void CauseSearch::take(const lists::RecordBlock& block, const std::vector<std::uint32_t>& positions,
                       const std::vector<std::uint32_t>& records) {
  block_ = &block;
  positions_ = positions;
  records_ = records;
  trials_.clear();
}

Cause CauseSearch::find(std::size_t record, const std::string& column, const std::string& before) {
  std::vector<std::size_t> alone;
  for (std::size_t change = 0; change < variants_.changes().size(); ++change) {
    if (restores({change}, record, column, before)) alone.push_back(change);
  }
  if (alone.size() == 1) return cause(Cause::Kind::change, std::move(alone));
  if (!alone.empty()) return cause(Cause::Kind::any_of, std::move(alone));
  std::vector<std::size_t> found = needed(record, column, before);
  if (found.empty()) return {};
  if (found.size() > 2 && variants_.changes().size() <= most_paired_changes) {
    if (auto two = pair(record, column, before); !two.empty()) found = std::move(two);
  }
  return cause(Cause::Kind::together, std::move(found));
}

// Starts from the old rules and drops what can be dropped; empty where not even they give the old value.
std::vector<std::size_t> CauseSearch::needed(std::size_t record, const std::string& column, const std::string& before) {
  std::vector<std::size_t> all(variants_.changes().size());
  std::iota(all.begin(), all.end(), std::size_t{0});
  if (!restores(all, record, column, before)) return {};
  for (std::size_t i = 0; i < all.size();) {
    std::vector<std::size_t> fewer = all;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(i));
    if (restores(fewer, record, column, before)) {
      all = std::move(fewer);
    } else {
      ++i;
    }
  }
  return all;
}

std::vector<std::size_t> CauseSearch::pair(std::size_t record, const std::string& column, const std::string& before) {
  for (std::size_t second = 1; second < variants_.changes().size(); ++second) {
    for (std::size_t first = 0; first < second; ++first) {
      if (restores({first, second}, record, column, before)) return {first, second};
    }
  }
  return {};
}

bool CauseSearch::restores(const std::vector<std::size_t>& taken_back, std::size_t record, const std::string& column,
                           const std::string& before) {
  const auto [place, is_new] = trials_.try_emplace(taken_back);
  Trial& trial = place->second;
  if (is_new) trial.variant = variants_.taken_back(taken_back);
  if (!trial.variant) return false;
  const model::Rules& rules = trial.variant->rules;
  if (!trial.cells) {
    trial.cells = std::make_unique<run::RecordCells>(rules, trial.variant->columns);
    trial.cells->split_by(positions_);
    trial.cells->take(*block_, records_);
  }
  auto evaluated = trial.evaluated.find(record);
  if (evaluated == trial.evaluated.end()) {
    auto graded = run::evaluate_record(rules, trial.variant->populations.get(), language_, *trial.cells, record);
    graded.evaluation.expressions.clear();  // only outputs and status are asked for, and there may be many records
    graded.evaluation.definitions.clear();
    graded.evaluation.tables.clear();
    evaluated = trial.evaluated.emplace(record, std::move(graded)).first;
  }
  if (column.empty()) return execute::status_text(evaluated->second.evaluation.status, language_) == before;
  for (std::size_t output = 0; output < rules.outputs.size(); ++output) {
    if (rules.outputs[output].name == column) return evaluated->second.outputs[output] == before;
  }
  return false;
}

Cause CauseSearch::cause(Cause::Kind kind, std::vector<std::size_t> numbers) const {
  Cause cause;
  cause.kind = kind;
  for (const std::size_t number : numbers) cause.names.push_back(change_text(variants_.changes()[number], language_));
  cause.changes = std::move(numbers);
  return cause;
}

}  // namespace fenji::compare
