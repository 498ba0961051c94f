#include "engine/lint/compare.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/lint/cell_text.hpp"
#include "engine/lint/joined_versions.hpp"
#include "engine/prove/axis.hpp"
#include "engine/prove/phrases.hpp"
#include "engine/prove/record_search.hpp"
#include "engine/prove/words.hpp"

namespace fenji::lint {
namespace {

using model::DefinitionId;
using model::ExpressionId;
using model::Kind;
using model::Rules;
using model::State;
using prove::Goal;
using prove::Requirement;
using Answer = prove::RecordSearch::Answer;

constexpr prove::Budget all_steps = 400'000;
constexpr prove::Budget steps_of_a_search = 5'000;
constexpr std::size_t most_cells = 60;    // of a quantity that a region is told by
constexpr std::size_t most_phrases = 4;   // of a region
constexpr std::size_t most_labels = 12;   // beyond, changes of labels are not told apart
constexpr std::size_t most_examples = 5;  // fields of a record that a sentence names

Requirement of_pair(Requirement::Kind kind, std::uint32_t first, std::uint32_t second) {
  Requirement requirement;
  requirement.kind = kind;
  requirement.first = first;
  requirement.second = second;
  return requirement;
}

class Comparer {
 public:
  Comparer(const Rules& before, const Rules& after)
      : after_(after), joined_(join(before, after)), knowledge_(joined_.rules), search_(knowledge_) {}

  Comparison run() {
    comparison_.changes = joined_.differences;
    comparison_.proved = !joined_.doubtful;
    compare_layers();
    for (const ComparedOutput& output : joined_.outputs) compare_output(output);
    if (!comparison_.proved) {
      Diagnostic open;
      open.name = "not-decided";
      open.severity = Severity::warning;
      open.message = {"没能判定是否还有别的客户结果不同", "could not decide whether the results of other customers differ"};
      comparison_.changes.push_back(std::move(open));
    }
    return std::move(comparison_);
  }

 private:
  const Rules& rules() const { return joined_.rules; }

  Answer find(const Goal& goal) {
    prove::Budget share = std::min(steps_, steps_of_a_search);
    const prove::Budget given = share;
    Answer answer = search_.find(goal, share);
    steps_ -= given - std::max<prove::Budget>(share, 0);
    return answer;
  }

  void compare_layers() {
    const Version& before = joined_.before;
    const Version& after = joined_.after;
    if (before.applies == after.applies && before.passed == after.passed) return;
    struct Change {
      Goal goal;
      Message message;
    };
    const auto yes = prove::require_yes;
    const auto no = prove::require_no;
    const Change changes[] = {
        {{yes(before.passed), no(after.applies)}, {"原来评级，现在不适用", "was rated, the rules no longer apply"}},
        {{yes(before.passed), yes(after.applies), no(after.passed)},
         {"原来评级，现在不予评级", "was rated, is now ineligible"}},
        {{no(before.applies), yes(after.passed)}, {"原来不适用，现在评级", "the rules did not apply, is now rated"}},
        {{yes(before.applies), no(before.passed), yes(after.passed)},
         {"原来不予评级，现在评级", "was ineligible, is now rated"}},
        {{no(before.applies), yes(after.applies), no(after.passed)},
         {"原来不适用，现在不予评级", "the rules did not apply, is now ineligible"}},
        {{yes(before.applies), no(before.passed), no(after.applies)},
         {"原来不予评级，现在不适用", "was ineligible, the rules no longer apply"}},
    };
    const Span place = after_.applies != model::none ? after_.expressions[after_.applies].span
                       : after_.gates.empty()        ? Span{}
                                                     : after_.gates.front().span;
    for (const Change& change : changes) tell(change.goal, change.message, place, {});
  }

  void compare_output(const ComparedOutput& output) {
    if (output.before == output.after) return;
    const model::Definition& after = rules().definitions[output.after];
    const model::Definition& before = rules().definitions[output.before];
    Goal both{prove::require_yes(joined_.after.passed)};
    if (joined_.before.passed != joined_.after.passed) both.push_back(prove::require_yes(joined_.before.passed));
    const std::vector<DefinitionId> about{output.before, output.after};
    const auto with = [&](std::initializer_list<Requirement> more) {
      Goal goal = both;
      goal.insert(goal.end(), more);
      return goal;
    };
    const Span place = after.span;
    const Requirement differs = of_pair(Requirement::Kind::differs, output.before, output.after);
    const Answer any = find(with({differs}));
    if (any.outcome == Answer::Outcome::undecided) comparison_.proved = false;
    if (any.found()) {
      const auto& old_labels = before.type.kind == Kind::label ? rules().labels_of(before.type).labels : no_labels_;
      const auto& new_labels = after.type.kind == Kind::label ? rules().labels_of(after.type).labels : no_labels_;
      if (after.type.kind == Kind::label && old_labels.size() <= most_labels && new_labels.size() <= most_labels) {
        for (std::uint32_t from = 0; from < old_labels.size(); ++from) {
          for (std::uint32_t to = 0; to < new_labels.size(); ++to) {
            if (old_labels[from] == new_labels[to]) continue;
            tell(with({prove::require_label(output.before, from), prove::require_label(output.after, to)}),
                 {fmt::format("“{}”由 {} 变为 {}", output.name, old_labels[from], new_labels[to]),
                  fmt::format("`{}` changes from {} to {}", output.name, old_labels[from], new_labels[to])},
                 place, about);
          }
        }
      } else {
        tell(with({differs}), {fmt::format("“{}”变了", output.name), fmt::format("`{}` changes", output.name)}, place, about);
      }
    }
    const Requirement old_lacks = of_pair(Requirement::Kind::lacks, output.before, 0);
    const Requirement new_lacks = of_pair(Requirement::Kind::lacks, output.after, 0);
    const Requirement old_known = of_pair(Requirement::Kind::known, output.before, 0);
    const Requirement new_known = of_pair(Requirement::Kind::known, output.after, 0);
    tell(with({old_known, new_lacks}),
         {fmt::format("“{}”原来有，现在没有结果", output.name), fmt::format("`{}` had a result and has none now", output.name)},
         place, about);
    tell(with({old_lacks, new_known}),
         {fmt::format("“{}”原来没有结果，现在有", output.name), fmt::format("`{}` had no result and has one now", output.name)},
         place, about);
  }

  // One kind of change, if there is such a record.
  void tell(const Goal& goal, const Message& what, Span place, const std::vector<DefinitionId>& about) {
    const Answer answer = find(goal);
    if (answer.outcome == Answer::Outcome::undecided) comparison_.proved = false;
    if (!answer.found()) return;
    Diagnostic change;
    change.name = "result-changed";
    change.severity = Severity::warning;
    change.span = place;
    const Message region = region_of(goal, about);
    const Message example = example_of(answer.record, goal, about);
    change.message = {
        fmt::format("{}：{}，例如 {}{}", what.zh, region.zh, example.zh, values_of(answer.record, about, Language::chinese)),
        fmt::format("{}: {}, for example {}{}", what.en, region.en, example.en,
                    values_of(answer.record, about, Language::english))};
    for (model::FieldId field = 0; field < after_.fields.size(); ++field) {
      if (after_.fields[field].population != model::none) continue;
      change.witness.push_back({rules().fields[field].name, cell_text(answer.record[field], rules().fields[field], rules())});
    }
    if (!about.empty()) {
      prove::Record record = recorded(answer.record);
      change.expected = shown(record, about[0]);
      change.actual = shown(record, about[1]);
    }
    comparison_.changes.push_back(std::move(change));
  }

  prove::Record recorded(const prove::FieldValues& values) const {
    prove::Record record(rules());
    for (model::FieldId field = 0; field < values.size(); ++field) record.choose(field, values[field]);
    return record;
  }

  Message shown(prove::Record& record, DefinitionId id) const {
    const model::Value value = record.definition(id);
    if (value.state != State::known) return {"没有结果", "no result"};
    return prove::in_both(
        [&](Language language) { return prove::value_words(value, rules().definitions[id].type, rules(), language); });
  }

  std::string values_of(const prove::FieldValues& values, const std::vector<DefinitionId>& about, Language language) const {
    if (about.empty()) return {};
    prove::Record record = recorded(values);
    const Message before = shown(record, about[0]);
    const Message after = shown(record, about[1]);
    return language == Language::chinese ? fmt::format("：{} → {}", before.zh, after.zh)
                                         : fmt::format(": {} → {}", before.en, after.en);
  }

  prove::FieldSet fields_of(const Goal& goal, const std::vector<DefinitionId>& about) const {
    prove::FieldSet fields;
    for (const Requirement& requirement : goal) {
      const bool condition = requirement.kind == Requirement::Kind::yes || requirement.kind == Requirement::Kind::no;
      if (condition) fields = prove::united(fields, knowledge_.dependencies.of(requirement.first));
    }
    for (const DefinitionId id : about) fields = prove::united(fields, knowledge_.dependencies.of_definition(id));
    return fields;
  }

  // The fields on which the results hang, those of the conditions only where nothing else is asked.
  Message example_of(const prove::FieldValues& values, const Goal& goal, const std::vector<DefinitionId>& about) const {
    prove::FieldSet fields;
    for (const DefinitionId id : about) fields = prove::united(fields, knowledge_.dependencies.of_definition(id));
    if (fields.empty()) fields = fields_of(goal, about);
    Message phrase;
    for (std::size_t i = 0; i < fields.size() && i < most_examples; ++i) {
      const model::Field& field = rules().fields[fields[i]];
      const model::Value& value = values[fields[i]];
      const bool empty = value.state != State::known || value.blank;
      for (const Language language : {Language::chinese, Language::english}) {
        const bool chinese = language == Language::chinese;
        std::string& text = chinese ? phrase.zh : phrase.en;
        if (i > 0) text += chinese ? "、" : ", ";
        text += field.name + " = " +
                (empty ? (chinese ? "空" : "empty") : prove::value_words(value, field.type, rules(), language));
      }
    }
    return phrase;
  }

  // Each quantity by itself: the values with which such a record exists. Only those are named that leave something out.
  Message region_of(const Goal& goal, const std::vector<DefinitionId>& about) {
    std::vector<Message> phrases;
    prove::FieldSet told;
    for (const prove::Axis& axis : quantities(about)) {
      if (phrases.size() == most_phrases) break;
      if (const auto phrase = phrase_of(axis, goal, about.empty())) {
        phrases.push_back(*phrase);
        told = prove::united(told, axis.fields);
      }
    }
    for (const model::FieldId field : fields_of(goal, about)) {
      if (phrases.size() == most_phrases) break;
      if (std::binary_search(told.begin(), told.end(), field)) continue;
      if (const auto axis = axis_of(field)) {
        if (const auto phrase = phrase_of(*axis, goal, about.empty())) phrases.push_back(*phrase);
      }
    }
    if (phrases.empty()) return {"不限于哪一类客户", "customers of any kind"};
    Message region{"只有", "only with"};
    for (std::size_t i = 0; i < phrases.size(); ++i) {
      region.zh += (i > 0 ? "，且 " : " ") + phrases[i].zh;
      region.en += (i > 0 ? " and " : " ") + phrases[i].en;
    }
    region.zh += " 的客户";
    return region;
  }

  std::optional<Message> phrase_of(const prove::Axis& axis, const Goal& goal, bool about_layers) {
    const std::uint32_t count = axis.cell_count();
    if (count < 2 || count > most_cells) return {};
    std::vector<std::uint32_t> possible;
    bool leaves_out = false;
    for (std::uint32_t cell = 0; cell < count; ++cell) {
      Goal inside{in_cell(axis, cell)};
      const std::size_t own = inside.size();
      inside.insert(inside.end(), goal.begin(), goal.end());
      if (!find(inside).never()) {
        possible.push_back(cell);
        continue;
      }
      // What no rated customer has goes without saying.
      inside.resize(own);
      for (const Requirement& each : goal) {
        if (each.kind == Requirement::Kind::yes) inside.push_back(each);
      }
      leaves_out = leaves_out || about_layers || !find(inside).never();
    }
    if (!leaves_out || possible.empty()) return {};
    const Message words = prove::cells_phrase(rules(), axis, prove::from_cells(possible));
    return Message{axis.name + " " + words.zh, axis.name + " " + words.en};
  }

  Requirement in_cell(const prove::Axis& axis, std::uint32_t cell) const {
    Requirement requirement;
    requirement.first = axis.expression;
    if (axis.kind == prove::Axis::Kind::ordered) {
      requirement.kind = Requirement::Kind::in_values;
      requirement.sum = axis.sum;
      requirement.intervals = {axis.intervals[cell]};
    } else {
      requirement.kind = Requirement::Kind::with_codes;
      requirement.codes = {axis.codes[cell]};
    }
    return requirement;
  }

  // What the tables behind the results ask of computed numbers, nearest to the result first.
  std::vector<prove::Axis> quantities(const std::vector<DefinitionId>& about) {
    std::vector<prove::Axis> axes;
    std::set<std::string> seen;
    std::vector<DefinitionId> open = about;
    std::set<DefinitionId> visited(open.begin(), open.end());
    for (std::size_t i = 0; i < open.size(); ++i) {
      const model::Definition& definition = rules().definitions[open[i]];
      std::vector<ExpressionId> expressions;
      if (definition.expression != model::none) expressions.push_back(definition.expression);
      if (definition.table != model::none) {
        const model::Table& table = rules().tables[definition.table];
        for (std::size_t column = 0; column < table.subjects.size(); ++column) {
          const model::Subject& subject = table.subjects[column];
          expressions.push_back(subject.expression);
          const model::Expression& asked = rules().expressions[subject.expression];
          const bool computed = asked.type.kind == Kind::number && asked.operation != model::Operation::field;
          if (!computed || asked.type.quotient || !seen.insert(subject.name).second) continue;
          prove::Axis axis;
          axis.name = subject.name;
          axis.type = asked.type;
          axis.expression = subject.expression;
          axis.sum = knowledge_.forms.sum(subject.expression);
          axis.fields = knowledge_.dependencies.of(subject.expression);
          axis.grid = knowledge_.ranges.grid(axis.sum);
          if (axis.sum.is_constant()) continue;
          axis.cut(limits_of(subject.name), knowledge_.ranges.values(axis.sum));
          axes.push_back(std::move(axis));
        }
        for (const model::Row& row : table.rows) expressions.insert(expressions.end(), row.results.begin(), row.results.end());
      }
      for (std::size_t e = 0; e < expressions.size(); ++e) {
        const model::Expression& expression = rules().expressions[expressions[e]];
        expressions.insert(expressions.end(), expression.operands.begin(), expression.operands.end());
        if (expression.operation == model::Operation::definition && visited.insert(expression.reference).second)
          open.push_back(expression.reference);
      }
    }
    return axes;
  }

  // That either version asks of a column with this name.
  std::vector<model::Decimal> limits_of(const std::string& name) const {
    std::vector<model::Decimal> limits;
    for (const model::Table& table : rules().tables) {
      for (std::size_t column = 0; column < table.subjects.size(); ++column) {
        if (table.subjects[column].name != name) continue;
        for (const model::Row& row : table.rows) {
          if (row.otherwise) continue;
          for (const model::Interval& interval : row.tests[column].intervals) {
            if (interval.lower) limits.push_back(interval.lower->value);
            if (interval.upper) limits.push_back(interval.upper->value);
          }
        }
      }
    }
    return limits;
  }

  std::optional<prove::Axis> axis_of(model::FieldId id) const {
    const model::Field& field = rules().fields[id];
    const prove::FieldChoices& choices = search_.fields()[id];
    const auto expression = std::find_if(
        rules().expressions.begin(), rules().expressions.end(),
        [&](const model::Expression& each) { return each.operation == model::Operation::field && each.reference == id; });
    if (expression == rules().expressions.end() || field.type.kind == Kind::text) return {};
    prove::Axis axis;
    axis.name = field.name;
    axis.type = field.type;
    axis.expression = static_cast<ExpressionId>(expression - rules().expressions.begin());
    if (field.type.kind == Kind::number || field.type.kind == Kind::date) {
      axis.sum = knowledge_.forms.sum(axis.expression);
      axis.intervals = choices.spans;
      axis.grid = knowledge_.ranges.grid(axis.sum);
      return axis;
    }
    axis.kind = prove::Axis::Kind::coded;
    axis.codes = knowledge_.ranges.codes(axis.expression);
    return axis;
  }

  const Rules& after_;
  const JoinedVersions joined_;
  const prove::Knowledge knowledge_;
  prove::RecordSearch search_;
  prove::Budget steps_ = all_steps;
  Comparison comparison_;
  const std::vector<std::string> no_labels_;
};

}  // namespace

Comparison compare(const Rules& before, const Rules& after) { return Comparer(before, after).run(); }

}  // namespace fenji::lint
