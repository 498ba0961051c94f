#include "engine/check/check.hpp"

#include <algorithm>

#include "engine/check/blocks.hpp"
#include "engine/check/declarations.hpp"
#include "engine/check/order.hpp"

namespace fenji::check {

namespace {

void check_block(const grammar::Block& block, Scope& scope, Expressions& expressions) {
  if (const auto* definition = std::get_if<grammar::DefinitionBlock>(&block.content))
    check_definition(*definition, scope, expressions);
  if (const auto* scorecard = std::get_if<grammar::ScorecardBlock>(&block.content)) {
    check_scorecard(*scorecard, block.span, scope, expressions);
  }
  if (const auto* table = std::get_if<grammar::TableBlock>(&block.content)) check_table(*table, block.span, scope, expressions);
  if (const auto* matrix = std::get_if<grammar::MatrixBlock>(&block.content)) {
    check_matrix(*matrix, block.span, scope, expressions);
  }
  if (const auto* classify = std::get_if<grammar::ClassifyBlock>(&block.content)) {
    check_classify(*classify, block.span, scope, expressions);
  }
  if (const auto* plan = std::get_if<grammar::PlanBlock>(&block.content)) check_plan(*plan, block.span, scope, expressions);
}

// Room for the expressions of formulas, so that they are not moved again and again as they become more; long tables have few
// for their length.
std::size_t expected_expressions(const grammar::RuleFile& tree) {
  constexpr std::size_t fewest_bytes_each = 6;
  constexpr std::size_t most = std::size_t{1} << 16;
  constexpr std::size_t long_text = std::size_t{1} << 16;
  std::size_t bytes = 0;
  for (const grammar::Block& block : tree.blocks) bytes += block.extent.end - block.extent.begin;
  return bytes < long_text ? 0 : std::min(bytes / fewest_bytes_each, most);
}

}  // namespace

CheckResult check(const grammar::RuleFile& tree, const std::vector<Setting>& settings, std::vector<Message>& problems,
                  std::optional<model::Day> as_of) {
  CheckResult result;
  Scope scope(tree.language, result.diagnostics);
  scope.rules.expressions.reserve(expected_expressions(tree));
  Expressions expressions(scope);
  check_header(tree, scope);
  declare_names(tree, scope);
  scope.declare_as_of(as_of);
  declare_parameters(tree, settings, scope, expressions, problems);
  declare_fields(tree, scope, expressions);
  for (const std::size_t block : definition_order(tree, scope)) check_block(tree.blocks[block], scope, expressions);
  check_applies(tree, scope, expressions);
  for (const grammar::Block& block : tree.blocks) {
    if (const auto* gate = std::get_if<grammar::EligibilityBlock>(&block.content))
      check_gate(*gate, block.span, scope, expressions);
  }
  for (const grammar::Block& block : tree.blocks) {
    if (const auto* portfolio = std::get_if<grammar::PortfolioBlock>(&block.content))
      check_portfolio(*portfolio, block.span, scope, expressions);
  }
  check_output(tree, scope, expressions);
  for (const grammar::Block& block : tree.blocks) {
    if (const auto* examples = std::get_if<grammar::ExamplesBlock>(&block.content))
      check_examples(*examples, scope, expressions);
  }
  if (scope.uses_as_of()) scope.as_of_parameter();
  find_layers(scope);
  std::stable_sort(result.diagnostics.begin(), result.diagnostics.end(),
                   [](const Diagnostic& left, const Diagnostic& right) { return left.span < right.span; });
  // Weights that do not add up to 100% are a fault of the policy, not of the rules as a program.
  const bool runnable = std::none_of(result.diagnostics.begin(), result.diagnostics.end(), [](const Diagnostic& diagnostic) {
    return diagnostic.severity == Severity::error && diagnostic.name != "weights";
  });
  if (runnable) result.rules = std::move(scope.rules);
  return result;
}

CheckResult check(const grammar::RuleFile& tree, std::optional<model::Day> as_of) {
  std::vector<Message> problems;
  return check(tree, {}, problems, as_of);
}

}  // namespace fenji::check
