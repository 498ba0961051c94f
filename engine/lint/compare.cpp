#include "engine/lint/compare.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/lint/abstract_versions.hpp"
#include "engine/lint/cell_text.hpp"
#include "engine/lint/joined_versions.hpp"
#include "engine/lint/quantities.hpp"
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
      : after_(after),
        joined_(join(before, after)),
        knowledge_(joined_.rules),
        search_(knowledge_),
        quantities_(knowledge_, search_),
        abstract_(joined_) {}

  Comparison run() {
    comparison_.changes = joined_.differences;
    comparison_.proved = !joined_.doubtful;
    compare_layers();
    for (const ComparedOutput& output : joined_.outputs) {
      if (!follows(output)) compare_output(output);
    }
    tell_followers();
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

  // A plan or a table that both versions look up alike by labels that changed: told with these.
  bool follows(const ComparedOutput& output) {
    if (output.before == output.after) return false;
    const model::Definition& after = rules().definitions[output.after];
    const auto form = after.table != model::none ? rules().tables[after.table].form : model::TableForm::classify;
    if (form != model::TableForm::table && form != model::TableForm::plan) return false;
    AbstractVersions others(joined_, &output);
    const Requirement lacked[] = {of_pair(Requirement::Kind::lacks, output.before, 0),
                                  of_pair(Requirement::Kind::lacks, output.after, 0)};
    const Requirement known[] = {of_pair(Requirement::Kind::known, output.before, 0),
                                 of_pair(Requirement::Kind::known, output.after, 0)};
    const bool same = others.never({of_pair(Requirement::Kind::differs, output.before, output.after)}) &&
                      others.never({known[0], lacked[1]}) && others.never({lacked[0], known[1]});
    if (same) followers_.push_back(output.name);
    return same;
  }

  void tell_followers() {
    if (followers_.empty() || comparison_.changes.size() == joined_.differences.size()) return;
    Diagnostic also;
    also.name = "result-changed";
    also.severity = Severity::note;
    also.message = {fmt::format("跟着上面的结果变，不再一一列出：{}", fmt::join(followers_, "、")),
                    fmt::format("changes with the results above and is not told again: {}", fmt::join(followers_, ", "))};
    comparison_.changes.push_back(std::move(also));
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
    const Answer any = abstract_.never({differs}) ? Answer{Answer::Outcome::never, {}} : find(with({differs}));
    if (any.outcome == Answer::Outcome::undecided) comparison_.proved = false;
    if (any.found()) {
      const auto& old_labels = before.type.kind == Kind::label ? rules().labels_of(before.type).labels : no_labels_;
      const auto& new_labels = after.type.kind == Kind::label ? rules().labels_of(after.type).labels : no_labels_;
      if (after.type.kind == Kind::label && old_labels.size() <= most_labels && new_labels.size() <= most_labels) {
        for (std::uint32_t from = 0; from < old_labels.size(); ++from) {
          for (std::uint32_t to = 0; to < new_labels.size(); ++to) {
            if (old_labels[from] == new_labels[to]) continue;
            const Goal change{prove::require_label(output.before, from), prove::require_label(output.after, to)};
            if (abstract_.never(change)) continue;
            tell(with({change[0], change[1]}),
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
    if (!abstract_.never({old_known, new_lacks})) {
      tell(with({old_known, new_lacks}),
           {fmt::format("“{}”原来有，现在没有结果", output.name),
            fmt::format("`{}` had a result and has none now", output.name)},
           place, about);
    }
    if (abstract_.never({old_lacks, new_known})) return;
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
    prove::FieldSet matter;
    const Message region = region_of(goal, about, matter);
    const Message example = example_of(answer.record, goal, about, matter);
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
  Message example_of(const prove::FieldValues& values, const Goal& goal, const std::vector<DefinitionId>& about,
                     const prove::FieldSet& matter) const {
    prove::FieldSet fields;
    for (const DefinitionId id : about) fields = prove::united(fields, knowledge_.dependencies.of_definition(id));
    if (fields.empty()) fields = fields_of(goal, about);
    if (fields.size() > most_examples) {
      // Those that make the difference first.
      std::stable_partition(fields.begin(), fields.end(),
                            [&](model::FieldId field) { return std::binary_search(matter.begin(), matter.end(), field); });
    }
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
  // `matter`: the fields that leave something out.
  Message region_of(const Goal& goal, const std::vector<DefinitionId>& about, prove::FieldSet& matter) {
    std::vector<Message> phrases;
    prove::FieldSet told;
    for (const prove::Axis& axis : quantities_.computed(about)) {
      if (phrases.size() == most_phrases) break;
      if (const auto phrase = phrase_of(axis, goal, about.empty())) {
        phrases.push_back(*phrase);
        told = prove::united(told, axis.fields);
      }
    }
    matter = told;
    for (const model::FieldId field : fields_of(goal, about)) {
      if (phrases.size() == most_phrases) break;
      if (std::binary_search(told.begin(), told.end(), field)) continue;
      if (const auto axis = quantities_.of_field(field)) {
        if (const auto phrase = phrase_of(*axis, goal, about.empty())) {
          if (!phrase->zh.empty()) phrases.push_back(*phrase);
          matter = prove::united(matter, prove::FieldSet{field});
        }
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

  // Empty where only the ends of the calendar are left out.
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
    const bool but_the_ends =
        possible.back() - possible.front() + 1 == possible.size() && possible.front() <= 1 && possible.back() + 2 >= count;
    if (axis.type.kind == Kind::date && but_the_ends) return Message{};
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

  const Rules& after_;
  const JoinedVersions joined_;
  const prove::Knowledge knowledge_;
  prove::RecordSearch search_;
  const Quantities quantities_;
  AbstractVersions abstract_;
  prove::Budget steps_ = all_steps;
  std::vector<std::string> followers_;
  Comparison comparison_;
  const std::vector<std::string> no_labels_;
};

}  // namespace

Comparison compare(const Rules& before, const Rules& after) { return Comparer(before, after).run(); }

}  // namespace fenji::lint
