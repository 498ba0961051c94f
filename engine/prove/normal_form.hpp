// Stage: prove. What expressions are, however they are spelt. In come the rules; every expression gets an identity, equal for
// those that are equal in structure, and every number or date the sum that it is: Σ coefficient × quantity + constant.
// Definitions stand for what they say, so that a bands on 毛利率 - 35% and a column 毛利率 are seen to speak of one quantity.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::prove {

using Identity = std::uint32_t;

struct Term {
  Identity quantity = 0;  // whose own sum is 1 × itself
  model::Decimal coefficient;
};

struct LinearSum {
  std::vector<Term> terms;  // by ascending quantity; no coefficient is zero
  model::Decimal constant;

  bool is_constant() const { return terms.empty(); }
};

class NormalForms {
 public:
  // Keeps a reference to `rules`.
  explicit NormalForms(const model::Rules& rules);

  // Identities count from 0; an expression's is greater than those of all it is made of, through definitions and tables.
  std::size_t size() const { return representatives_.size(); }
  Identity identity(model::ExpressionId expression) const { return identities_[expression]; }
  // Of a number or a date, a date being its number of days; a quotient is a quantity of its own.
  const LinearSum& sum(model::ExpressionId expression) const { return sums_[expression]; }
  // An expression with this identity.
  model::ExpressionId expression(Identity identity) const { return representatives_[identity]; }

  // Nothing when they leave the exact decimals.
  static std::optional<LinearSum> scaled(const LinearSum& sum, model::Decimal factor);
  static std::optional<LinearSum> difference(const LinearSum& left, const LinearSum& right);

 private:
  void visit(model::ExpressionId expression);
  void visit(const model::Table& table);
  Identity intern(std::string key, model::ExpressionId expression);
  std::optional<LinearSum> sum_of(const model::Expression& expression) const;
  std::string expression_key(const model::Expression& expression) const;
  std::string test_key(const model::Test& test) const;

  const model::Rules& rules_;
  std::vector<Identity> identities_;
  std::vector<LinearSum> sums_;
  std::vector<model::ExpressionId> representatives_;
  std::unordered_map<std::string, Identity> interned_;
};

// The same text for sums that are equal.
std::string key_of(const LinearSum& sum);

}  // namespace fenji::prove
