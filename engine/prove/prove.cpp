#include "engine/prove/prove.hpp"

#include <algorithm>

#include "engine/prove/findings.hpp"

namespace fenji::prove {
namespace {

// About half a second of geometry a prover, and as much of trying out records a table.
constexpr Budget geometry_steps = 100'000'000;
constexpr Budget tried_records = 400'000;

// For all questions about records together, and for each at most.
constexpr Budget search_steps = 60'000;
constexpr Budget steps_of_a_search = 3'000;

// Whether the rows of the table are reached as its geometry tells: each axis is a field of its own, and nothing that must hold
// besides speaks of them.
bool is_plain(const Knowledge& knowledge, const Space& space) {
  if (space.axes().empty() || !space.all_decided()) return false;
  FieldSet fields;
  for (const Axis& axis : space.axes()) {
    const bool is_field =
        axis.kind == Axis::Kind::ordered
            ? axis.sum.terms.size() == 1 &&
                  knowledge.rules.expressions[knowledge.forms.expression(axis.sum.terms[0].quantity)].operation ==
                      model::Operation::field
            : knowledge.rules.expressions[axis.expression].operation == model::Operation::field;
    if (!is_field || !disjoint(fields, axis.fields)) return false;
    fields = united(fields, axis.fields);
  }
  const auto is_apart = [&](model::ExpressionId condition) {
    return condition == model::none || disjoint(knowledge.dependencies.of(condition), fields);
  };
  const model::Rules& rules = knowledge.rules;
  return is_apart(rules.applies) && std::all_of(space.circumstances.begin(), space.circumstances.end(), is_apart) &&
         std::all_of(rules.gates.begin(), rules.gates.end(), [&](const model::Gate& gate) {
           return std::all_of(gate.elements.begin(), gate.elements.end(),
                              [&](const model::Element& element) { return is_apart(element.condition); });
         });
}

// Every row lies somewhere that a record can be.
bool has_all_pieces(const Space& space) {
  std::vector<bool> found(space.table.rows.size(), false);
  for (const Piece& piece : space.pieces) found[piece.row] = true;
  for (std::size_t row = 0; row < found.size(); ++row) {
    if (!found[row] && !space.table.rows[row].otherwise) return false;
  }
  return true;
}

bool is_wanted(const std::vector<std::string>& wanted, const char* name) {
  return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
}

}  // namespace

RecordSearch::Answer Proof::find(const Goal& goal) {
  Budget share = std::min(steps, steps_of_a_search);
  const Budget given = share;
  RecordSearch::Answer answer = search.find(goal, share);
  steps -= given - std::max<Budget>(share, 0);
  return answer;
}

std::vector<Finding> findings(const model::Rules& rules, const std::vector<std::string>& wanted) {
  const Knowledge knowledge(rules);
  RecordSearch search(knowledge);
  Diagnostics found;
  std::map<std::size_t, Evidence> evidence;
  Proof proof{knowledge, search, found, evidence, search_steps};
  std::vector<bool> plain(rules.tables.size(), false);
  for (model::TableId table = 0; table < rules.tables.size(); ++table) {
    const Space space = space_of(knowledge, table);
    TableProof of_table{proof, table, space, 0, tried_records};
    for (const auto prover :
         {find_gaps, find_overlaps, find_masked_rows, find_blank_results, find_irrelevant_columns, find_falling_points}) {
      of_table.steps = geometry_steps;
      prover(of_table);
    }
    plain[table] = is_plain(knowledge, space) && has_all_pieces(space);
  }
  find_unreached_rows(proof, plain);
  find_dead_conditions(proof);
  find_lost_values(proof);
  find_overflows(proof);
  find_unused(proof);
  if (is_wanted(wanted, "repeated-literal")) find_repeated_literals(proof);

  std::vector<Finding> result;
  for (std::size_t i = 0; i < found.size(); ++i) {
    Finding finding{std::move(found[i]), {}, {}};
    if (const auto shown = evidence.find(i); shown != evidence.end()) {
      finding.record = std::move(shown->second.record);
      finding.goal = std::move(shown->second.goal);
    }
    result.push_back(std::move(finding));
  }
  std::stable_sort(result.begin(), result.end(), [](const Finding& left, const Finding& right) {
    const Diagnostic& a = left.diagnostic;
    const Diagnostic& b = right.diagnostic;
    return a.span != b.span ? a.span < b.span : a.name < b.name;
  });
  return result;
}

Diagnostics prove(const model::Rules& rules) {
  Diagnostics diagnostics;
  for (Finding& finding : findings(rules)) diagnostics.push_back(std::move(finding.diagnostic));
  return diagnostics;
}

}  // namespace fenji::prove
