// Stage: coverage. Rules and the records that were tried on them in; the parts of the rules that no record reached out.
//
// A stage of its own, and no part of explain, which tells of one record: coverage is of many, and asks neither for their cells
// nor for the order of a story. It stands on the plain evaluator's Evaluation, which keeps what each table and gate did.
//
// Parts are every row of a table (of a plan, too), every cell of a matrix and of a scorecard's criteria, every element of an
// eligibility block met and not met, `applies` both ways, and the labels that an output can take without any row of its own
// table saying so. What only the program made, as the tables behind 最差 / worst, is no part, nor is what the rules take over
// from another file: that is a matter of the other file's own examples.
//
// A record reaches what its result hangs on: nothing behind a layer that it does not pass, a `仅当` that does not hold or a
// value that an example gives; no row of a first-match table while an earlier one is undecided.
#pragma once

#include <cstdint>
#include <vector>

#include "engine/execute/plain.hpp"
#include "engine/model/rules.hpp"
#include "grammar/diagnostics/diagnostic.hpp"

namespace fenji::coverage {

class Coverage {
 public:
  // `rules` must outlive it.
  explicit Coverage(const model::Rules& rules);

  // `evaluation` is that of `record`.
  void add(const execute::Record& record, const execute::Evaluation& evaluation);

  std::size_t parts() const { return parts_.size(); }
  std::size_t reached() const;

  // Of one table; none of one that only the program made.
  std::vector<std::uint32_t> unreached_rows(model::TableId table) const;

  // A warning `unreached` at each part that no record reached, in the order of the file.
  Diagnostics unreached(const SourceSet& sources) const;

 private:
  struct Part {
    enum class Kind : std::uint8_t {
      row,              // row `second` of table `first`
      element_met,      // element `second` of gate `first`
      element_not_met,  // likewise
      applies,
      applies_not,
      label,  // `second` as the value of definition `first`
    } kind = Kind::row;
    std::uint32_t first = 0;
    std::uint32_t second = 0;
    bool reached = false;
  };

  // What a record's results hang on.
  struct Consulted {
    std::vector<bool> definitions;  // by DefinitionId
    std::vector<bool> tables;       // by TableId
  };
  Consulted consulted(const execute::Record& record, const execute::Evaluation& evaluation) const;
  bool reaches(const Part& part, const execute::Record& record, const execute::Evaluation& evaluation,
               const Consulted& consulted) const;
  Diagnostic diagnostic(const Part& part, const SourceSet& sources) const;

  const model::Rules& rules_;
  std::vector<std::vector<model::ExpressionId>> conditions_;  // execute::plain::conditions
  std::vector<Part> parts_;
};

}  // namespace fenji::coverage
