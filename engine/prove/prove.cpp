#include "engine/prove/prove.hpp"

#include <algorithm>

#include "engine/prove/findings.hpp"

namespace fenji::prove {
namespace {

// About half a second of geometry a prover, and as much of trying out records a table.
constexpr Budget geometry_steps = 100'000'000;
constexpr Budget tried_records = 400'000;

}  // namespace

Diagnostics prove(const model::Rules& rules) {
  const Knowledge knowledge(rules);
  Diagnostics findings;
  for (model::TableId table = 0; table < rules.tables.size(); ++table) {
    const Space space = space_of(knowledge, table);
    TableProof proof{knowledge, table, space, findings, 0, tried_records};
    for (const auto prover : {find_gaps, find_overlaps, find_masked_rows, find_blank_results}) {
      proof.steps = geometry_steps;
      prover(proof);
    }
  }
  std::stable_sort(findings.begin(), findings.end(), [](const Diagnostic& left, const Diagnostic& right) {
    return left.span != right.span ? left.span < right.span : left.name < right.name;
  });
  return findings;
}

}  // namespace fenji::prove
