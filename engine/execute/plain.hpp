// Stage: execute. The plain evaluator: one record at a time, straight from the model, with no thought of speed and no code in
// common with the vectorised executor. It keeps every intermediate value, so explain can show them, examples and witnesses
// are replayed through it, and the vectorised executor is tested against it.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "engine/execute/outcome.hpp"
#include "engine/execute/plain_screen.hpp"
#include "engine/execute/status.hpp"
#include "engine/model/rules.hpp"

namespace fenji::execute {

// Inputs of one record.
struct Record {
  // By FieldId, as read by columns::read_cell (blanks replaced, bounds applied).
  std::vector<model::Value> fields;
  // By DefinitionId; a value here replaces what the definition says, its `when` included. One that is not known names what a
  // reason can name: invalid out_of_range, uncovered the definition, missing nothing. May be empty.
  std::vector<std::optional<model::Value>> overrides;
  // By gate; true: the gate counts as passed. May be empty.
  std::vector<bool> passed_gates;
  bool passed_applies = false;  // true: `applies` counts as fulfilled
};

// What a table did.
struct TableOutcome {
  // Yes/no by row; rows behind the first certain one of a first-match table as well. `otherwise` fits when no other row does,
  // in a first-match table too, although it is certain when it is reached there.
  Outcomes row_fits;
  // The row that gave the result: the first that certainly fits. None when undecided, uncovered or contradictory in every
  // result column.
  std::uint32_t row = model::none;
};

struct GateOutcome {
  Outcome passed;                 // yes/no
  std::vector<Outcome> elements;  // yes/no by element
};

struct Evaluation {
  Status status = Status::rated;
  Reasons reasons;  // those of the status, for the notes
  // 0: stopped at `applies`; 1 to n: at that eligibility block; n+1: all layers were passed. Results of definitions of a
  // layer above this one are hidden.
  std::uint32_t layer = 0;
  Outcomes expressions;              // by ExpressionId
  std::vector<Outcome> definitions;  // by DefinitionId, computed whether hidden or not
  std::vector<TableOutcome> tables;  // by TableId
  Outcome applies;                   // yes/no; known yes where the rules have no `applies`
  std::vector<GateOutcome> gates;
};

// How the status follows from the layers: the first layer that is false (applies: not_applicable; a gate: ineligible, its
// reasons the failed elements) or undecided (invalid when any reason is unreadable or out_of_range, else incomplete when any
// is missing, else uncovered). A gate is false when too many of its elements are false to pass whatever the others turn out
// to be. Behind all layers, from the definitions named in `output`: the greatest state decides (invalid, missing, uncovered),
// the reasons are those of all outputs; rated when at least one is known and none is in these states; not_applicable when all
// are; rated where `output` names no definition.
Evaluation evaluate(const model::Rules& rules, const Record& record);

// What of an evaluation somebody wants to look at.
struct Wanted {
  std::vector<model::ExpressionId> expressions;
  std::vector<model::DefinitionId> definitions;
  std::vector<model::TableId> tables;
  // Of tables of which no more is wanted: rows, for their fit; the other fits stay empty.
  std::vector<std::pair<model::TableId, std::uint32_t>> rows;
  bool layers = false;   // `applies` and the gates
  bool results = false;  // all definitions, tables and layers, and the status: all but expressions that these do not ask
};

// The same evaluator for several records of one set of rules.
class PlainEvaluator {
 public:
  // Keeps a reference.
  explicit PlainEvaluator(const model::Rules& rules);

  Evaluation evaluate(const Record& record) const;
  // Only what is wanted and what that hangs on are found out; all else is left empty, without `results` the status too.
  Evaluation evaluate(const Record& record, const Wanted& wanted) const;

 private:
  const model::Rules& rules_;
  std::vector<model::DefinitionId> owners_;                   // by ExpressionId
  std::vector<std::vector<model::DefinitionId>> columns_;     // by TableId
  std::vector<std::vector<model::ExpressionId>> conditions_;  // by TableId
  std::vector<plain::RowScreen> screens_;                     // by TableId
};

}  // namespace fenji::execute
