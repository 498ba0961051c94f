#include <fmt/format.h>

#include "engine/graph/print.hpp"
#include "engine/graph/step_text.hpp"

namespace fenji::graph {

namespace {

// As a quoted string of the DOT language.
std::string dot_string(std::string_view text) {
  std::string result = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') result += '\\';
    if (c == '\n') {
      result += "\\n";
    } else if (c != '\r') {
      result += c;
    }
  }
  return result + '"';
}

std::string node(const StepText& text, const Graph& graph, const model::Rules& rules, StepId id) {
  const Step& step = graph.steps[id];
  if (step.operation == Operation::field) {
    return fmt::format("    s{} [shape=box, label={}];\n", id, dot_string(rules.fields[step.reference].name));
  }
  std::string label;
  for (const std::string& name : text.names(id)) label += name + "\n";
  label += fmt::format("%{} = {}", id, text.operation(id));
  const char* const style = text.names(id).empty() ? "" : ", style=filled, fillcolor=lightgrey";
  return fmt::format("    s{} [shape=ellipse{}, label={}];\n", id, style, dot_string(label));
}

std::string edges(const StepText& text, const Graph& graph) {
  std::string result;
  for (StepId id = 0; id < graph.steps.size(); ++id) {
    for (const StepId operand : graph.steps[id].operands) {
      if (text.is_listed(operand)) result += fmt::format("  s{} -> s{};\n", operand, id);
    }
  }
  for (std::size_t gate = 0; gate < graph.gates.size(); ++gate) {
    const StepId passed = graph.gates[gate].passed;
    if (text.is_listed(passed)) result += fmt::format("  s{} -> gate{};\n", passed, gate);
  }
  return result;
}

}  // namespace

std::string print_dot(const Graph& graph, const model::Rules& rules) {
  const StepText text(graph, rules);
  std::string result = "digraph rules {\n  rankdir=LR;\n  node [fontname=\"sans-serif\"];\n";
  for (std::uint32_t layer = 0; layer < text.layers(); ++layer) {
    std::string nodes;
    for (StepId id = 0; id < graph.steps.size(); ++id) {
      if (graph.steps[id].layer == layer && text.is_listed(id)) nodes += node(text, graph, rules, id);
    }
    if (layer > 0 && layer <= graph.gates.size()) {
      nodes += fmt::format("    gate{} [shape=diamond, label={}];\n", layer - 1, dot_string(rules.gates[layer - 1].name));
    }
    if (nodes.empty()) continue;
    result +=
        fmt::format("  subgraph cluster_layer{} {{\n    label={};\n{}  }}\n", layer, dot_string(text.layer(layer)), nodes);
  }
  return result + edges(text, graph) + "}\n";
}

}  // namespace fenji::graph
