// Stage: explain. Expressions as their author would write them: names, operators and words in the language of the file, no
// bracket that is not needed; and the same with the numbers of one record put in.
#pragma once

#include <string>

#include "engine/execute/plain.hpp"
#include "engine/explain/quotes.hpp"
#include "engine/model/rules.hpp"

namespace fenji::explain {

class ExpressionWords {
 public:
  // Both must outlive it.
  ExpressionWords(const model::Rules& rules, const Quotes& quotes) : rules_(rules), quotes_(quotes) {}

  // 基础分 × (1 + 加成)
  std::string of(model::ExpressionId id) const;
  // 90 × (1 + 5%); what is not known is `?`
  std::string with_values(model::ExpressionId id, const execute::Evaluation& evaluation) const;
  // What the author wrote, to the letter.
  std::string condition(model::ExpressionId id) const;

 private:
  const model::Rules& rules_;
  const Quotes& quotes_;
};

// `id` without steps that only widen the scale of a number.
model::ExpressionId author_expression(model::ExpressionId id, const model::Rules& rules);

// Whether 且 or 或 is a comparison of labels that check took to pieces.
bool is_label_comparison(const model::Expression& expression, const model::Rules& rules);

}  // namespace fenji::explain
