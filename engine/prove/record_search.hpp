// Stage: prove. Looks for a record that meets a goal, by dividing the fields until all of their values meet it or none does.
// Whatever it says of a goal is proved; what it costs is counted in steps.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/prove/coverage.hpp"
#include "engine/prove/goal.hpp"
#include "engine/prove/inequalities.hpp"

namespace fenji::prove {

using FieldValues = std::vector<model::Value>;  // by field

class RecordSearch {
 public:
  explicit RecordSearch(const Knowledge& knowledge);
  RecordSearch(const RecordSearch&) = delete;
  RecordSearch& operator=(const RecordSearch&) = delete;

  struct Answer {
    enum class Outcome : std::uint8_t { never, found, undecided } outcome = Outcome::undecided;
    FieldValues record;  // where found: every field of the list, natural values where the goal leaves a choice

    bool found() const { return outcome == Outcome::found; }
    bool never() const { return outcome == Outcome::never; }
  };
  // A step of `budget` is one look at all records of a part.
  Answer find(const Goal& goal, Budget& budget);

  // A natural record with these values in it, if it meets the goal.
  std::optional<FieldValues> with_values(const std::vector<std::pair<model::FieldId, model::Value>>& values, const Goal& goal);

  const std::vector<FieldChoices>& fields() const { return fields_; }
  const Knowledge& knowledge() const { return knowledge_; }

 private:
  Answer::Outcome divide(const Goal& goal, Budget& budget, int depth);
  Answer::Outcome divide_field(model::FieldId field, const Goal& goal, Budget& budget, int depth);
  Answer::Outcome divide_sum(const OpenSum& question, const Goal& goal, Budget& budget, int depth);
  // What is assumed of sums, and the ranges of what they are made of.
  Inequalities inequalities(const std::vector<Identity>& quantities);
  std::vector<Identity> assumed_quantities() const;
  bool can_hold();
  // A record in all ranges for which all holds that is assumed.
  Answer::Outcome settle();
  Answer::Outcome settle(const std::vector<Identity>& quantities, const std::vector<std::size_t>& order, std::size_t at,
                         const Inequalities& left, int& tries);
  // Where the search ends without an answer: records of values of all sizes.
  bool guess(const Goal& goal);
  FieldValues natural_record() const;
  model::Value natural_value(model::FieldId field) const;
  model::Value natural_value(model::FieldId field, const Interval& within) const;

  const Knowledge& knowledge_;
  std::vector<FieldChoices> fields_;
  std::vector<FieldValues> shown_;        // by field: the values that examples have, in their order, each once
  std::vector<std::uint32_t> preferred_;  // by field: the value tried first
  std::vector<std::string> other_texts_;  // by field: a text that the rules do not name
  Outlook outlook_;
  FieldValues found_;
};

}  // namespace fenji::prove
