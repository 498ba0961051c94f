#include "tests/generate/same_rules.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <optional>
#include <vector>

namespace fenji::generate {

namespace {

using model::Rules;

class Comparison {
 public:
  Comparison(const Rules& left, const Rules& right) : left_(left), right_(right) {}

  std::string difference() {
    texts();
    conditions();
    each("field", left_.fields, right_.fields, [this](const auto& a, const auto& b) { field(a, b); });
    each("parameter", left_.parameters, right_.parameters, [this](const auto& a, const auto& b) {
      // The name of the as-of date is a word of the language.
      if (!is_as_of(a, left_)) same("name", a.name, b.name);
      same("type", a.type, b.type);
      value(a.value, b.value);
    });
    label_sets();
    each("expression", left_.expressions, right_.expressions, [this](const auto& a, const auto& b) { expression(a, b); });
    each("table", left_.tables, right_.tables, [this](const auto& a, const auto& b) { table(a, b); });
    each("definition", left_.definitions, right_.definitions, [this](const auto& a, const auto& b) { definition(a, b); });
    each("scorecard", left_.scorecards, right_.scorecards, [this](const auto& a, const auto& b) { scorecard(a, b); });
    each("gate", left_.gates, right_.gates, [this](const auto& a, const auto& b) { gate(a, b); });
    each("plan", left_.plans, right_.plans, [this](const auto& a, const auto& b) { plan(a, b); });
    each("population", left_.populations, right_.populations, [this](const auto& a, const auto& b) { population(a, b); });
    each("portfolio", left_.portfolios, right_.portfolios, [this](const auto& a, const auto& b) { portfolio(a, b); });
    each("example", left_.examples, right_.examples, [this](const auto& a, const auto& b) { example(a, b); });
    each("output", left_.outputs, right_.outputs, [this](const auto& a, const auto& b) {
      same("name", a.name, b.name);
      same("field", a.field, b.field);
      same("definition", a.definition, b.definition);
      same("parameter", a.parameter, b.parameter);
    });
    return first_;
  }

 private:
  void report(std::string what) {
    if (first_.empty()) first_ = place_ + what;
  }

  template <class T>
  void same(std::string_view what, const T& a, const T& b) {
    if (!(a == b)) report(std::string(what));
  }

  template <class T, class Compare>
  void each(std::string_view what, const std::vector<T>& a, const std::vector<T>& b, Compare compare) {
    if (a.size() != b.size()) return report(fmt::format("{} {}s, {}", a.size(), what, b.size()));
    const std::string outside = place_;
    for (std::size_t i = 0; i < a.size(); ++i) {
      place_ = fmt::format("{}{} {}: ", outside, what, i);
      compare(a[i], b[i]);
    }
    place_ = outside;
  }

  void texts() {
    same("title", left_.title, right_.title);
    same("version", left_.version, right_.version);
    same("owner", left_.owner, right_.owner);
    same("approval", left_.approval, right_.approval);
    same("notes", left_.notes, right_.notes);
  }

  void conditions() {
    same("as of", left_.as_of, right_.as_of);
    same("applies", left_.applies, right_.applies);
    same("first day", left_.effective_from, right_.effective_from);
    same("last day", left_.effective_to, right_.effective_to);
  }

  // Contacts of a plan are words of the language; they are compared with the plan.
  bool is_of_plan(const model::LabelSet& set, const Rules& rules) const {
    for (const model::Plan& plan : rules.plans) {
      for (const model::Role& role : plan.roles) {
        if (set.name == plan.name + "/" + role.name) return true;
      }
    }
    return false;
  }

  static bool is_as_of(const model::Parameter& parameter, const Rules& rules) {
    return rules.as_of != model::none && &parameter == &rules.parameters[rules.as_of];
  }

  void label_sets() {
    each("label set", left_.label_sets, right_.label_sets, [this](const auto& a, const auto& b) {
      same("name", a.name, b.name);
      same("order", a.ordered, b.ordered);
      same("count", a.labels.size(), b.labels.size());
      if (!is_of_plan(a, left_)) same("labels", a.labels, b.labels);
    });
  }

  void number(std::string_view what, model::Decimal a, model::Decimal b) {
    if (a.mantissa != b.mantissa || a.scale != b.scale) report(std::string(what));
  }

  void value(const model::Value& a, const model::Value& b) {
    same("state", a.state, b.state);
    same("blank", a.blank, b.blank);
    same("yes", a.yes, b.yes);
    number("number", a.number, b.number);
    number("denominator", a.denominator, b.denominator);
    same("day", a.day, b.day);
    same("label", a.label, b.label);
    same("text", a.text, b.text);
  }

  void bound(const std::optional<model::Bound>& a, const std::optional<model::Bound>& b) {
    if (a.has_value() != b.has_value()) return report("bound");
    if (!a) return;
    number("bound", a->value, b->value);
    same("bound's side", a->closed, b->closed);
  }

  void interval(const model::Interval& a, const model::Interval& b) {
    bound(a.lower, b.lower);
    bound(a.upper, b.upper);
  }

  void test(const model::Test& a, const model::Test& b) {
    same("any", a.any, b.any);
    each("interval", a.intervals, b.intervals, [this](const auto& x, const auto& y) { interval(x, y); });
    same("labels", a.labels, b.labels);
    same("conditions", a.conditions, b.conditions);
  }

  void field(const model::Field& a, const model::Field& b) {
    // What is found from all records is named by its words: 合计(销售额).
    same("population", a.population, b.population);
    if (a.population == model::none) same("name", a.name, b.name);
    same("other headers", a.other_headers, b.other_headers);
    same("type", a.type, b.type);
    same("key", a.key, b.key);
    same("optional", a.optional, b.optional);
    same("fixed", a.fixed, b.fixed);
    same("blank", a.blank_means.has_value(), b.blank_means.has_value());
    if (a.blank_means && b.blank_means) value(*a.blank_means, *b.blank_means);
    same("bounds", a.bounds.has_value(), b.bounds.has_value());
    if (a.bounds && b.bounds) interval(*a.bounds, *b.bounds);
    same("percent cells", a.percent_cells, b.percent_cells);
    number("bare number", a.bare_number_means, b.bare_number_means);
    same("use", a.used, b.used);
  }

  void expression(const model::Expression& a, const model::Expression& b) {
    same("operation", a.operation, b.operation);
    same("type", a.type, b.type);
    same("operands", a.operands, b.operands);
    value(a.constant, b.constant);
    same("reference", a.reference, b.reference);
    same("digits", a.digits, b.digits);
    test(*a.test, *b.test);
  }

  // Not a criterion, nor a table that stands for 最差(甲, 乙) and is named by these words.
  bool is_named(const model::Table& table) const {
    const auto id = static_cast<std::size_t>(&table - left_.tables.data());
    return std::none_of(left_.definitions.begin(), left_.definitions.end(), [&](const model::Definition& definition) {
      return definition.table == id && !definition.author_named;
    });
  }

  void table(const model::Table& a, const model::Table& b) {
    same("form", a.form, b.form);
    same("policy", a.policy, b.policy);
    if (is_named(a)) same("name", a.name, b.name);
    each("subject", a.subjects, b.subjects,
         [this](const auto& x, const auto& y) { same("expression", x.expression, y.expression); });
    same("results", a.results.size(), b.results.size());
    if (is_named(a)) same("results", a.results, b.results);
    same("types", a.result_types, b.result_types);
    each("row", a.rows, b.rows, [this](const auto& x, const auto& y) {
      each("test", x.tests, y.tests, [this](const auto& one, const auto& other) { test(one, other); });
      same("otherwise", x.otherwise, y.otherwise);
      same("results", x.results, y.results);
    });
  }

  void definition(const model::Definition& a, const model::Definition& b) {
    same("author's name", a.author_named, b.author_named);
    if (a.author_named) same("name", a.name, b.name);
    same("type", a.type, b.type);
    same("expression", a.expression, b.expression);
    same("table", a.table, b.table);
    same("column", a.result_column, b.result_column);
    same("when", a.when, b.when);
    same("layer", a.layer, b.layer);
  }

  void scorecard(const model::Scorecard& a, const model::Scorecard& b) {
    same("name", a.name, b.name);
    same("total", a.total, b.total);
    each("criterion", a.criteria, b.criteria, [this](const auto& x, const auto& y) {
      same("points", x.points, y.points);
      number("weight", x.weight, y.weight);
    });
  }

  void gate(const model::Gate& a, const model::Gate& b) {
    same("mode", a.mode, b.mode);
    same("count", a.at_least, b.at_least);
    same("name", a.name, b.name);
    each("element", a.elements, b.elements, [this](const auto& x, const auto& y) {
      same("name", x.name, y.name);
      same("condition", x.condition, y.condition);
    });
  }

  void plan(const model::Plan& a, const model::Plan& b) {
    same("name", a.name, b.name);
    same("table", a.table, b.table);
    same("window", a.window_field, b.window_field);
    same("months", a.window_months, b.window_months);
    each("role", a.roles, b.roles, [this](const auto& x, const auto& y) {
      same("name", x.name, y.name);
      same("result", x.result, y.result);
      same("contacts", x.contacts, y.contacts);
    });
  }

  void population(const model::Population& a, const model::Population& b) {
    same("function", a.function, b.function);
    same("argument", a.argument, b.argument);
    same("condition", a.condition, b.condition);
    same("amount", a.amount, b.amount);
    same("groups", a.groups, b.groups);
    same("field", a.field, b.field);
    same("cells", a.cells, b.cells);
    same("level", a.level, b.level);
  }

  void portfolio(const model::Portfolio& a, const model::Portfolio& b) {
    same("name", a.name, b.name);
    same("groups", a.groups, b.groups);
    each("check", a.checks, b.checks, [this](const auto& x, const auto& y) {
      same("name", x.name, y.name);
      same("condition", x.holds, y.holds);
    });
  }

  void cell(const model::ExampleCell& a, const model::ExampleCell& b) {
    if (!a.status || !b.status) same("name", a.name, b.name);
    same("field", a.field, b.field);
    same("definition", a.definition, b.definition);
    same("status", a.status, b.status);
    same("absence", a.absent, b.absent);
    // A plan's cell is the row that it is like, and for messages its words, which are those of the language.
    const bool words = a.definition != model::none && !left_.definitions[a.definition].author_named;
    model::Value other = b.value;
    if (words) other.text = a.value.text;
    value(a.value, other);
  }

  void example(const model::Example& a, const model::Example& b) {
    each("input", a.inputs, b.inputs, [this](const auto& x, const auto& y) { cell(x, y); });
    each("expected", a.expected, b.expected, [this](const auto& x, const auto& y) { cell(x, y); });
  }

  const Rules& left_;
  const Rules& right_;
  std::string place_;
  std::string first_;
};

}  // namespace

std::string difference(const Rules& left, const Rules& right) { return Comparison(left, right).difference(); }

}  // namespace fenji::generate
