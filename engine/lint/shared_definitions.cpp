#include "engine/lint/shared_definitions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <unordered_map>

namespace fenji::lint {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Operation;
using model::Rules;

class Classifier {
 public:
  explicit Classifier(const Rules& rules) : rules_(rules), tables_(rules.tables.size(), model::none) {
    classes_.expressions.assign(rules.expressions.size(), model::none);
    for (const model::Definition& definition : rules.definitions) classes_.definitions.push_back(definition_class(definition));
    for (ExpressionId id = 0; id < rules.expressions.size(); ++id) of(id);
  }

  Classes take() { return std::move(classes_); }

 private:
  std::uint32_t intern(const std::string& key) {
    return interned_.emplace(key, static_cast<std::uint32_t>(interned_.size())).first->second;
  }

  std::uint32_t definition_class(const model::Definition& definition) {
    const std::uint32_t when = definition.when == model::none ? model::none : of(definition.when);
    const std::uint32_t body = definition.expression != model::none ? of(definition.expression) : table_class(definition.table);
    return intern(fmt::format("D{}:{}:{}:{}:{}", when, definition.expression != model::none, body, definition.result_column,
                              type_key(definition.type)));
  }

  std::uint32_t table_class(model::TableId id) {
    if (tables_[id] != model::none) return tables_[id];
    const model::Table& table = rules_.tables[id];
    std::string key = fmt::format("T{}(", static_cast<int>(table.policy));
    for (const model::Subject& subject : table.subjects) key += fmt::format("{},", of(subject.expression));
    for (const model::Type& type : table.result_types) key += type_key(type) + ";";
    for (const model::Row& row : table.rows) {
      key += row.otherwise ? "\n*" : "\n";
      for (const model::Test& test : row.tests) key += test_key(test) + "|";
      for (const ExpressionId result : row.results) key += fmt::format(">{}", of(result));
    }
    return tables_[id] = intern(key);
  }

  // Operands stand before what is made of them, so this goes no deeper than one step at a time in rules as check makes them.
  std::uint32_t of(ExpressionId id) {
    if (classes_.expressions[id] != model::none) return classes_.expressions[id];
    const Expression& expression = rules_.expressions[id];
    std::string key =
        fmt::format("E{}:{}:{}(", static_cast<int>(expression.operation), expression.digits, type_key(expression.type));
    for (const ExpressionId operand : expression.operands) key += fmt::format("{},", of(operand));
    key += ")" + test_key(*expression.test);
    if (expression.operation == Operation::field) key += fmt::format("f{}", expression.reference);
    if (expression.operation == Operation::definition) key += fmt::format("d{}", classes_.definitions[expression.reference]);
    if (expression.operation == Operation::constant) {
      const model::Value& value = expression.constant;
      key += fmt::format("{}:{}:{}:{}:{}:{}:{}", static_cast<int>(value.state), value.yes, to_text(normalized(value.number)),
                         to_text(normalized(value.denominator)), value.day, value.label, value.text);
    }
    return classes_.expressions[id] = intern(key);
  }

  static std::string type_key(const model::Type& type) {
    return fmt::format("{}{}{}{}{}{}{}", static_cast<int>(type.kind), to_text(type.unit), type.percent ? "%" : "",
                       type.whole ? "w" : "", type.quotient ? "q" : "", type.scale,
                       type.kind == model::Kind::label ? fmt::format("L{}", type.labels) : "");
  }

  std::string test_key(const model::Test& test) {
    std::string key = test.any ? "-" : "";
    for (const model::Interval& interval : test.intervals) {
      for (const auto& bound : {interval.lower, interval.upper}) {
        key += bound ? fmt::format("{}{}", bound->closed ? "=" : "<", to_text(normalized(bound->value))) : std::string("~");
      }
    }
    for (const std::uint32_t label : test.labels) key += fmt::format("l{}", label);
    for (const ExpressionId condition : test.conditions) key += fmt::format("c{}", of(condition));
    return key;
  }

  const Rules& rules_;
  Classes classes_;
  std::vector<std::uint32_t> tables_;
  std::unordered_map<std::string, std::uint32_t> interned_;
};

}  // namespace

Classes classes_of(const Rules& rules) { return Classifier(rules).take(); }

}  // namespace fenji::lint
