// Stage: compare. Two result lists, last month's and this month's, matched by key. The old one is kept in memory, the new one
// is read block by block.
#pragma once

#include <string>

#include "engine/compare/comparison.hpp"
#include "engine/compare/rule_comparison.hpp"

namespace fenji::compare {

// `key` names the column that both are matched by; empty: the first of the new list. Records whose key is empty or not the only
// one on its side are left out. The columns 状态 / status are compared by meaning, 说明 / notes are not; columns of few values
// that are no numbers have a matrix. What else differs in a record is the cause.
CompareOutcome compare_results(const run::OpenList& open_old, const run::OpenList& open_new, const std::string& key,
                               const CompareOptions& options);

}  // namespace fenji::compare
