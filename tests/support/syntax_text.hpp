// For tests: a syntax tree as text. Expressions stand in brackets with their operator, `(a + (b * c))`, `(in x A [5..8))`.
#pragma once

#include <string>
#include <variant>
#include <vector>

#include "grammar/syntax.hpp"

namespace fenji::test {

std::string text_of(const grammar::Expression& expression);

inline std::string text_of(const grammar::NumberLiteral& number) {
  std::string text = number.digits;
  if (number.magnitude > 0) text += "e" + std::to_string(number.magnitude);
  if (number.percent) text += "%";
  return text + number.unit;
}

inline std::string text_of(const grammar::DateLiteral& date) {
  return std::to_string(date.year) + "-" + std::to_string(date.month) + "-" + std::to_string(date.day);
}

inline std::string text_of(const grammar::Item& item) {
  using Form = grammar::Item::Form;
  if (item.form == Form::value) return text_of(*item.value);
  if (item.form == Form::not_equal) return "!=" + text_of(*item.value);
  std::string text = item.lower_closed ? "[" : "(";
  if (item.lower) text += text_of(*item.lower);
  text += item.bracketed ? "," : "..";
  if (item.upper) text += text_of(*item.upper);
  return text + (item.upper_closed ? "]" : ")");
}

template <typename Range, typename Text>
std::string joined(const Range& range, const std::string& separator, Text text) {
  std::string all;
  bool first = true;
  for (const auto& element : range) {
    if (!first) all += separator;
    first = false;
    all += text(element);
  }
  return all;
}

inline std::string text_of(const std::vector<grammar::Item>& items) {
  return joined(items, " ", [](const grammar::Item& item) { return text_of(item); });
}

inline std::string text_of(const grammar::Expression& expression) {
  using grammar::ExpressionKind;
  const auto operand = [&](std::size_t i) { return text_of(*expression.operands.at(i)); };
  const auto operands = [&] { return joined(expression.operands, " ", [](const auto& each) { return text_of(*each); }); };
  const auto chain = [&] {
    std::string text = "(" + operand(0);
    for (std::size_t i = 1; i < expression.operands.size(); ++i) {
      text += std::string(" ") + expression.more->operators.at(i - 1) + " " + operand(i);
    }
    return text + ")";
  };
  switch (expression.kind) {
    case ExpressionKind::number:
      return text_of(expression.number());
    case ExpressionKind::date:
      return text_of(expression.more->date);
    case ExpressionKind::text:
      return "\"" + expression.text + "\"";
    case ExpressionKind::name:
      return expression.quoted ? "`" + expression.text + "`" : expression.text;
    case ExpressionKind::call:
      return expression.text + "(" + operands() +
             joined(expression.more->groups, "", [](const auto& group) { return " per " + text_of(*group); }) + ")";
    case ExpressionKind::negate:
      return "(-" + operand(0) + ")";
    case ExpressionKind::sum:
    case ExpressionKind::product:
      return chain();
    case ExpressionKind::compare: {
      const char sign = expression.more->operators.at(0);
      const std::string text = sign == '#' ? "!=" : sign == '{' ? "<=" : sign == '}' ? ">=" : std::string(1, sign);
      return "(" + operand(0) + " " + text + " " + operand(1) + ")";
    }
    case ExpressionKind::all:
      return "(and " + operands() + ")";
    case ExpressionKind::any:
      return "(or " + operands() + ")";
    case ExpressionKind::negation:
      return "(not " + operand(0) + ")";
    case ExpressionKind::within:
      return std::string(expression.negated ? "(not-in " : "(in ") + operand(0) + " " + text_of(expression.more->items) + ")";
    case ExpressionKind::given:
      return "(given " + operand(0) + ")";
    case ExpressionKind::missing:
      return "(missing " + operand(0) + ")";
  }
  return "?";
}

inline std::string text_of(const grammar::ExpressionPtr& expression) { return expression ? text_of(*expression) : "none"; }

inline std::string text_of(const grammar::ConditionCell& cell) {
  return cell.any ? "any" : cell.otherwise ? "otherwise" : text_of(cell.items);
}

inline std::string text_of(const grammar::ResultCell& cell) {
  return cell.expression ? text_of(*cell.expression) : "label " + cell.cell.text;
}

inline std::string text_of(const grammar::ContactSyntax& contact) {
  using grammar::spelling;
  std::string text;
  if (contact.period) {
    text = std::to_string(contact.minimum) + "-" + std::to_string(contact.maximum) + "/" + std::to_string(contact.periods) +
           " " + std::string(spelling(*contact.period, Language::english));
  }
  if (contact.action) text += " " + std::string(spelling(*contact.action, Language::english));
  return contact.other_action.empty() ? text : text + " '" + contact.other_action + "'";
}

inline std::string text_of(const grammar::Modifiers& modifiers) {
  return std::string(modifiers.first_match ? " first-match" : "") + (modifiers.when ? " when " + text_of(*modifiers.when) : "");
}

inline std::string text_of(const std::vector<grammar::Name>& names) {
  return joined(names, "; ", [](const grammar::Name& name) { return name.text; });
}

inline std::string text_of(const grammar::FieldSyntax& field) {
  std::string text = field.name.text + ": " + std::string(spelling(field.type, Language::english));
  if (!field.options.empty()) text += " " + text_of(field.options);
  if (!field.unit.empty()) text += " unit " + field.unit;
  if (field.percent_cells) text += " " + std::string(spelling(*field.percent_cells, Language::english));
  if (field.key) text += ", key";
  if (field.optional) text += ", optional";
  if (field.fixed) text += ", fixed";
  if (field.blank_means) text += ", blank " + text_of(*field.blank_means);
  if (!field.also.empty()) text += ", also " + text_of(field.also);
  if (!field.bounds.empty()) text += ", bounds " + text_of(field.bounds);
  return text;
}

// One line for each thing that a block says, `| … |` for a row.
struct BlockText {
  std::string operator()(const grammar::HeaderBlock& block) const {
    std::string text = "rules <" + block.title.text + ">\n";
    const auto line = [&](const char* name, const std::string& value) {
      if (!value.empty()) text += "  " + std::string(name) + " <" + value + ">\n";
    };
    line("version", block.version.text);
    line("owner", block.owner.text);
    line("approval", block.approval.text);
    line("notes", block.notes.text);
    line("extends", block.extends.text);
    line("applies", block.applies ? text_of(*block.applies) : "");
    line("from", block.effective_from ? text_of(*block.effective_from) : "");
    line("to", block.effective_to ? text_of(*block.effective_to) : "");
    return text;
  }
  std::string operator()(const grammar::ParametersBlock& block) const {
    std::string text = "parameters\n";
    for (const auto& parameter : block.parameters) text += "  " + parameter.name.text + " = " + text_of(parameter.value) + "\n";
    return text;
  }
  std::string operator()(const grammar::FieldsBlock& block) const {
    std::string text = "fields\n";
    for (const auto& field : block.fields) text += "  " + text_of(field) + "\n";
    return text;
  }
  std::string operator()(const grammar::ScaleBlock& block) const {
    return "scale " + block.name.text + ": " + text_of(block.labels) + "\n";
  }
  std::string operator()(const grammar::DefinitionBlock& block) const {
    return block.name.text + " = " + text_of(block.value) + "\n";
  }
  std::string operator()(const grammar::EligibilityBlock& block) const {
    using Mode = grammar::EligibilityBlock::Mode;
    std::string text = "eligibility " + block.name.text;
    text += block.mode == Mode::all ? " all" : block.mode == Mode::any ? " any" : " at least " + std::to_string(block.at_least);
    text += text_of(block.modifiers) + "\n";
    for (const auto& element : block.elements) text += "  " + element.name.text + ": " + text_of(element.condition) + "\n";
    return text;
  }
  std::string operator()(const grammar::ScorecardBlock& block) const {
    std::string text = "scorecard " + block.name.text + text_of(block.modifiers) + "\n  |";
    for (const auto& criterion : block.criteria) {
      text += " " + text_of(criterion.subject) + (criterion.has_weight ? " weight " + text_of(criterion.weight) : "") + " |";
    }
    text += "\n";
    for (const auto& row : block.rows) {
      text += "  | " + joined(row.conditions, " | ", [](const auto& cell) { return text_of(cell); }) + " | " +
              text_of(row.points) + " |\n";
    }
    return text;
  }
  std::string operator()(const grammar::TableBlock& block) const {
    std::string text = std::string(spelling(block.form, Language::english)) + " " + block.name.text + " on " +
                       joined(block.columns, " | ", [](const auto& column) { return text_of(column.subject); }) +
                       text_of(block.modifiers);
    if (!block.results.empty()) text += " => " + text_of(block.results);
    text += "\n";
    for (const auto& row : block.rows) {
      text += "  | " + joined(row.conditions, " | ", [](const auto& cell) { return text_of(cell); }) + " | " +
              joined(row.results, " | ", [](const auto& cell) { return text_of(cell); }) + " |\n";
    }
    return text;
  }
  std::string operator()(const grammar::MatrixBlock& block) const {
    std::string text = "matrix " + block.name.text + " on " + text_of(block.row_subject) + " and " +
                       text_of(block.column_subject) + text_of(block.modifiers) + "\n  | | " +
                       joined(block.columns, " | ", [](const auto& column) { return text_of(column.condition); }) + " |\n";
    for (const auto& row : block.rows) {
      text += "  | " + text_of(row.condition) + " | " +
              joined(row.results, " | ", [](const auto& cell) { return text_of(cell); }) + " |\n";
    }
    return text;
  }
  std::string operator()(const grammar::ClassifyBlock& block) const {
    std::string text = "classify " + block.name.text + text_of(block.modifiers) + "\n";
    for (const auto& line : block.classes) {
      text += "  " + line.label.text + ": " + (line.condition ? text_of(line.condition) : "otherwise") + "\n";
    }
    return text;
  }
  std::string operator()(const grammar::PlanBlock& block) const {
    std::string text = "plan " + block.name.text + " on " + text_of(block.subject) + text_of(block.modifiers) + ": " +
                       text_of(block.roles) + "\n";
    for (const auto& row : block.rows) {
      text += "  | " + row.label.text + " | " +
              joined(row.cells, " | ",
                     [](const auto& cell) {
                       return cell.empty() ? std::string("none")
                                           : joined(cell, ", ", [](const auto& contact) { return text_of(contact); });
                     }) +
              " |\n";
    }
    return text;
  }
  std::string operator()(const grammar::PortfolioBlock& block) const {
    std::string text = "portfolio " + block.name.text +
                       joined(block.groups, "", [](const auto& group) { return " per " + text_of(*group); }) + "\n";
    for (const auto& check : block.checks) text += "  " + check.name.text + ": " + text_of(check.condition) + "\n";
    return text;
  }
  std::string operator()(const grammar::ExamplesBlock& block) const {
    std::string text = "examples " + block.title.text + "\n  | ";
    text += joined(block.columns, " | ",
                   [](const auto& column) {
                     return std::string(column.expected ? "=> " : "") + column.name.text + (column.status ? " (status)" : "");
                   }) +
            " |\n";
    for (const auto& row : block.rows) {
      text += "  | " + joined(row.cells, " | ", [](const auto& cell) { return cell.cell.text; }) + " |\n";
    }
    return text;
  }
  std::string operator()(const grammar::OutputBlock& block) const { return "output " + text_of(block.names) + "\n"; }
};

inline std::string text_of(const grammar::RuleFile& tree) {
  return joined(tree.blocks, "", [](const grammar::Block& block) { return std::visit(BlockText{}, block.content); });
}

}  // namespace fenji::test
