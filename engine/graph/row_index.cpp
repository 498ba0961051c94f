#include "engine/graph/row_index.hpp"

#include <algorithm>
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "engine/graph/comparison.hpp"
#include "engine/graph/fold.hpp"

namespace fenji::graph {

using model::HitPolicy;
using model::Kind;

namespace {

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

struct WordHash {
  std::uint64_t operator()(std::string_view word) const { return std::hash<std::string_view>()(word); }
};

// The digits of a table's subject. Use: add the tests of all rows, `close`, then take the same tests in the same order.
class Digits {
 public:
  Digits(const StepBuilder& builder, const TableSite& site, const model::Subject& subject);

  void add(const model::Test& test);
  void close();
  DigitTest take(const model::Test& test);

  std::size_t count() const { return count_; }
  // The digit of a subject that is the same in every record, right once it is closed. Whether there is one does not depend on
  // the tests.
  std::optional<std::uint32_t> constant(const StepBuilder& builder) const;
  // The step that yields the digits; not asked again.
  StepId step(StepBuilder& builder);

 private:
  const model::Rules& rules_;
  model::ExpressionId expression_;
  StepId subject_;
  std::optional<Segments> segments_;  // of a number, date or fraction
  Ranking<std::string_view, WordHash> words_;
  std::vector<std::uint32_t> asked_;  // numbers of the words of all tests
  std::size_t taken_ = 0;             // intervals or words
  std::size_t count_ = 0;
  Step step_;                       // of segments or words
  std::vector<DigitRange> ranges_;  // take only
};

Digits::Digits(const StepBuilder& builder, const TableSite& site, const model::Subject& subject)
    : rules_(site.rules), expression_(subject.expression), subject_(site.step_of(subject.expression)) {
  const Step& given = builder[subject_];
  if (has_codes(given)) {
    count_ = code_count(given.type, rules_);
    return;
  }
  step_.representation = model::Representation::code;
  step_.type.kind = Kind::label;
  step_.type.labels = model::none;
  step_.span = subject.span;
  if (given.type.kind == Kind::text) {
    step_.operation = Operation::word;
    step_.operands = {subject_};
    return;
  }
  Compared found = compared(builder, subject_);
  segments_ = std::move(found.segments);
  step_.operation = Operation::segment;
  step_.operands = {found.step};
}

void Digits::add(const model::Test& test) {
  if (test.any) return;
  if (segments_) {
    for (const model::Interval& interval : test.intervals) segments_->add(interval);
  }
  for (const model::ExpressionId condition : test.conditions) {
    asked_.push_back(words_.add(*asked_word(rules_, condition, expression_)));
  }
}

void Digits::close() {
  if (segments_) {
    segments_->close();
    step_.cuts = segments_->cuts();
    count_ = segments_->count();
  } else if (step_.operation == Operation::word) {
    words_.close(std::less<>());
    step_.words.assign(words_.values().begin(), words_.values().end());
    count_ = step_.words.size() + 1;
  }
}

DigitTest Digits::take(const model::Test& test) {
  if (test.any) return {};
  ranges_.clear();
  for (std::size_t i = 0; i < test.intervals.size(); ++i) ranges_.push_back(segments_->run(taken_++));
  for (const std::uint32_t label : test.labels) ranges_.push_back({label, label + 1});
  for (std::size_t i = 0; i < test.conditions.size(); ++i) {
    const std::uint32_t word = words_.rank(asked_[taken_++]);
    ranges_.push_back({word, word + 1});
  }
  unite(ranges_);
  return DigitTest(ranges_);
}

std::optional<std::uint32_t> Digits::constant(const StepBuilder& builder) const {
  if (!step_.operands.empty()) {
    const auto value = fold(step_, builder.steps());
    return value ? std::optional(value->label) : std::nullopt;
  }
  if (!builder.is_constant(subject_)) return std::nullopt;
  const model::Value& value = builder[subject_].constant;
  return builder[subject_].type.kind == Kind::yes_no ? std::uint32_t{value.yes} : value.label;
}

StepId Digits::step(StepBuilder& builder) { return step_.operands.empty() ? subject_ : builder.add(std::move(step_)); }

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
std::size_t places_of(std::span<const DigitTest> tests, const std::vector<std::uint32_t>& sizes) {
  std::size_t places = 1;
  for (std::size_t k = 0; k < tests.size(); ++k) {
    std::size_t digits = tests[k].any() ? sizes[k] : 0;
    for (const DigitRange& range : tests[k].ranges()) digits += range.end - range.begin;
    places *= digits;
  }
  return places;
}

// Calls `put` with each place that a row takes, the digits before operand `k` being settled as `place`.
template <class Put>
void each_place(std::span<const DigitTest> tests, const std::vector<std::uint32_t>& sizes, std::size_t k, std::size_t place,
                const Put& put) {
  if (k == tests.size()) return put(place);
  const auto each = [&](DigitRange range) {
    for (std::uint32_t digit = range.begin; digit < range.end; ++digit) {
      each_place(tests, sizes, k + 1, place * sizes[k] + digit, put);
    }
  };
  if (tests[k].any()) return each({0, sizes[k]});
  for (const DigitRange& range : tests[k].ranges()) each(range);
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

  const auto is_asked = [&](std::size_t column) {
    return std::any_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return !table.rows[row].tests[column].any; });
  };
  // Rows that no record fits, whatever else they ask, make no cuts.
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    if (!is_asked(column)) continue;
    Digits digits(builder, site, table.subjects[column]);
    if (!digits.constant(builder)) continue;
    for (const std::uint32_t row : rows) digits.add(table.rows[row].tests[column]);
    digits.close();
    const std::uint32_t digit = *digits.constant(builder);
    std::vector<std::uint32_t> fitting;
    for (const std::uint32_t row : rows) {
      if (digits.take(table.rows[row].tests[column]).holds(digit)) fitting.push_back(row);
    }
    rows = std::move(fitting);
  }
  std::vector<std::size_t> columns;  // by operand
  std::vector<Digits> subjects;
  for (std::size_t column = 0; column < table.subjects.size(); ++column) {
    if (!is_asked(column)) continue;
    Digits digits(builder, site, table.subjects[column]);
    if (digits.constant(builder)) continue;
    columns.push_back(column);
    subjects.push_back(std::move(digits));
  }
  // All tests of a row lie side by side in memory.
  for (const std::uint32_t row : rows) {
    for (std::size_t k = 0; k < subjects.size(); ++k) subjects[k].add(table.rows[row].tests[columns[k]]);
  }

  std::size_t combinations = 1;
  std::vector<std::uint32_t> sizes;
  for (Digits& digits : subjects) {
    digits.close();
    combinations = std::min(combinations * digits.count(), largest_index + 1);
    sizes.push_back(static_cast<std::uint32_t>(digits.count()));
  }
  bool looked_up = combinations <= largest_index;
  if (!looked_up && rows.size() < fewest_in_a_tree) return std::nullopt;

  DigitTests tests(rows.size(), subjects.size());
  std::size_t places = 0;
  for (std::size_t at = 0; at < rows.size(); ++at) {
    for (std::size_t k = 0; k < subjects.size(); ++k) tests.add(subjects[k].take(table.rows[rows[at]].tests[columns[k]]));
    if (looked_up) places += places_of(tests[at], sizes);
    looked_up = looked_up && places <= most_places;
  }

  decision.indexed = true;
  decision.rows = std::move(rows);
  decision.sizes = std::move(sizes);
  decision.tests = std::move(tests);
  if (looked_up) fill_index(decision, combinations, site.rules);
  if (!looked_up || (subjects.size() > 1 && decision.rows.size() >= fewest_beside_an_index)) {
    decision.row_tree = RowTree(decision.tests, decision.rows.size(), decision.sizes);
  }
  std::vector<StepId> steps;
  for (Digits& digits : subjects) steps.push_back(digits.step(builder));
  return steps;
}

}  // namespace fenji::graph
