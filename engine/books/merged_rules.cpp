#include "engine/books/merged_rules.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string>

#include "engine/columns/cell_text.hpp"

namespace fenji::books {
namespace {

using model::none;

std::set<std::string> headers_of(const model::Field& field) {
  std::set<std::string> headers{columns::header_text(field.name)};
  for (const std::string& other : field.other_headers) headers.insert(columns::header_text(other));
  return headers;
}

bool equal(const model::Value& left, const model::Value& right) {
  return left.state == right.state && left.yes == right.yes && left.number == right.number && left.day == right.day &&
         left.label == right.label && left.text == right.text;
}

bool equal(const std::optional<model::Bound>& left, const std::optional<model::Bound>& right) {
  if (!left || !right) return !left && !right;
  return left->value == right->value && left->closed == right->closed;
}

bool equal(const std::optional<model::Interval>& left, const std::optional<model::Interval>& right) {
  if (!left || !right) return !left && !right;
  return equal(left->lower, right->lower) && equal(left->upper, right->upper);
}

bool read_alike(const model::Field& left, const model::Field& right) {
  model::Type type = right.type;
  type.labels = left.type.labels;
  if (!(left.type == type) || left.percent_cells != right.percent_cells) return false;
  if (!(left.bare_number_means == right.bare_number_means) || left.blank_means.has_value() != right.blank_means.has_value()) {
    return false;
  }
  if (!left.blank_means) return true;
  return left.type.kind != model::Kind::label && equal(*left.blank_means, *right.blank_means);
}

class Merger {
 public:
  Merger(const model::Rules& left, const model::Rules& right) : right_(right) {
    merged_.rules.language = left.language;
    merged_.rules.fields = left.fields;
    merged_.rules.label_sets = left.label_sets;
    merged_.rules.expressions = left.expressions;
    merged_.rules.tables = left.tables;
    merged_.rules.definitions = left.definitions;
    merged_.rules.parameters = left.parameters;
    merged_.left = left.applies;
    expressions_ = static_cast<std::uint32_t>(left.expressions.size());
    definitions_ = static_cast<std::uint32_t>(left.definitions.size());
    tables_ = static_cast<std::uint32_t>(left.tables.size());
    for (model::FieldId field = 0; field < left.fields.size(); ++field) merged_.of_left.push_back(field);
  }

  MergedRules merge() {
    sets_.resize(right_.label_sets.size());
    for (const model::Field& field : right_.fields) merged_.of_right.push_back(place(field));
    for (std::uint32_t set = 0; set < sets_.size(); ++set) {
      if (!sets_[set]) sets_[set] = add_set(right_.label_sets[set]);
    }
    // The fields that stand apart name their own sets, whose numbers are known only now.
    for (std::size_t i = 0; i < right_.fields.size(); ++i) {
      model::Field& field = merged_.rules.fields[merged_.of_right[i]];
      if (merged_.of_right[i] < merged_.of_left.size() || field.type.kind != model::Kind::label) continue;
      field.type = type(right_.fields[i].type);
      if (field.blank_means) field.blank_means->label = code(right_.fields[i].type.labels, field.blank_means->label);
    }
    for (const model::Expression& expression : right_.expressions) merged_.rules.expressions.push_back(moved(expression));
    for (const model::Table& table : right_.tables) merged_.rules.tables.push_back(moved(table));
    for (const model::Definition& definition : right_.definitions) merged_.rules.definitions.push_back(moved(definition));
    for (model::Field& field : merged_.rules.fields) field.population = none;
    merged_.right = moved(right_.applies, expressions_);
    for (model::ExpressionId* condition : {&merged_.left, &merged_.right}) {
      if (*condition == none) *condition = add_always();
    }
    return std::move(merged_);
  }

 private:
  // Of a label set of the right: the one that it is in the merged rules, and which code each label has there.
  struct Set {
    std::uint32_t number = 0;
    std::vector<std::uint32_t> codes;
  };

  model::FieldId place(const model::Field& field) {
    const std::set<std::string> headers = headers_of(field);
    for (model::FieldId known = 0; known < merged_.of_left.size(); ++known) {
      model::Field& other = merged_.rules.fields[known];
      if (field.population != none || other.population != none) continue;
      const std::set<std::string> others = headers_of(other);
      const bool shared = std::any_of(headers.begin(), headers.end(), [&](const auto& each) { return others.contains(each); });
      if (!shared) continue;
      const bool contained = std::includes(headers.begin(), headers.end(), others.begin(), others.end()) ||
                             std::includes(others.begin(), others.end(), headers.begin(), headers.end());
      if (contained && read_alike(other, field) && unite_labels(other, field)) {
        if (!equal(other.bounds, field.bounds)) other.bounds.reset();
        return known;
      }
      merged_.doubtful = true;
    }
    merged_.rules.fields.push_back(field);
    return static_cast<model::FieldId>(merged_.rules.fields.size() - 1);
  }

  bool unite_labels(const model::Field& to, const model::Field& from) {
    if (from.type.kind != model::Kind::label) return true;
    const model::LabelSet& labels = right_.label_sets[from.type.labels];
    model::LabelSet& united = merged_.rules.label_sets[to.type.labels];
    std::optional<Set>& set = sets_[from.type.labels];
    if (set) return set->number == to.type.labels;
    if ((labels.ordered || united.ordered) && labels.labels != united.labels) return false;
    set = Set{to.type.labels, {}};
    for (const std::string& label : labels.labels) {
      const auto known = std::find(united.labels.begin(), united.labels.end(), label);
      set->codes.push_back(static_cast<std::uint32_t>(known - united.labels.begin()));
      if (known == united.labels.end()) united.labels.push_back(label);
    }
    return true;
  }

  Set add_set(const model::LabelSet& labels) {
    Set set{static_cast<std::uint32_t>(merged_.rules.label_sets.size()), {}};
    for (std::uint32_t code = 0; code < labels.labels.size(); ++code) set.codes.push_back(code);
    merged_.rules.label_sets.push_back(labels);
    return set;
  }

  static std::uint32_t moved(std::uint32_t id, std::uint32_t by) { return id == none ? none : id + by; }

  std::uint32_t code(std::uint32_t set, std::uint32_t label) const {
    const std::vector<std::uint32_t>& codes = sets_[set]->codes;
    return label < codes.size() ? codes[label] : label;
  }

  model::Type type(model::Type type) const {
    if (type.kind == model::Kind::label) type.labels = sets_[type.labels]->number;
    return type;
  }

  model::Test moved(model::Test test, model::ExpressionId subject) const {
    for (model::ExpressionId& condition : test.conditions) condition += expressions_;
    if (subject == none || right_.expressions[subject].type.kind != model::Kind::label) return test;
    for (std::uint32_t& label : test.labels) label = code(right_.expressions[subject].type.labels, label);
    return test;
  }

  model::Expression moved(model::Expression expression) const {
    if (expression.operation == model::Operation::field) expression.reference = merged_.of_right[expression.reference];
    if (expression.operation == model::Operation::definition) expression.reference += definitions_;
    if (expression.operation == model::Operation::within) {
      expression.test = moved(*expression.test, expression.operands[0]);
    }
    if (expression.type.kind == model::Kind::label) {
      expression.constant.label = code(expression.type.labels, expression.constant.label);
      expression.type = type(expression.type);
    }
    for (model::ExpressionId& operand : expression.operands) operand += expressions_;
    return expression;
  }

  model::Table moved(model::Table table) const {
    for (model::Row& row : table.rows) {
      for (std::size_t i = 0; i < row.tests.size(); ++i) {
        row.tests[i] = moved(std::move(row.tests[i]), table.subjects.empty() ? none : table.subjects[i].expression);
      }
      for (model::ExpressionId& result : row.results) result += expressions_;
    }
    for (model::Subject& subject : table.subjects) subject.expression = moved(subject.expression, expressions_);
    for (model::Type& result : table.result_types) result = type(result);
    return table;
  }

  model::Definition moved(model::Definition definition) const {
    definition.type = type(definition.type);
    definition.expression = moved(definition.expression, expressions_);
    definition.when = moved(definition.when, expressions_);
    definition.table = moved(definition.table, tables_);
    return definition;
  }

  model::ExpressionId add_always() {
    model::Expression always;
    always.type.kind = model::Kind::yes_no;
    always.constant.state = model::State::known;
    always.constant.yes = true;
    merged_.rules.expressions.push_back(std::move(always));
    return static_cast<model::ExpressionId>(merged_.rules.expressions.size() - 1);
  }

  const model::Rules& right_;
  MergedRules merged_;
  std::uint32_t expressions_ = 0, definitions_ = 0, tables_ = 0;
  std::vector<std::optional<Set>> sets_;  // by label set of the right
};

}  // namespace

MergedRules merged_rules(const model::Rules& left, const model::Rules& right) { return Merger(left, right).merge(); }

}  // namespace fenji::books
