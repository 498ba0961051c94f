// Stage: prove. For each field that some expressions hang on, a few values that stand for all: one for every cell into which
// the limits, labels and texts asked for on the way cut it.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/prove/knowledge.hpp"

namespace fenji::prove {

struct FieldChoices {
  model::FieldId field = 0;
  std::vector<model::Value> values;
  bool exhaustive = true;  // any other value gives what one of these gives
  // Of a number or a date, by value but the blank one: what the value stands for.
  std::vector<Interval> spans = {};
};

// Whether the value of a text field stands for every text that the rules do not name.
bool stands_for_other_texts(const model::Value& value);

class Choices {
 public:
  explicit Choices(const Knowledge& knowledge) : knowledge_(knowledge) {}

  // What is to be told apart: the value of an expression …
  void value_matters(model::ExpressionId expression);
  void value_matters(const LinearSum& sum);
  // … or on which side of limits it lies.
  void limits_matter(const LinearSum& sum, const std::vector<Interval>& intervals);
  void truth_matters(model::ExpressionId condition);
  // … or which of some texts it is.
  void texts_matter(model::ExpressionId expression, const std::vector<std::string>& texts);

  // … or the value of all that the rules hold.
  void everything_matters();

  // The fields that all this hangs on.
  FieldSet asked_fields() const;
  // By field. `seeds` are numbers worth trying where not all values can be.
  std::vector<FieldChoices> fields(const std::vector<Decimal>& seeds) const;

 private:
  struct Asked {
    std::vector<Decimal> limits;
    std::set<std::string> texts;
    bool value = false;
    bool given = false;
  };

  bool through_function(const model::Expression& function, const LinearSum& sum, const std::vector<Interval>& intervals);
  void test_matters(const model::Test& test, model::ExpressionId subject);
  void table_matters(model::TableId table);
  void definition_matters(model::DefinitionId definition);
  void comparison_matters(const model::Expression& comparison);
  FieldChoices choices_of(model::FieldId field, const Asked& asked, const std::vector<Decimal>& seeds) const;
  FieldChoices numbers_of(model::FieldId field, const Asked& asked, const std::vector<Decimal>& seeds) const;
  const model::Expression& at(model::ExpressionId id) const { return knowledge_.rules.expressions[id]; }

  const Knowledge& knowledge_;
  std::map<model::FieldId, Asked> asked_;
  std::set<model::ExpressionId> seen_;
  std::set<model::TableId> seen_tables_;
  std::set<model::DefinitionId> seen_definitions_;
};

}  // namespace fenji::prove
