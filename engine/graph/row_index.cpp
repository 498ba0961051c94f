#include "engine/graph/row_index.hpp"

#include <algorithm>
#include <cassert>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

#include "engine/graph/comparison.hpp"
#include "engine/graph/fold.hpp"

namespace fenji::graph {

using model::HitPolicy;
using model::Kind;

namespace {

// A subject that some row asks for and that differs from record to record.
struct Digits {
  std::size_t column = 0;            // among the table's subjects
  std::optional<Segments> segments;  // of a number, date or fraction
  std::size_t count = 0;
  Step step;  // that yields them; of a label, yes or no the subject itself
};

// The text that `condition` asks the subject to be; null where it asks for something else.
const std::string* asked_word(const model::Rules& rules, model::ExpressionId condition, model::ExpressionId subject) {
  const model::Expression& asked = rules.expressions[condition];
  if (asked.operation != model::Operation::equal || asked.operands[0] != subject) return nullptr;
  const model::Expression& word = rules.expressions[asked.operands[1]];
  return word.operation == model::Operation::constant && word.type.kind == Kind::text ? &word.constant.text : nullptr;
}

// Whether the digits of its subject say all that `test` asks.
bool by_digit(const model::Rules& rules, const model::Test& test, model::ExpressionId subject) {
  return std::all_of(test.conditions.begin(), test.conditions.end(),
                     [&](model::ExpressionId condition) { return asked_word(rules, condition, subject) != nullptr; });
}

std::uint32_t place_of(const std::vector<std::string>& words, const std::string& word) {
  const auto place = std::lower_bound(words.begin(), words.end(), word);
  return static_cast<std::uint32_t>((place != words.end() && *place == word ? place : words.end()) - words.begin());
}

DigitTest digit_test(const Digits& digits, const model::Test& test, const TableSite& site, model::ExpressionId subject) {
  DigitTest result;
  result.any = test.any;
  if (test.any) return result;
  if (digits.segments) {
    result.ranges = digits.segments->runs(test.intervals);
    return result;
  }
  std::vector<std::uint32_t> codes = test.labels;
  for (const model::ExpressionId condition : test.conditions) {
    codes.push_back(place_of(digits.step.words, *asked_word(site.rules, condition, subject)));
  }
  std::sort(codes.begin(), codes.end());
  for (const std::uint32_t code : codes) {
    if (!result.ranges.empty() && code <= result.ranges.back().second) {
      result.ranges.back().second = std::max(result.ranges.back().second, code + 1);
    } else {
      result.ranges.emplace_back(code, code + 1);
    }
  }
  return result;
}

Digits digits_of(const StepBuilder& builder, const std::vector<std::uint32_t>& rows, const model::Table& table,
                 std::size_t column, const TableSite& site) {
  Digits digits{column, std::nullopt, 0, {}};
  const model::ExpressionId expression = table.subjects[column].expression;
  const StepId id = site.step_of(expression);
  const Step& subject = builder[id];
  if (has_codes(subject)) {
    digits.count = code_count(subject.type, site.rules);
    digits.step = subject;
    return digits;
  }
  digits.step.representation = model::Representation::code;
  digits.step.type.kind = Kind::label;
  digits.step.type.labels = model::none;
  digits.step.span = table.subjects[column].span;
  if (subject.type.kind == Kind::text) {
    std::vector<std::string_view> words;
    for (const std::uint32_t row : rows) {
      for (const model::ExpressionId condition : table.rows[row].tests[column].conditions) {
        words.push_back(*asked_word(site.rules, condition, expression));
      }
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    digits.step.words.assign(words.begin(), words.end());
    digits.count = words.size() + 1;
    digits.step.operation = Operation::word;
    digits.step.operands = {id};
    return digits;
  }
  Compared found = compared(builder, id);
  digits.segments = std::move(found.segments);
  for (const std::uint32_t row : rows) {
    for (const model::Interval& interval : table.rows[row].tests[column].intervals) digits.segments->add(interval);
  }
  digits.segments->close();
  digits.count = digits.segments->count();
  digits.step.operation = Operation::segment;
  digits.step.operands = {found.step};
  digits.step.cuts = digits.segments->cuts();
  return digits;
}

// The digit of a subject that is the same in every record.
std::optional<std::size_t> constant_digit(const StepBuilder& builder, const Digits& digits) {
  if (digits.segments || digits.step.operation == Operation::word) {
    const auto value = fold(digits.step, builder.steps());
    return value ? std::optional<std::size_t>(value->label) : std::nullopt;
  }
  if (digits.step.operation != Operation::constant) return std::nullopt;
  const model::Value& value = digits.step.constant;
  return digits.step.type.kind == Kind::yes_no ? std::size_t{value.yes} : value.label;
}

bool same_result(const model::Rules& rules, model::ExpressionId left, model::ExpressionId right) {
  if (left == right) return true;
  const model::Expression& a = rules.expressions[left];
  const model::Expression& b = rules.expressions[right];
  if (a.operation != model::Operation::constant || b.operation != model::Operation::constant) return false;
  switch (a.type.kind) {
    case Kind::yes_no:
      return a.constant.yes == b.constant.yes;
    case Kind::number:
      return !a.type.quotient && !b.type.quotient && a.constant.number == b.constant.number;
    case Kind::date:
      return a.constant.day == b.constant.day;
    case Kind::label:
      return a.constant.label == b.constant.label;
    case Kind::text:
      return a.constant.text == b.constant.text;
  }
  return false;
}

// Whatever the record, both rows give the same results.
bool same_results(const model::Rules& rules, const model::Row& left, const model::Row& right) {
  return std::equal(left.results.begin(), left.results.end(), right.results.begin(), right.results.end(),
                    [&](model::ExpressionId a, model::ExpressionId b) { return same_result(rules, a, b); });
}

// In Decision::row_by_index while it is made.
constexpr std::uint32_t nothing_yet = 0xfffffffd;

// The most places of the index that all rows together may be put down to.
constexpr std::size_t most_places = std::size_t{1} << 25;

// Fewer rows are tried one by one, many records at a time.
constexpr std::size_t fewest_in_a_tree = 32;

// The same where only the records with an unknown digit are not looked up; of one subject all rows may then fit.
constexpr std::size_t fewest_beside_an_index = 256;

// How many places of the index a row takes.
std::size_t places_of(const std::vector<DigitTest>& tests, const std::vector<std::uint32_t>& sizes) {
  std::size_t places = 1;
  for (std::size_t k = 0; k < tests.size(); ++k) {
    std::size_t digits = tests[k].any ? sizes[k] : 0;
    for (const auto& [begin, end] : tests[k].ranges) digits += end - begin;
    places *= digits;
  }
  return places;
}

// Calls `put` with each place that a row takes, the digits before operand `k` being settled as `place`.
template <class Put>
void each_place(const std::vector<DigitTest>& tests, const std::vector<std::uint32_t>& sizes, std::size_t k, std::size_t place,
                const Put& put) {
  if (k == tests.size()) return put(place);
  const auto each = [&](std::uint32_t begin, std::uint32_t end) {
    for (std::uint32_t digit = begin; digit < end; ++digit) each_place(tests, sizes, k + 1, place * sizes[k] + digit, put);
  };
  if (tests[k].any) return each(0, sizes[k]);
  for (const auto& [begin, end] : tests[k].ranges) each(begin, end);
}

// What fires for each combination of digits: rows are put down in their order, the first that fits stays, and under `unique` a
// later one must give the same.
void fill_index(Decision& decision, std::size_t combinations, const model::Rules& rules) {
  const std::vector<model::Row>& rows = rules.tables[decision.table].rows;
  decision.row_by_index.assign(combinations, nothing_yet);
  for (std::size_t at = 0; at < decision.rows.size(); ++at) {
    const std::uint32_t row = decision.rows[at];
    each_place(decision.tests[at], decision.sizes, 0, 0, [&](std::size_t place) {
      std::uint32_t& fires = decision.row_by_index[place];
      if (fires == nothing_yet) {
        fires = row;
      } else if (decision.policy == HitPolicy::unique && fires != rows_disagree &&
                 !same_results(rules, rows[fires], rows[row])) {
        fires = rows_disagree;
      }
    });
  }
  const std::uint32_t none_fits = decision.otherwise == model::none ? no_row_fits : decision.otherwise;
  std::replace(decision.row_by_index.begin(), decision.row_by_index.end(), nothing_yet, none_fits);
}

}  // namespace

std::optional<std::vector<StepId>> index_rows(StepBuilder& builder, Decision& decision, const TableSite& site) {
  const model::Table& table = site.rules.tables[decision.table];
  std::vector<std::uint32_t> rows = decision.rows;
  for (const std::uint32_t row : rows) {
    const std::vector<model::Test>& tests = table.rows[row].tests;
    if (tests.size() > table.subjects.size()) return std::nullopt;
    for (std::size_t column = 0; column < tests.size(); ++column) {
      if (!by_digit(site.rules, tests[column], table.subjects[column].expression)) return std::nullopt;
    }
  }

  std::vector<Digits> subjects;
  std::size_t combinations = 1;
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    const auto has_no_condition = [&](std::uint32_t row) { return table.rows[row].tests[column].any; };
    if (std::all_of(rows.begin(), rows.end(), has_no_condition)) continue;
    Digits digits = digits_of(builder, rows, table, column, site);
    if (const auto digit = constant_digit(builder, digits)) {
      std::erase_if(rows, [&](std::uint32_t row) {
        const DigitTest test = digit_test(digits, table.rows[row].tests[column], site, table.subjects[column].expression);
        return !test.holds(static_cast<std::uint32_t>(*digit));
      });
      continue;
    }
    combinations = std::min(combinations * digits.count, largest_index + 1);
    subjects.push_back(std::move(digits));
  }

  bool looked_up = combinations <= largest_index;
  if (!looked_up && rows.size() < fewest_in_a_tree) return std::nullopt;

  std::vector<std::uint32_t> sizes;
  for (const Digits& digits : subjects) sizes.push_back(static_cast<std::uint32_t>(digits.count));
  std::vector<std::vector<DigitTest>> row_tests;
  row_tests.reserve(rows.size());
  std::size_t places = 0;
  for (const std::uint32_t row : rows) {
    std::vector<DigitTest>& tests = row_tests.emplace_back();
    tests.reserve(subjects.size());
    for (const Digits& digits : subjects) {
      const model::ExpressionId subject = table.subjects[digits.column].expression;
      tests.push_back(digit_test(digits, table.rows[row].tests[digits.column], site, subject));
    }
    if (looked_up) places += places_of(tests, sizes);
    looked_up = looked_up && places <= most_places;
  }

  decision.indexed = true;
  decision.rows = std::move(rows);
  decision.sizes = std::move(sizes);
  decision.tests = std::move(row_tests);
  if (looked_up) fill_index(decision, combinations, site.rules);
  if (!looked_up || (subjects.size() > 1 && decision.rows.size() >= fewest_beside_an_index)) {
    decision.row_tree = RowTree(decision.tests, decision.sizes);
  }
  std::vector<StepId> steps;
  for (Digits& digits : subjects) {
    const bool made = digits.segments || digits.step.operation == Operation::word;
    steps.push_back(made ? builder.add(std::move(digits.step)) : site.step_of(table.subjects[digits.column].expression));
  }
  return steps;
}

bool DigitTest::holds(std::uint32_t digit) const {
  if (any) return true;
  const auto behind = std::upper_bound(ranges.begin(), ranges.end(), digit,
                                       [](std::uint32_t sought, const auto& range) { return sought < range.first; });
  return behind != ranges.begin() && digit < std::prev(behind)->second;
}

}  // namespace fenji::graph
