// Stage: prove. What a record is looked for that shows it: requirements that must all hold.
#pragma once

#include <optional>
#include <vector>

#include "engine/prove/outlook.hpp"
#include "engine/prove/record.hpp"

namespace fenji::prove {

struct Requirement {
  enum class Kind : std::uint8_t {
    yes,  // of expression `first`
    no,
    in_values,   // `sum` lies in one of `intervals`
    with_codes,  // expression `first`, a label or a yes/no, has one of `codes`
    with_text,   // expression `first` is one of `texts`
    fits,        // row `second` of table `first`
    misses,      // likewise: it does not fit
    fires,       // likewise, and certainly gives the results
    uncovered,   // no row of table `first` fits, and all of them are decided
    label,       // definition `first` has label `second`
    body_state,  // definition `first` would be `state`, did its `仅当` / when not matter
    has_state,   // expression `first` is `state`
    layer,       // `applies` and the eligibility blocks above layer `first` are passed
    known,       // definition `first` is known
    lacks,       // likewise: it is not
    differs,     // the definitions `first` and `second` are both known and not the same
  } kind = Kind::yes;
  std::uint32_t first = 0;
  std::uint32_t second = 0;
  LinearSum sum;
  Intervals intervals;
  Codes codes;
  std::vector<std::string> texts;
  model::State state = model::State::known;
};

using Goal = std::vector<Requirement>;

Requirement require_yes(model::ExpressionId condition);
Requirement require_no(model::ExpressionId condition);
Requirement require_layer(std::uint32_t layer);
Requirement require_row(Requirement::Kind kind, model::TableId table, std::uint32_t row);
Requirement require_uncovered(model::TableId table);
Requirement require_label(model::DefinitionId definition, std::uint32_t label);
Requirement require_state(model::ExpressionId expression, model::State state);
Requirement require_body_state(model::DefinitionId definition, model::State state);

// What every record meets whose result the table decides: its layer, and the `仅当` / when of its definitions.
Goal circumstances_of(const model::Rules& rules, model::TableId table);
Goal circumstances_of(const model::Definition& definition);

// Among many records: yes, no, or either.
Possible judge(Outlook& outlook, const Requirement& requirement);
std::optional<model::FieldId> open_field(Outlook& outlook, const Requirement& requirement);

// Of one.
bool holds(Record& record, const Knowledge& knowledge, const Goal& goal);

}  // namespace fenji::prove
