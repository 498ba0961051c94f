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
  bool any = false;  // an empty or unreadable cell: whatever it holds does it, `to` among them
};

struct Change {
  std::vector<Step> steps;  // one, or two by field
  std::uint32_t label = 0;  // that it reaches

  std::int64_t effort() const;
};

// The least effort first, as they stand where it is the same.
void sort_by_effort(std::vector<Change>& changes);

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
  bool other_mixtures = false;     // two numbers of a pair can be traded against each other, in too many ways to tell
  bool all_pairs_tried = true;     // else the work was used up
  bool holds_populations = false;  // the grade, or whether there is one, hangs on what is found from the whole list
};

// What would better one record, as far as it does not hang on how near its values lie to the limits: the same for all records
// that are alike (likeness.hpp).
struct Ways {
  struct Way {
    model::Value to;
    std::uint32_t label = 0;  // that it reaches
  };
  struct OfField {
    model::FieldId field = model::none;
    std::optional<Way> up, down;  // of a number or a date
    std::optional<Way> choice;    // of other fields
    bool any = false;             // as in Step
  };

  bool decided = true;          // else only a search for the record itself tells
  Upgrades rest;                // without singles
  std::vector<OfField> fields;  // those that do it alone
};

class UpgradeSearch {
 public:
  // `as_of`: from where an empty date is filled in.
  UpgradeSearch(const model::Rules& rules, model::Day as_of);

  // `evaluation` is that of `fields`.
  Upgrades singles(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation);

  // The same in two steps: what all records have that are alike, and of one of them.
  Ways ways(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation);
  Upgrades singles(const std::vector<model::Value>& fields, const Ways& ways) const;

  // What the rules tell apart.
  const Scope& scope() const { return scope_; }

  // Of those where neither change can be smaller, were the other as it is or smaller, the ones of least effort. A pair that
  // asks more of a field than it alone would take is none. Call behind singles().
  static constexpr std::size_t most_pairs = 5;
  void add_pairs(Upgrades& upgrades);

 private:
  Upgrades begin(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation);
  void note_not_enough(model::FieldId field, Upgrades& upgrades) const;
  std::optional<Ways::Way> way_to(model::FieldId field, const std::optional<model::Value>& to) const;
  prove::Possible judge();
  void note_turning_points();
  std::optional<std::uint32_t> rank(const std::vector<model::Value>& record) const;
  Change change_to(std::vector<Step> steps) const;
  Step step_to(model::FieldId field, const model::Value& to, bool any) const;
  std::vector<Change> pairs_of(NearestSearch& search, const Upgrades& upgrades, model::FieldId first, model::FieldId second);
  std::size_t most_stops_of(model::FieldId field) const;
  std::vector<model::Value> constants_of(const model::Field& field) const;
  void tighten(NearestSearch& search, model::FieldId by_stops, model::FieldId far, std::vector<model::Value>& record);
  std::vector<model::Value> stops_of(const NearestSearch& search, const Upgrades& upgrades, model::FieldId field) const;

  const model::Rules& rules_;
  const model::Day as_of_;
  Scope scope_;
  model::DefinitionId result_ = model::none;  // the main grade; none: not ordered
  std::vector<bool> needed_;                  // by field: the grade hangs on it, or whether there is one
  std::vector<bool> grading_;                 // by field: the grade hangs on it
  std::vector<model::FieldId> changeable_;    // of those needed
  std::vector<model::FieldId> of_others_;     // that besides keep a record from being rated, since other results hang on them
  bool outputs_of_the_whole_list_ = false;    // some result hangs on what is found from the whole list
  std::uint32_t below_ = 0;                   // labels with smaller codes are better
  Demand demand_;
};

}  // namespace fenji::answers
