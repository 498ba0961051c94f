// Rules for the tests of prove, made by hand: one-dimensional tables from ranges, and places for their cells.
#pragma once

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "engine/prove/prove.hpp"
#include "tests/support/model_builder.hpp"

namespace doctest {
template <>
struct StringMaker<std::vector<std::string>> {
  static String convert(const std::vector<std::string>& lines) {
    std::string all;
    for (const std::string& line : lines) all += "\n  " + line;
    return all.c_str();
  }
};
}  // namespace doctest

namespace fenji::test {

inline model::Type money_type() {
  model::Type type = number_type(6);
  type.unit = model::money_unit();
  return type;
}
inline model::Type percent_type(int scale = 8) {
  model::Type type = number_type(scale);
  type.percent = true;
  return type;
}
inline model::Type whole_type() {
  model::Type type = number_type(0);
  type.whole = true;
  return type;
}

// One finding as a line: its name, the severity unless it is an error, and what it says.
inline std::string line_of(const Diagnostic& finding, Language language = Language::chinese) {
  const char* severity = finding.severity == Severity::error     ? ""
                         : finding.severity == Severity::warning ? " (warning)"
                                                                 : " (note)";
  return finding.name + severity + ": " + finding.message.in(language);
}

inline std::vector<std::string> lines_of(const model::Rules& rules, Language language = Language::chinese) {
  std::vector<std::string> lines;
  for (const Diagnostic& finding : prove::prove(rules)) lines.push_back(line_of(finding, language));
  return lines;
}

// Gives every row and cell of every table a place of its own, in the order in which they were made: table t, row r stands at
// t × 10000 + r × 100, its cells behind each other from there.
inline void place(model::Rules& rules) {
  for (std::size_t t = 0; t < rules.tables.size(); ++t) {
    model::Table& table = rules.tables[t];
    const auto start = static_cast<std::uint32_t>(t * 10000);
    table.span = {0, start, start + 9999};
    for (std::size_t r = 0; r < table.rows.size(); ++r) {
      const auto row_start = start + static_cast<std::uint32_t>(r + 1) * 100;
      table.rows[r].span = {0, row_start, row_start + 99};
      for (std::size_t c = 0; c < table.rows[r].tests.size(); ++c) {
        const auto cell = row_start + static_cast<std::uint32_t>(c) * 10;
        table.rows[r].tests[c].span = {0, cell, cell + 9};
      }
    }
  }
}

// A number range as a pair of limits, for tables by the dozen.
inline model::Interval from_to(const char* from, const char* to) { return between(at_least(from), at_most(to)); }
inline model::Interval from_under(const char* from, const char* to) { return between(at_least(from), under(to)); }
inline model::Interval over_to(const char* from, const char* to) { return between(over(from), at_most(to)); }
inline model::Interval over_under(const char* from, const char* to) { return between(over(from), under(to)); }

class PolicyBuilder : public ModelBuilder {
 public:
  // A table over one number; results are numbers of `result`.
  Table ranges(model::TableForm form, std::string name, Id subject, std::string subject_name, model::Type result,
               const std::vector<std::pair<model::Interval, const char*>>& rows,
               model::HitPolicy policy = model::HitPolicy::unique) {
    const Table table = start(form, name, {{subject, subject_name}}, {{name, result}}, policy);
    for (const auto& [interval, points] : rows) row(table, {in(interval)}, {constant(known(points), result)});
    return table;
  }

  // A grade with labels by row.
  Table grade(std::string name, Id subject, std::string subject_name, const std::vector<model::Interval>& rows,
              std::vector<std::string> words, model::HitPolicy policy = model::HitPolicy::unique) {
    const model::LabelSetId set = labels(std::move(words));
    const Table table = start(model::TableForm::grade, name, {{subject, subject_name}}, {{name, label_type(set)}}, policy);
    for (std::uint32_t i = 0; i < rows.size(); ++i) row(table, {in(rows[i])}, {label(set, i)});
    return table;
  }

  Table start(model::TableForm form, const std::string& name, const std::vector<std::pair<Id, std::string>>& subjects,
              const std::vector<Column>& columns, model::HitPolicy policy = model::HitPolicy::unique, Id when = model::none) {
    std::vector<Id> expressions;
    for (const auto& [expression, subject_name] : subjects) expressions.push_back(expression);
    const Table handle = table(policy, expressions, columns, when);
    model::Table& made = rules.tables[handle.id];
    made.form = form;
    made.name = name;
    for (std::size_t i = 0; i < subjects.size(); ++i) made.subjects[i].name = subjects[i].second;
    return handle;
  }

  // 0.5 × a + 0.5 × b, as a scorecard of two columns.
  Definition scorecard(std::string name, const std::vector<Table>& columns, const std::vector<const char*>& weights) {
    std::vector<Id> weighted;
    for (std::size_t i = 0; i < columns.size(); ++i) weighted.push_back(multiply({number(weights[i]), columns[i][0]}));
    const Definition total = define(name, add(std::move(weighted)));
    model::Scorecard scorecard;
    scorecard.name = std::move(name);
    for (std::size_t i = 0; i < columns.size(); ++i) {
      scorecard.criteria.push_back({columns[i][0].id, decimal(weights[i]), {}});
    }
    scorecard.total = total.id;
    rules.scorecards.push_back(std::move(scorecard));
    return total;
  }

  void all_layers_passed() {
    for (model::Definition& definition : rules.definitions) {
      definition.layer = static_cast<std::uint32_t>(rules.gates.size()) + 1;
    }
  }
};

}  // namespace fenji::test
