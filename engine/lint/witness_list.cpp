#include "engine/lint/witness_list.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace fenji::lint {
namespace {

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

bool is_asked_for(model::FieldId field, const model::Rules& rules) {
  return std::any_of(rules.expressions.begin(), rules.expressions.end(), [&](const model::Expression& expression) {
    return expression.operation == model::Operation::field && expression.reference == field;
  });
}

}  // namespace

std::string witness_list(const Diagnostics& findings, const model::Rules& rules) {
  std::string list;
  std::vector<bool> counted;  // by column: the key
  for (model::FieldId id = 0; id < rules.fields.size(); ++id) {
    const model::Field& field = rules.fields[id];
    if (field.population != model::none) continue;
    list += (counted.empty() ? "" : ",") + csv_cell(field.name);
    const bool can_count = field.type.kind == model::Kind::text || (field.type.kind == model::Kind::number && field.type.whole);
    counted.push_back(field.key && can_count && !field.bounds && !is_asked_for(id, rules));
  }
  list += "\n";
  std::size_t number = 0;
  for (const Diagnostic& finding : findings) {
    if (finding.witness.size() != counted.size()) continue;
    ++number;
    for (std::size_t column = 0; column < counted.size(); ++column) {
      list += column == 0 ? "" : ",";
      list += counted[column] ? fmt::format("{}", number) : csv_cell(finding.witness[column].text);
    }
    list += "\n";
  }
  return list;
}

}  // namespace fenji::lint
