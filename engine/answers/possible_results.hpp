// Stage: answers. What an incomplete or invalid record could still become: every result that it has when the cells that are
// empty or cannot be read hold something readable, and no other. Proved both ways: each result was shown by a record, and no
// record shows another. A value that comes from the whole list counts as it is; where filling in the cells could change it,
// nothing is decided.
//
// Open are the cells that the notes name, all of them together, and those that the notes would name then. A cell that is empty
// and stays unnamed, because the rules ask no more of it than whether it holds something (已填 / given), stays empty.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "engine/answers/scope.hpp"
#include "engine/execute/status.hpp"

namespace fenji::answers {

// A label of a result, or the status that keeps the record from having one. Ascending: labels, the best first, then statuses.
struct Standing {
  bool is_status = false;
  std::uint32_t code = 0;  // of the label, or execute::Status

  auto operator<=>(const Standing&) const = default;
};

struct GradeStandings {
  model::DefinitionId result = model::none;
  std::set<Standing> standings;  // at least one
};

struct PossibleResults {
  bool asked = false;    // the record is incomplete or invalid, and the rules have grades
  bool decided = false;  // else the work was used up, or the result hangs on the whole list
  std::vector<GradeStandings> grades;
  // That the notes name, in the order of the fields, missing or invalid.
  std::vector<std::pair<model::FieldId, model::State>> needed;
  // The field that leaves the fewest standings once it is known in which of the ranges it lies that the rules tell apart: the
  // fewest at worst, then on average over the ranges. None where nothing is decided, one is open, or none alone tells anything.
  model::FieldId first = model::none;
};

class PossibleSearch {
 public:
  explicit PossibleSearch(const model::Rules& rules);

  // What the rules tell apart.
  const Scope& scope() const { return scope_; }

  // `evaluation` is that of `fields`. Records whose fields differ only within what the rules tell apart have the same results.
  PossibleResults results(const std::vector<model::Value>& fields, const execute::Evaluation& evaluation);

 private:
  struct Found {
    std::vector<std::set<Standing>> standings;  // by grade
    bool undecided = false;
    std::int64_t budget = 0;
  };
  struct Look {
    std::vector<std::set<Standing>> standings;
    bool certain() const;
  };

  Found find();
  void add(Found& found, const std::vector<std::set<Standing>>& standings) const;
  void divide(Found& found, int depth);
  void fill_in(const std::vector<model::FieldId>& fields, Found& found, int depth);
  Look look();
  std::optional<model::FieldId> open_field(const Found& found);
  bool moves_the_whole_list() const;
  bool holds_several(model::FieldId field) const;
  std::vector<std::set<Standing>> standings_of(const execute::Evaluation& evaluation) const;
  std::vector<model::FieldId> waits_for(const execute::Evaluation& evaluation) const;
  model::FieldId narrowest(const Found& all);

  const model::Rules& rules_;
  Scope scope_;
  const std::vector<model::DefinitionId> grades_;
  std::vector<model::FieldId> open_;  // fields that are let go now
  std::set<model::FieldId> opened_;   // that ever were, of the record in question
};

}  // namespace fenji::answers
