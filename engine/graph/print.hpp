// Stage: graph. A graph for people to read. Both forms depend on what the rules mean alone: two rule files with one meaning
// print the same, whatever their keywords, their spans and the texts of plan cells.
#pragma once

#include <string>

#include "engine/graph/graph.hpp"

namespace fenji::graph {

// Layer by layer, a step a line: `%7 = subtract %5, 0.35 : percent scale 8 i64   # 毛利率差`. Constants stand where they are
// used.
std::string print_text(const Graph& graph, const model::Rules& rules);

// For Graphviz: fields are boxes, steps with a definition's name stand out, layers are clusters.
std::string print_dot(const Graph& graph, const model::Rules& rules);

}  // namespace fenji::graph
