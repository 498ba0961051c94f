// Stage: compare. Changes of the rules as people read them.
#pragma once

#include <vector>

#include "engine/books/rule_loader.hpp"
#include "engine/compare/changes.hpp"
#include "engine/compare/comparison.hpp"

namespace fenji::compare {

// In their order, with the lines that differ.
std::vector<ToldChange> told_changes(const std::vector<Change>& changes, const books::LoadedRules& old_rules,
                                     const books::LoadedRules& new_rules, Language language);

}  // namespace fenji::compare
