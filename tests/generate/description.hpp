// Tests. A rule file as its author means it, before it is spelled: no keyword language, no spaces, no order of words. What one
// description says, its spellings in both keyword languages must mean.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/model/rules.hpp"

namespace fenji::generate {

struct Expression;
using ExpressionPtr = std::shared_ptr<const Expression>;  // never changed once made, so that parts can be shared

enum class Form : std::uint8_t {
  number,  // `number`, never negative, with the unit or percent sign of `type`
  date,    // `day`
  text,    // `text`
  yes_no,  // `yes`
  name,    // `text`: a field, parameter or definition
  label,   // `text`
  negate,
  sum,      // operands joined by `operators`: + -
  product,  // operands joined by `operators`: * /
  compare,  // two operands; `operators` is one of = # < { > } for = ≠ < ≤ > ≥
  all,
  any,
  negation,
  within,  // operands[0] is one of `items`; not where `negated`
  given,   // operands[0] is the name of a field
  missing,
  minimum,
  maximum,
  round,  // to `digits` places; none: to whole numbers, left unsaid
  year,
  as_of,        // the as-of date
  full_months,  // from operands[0] to operands[1], or to the as-of date that is left unsaid
  full_years,
  worst,  // of labels that have an order in common
  best,
  // Over the whole list or the groups of `groups`: a number, then, if any, the condition.
  total,
  average,
  share,
  share_above,
  rank,
  percentile,
  count,      // the condition, if any
  apportion,  // the amount and the weight, to `digits` places; none: in whole units, left unsaid
};

inline bool is_of_list(Form form) { return form >= Form::total; }

// What the rules' as-of date is wherever generated rules are compiled.
inline const model::Day as_of_day = model::day_from_civil(2026, 3, 1);

struct Item {
  enum class Form : std::uint8_t { value, range, not_equal } form = Form::value;
  ExpressionPtr value;         // value and not_equal
  ExpressionPtr lower, upper;  // range: at least one of both
  bool lower_closed = true;
  bool upper_closed = true;
};

struct Expression {
  Form form = Form::number;
  // What the checker should find: of labels, `type.labels` counts Description::label_sets.
  model::Type type;
  std::optional<model::Decimal> constant;  // of numbers and days that the checker should know beforehand
  std::optional<model::Decimal> divisor;   // of quotients of constants: `constant` is the dividend
  model::Decimal number;
  model::Day day = 0;
  std::string text;
  bool yes = false;
  std::vector<ExpressionPtr> operands;
  std::vector<ExpressionPtr> groups;  // behind 每 / per
  std::string operators;
  std::vector<Item> items;
  bool negated = false;
  std::optional<int> digits;
};

// A condition cell: nothing said of its subject, all other cases, or one of the items.
struct Cell {
  bool any = false;
  bool otherwise = false;
  std::vector<Item> items;
};

// A result cell: a label, or an expression.
struct Result {
  std::string label;
  ExpressionPtr expression;
};

struct Modifiers {
  bool first_match = false;
  ExpressionPtr when;
};

struct Header {
  std::string title, version, owner, approval, notes, extends;
  ExpressionPtr applies;
  std::optional<model::Day> effective_from, effective_to;  // the second only with the first
};

struct Parameter {
  std::string name;
  ExpressionPtr value;  // a label where it is a bare word that stands for an option
};

struct Field {
  std::string name;
  model::Type type;
  std::vector<std::string> options;
  int bare_number_power = 0;  // 金额 万元: 4
  bool unit_shown = false;    // 金额 元 says no more than 金额
  model::Field::PercentCells percent_cells = model::Field::PercentCells::with_sign;
  bool key = false, optional = false, fixed = false;
  ExpressionPtr blank_means;  // of options: a label
  std::optional<Item> bounds;
  std::vector<std::string> other_headers;
};

struct Scale {
  std::string name;
  std::vector<std::string> labels;
};

struct Derived {
  std::string name;
  ExpressionPtr value;
};

struct Element {
  std::string name;
  ExpressionPtr condition;
};

struct Eligibility {
  std::string name;
  enum class Mode : std::uint8_t { unsaid, all, any, at_least } mode = Mode::all;
  int at_least = 1;
  std::vector<Element> elements;
  ExpressionPtr when;
};

struct Criterion {
  ExpressionPtr subject;
  model::Decimal weight;  // of 100
};

struct Scorecard {
  std::string name;
  std::vector<Criterion> criteria;
  struct Row {
    std::vector<Cell> cells;
    ExpressionPtr points;
  };
  std::vector<Row> rows;
  Modifiers modifiers;
};

struct Bands {
  std::string name;
  bool grade = false;
  ExpressionPtr subject;
  std::vector<std::string> results;  // empty: one result, named as the block; else a header row names them
  struct Row {
    Cell condition;
    std::vector<Result> results;
  };
  std::vector<Row> rows;
  Modifiers modifiers;
};

// A decision table. The row for all other cases has one cell that says so.
struct Table {
  std::string name;
  std::vector<ExpressionPtr> subjects;
  std::vector<std::string> results;
  struct Row {
    std::vector<Cell> cells;
    std::vector<Result> results;

    bool otherwise() const { return cells.front().otherwise; }
  };
  std::vector<Row> rows;
  Modifiers modifiers;
};

struct Matrix {
  std::string name;
  ExpressionPtr row_subject, column_subject;
  std::vector<Cell> columns;
  struct Row {
    Cell condition;
    std::vector<Result> results;
  };
  std::vector<Row> rows;
  ExpressionPtr when;
};

struct Classify {
  std::string name;
  struct Class {
    std::string label;
    ExpressionPtr condition;  // null: all other cases
  };
  std::vector<Class> classes;
  ExpressionPtr when;
};

// Totals and counts of each group, or of the whole list, and what they must amount to.
struct Portfolio {
  std::string name;
  std::vector<ExpressionPtr> groups;
  std::vector<Element> checks;
};

struct Plan {
  std::string name;
  ExpressionPtr subject;
  std::vector<std::string> roles;
  struct Row {
    std::string label;
    std::vector<model::Contacts> contacts;
  };
  std::vector<Row> rows;
  ExpressionPtr when;
  std::string window_field;  // the contacts fall in the months before this date; empty: there is no such window
  std::uint32_t window_months = 0;
};

// Cells of examples: nothing, a label or status, a constant, or a plan's contacts.
struct ExampleCell {
  std::string label;
  std::optional<std::uint32_t> status;  // in the order of execute::Status
  ExpressionPtr value;
  std::optional<model::Contacts> contacts;
};

struct Examples {
  std::string title;
  struct Column {
    std::string name;  // of a status: empty
    bool expected = false;
    std::string role;  // of the plan `name`; empty where that is none
  };
  std::vector<Column> columns;
  std::vector<std::vector<ExampleCell>> rows;
};

using Block = std::variant<Scale, Derived, Eligibility, Scorecard, Bands, Table, Matrix, Classify, Plan, Portfolio>;

struct LabelSet {
  std::vector<std::string> labels;
  bool ordered = false;
};

struct Description {
  Header header;
  std::vector<Parameter> parameters;
  std::vector<Field> fields;
  std::vector<Block> blocks;  // in the order in which the file has them
  std::vector<Examples> examples;
  std::vector<std::string> outputs;
  std::vector<LabelSet> label_sets;  // for the types of expressions only; not spelled
};

}  // namespace fenji::generate
