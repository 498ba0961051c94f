// For tests: the model as text, without places and whatever the keyword language, so that equal meanings give equal texts.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::test {

class RulesText {
 public:
  explicit RulesText(const model::Rules& rules) : rules_(rules) {}

  std::string all() const {
    std::string text = rules_.title + " " + rules_.version + " by " + rules_.owner + "\n";
    if (rules_.effective_from) text += "from " + std::to_string(*rules_.effective_from) + "\n";
    if (rules_.effective_to) text += "to " + std::to_string(*rules_.effective_to) + "\n";
    for (const model::Parameter& parameter : rules_.parameters) {
      text +=
          "parameter " + parameter.name + ": " + type(parameter.type) + " = " + value(parameter.value, parameter.type) + "\n";
    }
    for (const model::Field& each : rules_.fields) text += field(each);
    if (rules_.applies != model::none) text += "applies " + expression(rules_.applies) + "\n";
    for (const model::Gate& each : rules_.gates) text += gate(each);
    for (const model::Definition& each : rules_.definitions) text += definition(each);
    for (const model::Scorecard& each : rules_.scorecards) text += scorecard(each);
    for (const model::Plan& each : rules_.plans) text += plan(each);
    for (const model::Example& each : rules_.examples) text += example(each);
    for (const model::OutputColumn& output : rules_.outputs) text += "output " + output.name + "\n";
    return text;
  }

  std::string type(const model::Type& type) const {
    switch (type.kind) {
      case model::Kind::yes_no:
        return "yes/no";
      case model::Kind::date:
        return "date";
      case model::Kind::text:
        return "text";
      case model::Kind::label:
        return labels(type.labels);
      case model::Kind::number:
        break;
    }
    std::string text = type.quotient ? "quotient" : type.percent ? "percent" : type.whole ? "whole" : "number";
    if (!type.unit.plain()) text += " " + model::to_text(type.unit);
    return type.quotient ? text : text + " ." + std::to_string(type.scale);
  }

  std::string labels(model::LabelSetId id) const {
    const model::LabelSet& set = rules_.label_sets[id];
    std::string text = set.ordered ? "{" : "[";
    for (const std::string& label : set.labels) text += (text.size() > 1 ? " " : "") + label;
    return text + (set.ordered ? "}" : "]");
  }

  std::string value(const model::Value& value, const model::Type& type) const {
    if (type.kind == model::Kind::text) return "'" + value.text + "'";
    const std::string text = model::to_text(value, type, rules_, Language::english);
    return type.kind == model::Kind::number && !type.unit.plain() ? text + model::to_text(type.unit) : text;
  }

  std::string expression(model::ExpressionId id) const {
    const model::Expression& node = rules_.expressions[id];
    switch (node.operation) {
      case model::Operation::constant:
        return value(node.constant, node.type);
      case model::Operation::field:
        return rules_.fields[node.reference].name;
      case model::Operation::definition:
        return rules_.definitions[node.reference].name;
      case model::Operation::within:
        return "(" + test(*node.test, node.operands[0]) + ")";
      case model::Operation::round:
        return "(round " + expression(node.operands[0]) + " " + std::to_string(node.digits) + ")";
      default:
        break;
    }
    static constexpr std::string_view names[] = {
        "",      "",     "",      "negate",  "+",    "-",           "*",          "/",    "min", "max",
        "round", "year", "later", "earlier", "days", "full months", "full years", "=",    "!=",  "<",
        "<=",    ">",    ">=",    "and",     "or",   "not",         "within",     "given"};
    std::string text = "(" + std::string(names[static_cast<std::size_t>(node.operation)]);
    for (const model::ExpressionId operand : node.operands) text += " " + expression(operand);
    return text + ")";
  }

  std::string test(const model::Test& test, model::ExpressionId subject) const {
    std::string text = expression(subject) + " in";
    if (test.any) text += " any";
    const model::Type& type = rules_.expressions[subject].type;
    for (const model::Interval& interval : test.intervals) text += " " + range(interval);
    for (const std::uint32_t label : test.labels) {
      text += type.kind == model::Kind::yes_no ? (label == 1 ? " yes" : " no") : " " + rules_.labels_of(type).labels[label];
    }
    for (const model::ExpressionId condition : test.conditions) text += " " + expression(condition);
    return text;
  }

  static std::string range(const model::Interval& interval) {
    std::string text = !interval.lower || interval.lower->closed ? "[" : "(";
    if (interval.lower) text += model::to_text(interval.lower->value);
    text += "..";
    if (interval.upper) text += model::to_text(interval.upper->value);
    return text + (!interval.upper || interval.upper->closed ? "]" : ")");
  }

  std::string field(const model::Field& field) const {
    std::string text = "field " + field.name + ": " + type(field.type);
    if (field.key) text += " key";
    if (field.optional) text += " optional";
    if (field.fixed) text += " fixed";
    if (field.blank_means) text += " blank " + value(*field.blank_means, field.type);
    if (field.bounds) text += " bounds " + range(*field.bounds);
    if (field.percent_cells == model::Field::PercentCells::points) text += " points";
    if (field.percent_cells == model::Field::PercentCells::fraction) text += " fraction";
    if (field.bare_number_means != model::Decimal{1, 0}) text += " times " + model::to_text(field.bare_number_means);
    for (const std::string& header : field.other_headers) text += " also " + header;
    return text + (field.used ? "" : " unused") + "\n";
  }

  std::string gate(const model::Gate& gate) const {
    std::string text = "gate " + gate.name +
                       (gate.mode == model::Gate::Mode::all ? " all" : " at least " + std::to_string(gate.at_least)) + "\n";
    for (const model::Element& element : gate.elements)
      text += "  " + element.name + ": " + expression(element.condition) + "\n";
    return text;
  }

  std::string definition(const model::Definition& definition) const {
    std::string text = "define " + definition.name + " layer " + std::to_string(definition.layer);
    if (definition.when != model::none) text += " when " + expression(definition.when);
    if (definition.expression != model::none)
      return text + ": " + type(definition.type) + " = " + expression(definition.expression) + "\n";
    const model::Table& table = rules_.tables[definition.table];
    // A plan's cells are its contacts, in the author's language.
    const bool plan = table.form == model::TableForm::plan;
    text += (plan ? "" : ": " + type(definition.type)) + " by " +
            (table.policy == model::HitPolicy::first ? "first row\n" : "row\n");
    for (const model::Row& row : table.rows) {
      text += "  ";
      for (std::size_t i = 0; i < row.tests.size(); ++i) {
        const bool subject = i < table.subjects.size();  // the rows of a classification are conditions alone
        text += (subject ? test(row.tests[i], table.subjects[i].expression) : expression(row.tests[i].conditions.at(0))) + "; ";
      }
      if (row.otherwise) text += "otherwise ";
      text += plan ? "\n" : "=> " + expression(row.results[definition.result_column]) + "\n";
    }
    return text;
  }

  std::string scorecard(const model::Scorecard& scorecard) const {
    std::string text = "scorecard " + scorecard.name;
    for (const model::Criterion& criterion : scorecard.criteria) {
      text += ", " + rules_.definitions[criterion.points].name + " * " + model::to_text(criterion.weight);
    }
    return text + "\n";
  }

  std::string plan(const model::Plan& plan) const {
    std::string text = "plan " + plan.name + "\n";
    for (const model::Role& role : plan.roles) {
      text += "  " + role.name + ":";
      for (const model::Contacts& contacts : role.contacts) text += " [" + model::to_text(contacts, Language::english) + "]";
      text += "\n";
    }
    return text;
  }

  std::string example(const model::Example& example) const {
    std::string text = "example";
    const auto add = [&](const model::ExampleCell& cell) {
      text += " " + cell.name;
      if (cell.absent) return;
      if (cell.name.find('/') != std::string::npos && !cell.value.text.empty()) {  // of a plan
        text += "=[" + cell.value.text + "]";
        return;
      }
      const model::Type* type = cell.field != model::none        ? &rules_.fields[cell.field].type
                                : cell.definition != model::none ? &rules_.definitions[cell.definition].type
                                                                 : nullptr;
      text += "=" + (type == nullptr ? "status " + std::to_string(cell.value.label) : value(cell.value, *type));
    };
    for (const model::ExampleCell& cell : example.inputs) add(cell);
    text += " =>";
    for (const model::ExampleCell& cell : example.expected) add(cell);
    return text + "\n";
  }

 private:
  const model::Rules& rules_;
};

}  // namespace fenji::test
