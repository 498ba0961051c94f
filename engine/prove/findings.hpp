// Stage: prove. The provers, each of one kind of fault. They add what they find; none is silent for want of time: then it says
// that it did not decide.
#pragma once

#include <map>

#include "engine/prove/record_search.hpp"
#include "engine/prove/space.hpp"
#include "engine/prove/witness.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

// A record that shows a finding, and what it must show when it is evaluated.
struct Evidence {
  FieldValues record;
  Goal goal;
};

// Of one set of rules. Keeps references to all it is made of.
struct Proof {
  const Knowledge& knowledge;
  RecordSearch& search;
  Diagnostics& findings;
  std::map<std::size_t, Evidence>& evidence;  // by index of the finding
  Budget steps;                               // of searching for records, for all together

  const model::Rules& rules() const { return knowledge.rules; }
  // Shows the finding added last.
  void show(Evidence shown) { evidence[findings.size() - 1] = std::move(shown); }
  // With a share of the steps, so that one hard question leaves some for the others.
  RecordSearch::Answer find(const Goal& goal);
};

struct TableProof {
  Proof& whole;
  model::TableId id;
  const Space& space;
  Budget steps;   // of geometry, for each prover
  Budget trials;  // of trying out records, for all together

  const Knowledge& knowledge() const { return whole.knowledge; }
  const model::Rules& rules() const { return whole.knowledge.rules; }
  const model::Table& table() const { return space.table; }
  Diagnostics& findings() { return whole.findings; }
};

// `gap`, `step-gap`, `unreachable-hole`: values that fit no row.
void find_gaps(TableProof& proof);

// `overlap`: values that fit two rows where exactly one must fit.
void find_overlaps(TableProof& proof);

// `masked-row`: rows of a first-match table behind rows that take all of their values.
void find_masked_rows(TableProof& proof);

// `blank-result`: an empty cell that counts as a value is given the same as other values.
void find_blank_results(TableProof& proof);

// `irrelevant-column`: a column of conditions that never changes the result.
void find_irrelevant_columns(TableProof& proof);

// `non-monotone`: points that fall where the criterion rises, against the direction of the rest.
void find_falling_points(TableProof& proof);

// After the provers of tables, whose masked rows are not told again.
// `masked-row`, `unreachable-result`, `dead-element`: rows that no record comes to, as all rules together stand.
void find_unreached_rows(Proof& proof, const std::vector<bool>& plain_tables);

// `dead-element`: elements of eligibility blocks and conditions that always hold or never do.
void find_dead_conditions(Proof& proof);

// `not-applicable-used`, `overflow`: results that records do not have, or whose divisor is 0.
void find_lost_values(Proof& proof);

// `overflow`: arithmetic that leaves the exact range, given the bounds of fields and what a cell can hold.
void find_overflows(Proof& proof);

// `unused-field`, `unused-result`.
void find_unused(Proof& proof);

// `repeated-literal`: a limit that stands in several blocks.
void find_repeated_literals(Proof& proof);

}  // namespace fenji::prove
