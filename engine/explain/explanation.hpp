// Stage: explain. The story of one graded record as data: what the rules asked, what the record answered, and how the results
// came about, in the order in which they were worked out. Renderers read nothing else. Names, values and rule text are those of
// the rule file and in its language; the sentences of the frame are in `language`. All texts are one line each; cells are cut
// to a readable length.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/execute/status.hpp"
#include "engine/model/value.hpp"
#include "grammar/diagnostics/source.hpp"

namespace fenji::explain {

struct Place {
  std::string file;      // as the user named it
  std::size_t line = 0;  // from 1
};

// The author's own words, blanks run together and comments left out.
struct Quote {
  std::string text;
  Place place;
};

enum class Verdict : std::uint8_t { no, yes, undecided };

// Something that a rule looks at, and what it is in this record.
struct Fact {
  enum class Kind : std::uint8_t { field, definition, parameter, expression } kind = Kind::field;
  std::string name;  // of an expression: the expression
  model::State state = model::State::known;
  std::string value;  // as a result list shows it; empty unless known
  // Fields only:
  std::optional<std::string> cell;   // what the list says, where it reads differently from `value`
  bool blank = false;                // the cell is empty; known all the same where 空白视为 / blank means says so
  bool no_column = false;            // the list has no such column
  std::optional<Quote> declaration;  // what the cell should have been, where it cannot be read
};

struct Condition {
  Verdict verdict = Verdict::undecided;
  std::string words;
  enum class Join : std::uint8_t { none, all, any } join = Join::none;
  std::vector<Condition> parts;  // what `join` joins
  std::vector<Fact> facts;       // where it has no parts
};

struct Applies {
  Quote rule;
  Condition condition;
};

struct Element {
  std::string name;
  Quote rule;
  Verdict verdict = Verdict::undecided;
  std::optional<Condition> when;  // the element asks nothing unless this holds
  Condition condition;
};

struct Gate {
  std::string name;
  Place place;
  Verdict verdict = Verdict::undecided;
  bool all = true;         // all elements must hold …
  std::size_t needed = 0;  // … or at least so many
  std::vector<Element> elements;
};

struct Row {
  Quote rule;
  Verdict fits = Verdict::undecided;
  bool fired = false;  // the results are this row's
};

// What a decision table did.
struct Table {
  enum class Reading : std::uint8_t {
    decided,
    undecided,      // `rows` are those that may still fire
    uncovered,      // no row fits; `rows` are all
    contradiction,  // `rows` are those that fit together and disagree
  } reading = Reading::decided;
  std::vector<Fact> facts;
  std::vector<Row> rows;  // where decided: the row that fired, and others that fit or may fit and give the same
  bool any_row = false;   // nothing rules out any row of the table
};

// 基础分 × (1 + 加成), then 90 × (1 + 5%); either is empty where it would repeat what stands beside it.
struct Working {
  std::string words;
  std::string numbers;      // what is not known is `?`
  std::vector<Fact> facts;  // fields in it that are not known, or whose cells read differently
};

// A result by its name.
struct NamedValue {
  std::string name;
  model::State state = model::State::known;
  std::string text;  // empty unless known
  std::optional<Working> working;
};

// A column of a scorecard.
struct Criterion {
  std::string name;
  model::State state = model::State::known;
  std::string points, weight, part;  // points × weight = part; points and part are empty unless known
  std::string cell;                  // the cell of the row that fired
  Table table;
};

// What one block defines.
struct Result {
  enum class Kind : std::uint8_t { arithmetic, condition, table, scorecard, given } kind = Kind::arithmetic;
  std::string name;
  Place place;
  std::vector<NamedValue> values;      // one, or those of a table's result columns
  std::optional<Condition> when;       // 仅当; where it does not hold nothing else is told
  std::optional<Condition> condition;  // kind condition
  std::optional<Table> table;          // kind table
  std::vector<Criterion> criteria;     // kind scorecard
  std::string note;                    // why a value is not known; empty where all are known or not applicable
  bool division_by_zero = false;       // that is why
};

// One step of the way: `applies`, then the eligibility blocks in order, then what `output` names.
struct Layer {
  std::vector<Result> results;  // first, those that the conditions of this layer need; in the last layer all others
  std::optional<Applies> applies;
  std::optional<Gate> gate;
};

// What decided the status, and so what has to change before it can be another.
struct Cause {
  execute::Reason::Kind kind = execute::Reason::Kind::failed;
  std::string name;                   // of the element, field or definition
  std::optional<std::string> cell;    // what cannot be read
  bool no_column = false;             // the field is missing because the list has no such column
  Quote rule;                         // the element, the declaration of the field, or the definition's first line
  std::vector<Condition> conditions;  // of a failed element: the parts of it that do not hold
  std::string gate;                   // of a failed element, where its block does not ask for all: the block …
  std::size_t lacking = 0;            // … and how many more of its elements must hold
};

// To another question about the record.
struct Answer {
  std::string title;
  std::vector<std::string> lines;  // with two blanks in front of what belongs to the line above
};

struct Explanation {
  Language language = Language::chinese;
  std::string title, version, file;
  std::string key_name, key;  // empty where the rules declare no key
  execute::Status status = execute::Status::rated;
  std::string note;  // the sentence that a result list has
  std::vector<Cause> causes;
  std::vector<NamedValue> outputs;       // those that were reached
  std::vector<Layer> layers;             // up to the one that settled the status; none that is empty
  std::vector<std::string> not_reached;  // eligibility blocks and outputs behind it
  std::vector<Answer> answers;           // that were asked for besides
};

}  // namespace fenji::explain
