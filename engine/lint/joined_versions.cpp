#include "engine/lint/joined_versions.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

#include "engine/lint/shared_definitions.hpp"

namespace fenji::lint {
namespace {

using model::Expression;
using model::ExpressionId;
using model::Field;
using model::FieldId;
using model::Kind;
using model::LabelSetId;
using model::Operation;
using model::Rules;

constexpr std::size_t most_choices = 200;  // of elements, where some of them suffice

using CodeMap = std::vector<std::uint32_t>;

// What the parts of one version become.
struct Places {
  std::vector<FieldId> fields;
  std::vector<LabelSetId> sets;
  std::vector<CodeMap> codes;                                  // by label set of the version
  std::uint32_t expressions = 0, tables = 0, definitions = 0;  // are shifted by
};

bool same_bounds(const std::optional<model::Interval>& left, const std::optional<model::Interval>& right) {
  const auto same = [](const std::optional<model::Bound>& a, const std::optional<model::Bound>& b) {
    return a.has_value() == b.has_value() && (!a || (a->value == b->value && a->closed == b->closed));
  };
  const model::Interval a = left.value_or(model::Interval{});
  const model::Interval b = right.value_or(model::Interval{});
  return same(a.lower, b.lower) && same(a.upper, b.upper);
}

class Joiner {
 public:
  Joiner(const Rules& before, const Rules& after) : before_(before), after_(after) {}

  JoinedVersions run() {
    Rules& rules = joined_.rules;
    rules.language = after_.language;
    rules.title = after_.title;
    rules.examples = after_.examples;
    rules.parameters = after_.parameters;
    rules.effective_from = after_.effective_from;
    join_label_sets();
    join_fields();
    add(after_, new_places_);
    add(before_, old_places_);
    joined_.after = version(after_, new_places_);
    joined_.before = version(before_, old_places_);
    remap_examples();
    compare_outputs();
    share_definitions();
    return std::move(joined_);
  }

 private:
  const Field* counterpart(const Field& field) const {
    const auto found = std::find_if(before_.fields.begin(), before_.fields.end(), [&](const Field& other) {
      return other.name == field.name && other.population == model::none;
    });
    if (found == before_.fields.end()) return nullptr;
    const bool same =
        found->type.kind == field.type.kind && found->type.unit == field.type.unit && found->type.percent == field.type.percent;
    return same ? &*found : nullptr;
  }

  // Sets that fields share, or that are equal, become one.
  void join_label_sets() {
    const std::size_t count = after_.label_sets.size();
    std::vector<std::size_t> group(count + before_.label_sets.size());
    for (std::size_t i = 0; i < group.size(); ++i) group[i] = i;
    const auto link = [&](std::size_t a, std::size_t b) {
      const std::size_t from = group[b];
      const std::size_t to = group[a];
      for (std::size_t& each : group) {
        if (each == from) each = to;
      }
    };
    for (std::size_t a = 0; a < count; ++a) {
      for (std::size_t b = 0; b < before_.label_sets.size(); ++b) {
        if (after_.label_sets[a].labels == before_.label_sets[b].labels) link(a, count + b);
      }
    }
    for (const Field& field : after_.fields) {
      if (field.type.kind != Kind::label || field.population != model::none) continue;
      if (const Field* other = counterpart(field)) link(field.type.labels, count + other->type.labels);
    }
    std::map<std::size_t, LabelSetId> made;
    const auto place = [&](const Rules& rules, std::size_t offset, Places& places) {
      for (std::size_t id = 0; id < rules.label_sets.size(); ++id) {
        const model::LabelSet& set = rules.label_sets[id];
        const auto [known, added] = made.emplace(group[offset + id], static_cast<LabelSetId>(joined_.rules.label_sets.size()));
        if (added) joined_.rules.label_sets.push_back({set.name, {}, set.ordered});
        model::LabelSet& into = joined_.rules.label_sets[known->second];
        CodeMap codes;
        for (const std::string& label : set.labels) {
          auto found = std::find(into.labels.begin(), into.labels.end(), label);
          if (found == into.labels.end()) found = into.labels.insert(into.labels.end(), label);
          codes.push_back(static_cast<std::uint32_t>(found - into.labels.begin()));
        }
        if (set.ordered && !std::is_sorted(codes.begin(), codes.end())) joined_.doubtful = true;
        places.sets.push_back(known->second);
        places.codes.push_back(std::move(codes));
      }
    };
    place(after_, 0, new_places_);
    place(before_, count, old_places_);
  }

  void join_fields() {
    for (const Field& field : after_.fields) new_places_.fields.push_back(add_field(field, new_places_));
    for (const Field& field : before_.fields) {
      const auto found = std::find_if(after_.fields.begin(), after_.fields.end(),
                                      [&](const Field& other) { return other.name == field.name; });
      const bool shared = found != after_.fields.end() &&
                          (field.population == model::none ? counterpart(*found) == &field : found->population != model::none);
      if (shared) {
        const auto id = static_cast<FieldId>(found - after_.fields.begin());
        old_places_.fields.push_back(id);
        if (field.population == model::none) compare(field, *found, id);
        continue;
      }
      if (found != after_.fields.end() || field.population != model::none) joined_.doubtful = true;
      if (found != after_.fields.end()) {
        tell(found->span, {fmt::format("字段“{}”换了类型，同一格读出来不再一样", field.name),
                           fmt::format("field `{}` has another type, the same cell no longer reads the same", field.name)});
      }
      old_places_.fields.push_back(add_field(field, old_places_));
    }
  }

  FieldId add_field(Field field, const Places& places) {
    if (field.type.kind == Kind::label) {
      if (field.blank_means) field.blank_means->label = places.codes[field.type.labels][field.blank_means->label];
      field.type.labels = places.sets[field.type.labels];
    }
    field.population = model::none;
    joined_.rules.fields.push_back(std::move(field));
    return static_cast<FieldId>(joined_.rules.fields.size() - 1);
  }

  // A cell that one of them cannot read is told, and left out of the comparison.
  void compare(const Field& before, const Field& after, FieldId id) {
    if (!same_bounds(before.bounds, after.bounds)) {
      tell(after.span,
           {fmt::format("字段“{}”的取值范围变了：出界的格子，一版读得出，另一版是“数据有误”", after.name),
            fmt::format("the bounds of field `{}` differ: a cell outside them is read by one version and invalid in "
                        "the other",
                        after.name)});
      model::Interval both = after.bounds.value_or(model::Interval{});
      const model::Interval old = before.bounds.value_or(model::Interval{});
      const auto tighter = [](std::optional<model::Bound>& own, const std::optional<model::Bound>& other, bool lower) {
        if (!other) return;
        const bool narrower = !own || (lower ? other->value > own->value : other->value < own->value) ||
                              (other->value == own->value && !other->closed);
        if (narrower) own = other;
      };
      tighter(both.lower, old.lower, true);
      tighter(both.upper, old.upper, false);
      joined_.rules.fields[id].bounds = both;
    }
    const bool blank_differs = before.blank_means.has_value() != after.blank_means.has_value() ||
                               (before.blank_means && to_text(*before.blank_means, before.type, before_, before_.language) !=
                                                          to_text(*after.blank_means, after.type, after_, after_.language));
    if (blank_differs) {
      tell(after.span, {fmt::format("字段“{}”的空白，两版算法不同", after.name),
                        fmt::format("an empty cell of field `{}` means another thing in each version", after.name)});
    }
    if (before.percent_cells != after.percent_cells || !(before.bare_number_means == after.bare_number_means)) {
      tell(after.span, {fmt::format("字段“{}”里不带单位的数，两版读法不同", after.name),
                        fmt::format("a bare number in field `{}` reads differently in each version", after.name)});
    }
  }

  model::Type placed(model::Type type, const Places& places) const {
    if (type.kind == Kind::label) type.labels = places.sets[type.labels];
    return type;
  }

  model::Test placed(model::Test test, const model::Type* subject, const Places& places) const {
    if (subject != nullptr && subject->kind == Kind::label) {
      for (std::uint32_t& label : test.labels) label = places.codes[subject->labels][label];
    }
    for (ExpressionId& condition : test.conditions) condition += places.expressions;
    return test;
  }

  void add(const Rules& rules, Places& places) {
    Rules& all = joined_.rules;
    places.expressions = static_cast<std::uint32_t>(all.expressions.size());
    places.tables = static_cast<std::uint32_t>(all.tables.size());
    places.definitions = static_cast<std::uint32_t>(all.definitions.size());
    for (Expression expression : rules.expressions) {
      const bool is_label = expression.type.kind == Kind::label && expression.operation == Operation::constant;
      if (is_label) expression.constant.label = places.codes[expression.type.labels][expression.constant.label];
      const model::Type* subject = expression.operands.empty() ? nullptr : &rules.expressions[expression.operands[0]].type;
      if (expression.operation == Operation::within) expression.test = placed(*expression.test, subject, places);
      expression.type = placed(expression.type, places);
      for (ExpressionId& operand : expression.operands) operand += places.expressions;
      if (expression.operation == Operation::field) expression.reference = places.fields[expression.reference];
      if (expression.operation == Operation::definition) expression.reference += places.definitions;
      all.expressions.push_back(std::move(expression));
    }
    for (model::Table table : rules.tables) {
      for (model::Row& row : table.rows) {
        for (std::size_t column = 0; column < row.tests.size(); ++column) {
          const bool has_subject = column < table.subjects.size();
          const model::Type* subject = has_subject ? &rules.expressions[table.subjects[column].expression].type : nullptr;
          row.tests[column] = placed(std::move(row.tests[column]), subject, places);
        }
        for (ExpressionId& result : row.results) result += places.expressions;
      }
      for (model::Subject& subject : table.subjects) subject.expression += places.expressions;
      for (model::Type& type : table.result_types) type = placed(type, places);
      all.tables.push_back(std::move(table));
    }
    for (model::Definition definition : rules.definitions) {
      definition.type = placed(definition.type, places);
      if (definition.expression != model::none) definition.expression += places.expressions;
      if (definition.table != model::none) definition.table += places.tables;
      if (definition.when != model::none) definition.when += places.expressions;
      definition.layer = 0;
      all.definitions.push_back(std::move(definition));
    }
  }

  ExpressionId node(Operation operation, std::vector<ExpressionId> operands) {
    if (operands.size() == 1) return operands.front();
    Expression expression;
    expression.operation = operation;
    expression.type.kind = Kind::yes_no;
    expression.operands = std::move(operands);
    if (expression.operands.empty()) {
      expression.operation = Operation::constant;
      expression.constant.state = model::State::known;
      expression.constant.yes = operation == Operation::all;
    }
    joined_.rules.expressions.push_back(std::move(expression));
    return static_cast<ExpressionId>(joined_.rules.expressions.size() - 1);
  }

  ExpressionId gate(const model::Gate& gate, const Places& places) {
    std::vector<ExpressionId> elements;
    for (const model::Element& element : gate.elements) elements.push_back(element.condition + places.expressions);
    const std::size_t needed = gate.mode == model::Gate::Mode::all ? elements.size() : gate.at_least;
    if (needed >= elements.size()) return node(Operation::all, elements);
    if (needed <= 1) return node(Operation::any, elements);
    // Any choice of as many as are needed.
    std::vector<bool> chosen(elements.size(), false);
    std::fill(chosen.begin(), chosen.begin() + static_cast<std::ptrdiff_t>(needed), true);
    std::vector<ExpressionId> choices;
    do {
      std::vector<ExpressionId> all;
      for (std::size_t i = 0; i < elements.size(); ++i) {
        if (chosen[i]) all.push_back(elements[i]);
      }
      choices.push_back(node(Operation::all, std::move(all)));
    } while (choices.size() < most_choices && std::prev_permutation(chosen.begin(), chosen.end()));
    if (choices.size() == most_choices) joined_.doubtful = true;
    return node(Operation::any, std::move(choices));
  }

  Version version(const Rules& rules, const Places& places) {
    Version version;
    version.applies = rules.applies != model::none ? rules.applies + places.expressions : node(Operation::all, {});
    std::vector<ExpressionId> layers{version.applies};
    for (const model::Gate& each : rules.gates) layers.push_back(gate(each, places));
    version.passed = node(Operation::all, layers);
    return version;
  }

  // Where both say the same, the newer one's definition serves both.
  void share_definitions() {
    const Classes classes = classes_of(joined_.rules);
    std::map<std::uint32_t, model::DefinitionId> firsts;
    std::vector<model::DefinitionId> serves;
    for (model::DefinitionId id = 0; id < classes.definitions.size(); ++id) {
      serves.push_back(firsts.emplace(classes.definitions[id], id).first->second);
    }
    for (Expression& expression : joined_.rules.expressions) {
      if (expression.operation == Operation::definition) expression.reference = serves[expression.reference];
    }
    for (ComparedOutput& output : joined_.outputs) {
      output.before = serves[output.before];
      output.after = serves[output.after];
    }
    const auto same = [&](ExpressionId left, ExpressionId right) {
      return classes.expressions[left] == classes.expressions[right];
    };
    if (same(joined_.before.applies, joined_.after.applies)) joined_.before.applies = joined_.after.applies;
    if (same(joined_.before.passed, joined_.after.passed)) joined_.before.passed = joined_.after.passed;
  }

  void remap_examples() {
    for (model::Example& example : joined_.rules.examples) {
      for (model::ExampleCell& cell : example.inputs) {
        if (cell.field == model::none || after_.fields[cell.field].type.kind != Kind::label) continue;
        const CodeMap& codes = new_places_.codes[after_.fields[cell.field].type.labels];
        if (cell.value.label < codes.size()) cell.value.label = codes[cell.value.label];
      }
    }
  }

  void compare_outputs() {
    const auto named = [](const Rules& rules, const std::string& name) -> const model::OutputColumn* {
      const auto found = std::find_if(rules.outputs.begin(), rules.outputs.end(),
                                      [&](const model::OutputColumn& column) { return column.name == name; });
      return found == rules.outputs.end() ? nullptr : &*found;
    };
    for (const model::OutputColumn& column : after_.outputs) {
      const model::OutputColumn* old = named(before_, column.name);
      if (old == nullptr) {
        const Span span = column.definition != model::none ? after_.definitions[column.definition].span : Span{};
        tell(span,
             {fmt::format("结果多了一列“{}”", column.name), fmt::format("the results have a new column `{}`", column.name)});
        continue;
      }
      if (column.definition == model::none || old->definition == model::none) {
        joined_.doubtful = joined_.doubtful || (column.definition == model::none) != (old->definition == model::none);
        continue;
      }
      const auto kind_of = [](const Rules& rules, const model::OutputColumn& output) {
        return rules.definitions[output.definition].type.kind;
      };
      if (kind_of(after_, column) != kind_of(before_, *old)) {
        tell(after_.definitions[column.definition].span,
             {fmt::format("“{}”换了类型", column.name), fmt::format("`{}` has another type", column.name)});
        continue;
      }
      joined_.outputs.push_back(
          {column.name, old->definition + old_places_.definitions, column.definition + new_places_.definitions});
    }
    for (const model::OutputColumn& column : before_.outputs) {
      if (named(after_, column.name) != nullptr) continue;
      tell({}, {fmt::format("结果少了一列“{}”", column.name), fmt::format("the results lack the column `{}`", column.name)});
    }
  }

  void tell(Span span, Message message) {
    Diagnostic difference;
    difference.name = "result-changed";
    difference.severity = Severity::warning;
    difference.span = span;
    difference.message = std::move(message);
    joined_.differences.push_back(std::move(difference));
  }

  const Rules& before_;
  const Rules& after_;
  JoinedVersions joined_;
  Places old_places_, new_places_;
};

}  // namespace

JoinedVersions join(const Rules& before, const Rules& after) { return Joiner(before, after).run(); }

}  // namespace fenji::lint
