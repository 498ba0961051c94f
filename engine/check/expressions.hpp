// Stage: check. Expressions and conditions of the syntax tree as typed expressions of the model. Every member reports what is
// wrong and returns nothing then.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/check/scope.hpp"
#include "engine/model/rules.hpp"
#include "grammar/syntax.hpp"

namespace fenji::check {

using Checked = std::optional<model::ExpressionId>;

class Expressions {
 public:
  explicit Expressions(Scope& scope) : scope_(scope) {}

  // A value of any type; a division may be left as a quotient.
  Checked value(const grammar::Expression& syntax);
  // A value that is no quotient, as results and operands need it.
  Checked decimal_or_other(const grammar::Expression& syntax);
  // A yes/no value.
  Checked condition(const grammar::Expression& syntax);
  // A constant as a value of `type`, for `subject_name`: what a blank means, an example's cell. Numbers come back at the scale
  // of `type`.
  std::optional<model::Value> constant(const grammar::Expression& syntax, const model::Type& type,
                                       const std::string& subject_name);
  // What the items of a cell or list ask of `subject`.
  std::optional<model::Test> test(model::ExpressionId subject, const std::string& subject_name,
                                  std::span<const grammar::Item> items, Span span);

  // 是 否 yes no
  static std::optional<bool> yes_or_no(const grammar::Expression& syntax);
  // The index of the label that `text` names in `set`.
  std::optional<std::uint32_t> label_code(const std::string& text, model::LabelSetId set) const;
  // Reports `message` of an unknown word: where a blank is missing in it, else which of `known` or of the declared names is
  // meant, or what it can be.
  void report_unknown(const std::string& word, Span span, Message message, const std::vector<std::string>* known = nullptr);
  // The same of a bare word where a text may stand: it must be quoted.
  void report_no_text(const grammar::Expression& word);
  // The same of no label of `set`, which `subject` has.
  void report_unknown_label(const std::string& label, Span span, model::LabelSetId set, const std::string& subject);

  model::ExpressionId constant_node(model::Value value, model::Type type, Span span);
  // `id` with exactly the decimal places `scale`, which must be as many or more.
  model::ExpressionId at_scale(model::ExpressionId id, int scale);
  model::ExpressionId multiply(const std::vector<model::ExpressionId>& operands, Span span);
  model::ExpressionId add(const std::vector<model::ExpressionId>& operands, Span span);
  // `span`: of the whole condition, with 非, ≠ or 不为.
  model::ExpressionId negation(model::ExpressionId operand, Span span);
  model::ExpressionId within(model::ExpressionId subject, model::Test test, Span span);
  model::ExpressionId any_of(std::vector<model::ExpressionId> operands, Span span);
  // The type of a sum of `ids`, or of one chosen among them: 1 + 20% is a plain number, 20% + 0 a percentage.
  model::Type joined_type(const std::vector<model::ExpressionId>& ids) const;
  // populations.cpp
  std::optional<std::vector<model::DefinitionId>> groups(const std::vector<grammar::ExpressionPtr>& syntax);
  model::DefinitionId asked_for(model::ExpressionId id, Span span);
  bool is_of_the_group(model::ExpressionId id) const;
  // Inside a portfolio check each function is of its groups.
  void set_portfolio_groups(std::optional<std::vector<model::DefinitionId>> groups) { portfolio_groups_ = std::move(groups); }

  Checked as_of(Span span);  // the as-of date, dates.cpp
  // How it is written, where `word` means it: 今天, or 基准日 mistyped.
  std::optional<std::string> as_of_meant(std::string_view word) const;
  bool is_zero(model::ExpressionId id) const;  // the constant 0 without a unit, which is zero of every unit

 private:
  // expressions.cpp
  Checked name(const grammar::Expression& syntax);
  Checked date(const grammar::Expression& syntax);
  Checked number(const grammar::Expression& syntax);
  static std::optional<model::Decimal> decimal_of(const grammar::NumberLiteral& literal);  // nothing: too large
  std::optional<std::string> spoken_number(const grammar::NumberLiteral& literal);
  Checked number_operand(const grammar::Expression& syntax);  // a number that is no quotient
  Checked given(const grammar::Expression& syntax);
  Checked combine(const grammar::Expression& syntax, model::Operation operation);
  void report_expected(const Message& expected, model::ExpressionId found, Span span);
  // The author may have meant a name by what is no number.
  void report_no_number(model::ExpressionId found, const grammar::Expression& syntax);
  // Of the first argument of a function over the whole list.
  void report_no_amount(model::ExpressionId found, const grammar::Expression& call, grammar::Keyword function);
  model::ExpressionId operation(model::Operation operation, model::Type type, std::vector<model::ExpressionId> operands,
                                Span span);
  // Replaces an operation on constants by its result.
  model::ExpressionId fold(model::ExpressionId id);

  // arithmetic.cpp
  Checked negate(const grammar::Expression& syntax);
  Checked sum(const grammar::Expression& syntax);
  Checked product(const grammar::Expression& syntax);
  Checked divide(model::ExpressionId dividend, model::ExpressionId divisor, Span span);
  Checked call(const grammar::Expression& syntax);
  void report_unknown_function(const grammar::Expression& syntax);
  Checked round(const grammar::Expression& syntax);
  Checked year(const grammar::Expression& syntax);
  Checked worst_or_best(const grammar::Expression& syntax, bool worst);  // worst_of.cpp
  std::optional<model::LabelSetId> common_scale(const std::vector<model::ExpressionId>& ids, Span span);
  Checked minimum_or_maximum(const grammar::Expression& syntax, model::Operation operation);
  std::optional<int> places(const grammar::Expression& syntax, int most);
  Checked population(const grammar::Expression& syntax, grammar::Keyword function);
  Checked apportion(const grammar::Expression& syntax, model::Population base);
  model::ExpressionId population(model::Population population, model::Type type, std::string words);
  bool takes(const grammar::Expression& call, std::size_t wanted);
  // Numbers of one unit: reports and returns false where `right` cannot be held against `left`. The syntaxes are for fixes.
  bool reconcile(model::ExpressionId left, model::ExpressionId right, const grammar::Expression& left_syntax,
                 const grammar::Expression& right_syntax, Span span);
  bool same_unit(const model::Type& subject, model::ExpressionId limit, const grammar::Expression& limit_syntax);
  void report_bare(const model::Type& subject, model::ExpressionId limit, const grammar::Expression& limit_syntax);
  bool same_units(const std::vector<model::ExpressionId>& ids, const grammar::Expression& syntax);

  // dates.cpp
  Checked sum_with_dates(const std::vector<model::ExpressionId>& operands, const grammar::Expression& syntax);
  Checked shifted(model::ExpressionId date, model::ExpressionId amount, const grammar::Expression& amount_syntax,
                  model::Operation operation, Span span);
  bool report_parts(const grammar::Expression& amount);
  bool report_years_and_months(const grammar::Expression& amount);
  bool report_time(const model::Type& subject, model::ExpressionId limit, const grammar::Expression& limit_syntax);
  Checked full_count(const grammar::Expression& syntax, model::Operation operation);

  // comparison.cpp
  Checked compare(const grammar::Expression& syntax);
  Checked compare_labels(const grammar::Expression& syntax, model::ExpressionId left, model::ExpressionId right);
  Checked compare_label_constant(const grammar::Expression& syntax, model::ExpressionId subject, std::uint32_t code, char sign);
  Checked within(const grammar::Expression& syntax);
  model::ExpressionId within_labels(model::ExpressionId subject, std::vector<std::uint32_t> labels, Span span);
  model::ExpressionId comparison(model::Operation operation, model::ExpressionId left, model::ExpressionId right, Span span);
  // What a word means where a label of `set` is asked for: a label, something else to be worked out, or a reported mistake.
  struct LabelWord {
    enum class Meaning : std::uint8_t { label, other, mistake } meaning = Meaning::other;
    std::uint32_t code = 0;
  };
  LabelWord label_word(const grammar::Expression& syntax, model::LabelSetId set, const std::string& subject_name);
  bool is_unknown_word(const grammar::Expression& syntax) const;

  // tests.cpp
  static std::optional<model::Decimal> plain_limit(const model::Type& type, const grammar::Expression& limit);
  std::optional<model::Bound> bound(const model::Type& type, const grammar::Expression& limit, bool closed,
                                    Checked& not_constant);
  bool test_item(model::ExpressionId subject, const std::string& subject_name, const grammar::Item& item, model::Test& test);
  bool value_item(model::ExpressionId subject, const std::string& subject_name, const grammar::Expression& value, bool equal,
                  model::Test& test);
  bool label_range(model::ExpressionId subject, const std::string& subject_name, const grammar::Item& item, model::Test& test);
  std::optional<std::uint32_t> label_limit(const grammar::Expression& limit, model::LabelSetId set,
                                           const std::string& subject_name);
  bool range_item(model::ExpressionId subject, const grammar::Item& item, model::Test& test);
  void report_empty(const grammar::Item& item, bool descending);

  // repairs.cpp: what is meant by a value that does not fit what it is held against; nothing where there is no telling.
  std::optional<std::string> meant(const model::Type& subject, const grammar::Expression& syntax) const;
  std::optional<std::string> meant_unit(const model::Type& subject, const grammar::Expression& literal) const;
  std::optional<std::string> meant_name(const grammar::Expression& syntax) const;
  // As an author may write it, of a sum or product the first `operands`; nothing where it is more than names, numbers and what
  // they add up or multiply to.
  static std::optional<std::string> spelled(const grammar::Expression& syntax, std::size_t operands);
  static std::optional<std::string> spelled(const grammar::Expression& syntax) {
    return spelled(syntax, syntax.operands.size());
  }
  void report_mismatch(const model::Type& subject, const model::Type& found, const grammar::Expression& found_syntax,
                       Span span);
  // 行业 = 制造 或 贸易: false where the word is no option of what stands before.
  bool report_lone_label(const grammar::Expression& before, const grammar::Expression& word);
  // sales is at least 5: whether `subject` is a name with `is` behind it, which it then says.
  bool report_needless_is(const grammar::Expression& subject);

  Scope& scope_;
  std::optional<std::vector<model::DefinitionId>> portfolio_groups_;  // within a portfolio's checks
  std::size_t guesses_ = 0;                                           // at unknown words so far
  // By set, once it was asked for one: the codes of its labels, which stand in `scope_`.
  mutable std::unordered_map<model::LabelSetId, std::unordered_map<std::string_view, std::uint32_t>> codes_;
};

}  // namespace fenji::check
