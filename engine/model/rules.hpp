// Stage: model. The resolved, typed meaning of a rule file: what check makes of a syntax tree, and what prove, graph and the
// plain evaluator read. All references are indices into the vectors of Rules; nothing here is owned twice, and a Rules can
// be copied and kept without the text it came from (spans still name places in it).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/model/decimal.hpp"
#include "engine/model/type.hpp"
#include "engine/model/value.hpp"
#include "grammar/diagnostics/source.hpp"
#include "grammar/seldom.hpp"

namespace fenji::model {

using ExpressionId = std::uint32_t;
using FieldId = std::uint32_t;
using DefinitionId = std::uint32_t;
using TableId = std::uint32_t;
using LabelSetId = std::uint32_t;
using PopulationId = std::uint32_t;
inline constexpr std::uint32_t none = 0xffffffff;

// Ordered labels, the best first where `ordered`: the options of a field, the labels of a scale or of a result column.
struct LabelSet {
  std::string name;
  std::vector<std::string> labels;
  bool ordered = false;
};

// Its flag lies in the room that a decimal leaves behind it: long tables have hundreds of thousands of limits.
struct Bound {
  [[no_unique_address]] Decimal value;  // for dates the Day
  bool closed = true;
};

// A range of numbers or days; an absent limit is infinite.
struct Interval {
  std::optional<Bound> lower;
  std::optional<Bound> upper;
};

bool contains(const Interval& interval, Decimal value);

// What a table cell or a list after 为 / in asks of its subject: any one of its items must hold.
struct Test {
  std::vector<Interval> intervals;       // subject is a number or a date
  std::vector<std::uint32_t> labels;     // subject is a label (codes of its set) or yes/no (0 no, 1 yes)
  std::vector<ExpressionId> conditions;  // yes/no expressions, for what is no constant; each names the subject itself
  Span span;
  bool any = false;  // no condition: holds even where the subject is unknown
};

enum class Operation : std::uint8_t {
  constant,    // `constant`
  field,       // `reference` is a FieldId
  definition,  // `reference` is a DefinitionId
  negate,      // -a
  add,         // a + b + …, folded from the left
  subtract,    // a - b
  multiply,    // a × b × …, folded from the left
  divide,      // a ÷ b; always a quotient: a division by a constant that is exact is written as multiply
  minimum,     // of one or more numbers
  maximum,
  round,            // a to `digits` decimal places, half away from zero
  year,             // of a date, a whole number
  add_period,       // a date and a whole number of 日, 周, 月 or 年, as calendar.hpp adds them: a date
  subtract_period,  // the same, back
  days_between,     // date a - date b, a whole number of 日; negative where a lies before b
  full_months,      // from date a to date b, a whole number of 月; see calendar.hpp
  full_years,       // the same of 年
  equal,            // comparisons of two numbers (either may be a quotient), two dates, labels of one set, texts, yes/no
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  all,       // 且: no unless every operand is yes; three-valued
  any,       // 或
  negation,  // 非
  within,    // operand 0 meets `test`
  given,     // 已填: the cell of field operand 0 holds something; undecided where it cannot be read
};

// A node of an expression. Operands come before it in Rules::expressions. Numbers have exactly the scale of `type`: the
// operands of add, subtract, minimum, maximum and of a comparison may differ in scale, evaluators align them. A mantissa that
// leaves 128 bits, after aligning or in any partial result from the left, makes the value invalid, as does a date that leaves
// the calendar.
struct Expression {
  Operation operation = Operation::constant;
  Type type;
  std::vector<ExpressionId> operands;
  Value constant;
  std::uint32_t reference = none;
  int digits = 0;
  Seldom<Test> test;
  Span span;
};

struct Field {
  std::string name;
  std::vector<std::string> other_headers;
  Type type;
  bool key = false;
  bool optional = false;  // the list may lack the column; every cell is then missing
  bool fixed = false;     // history: nothing that is done about the customer changes it
  std::optional<Value> blank_means;
  std::optional<Interval> bounds;  // part of reading a cell: a value outside is invalid
  enum class PercentCells : std::uint8_t { with_sign, points, fraction } percent_cells = PercentCells::with_sign;
  Decimal bare_number_means{1, 0};  // 金额 万元: what a number without a unit is multiplied by
  PopulationId population = none;   // no column of the list: it carries a number that is found from all records
  bool used = false;                // by applies, a gate, or a definition that counts
  Span span;
};

struct Parameter {
  std::string name;
  Type type;
  Value value;  // after --set
  bool set = false;
  Span span;
};

enum class HitPolicy : std::uint8_t {
  unique,  // exactly one row must fit; rows that fit together must give the same results
  first,   // 依次判断
};

enum class TableForm : std::uint8_t { bands, grade, criterion, matrix, table, classify, plan };

struct Row {
  std::vector<Test> tests;            // one for each subject
  bool otherwise = false;             // 其余: fits when no other row does; `tests` is then empty
  std::vector<ExpressionId> results;  // one for each result column
  Span span;                          // of the whole row
};

struct Subject {
  ExpressionId expression = none;
  std::string name;  // as the author writes the column
  Span span;
};

// A decision table. How a row's fit is found, three-valued: a row fits when all its tests do. Policy `first`: rows are tried
// in order; where every row that could still fire, up to the first certain one, gives equal results, that result stands.
// Policy `unique`: a row that certainly fits gives the result whatever is unknown of the others; certain rows with unequal
// results contradict each other, which counts as uncovered. A table without a fitting row is uncovered.
struct Table {
  TableForm form = TableForm::table;
  HitPolicy policy = HitPolicy::unique;
  std::string name;
  std::vector<Subject> subjects;     // none for classify: each row has one test of conditions alone
  std::vector<std::string> results;  // names of the result columns
  std::vector<Type> result_types;
  std::vector<Row> rows;
  Span span;
};

// A named result.
struct Definition {
  std::string name;  // for a criterion of a scorecard `基础分/毛利率差`, for a plan's role `最低拜访/高管层`
  Type type;
  ExpressionId expression = none;  // either an expression …
  TableId table = none;            // … or a result column of a table
  std::uint32_t result_column = 0;
  ExpressionId when = none;  // 仅当: outside this condition not applicable
  // The layer that first needs it: 0 `applies`, 1 to n the eligibility blocks, n+1 everything else.
  std::uint32_t layer = 0;
  bool author_named = true;  // false for the criteria of a scorecard and the roles of a plan
  Span span;
};

struct Criterion {
  DefinitionId points = none;
  Decimal weight;
  Span span;  // of the column's header
};

struct Scorecard {
  std::string name;
  std::vector<Criterion> criteria;
  DefinitionId total = none;
  Span span;
};

// A number that is found from the whole list or a group of it. It sees the records that pass `applies` and all gates and whose
// argument, condition and groups are known, the condition yes. Its results are given to the records as values of a field that
// no list has. A record whose group is unknown has no result; where each record has a result of its own, neither has one whose
// argument or condition is unknown, and outside the condition it is not applicable.
enum class PopulationFunction : std::uint8_t {
  // of a group: the same for each of its records
  total,
  count,
  divisor_count,  // a count that is not known where it is 0, for averages
  divisor_total,  // a total that is not known where it is 0 or an argument is negative, for shares
  // of each record
  larger_total,   // sum of the strictly larger arguments
  rank,           // 1 + count of the strictly larger arguments
  smaller_count,  // of the strictly smaller arguments
  apportion,      // the record's part of `amount`, in proportion to the argument; parts sum to the whole
};

struct Population {
  PopulationFunction function = PopulationFunction::total;
  DefinitionId argument = none;      // a number; none: count of the records themselves
  DefinitionId condition = none;     // yes/no
  DefinitionId amount = none;        // apportion: the same for all records of a group, else not known
  std::vector<DefinitionId> groups;  // none: the whole list
  FieldId field = none;              // that carries the results
  std::vector<FieldId> cells;        // the fields of the list that all this is found from
  std::uint32_t level = 1;           // 1 + the greatest level of those that it is found from
  Span span;
};

// What totals and counts must amount to, for the list or each group. Checks are definitions of yes/no, the same for each
// record of a group.
struct PortfolioCheck {
  std::string name;
  DefinitionId holds = none;
  Span span;
};
struct Portfolio {
  std::string name;
  std::vector<DefinitionId> groups;  // none: the whole list
  std::vector<PortfolioCheck> checks;
  Span span;
};

struct Element {
  std::string name;
  ExpressionId condition = none;
  Span span;
};

struct Gate {
  enum class Mode : std::uint8_t { all, at_least } mode = Mode::all;
  std::uint32_t at_least = 1;  // any of: 1
  std::string name;
  std::vector<Element> elements;
  Span span;
};

// The greatest count of a contact, and the greatest number of periods it may stand for.
inline constexpr std::uint32_t most_contacts = 1000;
inline constexpr std::uint32_t most_periods = 36;
inline constexpr std::uint32_t most_window_months = 120;

// Contacts of one action in one period: 1-3次/季度 上门; a count of 0 is an action without a frequency.
struct Contact {
  std::uint32_t minimum = 0;
  std::uint32_t maximum = 0;
  enum class Period : std::uint8_t { day, week, month, quarter, half_year, year } period = Period::month;
  std::uint32_t periods = 1;  // 1次/2个月: 2
  enum class Action : std::uint8_t { unspecified, on_site, phone, on_site_or_phone, other } action = Action::unspecified;
  std::string other_action;  // the author's words where `action` is other

  bool operator==(const Contact&) const = default;
};

using Contacts = std::vector<Contact>;  // of one cell; empty: 无 / none

std::string to_text(const Contacts& contacts, Language language);

// A column of a plan. Its result is a label whose code counts the rows of the plan's table; the label's text is the cell's.
struct Role {
  std::string name;
  DefinitionId result = none;
  std::vector<Contacts> contacts;  // by row of the plan's table
};

struct Plan {
  std::string name;
  TableId table = none;
  std::vector<Role> roles;
  Span span;
  FieldId window_field = none;      // a date: the contacts fall in the months before it
  std::uint32_t window_months = 0;  // calendar months before the one that holds the date
};

struct ExampleCell {
  std::string name;
  FieldId field = none;  // input: exactly one of field and definition; expected: definition, field or status
  DefinitionId definition = none;
  bool status = false;  // `=> 状态`
  Value value;          // a status as its index in the order of execute::Status; a plan's cell: see contacts_in() of check
  bool absent = false;  // an empty cell: nothing given, nothing expected
  Span span;
};

struct Example {
  std::vector<ExampleCell> inputs;
  std::vector<ExampleCell> expected;
  Span span;
};

struct OutputColumn {
  std::string name;
  FieldId field = none;
  DefinitionId definition = none;  // exactly one of both
  std::uint32_t parameter = none;
};

struct Rules {
  Language language = Language::chinese;
  std::string title, version, owner, approval, notes;
  std::optional<Day> effective_from, effective_to;  // both days included
  ExpressionId applies = none;
  std::vector<Field> fields;
  std::vector<Parameter> parameters;
  std::uint32_t as_of = none;  // where the rules speak of it, the parameter that stands for the as-of date of the run
  std::vector<LabelSet> label_sets;
  std::vector<Expression> expressions;
  std::vector<Table> tables;
  std::vector<Definition> definitions;  // each after those it needs
  std::vector<Scorecard> scorecards;
  std::vector<Gate> gates;
  std::vector<Plan> plans;
  std::vector<Population> populations;  // each after those it is found from
  std::vector<Portfolio> portfolios;
  std::vector<Example> examples;
  std::vector<OutputColumn> outputs;

  const LabelSet& labels_of(const Type& type) const { return label_sets[type.labels]; }
};

// A value as results and messages show it: 84, 35%, 2026-03-01, 是 / yes, a label's or text's own words; empty unless known.
std::string to_text(const Value& value, const Type& type, const Rules& rules, Language language);

}  // namespace fenji::model
