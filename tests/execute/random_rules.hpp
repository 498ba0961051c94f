// Random models and records for the test that both evaluators agree: every operation, both hit policies, unknown inputs, limits
// met to the digit, numbers near overflow, quotients, `when`, gates, plans. The same seed makes the same case.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "engine/execute/plain.hpp"
#include "tests/execute/random_values.hpp"
#include "tests/support/model_builder.hpp"

namespace fenji::test {

class RandomRules : private RandomValues {
 public:
  using Id = model::ExpressionId;
  using Operation = model::Operation;

  explicit RandomRules(std::uint64_t seed) : RandomValues(seed) {
    make_fields();
    make_constants();
    const int definitions = 3 + below(14);
    for (int i = 0; i < definitions; ++i) {
      for (int extra = below(6); extra > 0; --extra) grow();
      if (chance(45)) {
        make_table();
      } else {
        make_definition();
      }
    }
    make_plans();
    make_layers();
  }

  const model::Rules& rules() const { return build_.rules; }

  execute::Record record() {
    execute::Record record;
    const int unknown_percent = below(4) * 15;
    for (const model::Field& field : rules().fields) record.fields.push_back(cell(field, rules(), unknown_percent));
    return record;
  }

 private:
  void make_fields() {
    for (int set = 0; set < 3; ++set) {
      std::vector<std::string> words;
      for (int label = 2 + below(3); label > 0; --label) words.push_back(std::string(1, static_cast<char>('A' + label)));
      sets_.push_back(build_.labels(words));
    }
    for (int i = 0; i < 5; ++i) {
      static constexpr int scales[] = {0, 0, 2, 6, 8};
      numbers_.push_back(build_.number_field("n" + std::to_string(i), scales[i]));
      model::Field& field = build_.rules.fields.back();
      if (chance(30)) {
        field.bounds = interval(model::Kind::number);
        const auto& [lower, upper] = *field.bounds;
        if (lower && upper && lower->value >= upper->value) field.bounds.reset();
      }
      if (chance(25)) field.blank_means = known_number({below(3) * model::power_of_ten(field.type.scale), field.type.scale});
    }
    for (int i = 0; i < 4; ++i) {
      const auto field = build_.yes_no_field("b" + std::to_string(i));
      conditions_.push_back(field);
      if (chance(30)) build_.rules.fields.back().blank_means = known(chance(50));
    }
    for (int i = 0; i < 4; ++i) {
      const model::LabelSetId set = one_of_all(sets_);
      labels_.push_back({build_.label_field("l" + std::to_string(i), set), set});
    }
    for (int i = 0; i < 2; ++i) dates_.push_back(build_.date_field("d" + std::to_string(i)));
    for (int i = 0; i < 2; ++i) texts_.push_back(build_.text_field("t" + std::to_string(i)));
    for (model::Field& field : build_.rules.fields) field.used = true;
  }

  void make_constants() {
    for (int i = 0; i < 6; ++i) numbers_.push_back(build_.number(limit()));
    if (chance(30)) numbers_.push_back(build_.number({model::int128_min + below(2), below(3)}));
    if (chance(50)) conditions_.push_back(build_.yes_no(chance(50)));
    dates_.push_back(build_.constant(known_of_day(day()), date_type()));
    texts_.push_back(build_.text("x"));
    for (const model::LabelSetId set : sets_) {
      const auto count = static_cast<int>(build_.rules.label_sets[set].labels.size());
      labels_.push_back({build_.label(set, static_cast<std::uint32_t>(below(count))), set});
    }
    if (chance(40)) {
      model::Value third = known_number({1 + below(3), below(3)});
      third.denominator = {chance(50) ? 3 : -7, below(2)};
      quotients_.push_back(build_.constant(third, quotient_type()));
    }
  }

  int scale_of(Id id) const { return build_.type_of(id).scale; }
  // Numbers with at most `scale` places.
  Id number_within(int scale) {
    for (int tries = 0; tries < 8; ++tries) {
      const Id id = one_of_all(numbers_);
      if (scale_of(id) <= scale) return id;
    }
    return build_.number({below(5), 0});
  }

  Id new_number() {
    switch (below(11)) {
      case 0:
        return build_.negate(one_of_all(numbers_));
      case 1:
      case 2: {
        std::vector<Id> operands{one_of_all(numbers_), one_of_all(numbers_)};
        if (chance(40)) operands.push_back(one_of_all(numbers_));
        const Id id = build_.add(operands);
        return chance(10) ? build_.at_scale(scale_of(id) + below(19 - scale_of(id)), id) : id;
      }
      case 3:
        return build_.subtract(one_of_all(numbers_), one_of_all(numbers_));
      case 4:
      case 5: {
        std::vector<Id> operands{one_of_all(numbers_)};
        int scale = scale_of(operands[0]);
        for (int more = 1 + below(3); more > 0; --more) {
          operands.push_back(number_within(18 - scale));
          scale += scale_of(operands.back());
        }
        return build_.multiply(operands);
      }
      case 6: {
        // More places than a value may have, all of them zeros.
        const Id factor = one_of_all(numbers_);
        const Id whole = build_.number({(below(7) - 3) * model::power_of_ten(15), 15});
        return build_.at_scale(scale_of(factor), build_.multiply({factor, whole}));
      }
      case 7: {
        std::vector<Id> operands;
        for (int more = 1 + below(3); more > 0; --more) operands.push_back(one_of_all(numbers_));
        return chance(50) ? build_.minimum(operands) : build_.maximum(operands);
      }
      case 8:
        if (!quotients_.empty()) return build_.round(one_of_all(quotients_), below(7));
        [[fallthrough]];
      case 9:
        return build_.round(one_of_all(numbers_), below(9));
      default:
        switch (below(4)) {
          case 0:
            return build_.year(one_of_all(dates_));
          case 1:
            return build_.days_between(one_of_all(dates_), one_of_all(dates_));
          default:
            return build_.full_count(chance(50) ? Operation::full_months : Operation::full_years, one_of_all(dates_),
                                     one_of_all(dates_));
        }
    }
  }

  // Counts near the usual ones, and any that the numbers give: most of those leave the calendar.
  Id new_date() {
    static constexpr const char* units[] = {"日", "周", "月", "年"};
    const Id count = chance(70) ? build_.number({below(60) - 20, 0}) : build_.round(one_of_all(numbers_), 0);
    return build_.shifted(one_of_all(dates_), count, units[below(4)], chance(50));
  }

  Operation some_comparison() {
    static constexpr Operation comparisons[] = {Operation::equal,      Operation::not_equal, Operation::less,
                                                Operation::less_equal, Operation::greater,   Operation::greater_equal};
    return comparisons[below(6)];
  }

  model::Test test_of(Id subject) {
    model::Test test;
    const model::Type type = build_.type_of(subject);
    switch (type.kind) {
      case model::Kind::number:
      case model::Kind::date:
        for (int more = 1 + (chance(20) ? 1 : 0); more > 0; --more) test.intervals.push_back(interval(type.kind));
        break;
      case model::Kind::label:
      case model::Kind::yes_no: {
        const bool label = type.kind == model::Kind::label;
        const int count = label ? static_cast<int>(build_.rules.labels_of(type).labels.size()) : 2;
        for (int more = 1 + below(count); more > 0; --more) test.labels.push_back(static_cast<std::uint32_t>(below(count)));
        break;
      }
      case model::Kind::text:
        test.conditions.push_back(build_.equal(subject, one_of_all(texts_)));
        break;
    }
    if (chance(condition_percent_)) test.conditions.push_back(one_of_all(conditions_));
    if (chance(3)) test = chance(50) ? no_condition() : model::Test{};
    return test;
  }

  // A number, quotient, date, label or condition.
  Id some_subject() {
    switch (below(6)) {
      case 0:
      case 1:
        return one_of_all(numbers_);
      case 2:
        return quotients_.empty() ? one_of_all(numbers_) : one_of_all(quotients_);
      case 3:
        return one_of_all(dates_);
      case 4:
        return one_of_all(labels_).first;
      default:
        return one_of_all(conditions_);
    }
  }

  Id new_condition() {
    switch (below(11)) {
      case 0:
      case 1: {
        const auto side = [&] { return !quotients_.empty() && chance(30) ? one_of_all(quotients_) : one_of_all(numbers_); };
        const Id left = side();
        return build_.compare(some_comparison(), left, side());
      }
      case 2:
        return build_.compare(some_comparison(), one_of_all(dates_), one_of_all(dates_));
      case 3: {
        const auto& [left, set] = one_of_all(labels_);
        Id right = left;
        for (int tries = 0; tries < 5; ++tries) {
          const auto& [other, other_set] = one_of_all(labels_);
          if (other_set == set) right = other;
        }
        return build_.compare(some_comparison(), left, right);
      }
      case 4:
        return build_.compare(some_comparison(), one_of_all(texts_), one_of_all(texts_));
      case 5:
        return build_.compare(some_comparison(), one_of_all(conditions_), one_of_all(conditions_));
      case 6:
      case 7: {
        std::vector<Id> operands;
        for (int more = below(4); more >= 0; --more) operands.push_back(one_of_all(conditions_));
        return chance(50) ? build_.all(operands) : build_.any(operands);
      }
      case 8:
        return build_.negation(one_of_all(conditions_));
      case 9: {
        const auto field = static_cast<model::FieldId>(below(static_cast<int>(rules().fields.size())));
        return build_.given({field, field_expression(field)});
      }
      default: {
        const Id subject = some_subject();
        return build_.within(subject, test_of(subject));
      }
    }
  }

  Id field_expression(model::FieldId field) const {
    for (Id id = 0; id < rules().expressions.size(); ++id) {
      const model::Expression& expression = rules().expressions[id];
      if (expression.operation == Operation::field && expression.reference == field) return id;
    }
    return model::none;
  }

  void grow() {
    if (chance(15)) {
      quotients_.push_back(build_.divide(one_of_all(numbers_), one_of_all(numbers_)));
    } else if (chance(10)) {
      dates_.push_back(new_date());
    } else if (chance(50)) {
      numbers_.push_back(new_number());
    } else {
      conditions_.push_back(new_condition());
    }
  }

  Id some_when() { return chance(20) ? one_of_all(conditions_) : model::none; }

  void add_to_pool(Id id) {
    const model::Type type = build_.type_of(id);
    switch (type.kind) {
      case model::Kind::number:
        (type.quotient ? quotients_ : numbers_).push_back(id);
        break;
      case model::Kind::yes_no:
        conditions_.push_back(id);
        break;
      case model::Kind::date:
        dates_.push_back(id);
        break;
      case model::Kind::label:
        labels_.push_back({id, type.labels});
        break;
      case model::Kind::text:
        texts_.push_back(id);
        break;
    }
  }

  void make_definition() {
    const Id expression = chance(60) ? new_number() : some_subject();
    add_to_pool(build_.define(next_name(), expression, some_when()));
  }

  std::string next_name() { return "x" + std::to_string(rules().definitions.size()); }

  model::Type column_type() {
    switch (below(9)) {
      case 0:
        return yes_no_type();
      case 1:
        return date_type();
      case 2:
        return text_type();
      case 3:
      case 4:
        return label_type(one_of_all(sets_));
      case 5:
        if (!quotients_.empty()) return quotient_type();
        [[fallthrough]];
      default:
        return number_type(below(9));
    }
  }

  Id result_of(const model::Type& type) {
    switch (type.kind) {
      case model::Kind::yes_no:
        return one_of_all(conditions_);
      case model::Kind::date:
        return one_of_all(dates_);
      case model::Kind::text:
        return chance(50) ? build_.text(chance(50) ? "x" : "y") : one_of_all(texts_);
      case model::Kind::label: {
        for (int tries = 0; tries < 4; ++tries) {
          const auto& [id, set] = one_of_all(labels_);
          if (set == type.labels) return id;
        }
        return build_.label(type.labels, static_cast<std::uint32_t>(below(2)));
      }
      case model::Kind::number:
        break;
    }
    if (type.quotient) return chance(70) ? one_of_all(quotients_) : one_of_all(numbers_);
    return chance(60) ? build_.number({below(3), 0}) : number_within(type.scale);
  }

  void make_table() {
    std::vector<Id> subjects;
    const bool large = chance(8);
    condition_percent_ = chance(50) ? 0 : 10;
    for (int more = large ? 3 + below(2) : below(4); more > 0; --more) subjects.push_back(some_subject());
    std::vector<ModelBuilder::Column> columns;
    std::vector<model::Type> types;
    for (int more = 1 + below(3); more > 0; --more) {
      types.push_back(column_type());
      columns.push_back({next_name() + "." + std::to_string(more), types.back()});
    }
    const auto policy = chance(50) ? model::HitPolicy::unique : model::HitPolicy::first;
    // Results first: they may not use the table's own columns.
    struct Line {
      std::vector<model::Test> tests;
      std::vector<Id> results;
    };
    std::vector<Line> lines(static_cast<std::size_t>(1 + below(large ? 14 : 5)));
    for (Line& line : lines) {
      for (const Id subject : subjects) line.tests.push_back(chance(30) ? no_condition() : test_of(subject));
      if (subjects.empty()) line.tests.push_back(where({one_of_all(conditions_)}));
      for (const model::Type& type : types) line.results.push_back(result_of(type));
      // Rows that fit together and agree.
      if (&line != lines.data() && chance(40)) line.results = lines.front().results;
    }
    std::vector<Id> rest;
    for (const model::Type& type : types) rest.push_back(result_of(type));

    const ModelBuilder::Table table = build_.table(policy, subjects, columns, some_when());
    for (Line& line : lines) build_.row(table, std::move(line.tests), std::move(line.results));
    if (chance(50)) build_.otherwise(table, std::move(rest));
    for (const ModelBuilder::Definition& column : table.columns) add_to_pool(column);
  }

  void make_plans() {
    for (int more = below(2); more > 0; --more) {
      const Id subject = one_of_all(labels_).first;
      const int rows = static_cast<int>(build_.rules.labels_of(build_.type_of(subject)).labels.size());
      std::vector<std::string> cells;
      for (int row = 0; row < rows; ++row) cells.push_back("cell " + std::to_string(row));
      const model::LabelSetId set = build_.labels(cells);
      const auto table = build_.table(model::HitPolicy::unique, {subject}, {{next_name(), label_type(set)}}, some_when());
      for (std::uint32_t row = 0; row < static_cast<std::uint32_t>(rows); ++row) {
        if (chance(90)) build_.row(table, {one_of({row})}, {build_.label(set, row)});
      }
      if (rules().tables[table.id].rows.empty()) build_.otherwise(table, {build_.label(set, 0)});
      model::Plan plan;
      plan.table = table.id;
      plan.roles.push_back({"role", table[0].id, {}});
      build_.rules.plans.push_back(plan);
      // As a plan's codes count its rows.
      auto& all = build_.rules.tables[table.id].rows;
      for (std::uint32_t row = 0; row < all.size(); ++row) all[row].results = {build_.label(set, row)};
    }
  }

  void make_layers() {
    if (chance(50)) build_.rules.applies = one_of_all(conditions_);
    for (int gate = below(3); gate > 0; --gate) {
      ModelBuilder::Elements elements;
      for (int more = 1 + below(4); more > 0; --more) elements.push_back({"e" + std::to_string(more), one_of_all(conditions_)});
      if (chance(50)) {
        build_.gate_all("all", elements);
      } else {
        build_.gate_at_least(static_cast<std::uint32_t>(1 + below(4)), "some", elements);
      }
    }
    for (model::DefinitionId id = 0; id < rules().definitions.size(); ++id) {
      model::Definition& definition = build_.rules.definitions[id];
      definition.layer = static_cast<std::uint32_t>(below(static_cast<int>(rules().gates.size()) + 2));
      if (!definition.type.quotient && chance(40)) build_.output(ModelBuilder::Definition{id, model::none});
    }
    if (chance(30)) build_.output(ModelBuilder::Field{0, model::none});
  }

  int condition_percent_ = 8;  // of the tests of a table
  ModelBuilder build_;
  std::vector<model::LabelSetId> sets_;
  std::vector<Id> numbers_, quotients_, conditions_, dates_, texts_;
  std::vector<std::pair<Id, model::LabelSetId>> labels_;
};

}  // namespace fenji::test
