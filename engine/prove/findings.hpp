// Stage: prove. The provers, each of one kind of fault in one table. They add what they find; none is silent for want of
// time: then it says that it did not decide.
#pragma once

#include "engine/prove/space.hpp"
#include "engine/prove/witness.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::prove {

// Keeps references to all it is made of.
struct TableProof {
  const Knowledge& knowledge;
  model::TableId id;
  const Space& space;
  Diagnostics& findings;
  Budget steps;   // of geometry, for each prover
  Budget trials;  // of trying out records, for all together

  const model::Rules& rules() const { return knowledge.rules; }
  const model::Table& table() const { return space.table; }
};

// `gap`, `step-gap`, `unreachable-hole`: values that fit no row.
void find_gaps(TableProof& proof);

// `overlap`: values that fit two rows where exactly one must fit.
void find_overlaps(TableProof& proof);

// `masked-row`: rows of a first-match table behind rows that take all of their values.
void find_masked_rows(TableProof& proof);

// `blank-result`: an empty cell that counts as a value is given the same as other values.
void find_blank_results(TableProof& proof);

}  // namespace fenji::prove
