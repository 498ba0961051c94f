// Stage: check. What the blocks with rows have in common when they become tables of the model.
#pragma once

#include <optional>
#include <vector>

#include "engine/check/expressions.hpp"
#include "engine/check/scope.hpp"

namespace fenji::check {

// Adds the definition and lets the declared name stand for it.
model::DefinitionId add_definition(Scope& scope, model::Definition definition);
model::TableId add_table(Scope& scope, model::Table table);

// The result `column` of a table as a definition, not yet added.
model::Definition table_result(const model::Table& table, model::TableId id, std::uint32_t column, model::ExpressionId when,
                               Span span);

// 仅当 …; false, reported, where it is no condition.
bool check_when(const grammar::Modifiers& modifiers, Expressions& expressions, model::ExpressionId& when);

// What holds exactly where none of `tests` does; undecided where one of them is.
model::Test none_of(const std::vector<model::Test>& tests, const model::Subject& subject, Span span, Scope& scope,
                    Expressions& expressions);

}  // namespace fenji::check
