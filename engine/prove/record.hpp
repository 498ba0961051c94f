// Stage: prove. What one imagined record gives: the values of expressions where some fields are known. It serves to find out
// whether a value can really occur; it explains nothing, and a field that is not chosen is undetermined.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::prove {

class Record {
 public:
  // Keeps a reference to `rules`. All fields are undetermined.
  explicit Record(const model::Rules& rules);

  // Any state but known makes what hangs on the field undetermined; `given` reads only `blank`.
  void choose(model::FieldId field, model::Value value);

  // Known, or without a value: undetermined, uncovered or not applicable.
  model::Value value(model::ExpressionId expression);

  model::Value definition(model::DefinitionId definition);

  // The row that gives the results of a table; none where no row does, where rows contradict each other and where it is
  // undetermined.
  std::uint32_t fitting_row(model::TableId table);
  // Whether this row certainly fits, or certainly does not.
  bool row_fits(model::TableId table, std::uint32_t row);
  bool row_misses(model::TableId table, std::uint32_t row);

  // Some value was beyond this evaluation: an operation it does not know, or a number outside the exact decimals. What has no
  // value may then have one.
  bool gave_up() const { return gave_up_; }

 private:
  enum class Fit : std::uint8_t { no, undetermined, yes };

  model::Value compute(model::ExpressionId expression);
  model::Value number(const model::Expression& expression);
  model::Value from_dates(const model::Expression& expression, const std::vector<model::Value>& operands);
  model::Value logic(const model::Expression& expression);
  model::Value comparison(const model::Expression& expression);
  std::uint32_t find_row(const model::Table& table);
  Fit fit(const model::Table& table, std::uint32_t row);
  Fit fit(const model::Test& test, model::ExpressionId subject);
  Fit truth(model::ExpressionId condition);
  bool equal_results(const model::Row& left, const model::Row& right);
  model::Value known(std::optional<model::Decimal> number);

  const model::Rules& rules_;
  std::vector<model::Value> fields_;
  // Of the record chosen last: what stands in it was computed since `turn_` began.
  std::vector<model::Value> definitions_;
  std::vector<std::uint64_t> definition_turns_;
  std::vector<std::uint32_t> rows_;
  std::vector<std::uint64_t> row_turns_;
  std::uint64_t turn_ = 1;
  int chain_ = 0;
  bool gave_up_ = false;
};

// -1, 0 or 1 as `left` is to `right`, both known and of one kind; nothing beyond the exact decimals.
std::optional<int> order_of(const model::Value& left, const model::Value& right, const model::Type& type);

}  // namespace fenji::prove
