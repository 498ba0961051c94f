// Stage: prove. Many goals, most of which many records meet: a few records of all kinds of values come first. Each record that
// is found for a goal may meet others as well: those behind it, as long as enough of them do that trying costs less than
// looking for a record for each.
#pragma once

#include <vector>

#include "engine/prove/findings.hpp"

namespace fenji::prove {

class Reached {
 public:
  enum class Verdict : std::uint8_t { open, reached, never, undecided };

  explicit Reached(Proof& proof) : proof_(proof) {}

  std::size_t add(Goal goal);
  void mark_reached(std::size_t number) { verdicts_[number] = Verdict::reached; }
  void run();

  Verdict verdict(std::size_t number) const { return verdicts_[number]; }
  const Goal& goal(std::size_t number) const { return goals_[number]; }

 private:
  Record record_of(const FieldValues& values) const;
  void try_scattered_records();
  bool mark_met(const FieldValues& values, std::size_t& at);
  void mark_undecided(const std::vector<FieldValues>& found);

  Proof& proof_;
  std::vector<Goal> goals_;
  std::vector<Verdict> verdicts_;
};

}  // namespace fenji::prove
