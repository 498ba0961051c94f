#include <algorithm>
#include <map>

#include "engine/prove/attainment.hpp"
#include "engine/prove/circumstances.hpp"
#include "engine/prove/messages.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/reached.hpp"
#include "engine/prove/report.hpp"
#include "engine/prove/result_messages.hpp"
#include "engine/prove/words.hpp"

namespace fenji::prove {
namespace {

using model::Rules;
using model::Table;
using model::TableForm;
using model::TableId;
using Demand = Requirement::Kind;
using Rows = std::vector<std::uint32_t>;
using Verdict = Reached::Verdict;

constexpr Budget attainment_steps = 200'000;

// Whether the author wrote the rows: not those of 最差 / worst and 最好 / best, nor those of a plan, which wait for their
// class.
bool is_authored(const Rules& rules, TableId table) {
  if (rules.tables[table].form == TableForm::plan) return false;
  if (rules.tables[table].form == TableForm::criterion) return true;
  return std::any_of(rules.definitions.begin(), rules.definitions.end(),
                     [&](const model::Definition& definition) { return definition.table == table && definition.author_named; });
}

class RowFinder {
 public:
  RowFinder(Proof& proof, const std::vector<bool>& plain) : proof_(proof), plain_(plain), reached_(proof) {
    for (const Diagnostic& finding : proof.findings) {
      if (finding.name == "masked-row") told_.push_back(finding.span);
    }
  }

  void run() {
    const auto& tables = rules().tables;
    std::vector<std::vector<std::size_t>> goals(tables.size());
    std::vector<std::size_t> counts(tables.size());
    for (TableId table = 0; table < tables.size(); ++table) {
      if (!is_authored(rules(), table) || plain_[table]) continue;
      const Goal circumstances = circumstances_of(rules(), table);
      counts[table] = reached_.add(circumstances);
      for (std::uint32_t row = 0; row < tables[table].rows.size(); ++row) {
        Goal goal = circumstances;
        goal.push_back(require_row(Demand::fires, table, row));
        goals[table].push_back(reached_.add(std::move(goal)));
      }
    }
    reached_.run();
    for (TableId table = 0; table < tables.size(); ++table) {
      if (goals[table].empty() || reached_.verdict(counts[table]) == Verdict::never) continue;
      Rows dead;
      Rows open;
      for (std::uint32_t row = 0; row < goals[table].size(); ++row) {
        if (reached_.verdict(goals[table][row]) == Verdict::never) dead.push_back(row);
        if (reached_.verdict(goals[table][row]) == Verdict::undecided) open.push_back(row);
      }
      if (!open.empty()) {
        report(proof_.findings, "not-decided", Severity::note, row_span(tables[table], open.front()),
               messages::unclear_rows(rows_phrase(rules(), tables[table], open), table_phrase(rules(), table)));
      }
      // Where no row is ever reached the fault lies before the table.
      if (dead.size() < goals[table].size()) tell(table, dead);
    }
  }

 private:
  const Rules& rules() const { return proof_.rules(); }

  bool is_told(TableId table, std::uint32_t row) const {
    return std::find(told_.begin(), told_.end(), row_span(rules().tables[table], row)) != told_.end();
  }

  void tell(TableId id, const Rows& dead) {
    const Table& table = rules().tables[id];
    Rows unexplained;
    for (const std::uint32_t row : dead) {
      if (!is_told(id, row) && !tell_masked(id, row)) unexplained.push_back(row);
    }
    // A result is lost where all rows that give it are.
    for (std::size_t column = 0; column < table.results.size(); ++column) {
      std::map<Identity, Rows> rows_of;
      bool computed = false;
      for (std::uint32_t row = 0; row < table.rows.size(); ++row) {
        const model::ExpressionId result = table.rows[row].results[column];
        computed = computed || rules().expressions[result].operation != model::Operation::constant;
        rows_of[proof_.knowledge.forms.identity(result)].push_back(row);
      }
      std::vector<Rows> lost;
      for (const auto& [identity, rows] : rows_of) {
        const bool all = std::all_of(rows.begin(), rows.end(),
                                     [&](std::uint32_t row) { return std::find(dead.begin(), dead.end(), row) != dead.end(); });
        const bool own = std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) {
          return std::find(unexplained.begin(), unexplained.end(), row) != unexplained.end();
        });
        if (all && own && (!computed || table.form != TableForm::table)) lost.push_back(rows);
      }
      std::sort(lost.begin(), lost.end());
      for (const Rows& rows : lost) {
        if (tell_lost(id, column, rows)) {
          std::erase_if(unexplained, [&](std::uint32_t row) { return std::find(rows.begin(), rows.end(), row) != rows.end(); });
        }
      }
    }
    if (table.form == TableForm::matrix) return;
    for (const std::uint32_t row : unexplained) {
      Diagnostic& finding = report(proof_.findings, "dead-element", Severity::warning, row_span(table, row),
                                   messages::row_never_used(row_phrase(rules(), table, row), table_phrase(rules(), id)));
      finding.advice = messages::impossible_together();
    }
  }

  // Where records fit the row, those above take them all: the fewest of them that do so are named.
  bool tell_masked(TableId id, std::uint32_t row) {
    const Table& table = rules().tables[id];
    if (table.policy != model::HitPolicy::first || row == 0) return false;
    Goal fitting = circumstances_of(rules(), id);
    if (!table.rows[row].otherwise) fitting.push_back(require_row(Demand::fits, id, row));
    Rows covering;
    Goal left = fitting;
    while (true) {
      const RecordSearch::Answer answer = proof_.find(left);
      if (answer.outcome == RecordSearch::Answer::Outcome::undecided || covering.size() > row) return false;
      if (answer.never()) break;
      Record record(rules());
      for (model::FieldId field = 0; field < answer.record.size(); ++field) record.choose(field, answer.record[field]);
      const std::uint32_t taken = record.fitting_row(id);
      if (taken >= row || std::find(covering.begin(), covering.end(), taken) != covering.end()) return false;
      covering.push_back(taken);
      left.push_back(require_row(Demand::misses, id, taken));
    }
    if (covering.empty()) return false;
    for (std::size_t at = covering.size(); at-- > 0 && covering.size() > 1;) {
      Goal without = fitting;
      for (const std::uint32_t other : covering) {
        if (other != covering[at]) without.push_back(require_row(Demand::misses, id, other));
      }
      if (proof_.find(without).never()) covering.erase(covering.begin() + static_cast<std::ptrdiff_t>(at));
    }
    std::sort(covering.begin(), covering.end());
    Diagnostic& finding = report(proof_.findings, "masked-row", Severity::error, row_span(table, row),
                                 messages::masked_by_rest(row_phrase(rules(), table, row),
                                                          rows_phrase(rules(), table, covering), table_phrase(rules(), id)));
    finding.advice = messages::move_or_delete_row();
    if (table.form != TableForm::criterion) finding.fix = Fix{table.rows[row].span, {}, false};
    for (const std::uint32_t above : covering) finding.related.push_back({row_span(table, above), messages::covering_row()});
    return true;
  }

  bool tell_lost(TableId id, std::size_t column, const Rows& rows) {
    const Table& table = rules().tables[id];
    const auto words = result_words(rules(), table, rows.front(), column);
    if (!words) return false;
    const Message kind = result_phrase(table, column);
    const Message result{kind.zh + " " + words->zh, kind.en + " " + words->en};
    const Message never = messages::no_record_in(unlabelled_rows_phrase(rules(), table, rows));
    Message why = never;
    if (const auto range = range_of_subject(id)) why = {range->zh + "，" + never.zh, range->en + "; " + never.en};
    Diagnostic& finding = report(proof_.findings, "unreachable-result", Severity::warning, row_span(table, rows.front()),
                                 messages::unreachable_result(result, why));
    finding.advice = messages::review_limits();
    for (std::size_t i = 1; i < rows.size(); ++i) finding.related.push_back({row_span(table, rows[i]), messages::other_row()});
    return true;
  }

  // Of a table over one computed number: from the least to the greatest value that it has.
  std::optional<Message> range_of_subject(TableId id) {
    const Table& table = rules().tables[id];
    if (table.subjects.size() != 1) return {};
    const model::ExpressionId subject = table.subjects.front().expression;
    const model::Type type = type_in_words(rules(), table, 0);
    if (type.kind != model::Kind::number || type.quotient) return {};
    Budget steps = attainment_steps;
    const std::vector<model::ExpressionId> circumstances = prove::circumstances(proof_.knowledge, id);
    Attainment& attainment = attainments_.try_emplace(circumstances, proof_.knowledge, circumstances).first->second;
    const LinearSum& sum = proof_.knowledge.forms.sum(subject);
    std::optional<Decimal> least;
    std::optional<Decimal> greatest;
    if (const auto values = attainment.values(sum, steps); values && !values->values.empty()) {
      least = values->values.front();
      greatest = values->values.back();
    } else {
      const Intervals range = proof_.knowledge.ranges.values(sum);
      if (range.empty() || !range.front().lower || !range.back().upper) return {};
      least = range.front().lower->value;
      greatest = range.back().upper->value;
    }
    const auto words = [&](Decimal value) {
      return in_both([&](Language language) { return number_words(value, type, language); });
    };
    return messages::attainable_range(table.subjects.front().name, words(*least), words(*greatest));
  }

  Proof& proof_;
  const std::vector<bool>& plain_;
  Reached reached_;
  std::map<std::vector<model::ExpressionId>, Attainment> attainments_;  // by circumstances
  std::vector<Span> told_;
};

}  // namespace

void find_unreached_rows(Proof& proof, const std::vector<bool>& plain_tables) { RowFinder(proof, plain_tables).run(); }

}  // namespace fenji::prove
