// Stage: prove. What the rules can give to a set of records: each field is known to lie in some of its cells. Where only one
// thing is possible it is certain for every record of the set; where several are, dividing a field tells more.
//
// Narrow a field with `set`, or a sum of several with `assume`, then ask. Answers stay valid until the next of these.
#pragma once

#include <array>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "engine/prove/cells.hpp"
#include "engine/prove/choices.hpp"
#include "engine/prove/possible.hpp"

namespace fenji::prove {

// Where a field lies: some of its values, or a part of what one of them stands for.
struct FieldRange {
  CellRange cells;
  std::optional<Interval> part;  // only where `cells` is one, of a number or a date
  int halvings = 0;              // that led to the part
  // Nothing but this, which may be missing or unreadable; not owned. What else the range says is void then.
  const model::Value* exact = nullptr;
};

// Where a sum of several fields lies, besides what their ranges say. It has no constant.
struct SumRange {
  LinearSum sum;
  Interval range;
};

// On which side of a limit a sum lies leaves a question open: it hangs on numbers that are known, each within its range.
struct OpenSum {
  LinearSum sum;  // without a constant
  std::vector<Interval> parts;
};

class Outlook {
 public:
  // Keeps references to both. `fields` are all of the rules, in their order.
  Outlook(const Knowledge& knowledge, const std::vector<FieldChoices>& fields);

  void set(model::FieldId field, FieldRange range);
  const FieldRange& range(model::FieldId field) const { return ranges_[field]; }
  Interval span(model::FieldId field) const;  // of a number or a date
  bool admits(model::FieldId field, Decimal number) const;

  void assume(SumRange range);
  void retract();  // what was assumed last
  const std::vector<SumRange>& assumed() const { return assumed_; }

  const Possible& value(model::ExpressionId expression);
  const Possible& value_of(model::DefinitionId definition);
  // As its expression or table has it, whatever its `仅当` / when says.
  Possible body(model::DefinitionId definition);
  Possible of_sum(const LinearSum& sum);
  // Yes where a number or a date lies in one of the intervals; what is not known does not.
  Possible within(const LinearSum& sum, const Intervals& intervals);

  // Yes: the row fits; not known: whether it does hangs on a value that is not known.
  const Possible& fit(model::TableId table, std::uint32_t row);
  // Whether the row certainly gives the results.
  Possible fires(model::TableId table, std::uint32_t row);
  // Whether no row fits, or rows fit that contradict each other.
  Possible uncovered(model::TableId table);
  // Whether `applies` and the eligibility blocks above the layer are passed.
  Possible reaches(std::uint32_t layer);
  // Whether enough elements of the eligibility block hold.
  Possible passes(std::uint32_t gate);

  // A field that has several cells, or could be narrowed further, on which what is asked hangs; none: there is none.
  std::optional<model::FieldId> open_field(model::ExpressionId expression);
  std::optional<model::FieldId> open_field_of(model::DefinitionId definition);
  std::optional<model::FieldId> open_field_of_fit(model::TableId table, std::uint32_t row);
  std::optional<model::FieldId> open_field_of_table(model::TableId table);
  std::optional<model::FieldId> open_field_of_layer(std::uint32_t layer);
  std::optional<model::FieldId> open_field_of_sum(const LinearSum& sum, const Intervals& intervals);

  // Values of a field at which what was asked last changes sides, where all else that it hangs on is settled.
  const std::vector<std::pair<model::FieldId, Decimal>>& turning_points() const { return turning_points_; }
  // Likewise: sums of several fields that are not settled yet.
  const std::optional<OpenSum>& open_sum() const { return open_sum_; }
  void forget_turning_points() {
    ++question_;
    turning_points_.clear();
    open_sum_.reset();
  }

  // How much was computed since it was asked last: values, and pairs of numbers that they were made of.
  std::uint64_t work_since() { return std::exchange(work_, 0); }

  const Knowledge& knowledge() const { return knowledge_; }
  const FieldChoices& choices(model::FieldId field) const { return fields_[field]; }

 private:
  struct Cached {
    Possible value;
    std::uint64_t turn = 0;
  };
  struct TableRows {
    std::vector<std::uint32_t> rows;  // that may give the results
    States states = 0;                // known where some do
    bool certain = false;             // policy `unique`: all of them do, and no other
    bool stays_open = false;  // policy `first`: the first of them is certainly undecided, and all that follow are or fit
    std::vector<Possible> fits;
  };

  Possible compute(model::ExpressionId expression);
  std::uint64_t work_of(const model::Expression& expression) const;
  Possible field(model::FieldId field) const;
  Possible number(const model::Expression& expression);
  Possible quotient(const model::Expression& expression);
  Possible dates(const model::Expression& expression);
  Possible logic(const model::Expression& expression);
  Possible comparison(const model::Expression& expression);
  Possible order_of_numbers(model::ExpressionId left, model::ExpressionId right, model::Operation operation);
  Possible test(const model::Test& test, model::ExpressionId subject);
  Possible test_of_quotient(const model::Expression& quotient, const Interval& interval);
  const TableRows& rows_of(model::TableId table);
  std::optional<Possible> agreement(const model::Definition& definition, const std::vector<std::uint32_t>& rows);
  const model::Expression* quotient_of(model::ExpressionId expression) const;
  // Whether what was found in that turn still holds, which is now found in this one.
  bool is_current(const FieldSet& fields, std::uint64_t& turn) const;
  bool can_be_divided(model::FieldId field) const;
  // The answer to open_field() and the like, asked for again: values are made of values that others are made of too.
  struct Asked {
    std::uint64_t question = 0;  // 0: none
    std::uint64_t turn = 0;
    std::optional<model::FieldId> field;
  };
  template <class Find>
  std::optional<model::FieldId> asked_once(std::vector<Asked>& asked, std::size_t place, const Find& find);
  std::optional<model::FieldId> find_open_field(model::ExpressionId expression);
  std::optional<model::FieldId> find_open_field_of(model::DefinitionId definition);
  std::optional<model::FieldId> find_open_field_of_table(model::TableId table);
  std::optional<model::FieldId> open_field_of_test(const model::Test& test, model::ExpressionId subject);
  // Asked of a sum: whether it is less than, equal to or greater than 0.
  void note_turning_point(const LinearSum& sum);
  void note_open_sum(const LinearSum& sum);
  void narrow(Possible& value, const LinearSum& sum) const;
  void note_change(model::FieldId field);
  void touch(const LinearSum& sum);
  void note_turning_points(const model::Expression& condition);
  void note_turning_points(model::ExpressionId subject, const std::vector<Interval>& intervals);
  const model::Expression& at(model::ExpressionId id) const { return knowledge_.rules.expressions[id]; }

  const Knowledge& knowledge_;
  const std::vector<FieldChoices>& fields_;
  std::vector<FieldRange> ranges_;
  std::vector<std::uint64_t> field_turns_;
  std::uint64_t turn_ = 1;
  std::array<model::FieldId, 16> last_changes_{};  // by turn: the field that changed
  std::uint64_t question_ = 1;
  std::uint64_t work_ = 0;
  int depth_ = 0;
  std::vector<std::unique_ptr<Cached>> expressions_;  // of those asked for
  std::vector<Cached> definitions_;
  std::vector<std::pair<TableRows, std::uint64_t>> tables_;
  std::vector<Asked> asked_expressions_, asked_definitions_, asked_tables_;  // by id
  std::vector<std::pair<model::FieldId, Decimal>> turning_points_;
  std::optional<OpenSum> open_sum_;
  std::vector<SumRange> assumed_;
  std::vector<FieldSet> expression_fields_;
  std::vector<bool> loses_terms_;  // by expression: its sum leaves out what it takes 0 times
  std::vector<FieldSet> table_fields_;
};

}  // namespace fenji::prove
