#include "engine/check/order.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "engine/check/messages.hpp"

namespace fenji::check {
namespace {

using grammar::Expression;

class Mentions {
 public:
  std::vector<const Expression*> names;

  void in(const grammar::ExpressionPtr& expression) {
    if (expression) in(*expression);
  }
  void in(const Expression& expression) {
    if (expression.kind == grammar::ExpressionKind::number) return;  // what long tables are made of
    if (expression.kind == grammar::ExpressionKind::name) names.push_back(&expression);
    for (const auto& operand : expression.operands) in(operand);
    for (const auto& group : expression.more->groups) in(group);
    in(expression.more->items);
  }
  void in(const std::vector<grammar::Item>& items) {
    for (const grammar::Item& item : items) {
      in(item.value);
      in(item.lower);
      in(item.upper);
    }
  }
  void in(const std::vector<grammar::ConditionCell>& cells) {
    for (const grammar::ConditionCell& cell : cells) in(cell.items);
  }
};

Mentions mentions_of(const grammar::Block& block) {
  Mentions found;
  if (const auto* definition = std::get_if<grammar::DefinitionBlock>(&block.content)) found.in(definition->value);
  if (const auto* scorecard = std::get_if<grammar::ScorecardBlock>(&block.content)) {
    found.in(scorecard->modifiers.when);
    for (const auto& criterion : scorecard->criteria) found.in(criterion.subject);
    for (const auto& row : scorecard->rows) {
      found.in(row.conditions);
      found.in(row.points.expression);
    }
  }
  if (const auto* table = std::get_if<grammar::TableBlock>(&block.content)) {
    found.in(table->modifiers.when);
    for (const auto& column : table->columns) found.in(column.subject);
    for (const auto& row : table->rows) {
      found.in(row.conditions);
      for (const auto& result : row.results) found.in(result.expression);
    }
  }
  if (const auto* matrix = std::get_if<grammar::MatrixBlock>(&block.content)) {
    found.in(matrix->modifiers.when);
    found.in(matrix->row_subject);
    found.in(matrix->column_subject);
    for (const auto& column : matrix->columns) found.in(column.condition.items);
    for (const auto& row : matrix->rows) {
      found.in(row.condition.items);
      for (const auto& result : row.results) found.in(result.expression);
    }
  }
  if (const auto* classify = std::get_if<grammar::ClassifyBlock>(&block.content)) {
    found.in(classify->modifiers.when);
    for (const auto& line : classify->classes) found.in(line.condition);
  }
  if (const auto* plan = std::get_if<grammar::PlanBlock>(&block.content)) {
    found.in(plan->modifiers.when);
    found.in(plan->subject);
  }
  return found;
}

std::vector<grammar::Name> defined_by(const grammar::Block& block) {
  if (const auto* definition = std::get_if<grammar::DefinitionBlock>(&block.content)) return {definition->name};
  if (const auto* scorecard = std::get_if<grammar::ScorecardBlock>(&block.content)) return {scorecard->name};
  if (const auto* plan = std::get_if<grammar::PlanBlock>(&block.content)) return {plan->name};
  if (const auto* matrix = std::get_if<grammar::MatrixBlock>(&block.content)) return {matrix->name};
  if (const auto* classify = std::get_if<grammar::ClassifyBlock>(&block.content)) return {classify->name};
  const auto* table = std::get_if<grammar::TableBlock>(&block.content);
  if (table == nullptr) return {};
  return table->results.empty() ? std::vector{table->name} : table->results;
}

struct Node {
  std::vector<grammar::Name> defines;
  std::vector<const Expression*> mentions;
  Span place;
  std::vector<std::size_t> needs;  // nodes
};

// The nodes in an order in which each comes after those it needs, without those on a circle, which is reported.
std::vector<std::size_t> ordered(std::vector<Node> nodes, Scope& scope) {
  std::unordered_map<std::string, std::size_t> definers;
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    for (const grammar::Name& name : nodes[i].defines) definers.emplace(name.text, i);
  }
  for (Node& node : nodes) {
    for (const Expression* name : node.mentions) {
      const auto found = definers.find(name->text);
      if (found != definers.end()) node.needs.push_back(found->second);
    }
  }
  // Depth-first with a stack of its own: chains of definitions may be as long as the file.
  enum class State : std::uint8_t { unseen, open, done };
  std::vector<State> state(nodes.size(), State::unseen);
  std::vector<bool> broken(nodes.size(), false);
  std::vector<std::size_t> order;
  struct Visit {
    std::size_t node;
    std::size_t next_need = 0;
  };
  for (std::size_t start = 0; start < nodes.size(); ++start) {
    if (state[start] != State::unseen) continue;
    std::vector<Visit> path{{start}};
    state[start] = State::open;
    while (!path.empty()) {
      Visit& visit = path.back();
      const Node& node = nodes[visit.node];
      if (visit.next_need == node.needs.size()) {
        state[visit.node] = State::done;
        if (!broken[visit.node]) order.push_back(visit.node);
        path.pop_back();
        continue;
      }
      const std::size_t need = node.needs[visit.next_need++];
      if (state[need] == State::unseen) {
        state[need] = State::open;
        path.push_back({need});
      } else if (state[need] == State::open) {
        const auto first = std::find_if(path.begin(), path.end(), [&](const Visit& open) { return open.node == need; });
        std::vector<std::string> names;
        for (auto at = first; at != path.end(); ++at) {
          names.push_back(nodes[at->node].defines.front().text);
          broken[at->node] = true;
        }
        names.push_back(nodes[need].defines.front().text);
        scope.error("cycle", nodes[need].place, messages::cycle(names));
      }
    }
  }
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (!broken[i]) continue;
    for (const grammar::Name& name : nodes[i].defines) scope.define_broken(name);
  }
  return order;
}

}  // namespace

std::vector<const Expression*> names_in(const Expression& expression) {
  Mentions found;
  found.in(expression);
  return found.names;
}

std::vector<std::size_t> definition_order(const grammar::RuleFile& tree, Scope& scope) {
  std::vector<Node> nodes;
  std::vector<std::size_t> blocks;
  for (std::size_t i = 0; i < tree.blocks.size(); ++i) {
    const grammar::Block& block = tree.blocks[i];
    std::vector<grammar::Name> defines = defined_by(block);
    if (defines.empty()) continue;
    nodes.push_back({std::move(defines), mentions_of(block).names, block.span, {}});
    blocks.push_back(i);
  }
  std::vector<std::size_t> order = ordered(std::move(nodes), scope);
  for (std::size_t& node : order) node = blocks[node];
  return order;
}

std::vector<const grammar::ParameterSyntax*> parameter_order(const grammar::RuleFile& tree, Scope& scope) {
  std::vector<Node> nodes;
  std::vector<const grammar::ParameterSyntax*> parameters;
  for (const grammar::Block& block : tree.blocks) {
    const auto* content = std::get_if<grammar::ParametersBlock>(&block.content);
    if (content == nullptr) continue;
    for (const grammar::ParameterSyntax& parameter : content->parameters) {
      nodes.push_back({{parameter.name}, names_in(*parameter.value), parameter.name.span, {}});
      parameters.push_back(&parameter);
    }
  }
  std::vector<const grammar::ParameterSyntax*> order;
  for (const std::size_t node : ordered(std::move(nodes), scope)) order.push_back(parameters[node]);
  return order;
}

}  // namespace fenji::check
