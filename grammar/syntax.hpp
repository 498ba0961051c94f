// Stage: grammar. The syntax tree of one rule file: what the author wrote, with places, before names and types are resolved.
// Texts are folded (full-width forms as ASCII) and without their quotes.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "grammar/diagnostics/source.hpp"
#include "grammar/keywords.hpp"
#include "grammar/seldom.hpp"

namespace fenji::grammar {

struct Name {
  std::string text;
  Span span;
};

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;

enum class ExpressionKind : std::uint8_t {
  number,
  date,
  text,  // “…”
  name,  // a field, parameter, definition or label; which one is found out by check
  call,  // name(operands…); 满年数 and 满月数 of one date have 基准日 / as of, placed at the whole call, as their second
  negate,
  sum,       // operands joined by `operators` (+ -)
  product,   // operands joined by `operators` (* /)
  compare,   // two operands, one of `operators`: = # < { > } for = ≠ < ≤ > ≥
  all,       // 且
  any,       // 或
  negation,  // 非
  within,    // operands[0] 为 items
  given,     // operands[0] 已填
  missing,   // operands[0] 未填
};

// 1,234.5万元: `digits` 1234.5, `magnitude` 4, `unit` 元.
struct NumberLiteral {
  std::string digits;
  int magnitude = 0;     // power of ten by 万, 亿 …
  bool percent = false;  // % or 个百分点
  std::string unit;
};

struct DateLiteral {
  int year = 0;
  int month = 0;
  int day = 0;  // may be no day that exists
};

// One item of a list after 为 or of a condition cell.
struct Item {
  ExpressionPtr value;         // form value and not_equal
  ExpressionPtr lower, upper;  // form range: at least one
  enum class Form : std::uint8_t { value, range, not_equal } form = Form::value;
  bool lower_closed = true;
  bool upper_closed = true;
  bool bracketed = false;  // [a, b]: a list of two where the subject is no number
  Span span;
};

// What few kinds of expressions have.
struct Particulars {
  DateLiteral date;
  Span called;                        // call: its name
  std::vector<ExpressionPtr> groups;  // call: what stands behind 每
  std::string operators;              // sum, product, compare: one between each two operands
  std::vector<Item> items;            // within
};

// Long tables have hundreds of thousands, nearly all of them words and numbers.
struct Expression {
  ExpressionKind kind = ExpressionKind::name;
  bool quoted = false;   // name in 「」 or backquotes
  bool negated = false;  // within: 不为
  Span span;
  std::string text;  // name, call: the name; text: its words; number: as written, for options such as 500强
  std::vector<ExpressionPtr> operands;
  Seldom<NumberLiteral> quantity;  // number: where it is more than its text, which is else its digits
  Seldom<Particulars> more;

  // Of a number.
  NumberLiteral number() const { return quantity->digits.empty() ? NumberLiteral{text, 0, false, {}} : *quantity; }
};

// What a condition cell demands.
struct ConditionCell {
  bool any = false;        // - or 不限
  bool otherwise = false;  // 其余
  std::vector<Item> items;
};

struct ContactSyntax {
  std::uint32_t minimum = 0, maximum = 0, periods = 1;
  std::optional<Keyword> period;  // none: an action without a frequency
  std::optional<Keyword> action;
  std::string other_action;
  Span span;
};

// A cell as written; what else it is depends on its column.
struct Cell {
  std::string text;  // folded, trimmed
  Span span;
};

struct ResultCell {
  Cell cell;
  ExpressionPtr expression;  // none where the text is no expression: it can only be a label
  bool broken = false;       // reported
  std::string as_written;    // of an example: the text with its full-width signs, where it has any outside quotes
};

// The clauses behind the colon of a block's first line.
struct Modifiers {
  bool first_match = false;
  Span first_match_span;
  ExpressionPtr when;
  Name window_field;  // 在 预计成交日期 前3个月: the date; empty where there is no window
  std::uint32_t window_months = 0;
  Span window_span;
};

struct HeaderBlock {
  Cell title, version, owner, approval, notes, extends;
  ExpressionPtr applies;
  std::optional<DateLiteral> effective_from, effective_to;
  Span effective_span;
};

struct ParameterSyntax {
  Name name;
  ExpressionPtr value;
};
struct ParametersBlock {
  std::vector<ParameterSyntax> parameters;
};

struct FieldSyntax {
  Name name;
  Keyword type = Keyword::text;
  Span type_span;
  std::vector<Name> options;
  std::string unit;  // 数 吨/月, 整数 天, 金额 万元
  Span unit_span;
  std::optional<Keyword> percent_cells;
  bool key = false, optional = false, fixed = false;
  ExpressionPtr blank_means;
  std::vector<Name> also;
  std::vector<Item> bounds;
  Span span;
};
struct FieldsBlock {
  std::vector<FieldSyntax> fields;
};

struct ScaleBlock {
  Name name;
  std::vector<Name> labels;
};

struct DefinitionBlock {
  Name name;
  ExpressionPtr value;
};

struct ElementSyntax {
  Name name;
  ExpressionPtr condition;
};
struct EligibilityBlock {
  Name name;
  enum class Mode : std::uint8_t { all, any, at_least } mode = Mode::all;
  std::uint32_t at_least = 1;
  std::vector<ElementSyntax> elements;
  Modifiers modifiers;
  bool incomplete = false;  // here and below: lines or cells with a mistake are missing
};

struct CriterionSyntax {
  ExpressionPtr subject;
  Cell header;
  NumberLiteral weight;
  bool has_weight = false;
  Span weight_span;
};
struct ScorecardRow {
  std::vector<ConditionCell> conditions;
  std::vector<Cell> cells;
  ResultCell points;
  Span span;
};
struct ScorecardBlock {
  Name name;
  std::vector<CriterionSyntax> criteria;
  std::vector<ScorecardRow> rows;
  Modifiers modifiers;
  bool incomplete = false;
};

struct TableRow {
  std::vector<ConditionCell> conditions;
  std::vector<ResultCell> results;
  Span span;
};

// bands, grade and table
struct ColumnSyntax {
  ExpressionPtr subject;
  Cell header;  // of bands and grade what stands behind 按
};
struct TableBlock {
  Name name;
  Keyword form = Keyword::table;
  std::vector<ColumnSyntax> columns;  // the conditions; one for bands and grade
  std::vector<Name> results;          // where the header row names them; else empty: the block's name
  std::vector<TableRow> rows;
  Modifiers modifiers;
  bool incomplete = false;
};

struct MatrixRow {
  ConditionCell condition;
  Cell header;
  std::vector<ResultCell> results;  // one for each column
  Span span;
};
struct MatrixColumn {
  ConditionCell condition;
  Cell header;
};
struct MatrixBlock {
  Name name;
  ExpressionPtr row_subject, column_subject;
  std::vector<MatrixColumn> columns;
  std::vector<MatrixRow> rows;
  Modifiers modifiers;
  bool incomplete = false;
};

struct ClassSyntax {
  Name label;
  ExpressionPtr condition;  // none: 其余
  Span span;
};
struct ClassifyBlock {
  Name name;
  std::vector<ClassSyntax> classes;
  Modifiers modifiers;
  bool incomplete = false;
};

struct PortfolioBlock {
  Name name;
  std::vector<ExpressionPtr> groups;  // none: the whole list
  std::vector<ElementSyntax> checks;
  bool incomplete = false;
};

struct PlanRow {
  Name label;
  std::vector<std::vector<ContactSyntax>> cells;
  Span span;
};
struct PlanBlock {
  Name name;
  ExpressionPtr subject;
  std::vector<Name> roles;
  std::vector<PlanRow> rows;
  Modifiers modifiers;
  bool incomplete = false;
};

struct ExampleColumn {
  Name name;
  bool expected = false;
  bool status = false;
  bool contacts = false;  // PLAN/ROLE: its cells are those of a plan
};
struct ExampleRow {
  std::vector<ResultCell> cells;
  // By cell; nothing where the column has none, or the cell is empty or no such thing, which is reported.
  std::vector<std::optional<std::vector<ContactSyntax>>> contacts;
  Span span;
};
struct ExamplesBlock {
  Name title;
  std::vector<ExampleColumn> columns;
  std::vector<ExampleRow> rows;
};

struct OutputBlock {
  std::vector<Name> names;
  bool incomplete = false;
};

struct Block {
  Span span;    // of the first line
  Span extent;  // of all its lines
  std::variant<HeaderBlock, ParametersBlock, FieldsBlock, ScaleBlock, DefinitionBlock, EligibilityBlock, ScorecardBlock,
               TableBlock, MatrixBlock, ClassifyBlock, PlanBlock, PortfolioBlock, ExamplesBlock, OutputBlock>
      content;
};

// The names that a file declares, its own and those of the files it extends: which words of a line are one name hangs on them.
struct DeclaredNames {
  std::vector<std::string> all;
  std::vector<std::string> odd;  // of these what plain words do not read: A+, 2025年销售额
};

struct RuleFile {
  std::uint32_t file = 0;
  Language language = Language::chinese;
  std::vector<Block> blocks;
  DeclaredNames names;
  std::vector<std::string> lost_names;  // that lines with a mistake would declare: to use them is no further mistake
};

}  // namespace fenji::grammar
