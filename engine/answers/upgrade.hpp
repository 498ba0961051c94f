// Stage: answers. What would give one record a better grade: for each field the smallest change that does it alone, then pairs
// of changes. Exact, each replayed through the plain evaluator; what is found from the whole list is held at what it is.
//
// Better is any label above the present one, or any label for a record that is ineligible, and the record must come out rated.
// Fields that are 固定 / fixed, the key, and what no grade hangs on are left alone; no cell is emptied, and none made
// unreadable. A text goes to one that the rules name, or to any other, which one value stands for.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/answers/nearest.hpp"
#include "engine/answers/scope.hpp"

namespace fenji::answers {

struct Step {
  model::FieldId field = model::none;
  model::Value to;
  Distance size;
};

struct Change {
  std::vector<Step> steps;  // one, or two by field
  std::uint32_t label = 0;  // that it reaches

  std::int64_t effort() const;
};

struct Upgrades {
  enum class Standing : std::uint8_t {
    no_grades,   // the rules have none that are ordered
    not_graded,  // the record is neither rated with a grade nor ineligible
    best,        // nothing is above its grade
    open,        // the rest tells
  } standing = Standing::no_grades;
  model::DefinitionId result = model::none;
  std::optional<std::uint32_t> label;  // the present one; none where ineligible
  std::vector<Change> singles;         // the least effort first, then in the order of the fields
  // No change of them alone does it. Of a record that has a grade only those that the grade hangs on: it is eligible already.
  std::vector<model::FieldId> not_enough;
  std::vector<model::FieldId> undecided;  // fields, the work for which was used up
  std::vector<model::FieldId> fixed;      // that the grade hangs on
  std::vector<Change> pairs;              // the least effort first
  bool more_pairs = false;
  bool all_pairs_tried = true;     // else the work was used up
  bool holds_populations = false;  // the grade hangs on what is found from the whole list
};

class UpgradeSearch {
 public:
  explicit UpgradeSearch(const model::Rules& rules);

  // `evaluation` is that of `fields`.
  Upgrades singles(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation);

  // Of those where neither change can be smaller, were the other as it is or smaller, the ones of least effort. A pair that
  // asks more of a field than it alone would take is none. Call behind singles().
  static constexpr std::size_t most_pairs = 5;
  void add_pairs(Upgrades& upgrades);

 private:
  prove::Possible judge();
  void note_turning_points();
  std::optional<std::uint32_t> rank(const std::vector<model::Value>& record) const;
  Change change_to(std::vector<Step> steps) const;
  std::vector<Change> pairs_of(NearestSearch& search, model::FieldId first, model::FieldId second);

  const model::Rules& rules_;
  Scope scope_;
  model::DefinitionId result_ = model::none;  // the main grade; none: not ordered
  std::vector<bool> needed_;                  // by field: the grade hangs on it, or whether there is one
  std::vector<bool> grading_;                 // by field: the grade hangs on it
  std::vector<model::FieldId> changeable_;
  std::uint32_t below_ = 0;  // labels with smaller codes are better
  Demand demand_;
};

}  // namespace fenji::answers
