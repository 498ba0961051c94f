// Stage: export. Why a value is not known, as bits of 64-bit integers: a column beside the value, 0 where it is known. Bits
// stand in the order in which states prevail, so the state of a value is that of its highest bit.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/export/expression.hpp"
#include "engine/graph/graph.hpp"

namespace fenji::sql {

using execute::Reason;

// Which reasons a step's value can have; `not_applicable` is none that notes name, but a state all the same.
struct Possible {
  bool not_applicable = false;
  std::set<Reason> reasons;

  bool none() const { return !not_applicable && reasons.empty(); }
  void add(const Possible& more) {
    not_applicable |= more.not_applicable;
    reasons.insert(more.reasons.begin(), more.reasons.end());
  }
};

// What a field's cells can be.
struct CellStates {
  bool missing = true;
  bool invalid = true;
};

// By StepId.
std::vector<Possible> possible_reasons(const graph::Graph& graph, const model::Rules& rules,
                                       const std::vector<CellStates>& cells);

// What is never known to disagree: at most one row of the table fits, or those that fit together give the same.
bool may_contradict(const graph::Decision& decision);

struct Bit {
  std::size_t word = 0;
  std::int64_t mask = 0;
};

class ReasonBits {
 public:
  explicit ReasonBits(const std::set<Reason>& reasons);

  std::size_t words() const { return words_; }
  static Bit not_applicable() { return {0, 1}; }
  Bit of(const Reason& reason) const { return bits_.at(reason); }
  bool has(const Reason& reason) const { return bits_.contains(reason); }
  // All bits of a state by word, 0 where there is none.
  std::int64_t mask(model::State state, std::size_t word) const;
  const std::map<Reason, Bit>& all() const { return bits_; }  // in the order of notes

 private:
  std::size_t words_ = 1;
  std::map<Reason, Bit> bits_;
};

model::State state_of(Reason::Kind kind);

// The words of one value: what is joined bit by bit; no terms where the word is always 0.
struct Why {
  std::vector<std::vector<Expression>> words;

  bool never() const {
    return std::all_of(words.begin(), words.end(), [](const auto& terms) { return terms.empty(); });
  }
  void add(const Why& more);
};

}  // namespace fenji::sql
