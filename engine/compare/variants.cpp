#include "engine/compare/variants.hpp"

#include <utility>

#include "engine/check/check.hpp"

namespace fenji::compare {
namespace {

// Beyond this many of them all but those of single changes are made anew.
constexpr std::size_t most_kept = 512;

}  // namespace

Variants::Variants(const books::LoadedRules& old_rules, const books::LoadedRules& new_rules, model::Day as_of,
                   const std::vector<std::string>& header, const run::OpenList& open, const run::RunOptions& options)
    : old_rules_(old_rules),
      new_rules_(new_rules),
      as_of_(as_of),
      header_(header),
      open_(open),
      options_(options),
      changes_(find_changes(take_apart(books::tree_of(old_rules.sources)), take_apart(books::tree_of(new_rules.sources)))) {}

std::shared_ptr<const Variant> Variants::taken_back(const std::vector<std::size_t>& numbers) {
  const std::lock_guard lock(asking_);
  const auto known = made_.find(numbers);
  if (known != made_.end()) return known->second;
  if (made_.size() >= most_kept) std::erase_if(made_, [](const auto& each) { return each.first.size() > 1; });
  return made_.emplace(numbers, made(numbers)).first->second;
}

std::shared_ptr<const Variant> Variants::made(const std::vector<std::size_t>& numbers) const {
  const grammar::RuleFile tree = with_taken_back(take_apart(books::tree_of(old_rules_.sources)),
                                                 take_apart(books::tree_of(new_rules_.sources)), changes_, numbers);
  check::CheckResult checked = check::check(tree, as_of_);
  if (!checked.rules) return nullptr;
  const auto variant = std::make_shared<Variant>();
  variant->rules = std::move(*checked.rules);
  variant->columns = run::match_columns(variant->rules, header_);
  if (!variant->columns.problems.empty()) return nullptr;
  run::read_as_listed(variant->rules, variant->columns);
  run::PopulationOutcome found = run::find_populations(variant->rules, open_, options_);
  if (!found.problems.empty()) return nullptr;
  variant->populations = std::move(found.populations);
  return variant;
}

}  // namespace fenji::compare
