// Stage: check. The blocks that define results, each as definitions of the model, and the layers of gates before them.
#pragma once

#include "engine/check/expressions.hpp"
#include "engine/check/scope.hpp"

namespace fenji::check {

// Call in an order in which each block comes after those it needs.
void check_definition(const grammar::DefinitionBlock& block, Scope& scope, Expressions& expressions);
void check_scorecard(const grammar::ScorecardBlock& block, Span place, Scope& scope, Expressions& expressions);
void check_table(const grammar::TableBlock& block, Span place, Scope& scope, Expressions& expressions);
void check_matrix(const grammar::MatrixBlock& block, Span place, Scope& scope, Expressions& expressions);
void check_classify(const grammar::ClassifyBlock& block, Span place, Scope& scope, Expressions& expressions);
void check_plan(const grammar::PlanBlock& block, Span place, Scope& scope, Expressions& expressions);

// What a cell of a plan says; a count that cannot be is reported.
model::Contacts contacts_of(const std::vector<grammar::ContactSyntax>& syntax, Scope& scope);

// Call after all definitions.
void check_portfolio(const grammar::PortfolioBlock& block, Span place, Scope& scope, Expressions& expressions);
void check_applies(const grammar::RuleFile& tree, Scope& scope, Expressions& expressions);
void check_gate(const grammar::EligibilityBlock& block, Span place, Scope& scope, Expressions& expressions);
void check_output(const grammar::RuleFile& tree, Scope& scope, Expressions& expressions);
void check_examples(const grammar::ExamplesBlock& block, Scope& scope, Expressions& expressions);

// Call last: the layer of each definition, and which fields are used. What sees the whole list must not decide who belongs to
// it.
void find_layers(Scope& scope);

}  // namespace fenji::check
