// Stage: compare. The new rules with some of their changes taken back, made when they are asked for and kept: ready to grade
// records of the list.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/books/rule_loader.hpp"
#include "engine/compare/changes.hpp"
#include "engine/execute/population.hpp"
#include "engine/run/list_columns.hpp"
#include "engine/run/population_run.hpp"

namespace fenji::compare {

struct Variant {
  model::Rules rules;
  run::ListColumns columns;
  std::unique_ptr<execute::Populations> populations;  // where the rules have any; refers to `rules`
};

// Any thread may ask.
class Variants {
 public:
  // The references must outlive it. `header` and `open` are of the list; `options` for passes over it.
  Variants(const books::LoadedRules& old_rules, const books::LoadedRules& new_rules, model::Day as_of,
           const std::vector<std::string>& header, const run::OpenList& open, const run::RunOptions& options);

  const std::vector<Change>& changes() const { return changes_; }

  // The changes of these numbers, ascending, taken back. Null where that makes no rules that could grade the list, such as
  // when a name is lacking then.
  std::shared_ptr<const Variant> taken_back(const std::vector<std::size_t>& numbers);

 private:
  std::shared_ptr<const Variant> made(const std::vector<std::size_t>& numbers) const;

  const books::LoadedRules& old_rules_;
  const books::LoadedRules& new_rules_;
  model::Day as_of_;
  const std::vector<std::string>& header_;
  const run::OpenList& open_;
  const run::RunOptions& options_;
  std::vector<Change> changes_;
  std::mutex asking_;
  std::map<std::vector<std::size_t>, std::shared_ptr<const Variant>> made_;
};

}  // namespace fenji::compare
