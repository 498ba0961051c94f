// Stage: export. Steps become columns, one after the other. Of each step there is the value, NULL where it is not known (so
// that SQL's own logic of three values is that of the rules), and the words that say what it then hangs on (reasons.hpp).
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/export/reasons.hpp"
#include "engine/export/select_writer.hpp"

namespace fenji::sql {

// An exact quotient: numerator × 10^exponent / denominator; the denominator is positive. All NULL where it is not known.
struct FractionSql {
  Expression numerator, denominator;
  Width numerator_width = Width::narrow, denominator_width = Width::narrow;
  Digits numerator_digits = 0, denominator_digits = 0;
  int exponent = 0;
};

struct StepSql {
  Expression value;
  Why why;
  std::optional<FractionSql> fraction;
};

// How a table finds its row.
struct ChoiceSql {
  // Nothing can be open but all rows at once, where the one subject is unknown: results stand beside the tests.
  bool simple = false;
  std::vector<Expression> fits;  // by place in decision.rows
  // Else these are columns.
  Expression row;                      // of the table, the first that certainly fits; NULL where none does
  std::vector<Expression> open_words;  // bits by place, words of 62: undecided rows on which the result hangs
  std::vector<Expression> rivals;      // bits by place, words of 62: rows whose results must be those of `row`
  Expression is_open;                  // rows are undecided on which the result hangs …
  Why open;                            // … for these reasons
};

class Exporter {
 public:
  // `rules` are those that `graph` was lowered from; of their outputs the first `outputs` are results, the others are asked
  // for by numbers over the list.
  Exporter(const model::Rules& rules, const graph::Graph& graph, std::size_t outputs, const SourceSet& sources,
           const SqlOptions& options, const Spelling& spelling, bool compact, Diagnostics& problems);

  // `read`: gets the columns of the table.
  std::string text(std::vector<std::string>& read);
  std::size_t ctes() const { return writer_.ctes(); }

 private:
  using StepId = graph::StepId;
  using Step = graph::Step;

  // exporter.cpp
  std::string from() const;
  std::vector<Message> remarks() const;
  void make_blocks();
  Block block_of_definition(model::DefinitionId id) const;
  std::vector<std::string> comment_of(Span span) const;
  void make(StepId id);  // after all that it needs
  void make_step(StepId id);
  void keep_value(StepId id, const Expression& given);
  void keep_why(StepId id);
  const Step& step(StepId id) const { return graph_.steps[id]; }
  const std::string& block_name(StepId id) const { return blocks_[block_[id]].name; }
  bool known_always(StepId id) const { return possible_[id].none(); }
  void cannot(const Span& span, const Message& what, const Message& advice);
  void cannot_hold(const Span& span);
  std::string in_chinese_or(const char* zh, const char* en) const { return chinese_ ? zh : en; }

  // values.cpp
  Expression value_of(StepId id);
  Expression constant(const Step& step, Width width) const;
  Expression arithmetic(StepId id);
  Expression checked_arithmetic(StepId id);
  Expression long_arithmetic(StepId id, Width width);
  Expression limited(StepId id, const Expression& number, Width width);
  Expression rounded(StepId id);
  Expression in_column(StepId id, const Expression& value);
  Expression applicable(const Expression& condition, const Expression& value) const;

  // dates.cpp
  Expression date_value(StepId id);
  Expression shifted_by_days(StepId id);
  Expression shifted_by_months(StepId id);
  Expression full_count(StepId id);
  Expression last_day(const Expression& year, const Expression& month) const;
  Expression march_year(const Expression& year, const Expression& month) const;
  Expression day_from_civil(const Expression& march_year, const Expression& month, const Expression& day) const;

  // values.cpp
  static constexpr int most_places = 38;  // of a power of ten that is written
  Width width(StepId id);
  Width width(const graph::Bounds& bounds, const Span& span);
  Expression number(StepId id, Width width);
  Expression label_rank(StepId id) const;
  bool is_coded(const model::Type& type) const;
  Expression label(const model::Type& type, std::uint32_t code) const;
  Expression noted(const model::Decimal& value, const model::Type& type, Width width) const;

  // long_arithmetic.cpp: what numbers that are texts ask for in place of an operator
  using InColumn = std::function<Expression(const Expression&)>;
  bool is_long(Width width) const { return width != Width::narrow && spelling_.writes_long_numbers(); }
  static bool is_column(const Expression& expression);
  Expression beside(model::Int128 value, Width width) const;
  Expression computed(const InColumn& column, const Expression& left, Width left_width, char sign, const Expression& right,
                      Width right_width, Width width) const;
  Expression cut_long(const InColumn& column, const Expression& number, int places, Width width) const;
  Expression rounded_long(const InColumn& column, const Expression& number, int places, Width width, Width to) const;
  Expression divided_long(const InColumn& column, const Expression& dividend, const Expression& divisor, Width width,
                          Width to) const;
  InColumn columns_of(StepId id);
  Expression narrow_count(StepId id, StepId operand);

  // whys.cpp
  Why of_operands(StepId id) const;
  Why of_reason(const Reason& reason) const;
  Why of_bit(const Bit& bit) const;
  Expression word(const Why& why, std::size_t index) const;
  Why cases(const std::vector<std::pair<Expression, Why>>& branches, const Why& otherwise) const;
  Expression is_set(const Why& why) const;
  Expression same_unknown(const Why& left, const Why& right) const;
  Why why_columns(const Block& block, const std::string& wanted, const Why& why);
  Why why_of(StepId id);
  Why undecided(StepId id) const;

  // fractions.cpp
  FractionSql quotient(StepId id);
  FractionSql fraction_of(StepId id);
  FractionSql fraction_in_columns(StepId id, const FractionSql& fraction);
  Expression compared(StepId id, const FractionSql& left, const std::string& sign, const FractionSql& right);
  Expression compared_with_limit(const FractionSql& fraction, const std::string& sign, const model::Decimal& limit,
                                 const Span& span);
  Expression rounded_quotient(StepId id);
  FractionSql limit_fraction(const model::Decimal& limit) const;
  Expression scaled(const Expression& number, Width from, Width to, model::Int128 factor) const;

  // conditions.cpp
  using Ranges = std::span<const graph::DigitRange>;  // ascending
  Expression compared_with_number(StepId subject, const std::string& sign, const model::Decimal& limit);
  Expression passes(StepId subject, const graph::Cut& cut, bool passed, const Span& span);
  Expression in_ranges(StepId subject, const std::vector<graph::Cut>& cuts, Ranges ranges, const Span& span);
  Expression among_codes(StepId subject, Ranges ranges, std::size_t count);
  Expression always(StepId subject) const;
  Expression digit_in(StepId operand, Ranges ranges, std::size_t count);
  Expression comparison(StepId id);
  Expression at_least(StepId id) const;
  Expression within(StepId id);

  // tables.cpp
  void choose(StepId id);
  bool is_simple(StepId id) const;
  Why open_rows(StepId id, const ChoiceSql& choice) const;
  Expression row_known(StepId id) const;
  void pick(StepId id);
  void pick_simply(StepId id, const ChoiceSql& choice);
  void pick_constants(StepId id, const ChoiceSql& choice);
  void pick_values(StepId id, const ChoiceSql& choice);
  Why why_unpicked(StepId id, const ChoiceSql& choice) const;
  Expression result(StepId pick, std::uint32_t row);
  std::vector<std::uint32_t> result_rows(const graph::Decision& decision) const;

  // fields.cpp
  void read_fields();
  void cannot_tell_apart(const model::Field& field, const std::string& first, const std::string& second);
  Expression read_number(const model::Field& field, const Expression& cell);
  Expression typed_value(model::FieldId id);
  void read_field(model::FieldId id, bool read);
  Expression given(const Step& step) const;
  CellStates cell_states(const model::Field& field) const;
  Expression option(const model::Field& field, const Expression& cell);

  // text_cells.cpp
  Expression folded(const Expression& cell, const std::vector<std::string>& forms) const;
  Expression text_value(model::FieldId id);
  Expression text_number(const model::Field& field, const Expression& cell);
  const Expression& plain_day(model::FieldId id);
  Expression text_day(const model::Field& field, const Expression& cell);
  Expression yes_no(const Expression& text) const;
  Expression text_yes_no(const model::Field& field, const Expression& cell) const;
  Expression typed_yes_no(const Expression& cell) const;

  // notes.cpp
  Expression shown_text(const Expression& value, const model::Type& type, Width width) const;
  Expression field_text(model::FieldId id);
  bool is_text(std::size_t output) const;
  Expression output_column(std::size_t output);
  Expression in_its_layer(const model::OutputColumn& output, const Expression& value) const;

  // populations.cpp
  void find_population(model::PopulationId id);
  Why why_of_state(const Why& why, model::FieldId field) const;
  Why unreadable_why(model::FieldId field) const;
  Why named_by_cells(const Why& asked);

  void find_layer();
  void find_status();
  Expression without_zeros_of_type(const Expression& number) const;
  const Expression& refused_number(model::FieldId field);
  Expression percentage_text(model::FieldId field, const Expression& number);
  Expression cell_text(model::FieldId field);
  Expression without_controls(model::FieldId field);
  Expression listed(const std::vector<std::pair<Expression, Expression>>& names) const;
  Expression note();
  Expression shown(const Expression& value, const model::Type& type, Width width) const;
  Expression shown_day_cell(model::FieldId field) const;
  Expression result_column(const model::OutputColumn& output);
  Language language() const { return chinese_ ? Language::chinese : Language::english; }

  const model::Rules& rules_;
  const graph::Graph& graph_;
  const SourceSet& sources_;
  const SqlOptions& options_;
  const Spelling& spelling_;
  Diagnostics& problems_;
  const bool chinese_;
  SelectWriter writer_;
  std::vector<model::OutputColumn> outputs_;

  std::vector<CellStates> cells_;   // by FieldId
  std::vector<Possible> possible_;  // by StepId
  std::unique_ptr<ReasonBits> bits_;
  std::vector<Block> blocks_;
  std::vector<std::size_t> block_;              // by StepId: in blocks_
  std::vector<std::string> names_;              // by StepId: in the rules; empty for most
  std::vector<bool> made_;                      // by StepId
  std::vector<std::uint32_t> uses_;             // by StepId
  std::vector<bool> named_twice_;               // by StepId: who uses it names it more than once
  std::vector<StepSql> steps_;                  // by StepId
  std::map<std::uint32_t, ChoiceSql> choices_;  // by Decision
  std::vector<std::string> read_;               // columns of the table
  std::vector<Expression> raw_;                 // by FieldId: the cell
  std::vector<Expression> reads_;               // by FieldId: the number before its limits are asked
  std::vector<Expression> plain_days_;          // by FieldId: a day as 2026-03-01, that may not exist; of typed columns
  std::vector<Expression> refused_;  // by FieldId: the digits of a number that cannot be read, once they are asked for
  std::vector<StepSql> fields_;      // by FieldId
  Block list_block_, field_block_, status_block_, note_block_;
  std::vector<std::pair<std::uint32_t, StepId>> stops_;  // layers that a record may not pass, and their conditions
  Expression layer_, status_;
  Why asked_;  // what the status hangs on
};

}  // namespace fenji::sql
