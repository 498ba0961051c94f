#include <fmt/format.h>

#include "engine/graph/print.hpp"
#include "engine/graph/step_text.hpp"

namespace fenji::graph {

namespace {

std::string step_line(const StepText& text, StepId id) {
  std::string line = fmt::format("  %{} = {} : {}", id, text.operation(id), text.type(id));
  for (std::size_t i = 0; i < text.names(id).size(); ++i) line += (i == 0 ? "   # " : ", ") + text.names(id)[i];
  return line + "\n";
}

std::string output_lines(const StepText& text, const Graph& graph, const model::Rules& rules) {
  std::string result;
  for (const model::OutputColumn& column : rules.outputs) {
    std::string value;
    if (column.definition != model::none) {
      value = text.operand(graph.definitions[column.definition]);
    } else if (column.field != model::none) {
      value = "field " + rules.fields[column.field].name;
    } else {
      const model::Parameter& parameter = rules.parameters[column.parameter];
      value = "parameter " + model::to_text(parameter.value, parameter.type, rules, Language::english);
    }
    result += fmt::format("  output {} = {}\n", column.name, value);
  }
  return result;
}

std::string plan_lines(const StepText& text, const Graph& graph, const model::Rules& rules) {
  std::string result;
  for (std::size_t index = 0; index < rules.plans.size(); ++index) {
    const model::Plan& plan = rules.plans[index];
    if (plan.roles.empty()) continue;
    result += fmt::format("  plan {} by {}\n", plan.name, text.operand(graph.definitions[graph.plans[index]]));
    for (const model::Role& role : plan.roles) {
      result += fmt::format("    {}:", role.name);
      for (std::size_t row = 0; row < role.contacts.size(); ++row) {
        result += fmt::format("{} {} {}", row == 0 ? "" : ",", row, plain_contacts(role.contacts[row]));
      }
      result += '\n';
    }
  }
  return result;
}

}  // namespace

std::string print_text(const Graph& graph, const model::Rules& rules) {
  const StepText text(graph, rules);
  std::string result;
  for (std::uint32_t layer = 0; layer < text.layers(); ++layer) {
    if (layer == 0 && graph.applies == no_step) continue;
    if (!result.empty()) result += '\n';
    result += fmt::format("layer {} {}\n", layer, text.layer(layer));
    for (StepId id = 0; id < graph.steps.size(); ++id) {
      if (graph.steps[id].layer == layer && text.is_listed(id)) result += step_line(text, id);
    }
    if (layer == 0) {
      result += fmt::format("  applies {}\n", text.operand(graph.applies));
    } else if (layer <= graph.gates.size()) {
      result += fmt::format("  {}\n", text.gate(layer - 1));
    } else {
      result += output_lines(text, graph, rules) + plan_lines(text, graph, rules);
    }
  }
  return result;
}

}  // namespace fenji::graph
